"""Serial numbers: the blocks a station gives them from, each number once."""
