"""Field kinds that hold words."""
