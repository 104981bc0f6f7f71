"""How each kind of field is filled: one control for each, the same for touch and bench."""
