"""Dispositions: what becomes of nonconforming pieces, behind gates no right gets past."""
