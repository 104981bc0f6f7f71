"""Field kinds that hold pictures and files."""
