"""Nonconformances: the board by state, and the review of one beside it (on touch: page by page)."""
