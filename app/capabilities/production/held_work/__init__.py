"""What other stations did while work was on hold and they had not heard of it: queries only."""
