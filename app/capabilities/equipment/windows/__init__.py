"""How a machine stands to its validated windows, by what a station knows last of it."""
