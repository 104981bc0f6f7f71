"""Two revisions side by side: what was set, added, removed, moved."""
