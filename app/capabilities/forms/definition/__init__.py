"""What a form is: sections of fields, the document kind `form`."""
