"""Screens of forms."""
