"""What the screens of forms are called in places."""

FORM, FORMS, IMPORT = "form", "forms", "form-import"
