"""Screens of flows: where a case stands, and what people do about it."""
