"""Evaluating a nonconformance: how bad, how much, what else, why, until when, at what cost."""
