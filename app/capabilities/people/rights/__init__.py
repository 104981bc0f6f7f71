"""Rights as they stood, what was done without one, and letting in what was wrongly kept out."""
