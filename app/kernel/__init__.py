"""The ground floor: words every other floor speaks, and nothing of the domain."""
