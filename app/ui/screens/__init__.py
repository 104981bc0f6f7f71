"""One folder per capability, one screen per file."""
