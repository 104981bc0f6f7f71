"""Notices: what somebody is told, by role or by name, and who has seen it."""
