"""Carrying an inspection out, at a touch panel and at a bench."""
