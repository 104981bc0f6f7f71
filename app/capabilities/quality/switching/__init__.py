"""How hard lots are inspected: the switching of ISO 2859-1 §9.3, folded from their history."""
