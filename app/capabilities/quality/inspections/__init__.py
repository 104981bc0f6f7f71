"""Inspections: each a stream of its own, from what asked for it to its verdict and its release."""
