"""ZPL II, spoken by Zebra's printers and many that follow them."""
