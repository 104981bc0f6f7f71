"""The form designer as the page a draft of a form is edited on."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.documents.decisions import check_codes
from app.kernel.refused import Refused
from app.store import content
from app.ui.moments import Moments
from app.ui.screens.documents.editor_page import EditorPage, Opened
from app.ui.screens.forms.design.body import Plain
from app.ui.screens.forms.design.designer import DOCUMENT, FormDesigner
from app.ui.screens.forms.design.desk import Drawn


class DesignPage(EditorPage):
    """A form, drawn. Its controls: `app/ui/screens/forms/design/designer.py`."""

    is_wide = bench_only = True

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        floor = opened.parts.floor
        rights = sorted({right for role in opened.roles for right in role.rights})
        self.designer = FormDesigner(
            Drawn(
                look=self.look,
                moments=Moments(self.look.words, floor.station.clock),
                kinds=floor.station.journal.vocabulary.plugs.field_kinds,
                body=self.draft.body,
                head=self._head,
                named=self._named,
                rights=rights,
                pictures=self._picture,
                picture=opened.picture,
            )
        )
        self.designer.changed.connect(self._take)
        self.designer.told.connect(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.designer)
        if not self.draft.code:
            self.designer.show_tab(DOCUMENT)

    def take_facts(self, facts: QWidget) -> None:
        self.designer.take_facts(facts)

    def facts_changed(self) -> None:
        self.designer.check_soon()

    def _take(self, body: Plain) -> None:
        self.draft.body = body
        self.changed.emit()

    def _head(self) -> Plain:
        title = self.draft.title
        return {"code": self.draft.code, "name": {"zh": title["zh"], "en": title["en"]}}

    def _named(self) -> Refused | None:
        try:
            check_codes(self.draft.code, self.draft.revision)
        except Refused as refused:
            return refused
        return None

    def _picture(self, name: str, then: Callable[[bytes | None], None]) -> None:
        if name in self.draft.pictures:
            then(self.draft.pictures[name])
        else:
            self.opened.parts.floor.ask(self, lambda c: content.fetch(c, name), then)
