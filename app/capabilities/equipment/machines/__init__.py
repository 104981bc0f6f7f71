"""Machines and where they stand, whether they run, what they measure (ISA-95)."""
