"""Measurement systems: how much of the variation seen is the gauge's and the people's own."""
