"""Calls for help from a station: raised, answered, closed (the andon cord)."""
