"""Readings: what filled forms hold of one thing, form after form, whoever filled them."""
