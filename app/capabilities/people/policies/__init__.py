"""Policies: what a signature means here, in versions, and who acknowledged which (P11-11)."""
