"""A material as a controlled document: when it is sound, and how it is told."""
