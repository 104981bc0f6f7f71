"""Plans that prove a reliability with a confidence: by attributes, and by one measured value."""
