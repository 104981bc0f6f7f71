"""Containing a nonconformance: the holds it sets, and that it alone lifts again."""
