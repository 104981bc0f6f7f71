"""What asks for an inspection of work: set-ups, stops, shifts, time, pieces, as they happened."""
