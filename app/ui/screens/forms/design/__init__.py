"""The form designer: fields from a palette, drawn, their settings beside, and tried."""
