"""Screens of production: what is to be done here, and the work in hand."""
