"""Run rules: patterns of points that chance alone seldom makes (Western Electric, Nelson)."""
