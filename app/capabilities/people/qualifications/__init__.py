"""Qualifications: what somebody has learnt to do, until when, by whose word (P11-10)."""
