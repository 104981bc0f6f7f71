"""Reviews: who has which rights, looked through line by line, again and again (P11-25)."""
