"""Filled forms as spreadsheets, for people and for their own evaluations; without Qt.

`telling` says values in a language, `grid` sorts characteristics × samples, `book` writes the file.
"""
