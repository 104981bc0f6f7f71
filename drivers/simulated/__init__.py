"""Devices played by software, with the faults of real ones: for the demo and the tests alike."""
