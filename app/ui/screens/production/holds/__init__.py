"""The screen of holds: what must not go on, everywhere; set and lifted."""
