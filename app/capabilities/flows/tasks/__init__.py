"""Tasks: what somebody is asked to do outside any flow, by a person or by a rule."""
