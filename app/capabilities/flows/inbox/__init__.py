"""The inbox: everything that waits for a person in a place, and what they are told there."""
