"""People: who may do what, whose key lies where, and who came and went at a station."""
