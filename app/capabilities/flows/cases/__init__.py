"""Running cases: one decision each, on its way over a chart from person to person."""
