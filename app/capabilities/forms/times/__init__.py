"""Field kinds that hold dates, times and how long something took."""
