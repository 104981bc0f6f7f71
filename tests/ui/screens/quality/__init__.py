"""Screens of quality: control charts, sampling."""
