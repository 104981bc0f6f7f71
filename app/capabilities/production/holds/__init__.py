"""Holds on work: set by people or rules, lifted by people; no right and no rule gets past one."""
