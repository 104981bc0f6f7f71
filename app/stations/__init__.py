"""What this station is, its devices, and what a scan means here."""
