"""Badges: tested when given out and when due; one that is long overdue opens no door (P11-28)."""
