"""Field kinds that hold numbers and what was measured."""
