"""Production's screens: work orders and plan import, one order, the progress board."""
