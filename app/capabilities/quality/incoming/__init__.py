"""Incoming inspection: what of the lots that came waits to be inspected."""
