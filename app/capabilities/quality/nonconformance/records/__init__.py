"""Nonconformances: what was not as required, held, judged, and what came of it (ISO 13485 8.3)."""
