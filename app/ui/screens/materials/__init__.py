"""Screens of materials: what lies in the warehouse, whether it may be used, and how long yet."""
