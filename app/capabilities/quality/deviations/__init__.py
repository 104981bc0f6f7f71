"""Deviations of parameters: a machine left its validated window, and a person answered for it."""
