"""Identities: who was verified to be who they say, by whom, when and how (P11-18)."""
