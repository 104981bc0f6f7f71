"""Forms: what a plant draws from its sheets; field kinds, filled forms, verdicts."""
