"""People's screens: users, roles and who may what."""
