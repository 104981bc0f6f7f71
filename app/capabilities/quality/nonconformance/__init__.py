"""What is not as required, from its finding to its end (ISO 13485 8.3)."""
