"""Controlled documents of any kind: which body was in force under which code and revision."""
