"""Bytes to readings and back; knows nothing of the app and no Qt."""
