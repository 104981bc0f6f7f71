"""People's secrets: which one counts, since when, where the key it closes has been sent."""
