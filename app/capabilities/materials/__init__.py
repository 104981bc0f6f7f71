"""Materials: what is bought, its lots, and whether one may be used (ISO 13485 7.4.3, 7.5.11)."""
