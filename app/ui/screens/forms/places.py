"""What the screens of forms are called in places."""

FORM, FORMS = "form", "forms"
