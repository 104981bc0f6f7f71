"""Gates quality holds over production: code, which no right, no role and no rule switches off."""
