"""Screens of equipment: whether it runs, what it measures, when it left its limits."""
