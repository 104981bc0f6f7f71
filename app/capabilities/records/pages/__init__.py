"""One record as paper shows it: entries grouped by the signatures that cover them."""
