"""Recorded journals, one folder per release; never edited, only added to."""
