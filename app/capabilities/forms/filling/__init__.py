"""Filled forms: every value with where it came from, the verdict with what it rests on."""
