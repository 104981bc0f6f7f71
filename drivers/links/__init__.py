"""Links carry bytes: they open, read, write, close, and say when the cable is gone."""
