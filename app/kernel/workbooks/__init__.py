"""Spreadsheet files, opened safely and told cell by cell: what every reader of sheets stands on.

`filekind` (what the bytes are) → `package` (the zip and its parts) → `numberformat` and `texts`
(what a cell shows). What a sheet *means* (a plan, an inspection form) belongs to the capability
that asks.
"""
