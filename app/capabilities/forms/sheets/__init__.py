"""Inspection sheets as quality departments have them in Excel: a workbook becomes form drafts.

Pure after opening, and without a database. The way of one file through this folder:
`workbook` with `worksheet` and `looks` (bytes → `cells`) → `grid` (what a person sees: merged areas,
nothing hidden) → `columns` and `tables` (where the characteristics stand) → `rows` with `limits`
and `units` (one row → one characteristic) → `pairs` and `labels` (a label and the box beside it) →
`titles` (which form a line belongs to) → `reading`, the front door, which gives `drafts`.
"""
