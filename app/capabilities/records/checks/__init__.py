"""Checks of the journal itself: forks, what waits or is held back, flags, ids given twice."""
