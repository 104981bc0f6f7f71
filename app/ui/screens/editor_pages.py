"""Which page edits which kind of document; any kind without one of its own is structured text."""

from app.ui.screens.documents.editor import Editor
from app.ui.screens.documents.editor_pages import Pages
from app.ui.screens.documents.steps_page import StepsPage
from app.ui.screens.forms.design.page import DesignPage
from app.ui.screens.kind import Parts
from app.ui.screens.rules.writing.page import RuleWriting

PAGES: Pages = {"instruction": StepsPage, "form": DesignPage, "rule": RuleWriting}


def editor(parts: Parts) -> Editor:
    """Return the editor of documents, with the pages of every kind."""
    return Editor(parts, PAGES)
