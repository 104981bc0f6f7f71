"""Complaints (21 CFR 820.35(a)): what somebody says of a device, and what became of it."""
