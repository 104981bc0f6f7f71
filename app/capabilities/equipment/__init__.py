"""Equipment: machines that make, gauges that measure; each by the standard of its kind."""
