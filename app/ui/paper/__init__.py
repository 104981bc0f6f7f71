"""Paper: what leaves the house as PDF. Drawn in hundredths of a millimetre, black on white."""
