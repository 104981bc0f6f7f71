"""Inspection sheets as quality departments have them in Excel: a workbook becomes form drafts.

Pure after opening, and without a database. The way of one file through this folder:
`workbook` with `worksheet` and `looks` (bytes → `cells`) → `grid` (what a person sees: merged
areas, nothing hidden) → `headers` with `columns`, and `tables` with `unnamed` (where the
characteristics stand) → `rows` with `requirements`, `limit_columns`, `limits`, `statements`,
`units` (one row → one characteristic) → `pairs` and `box_fields` with `labels`, `boxes`, `choices`,
`formulas` (a label and its box) → `lines` with `titles` (which form a row belongs to) → `reading`,
the front door, which gives `drafts`.
"""
