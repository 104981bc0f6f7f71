"""The page a rule is written on: the sentence with its slots, and a trial of it beside."""
