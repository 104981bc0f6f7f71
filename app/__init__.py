"""Lineside: the offline-first station software for medical-device factories."""
