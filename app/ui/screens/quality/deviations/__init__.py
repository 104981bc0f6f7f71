"""The screen of deviations: those people told, and those of parameters."""
