"""The plug of label templates."""

from app.capabilities.labels.bodies import LABEL_TEMPLATE, LabelTemplate
from app.capabilities.labels.templates.decisions import check_template, outline_template
from app.journal.capability import Capability, DocumentKind

CAPABILITY = Capability(
    name="labels.templates",
    documents=(
        DocumentKind(
            form=LABEL_TEMPLATE,
            body=LabelTemplate,
            icon="tag",
            check=lambda body, attached, plugs: check_template(body, attached),
            outline=outline_template,
        ),
    ),
)
