"""Gauges and scales: what they can measure, and whether they may (ISO 13485 7.6)."""
