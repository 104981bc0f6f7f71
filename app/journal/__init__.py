"""Events, chain, folds: the only writers of state."""
