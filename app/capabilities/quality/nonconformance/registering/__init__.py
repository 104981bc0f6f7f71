"""Registering a nonconformance, by a person or a rule: what was found is written down and held."""
