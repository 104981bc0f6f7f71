"""Reconciliation: what became of every label, and numbers that stand on two."""
