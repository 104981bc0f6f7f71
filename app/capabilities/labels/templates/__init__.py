"""The template of a label as a controlled document: what is sound, and how it is filled."""
