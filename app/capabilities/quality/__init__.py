"""Quality: what is inspected, how many of it, what the numbers say.

Split by noun: `sampling` (lot-by-lot plans and when they switch), `confidence` (plans that prove a
reliability), `points` (what a chart shows), `spc` (its limits, and points judged by them),
`run_rules` (patterns on a chart), `histogram`, `process_capability` (Cp, Cpk, Pp, Ppk), `msa`
(gauge studies). `standards` reads the tables of the
standards from `resources/quality`.
"""
