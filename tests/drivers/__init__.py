"""Drivers over real pyserial on pseudo-terminals, played by the simulators that ship."""
