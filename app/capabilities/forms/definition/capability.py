"""The plug of what forms are."""

from app.capabilities.forms.definition.bodies import FORM, Form
from app.capabilities.forms.definition.decisions import check_form, outline_form
from app.journal.capability import Capability, DocumentKind

CAPABILITY = Capability(
    name="forms.definition",
    documents=(
        DocumentKind(
            form=FORM,
            body=Form,
            icon="clipboard-list",
            check=lambda body, attached, plugs: check_form(body, plugs.field_kinds),
            outline=outline_form,
        ),
    ),
)
