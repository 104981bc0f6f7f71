"""Scanners turn frames into scans: the text of a symbol, when and by what it was heard."""
