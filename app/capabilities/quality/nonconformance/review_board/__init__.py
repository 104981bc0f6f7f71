"""The review board: nonconformances as people look at them, by state, one by one, and counted."""
