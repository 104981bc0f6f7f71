"""TSPL2, spoken by TSC's printers and many made in China."""
