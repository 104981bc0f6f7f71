"""Screens of quality: inspecting, first articles, what is due."""
