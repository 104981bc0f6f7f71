"""Print jobs: one label each, from its serial number to the scan that proves it."""
