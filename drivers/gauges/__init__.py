"""Gauges: calipers, height and torque gauges, by the same protocols as scales."""
