"""Which inspections are due."""
