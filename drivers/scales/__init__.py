"""Scales: protocols that read frames, profiles that name them, and the device that asks."""
