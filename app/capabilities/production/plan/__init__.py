"""Production plans as ERPs write them: a file's bytes become orders, or rows with their reason.

Pure and without a database. The way of one file through this folder:
`opening` (what kind of file) → `workbook` or `delimited` (bytes → `sheet`) → `layout` with `header`
and `headers` (which row is the header, which column is what) → `sorting` (orders, totals, notes) →
`rules` with `amounts` and `dates` (one row → order or reasons) → `reading`, the front door.
"""
