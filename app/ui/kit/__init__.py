"""One control per file; no business word in here."""
