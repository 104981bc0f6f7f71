"""The screens of rules: the list, one rule with its firings, the page a rule is written on."""
