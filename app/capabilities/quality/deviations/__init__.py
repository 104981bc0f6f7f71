"""Deviations: of a parameter's window, told by its machine, and any other, told by people."""
