"""Sampling plans, their curves, and the switching between them."""
