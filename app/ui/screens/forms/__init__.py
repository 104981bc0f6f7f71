"""Screens of forms: filling one, the list of filled ones, and Excel sheets that become forms."""
