"""Nonconforming pieces: how they move, and what their order and their lot do with it."""
