"""One event as people read it: who, when, where, what, from what to what, and why."""
