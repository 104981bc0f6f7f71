"""Lots of materials: received, released, on hold, expired; and which of them may be used."""
