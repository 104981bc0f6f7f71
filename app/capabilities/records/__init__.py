"""Records as people and auditors read them: entries, pages with signatures, trail, the desk."""
