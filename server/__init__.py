"""lineside-server: the plant's meeting point of journals."""
