"""Taking back what was said to be done: by counter-moves, with a reason and two persons."""
