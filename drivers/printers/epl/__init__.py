"""EPL2, spoken by Eltron's printers and Zebra's older desktop ones."""
