"""Screens of labels: the queue of a station's printers."""
