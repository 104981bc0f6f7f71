"""Field kinds that choose."""
