"""What was weighed at an operation: portions on a scale, until a step's band is reached."""
