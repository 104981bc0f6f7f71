"""The screens of documents: the list, one document, its editor, readings, training matrix."""
