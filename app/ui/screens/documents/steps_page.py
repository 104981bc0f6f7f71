"""An instruction, step by step: pictures with marks, points in both languages."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import kit
from app.ui.screens.documents.editor_page import EditorPage, Opened
from app.ui.screens.documents.step_card import StepCard


class StepsPage(EditorPage):
    """Cards of steps below each other. Controls by name: `edit-add-step`, those of each step."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._scroll = kit.Scroller(self.look, "edit-form", self._page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def step_asked(self, place: int, what: str) -> None:
        """Do to a step what its card was asked for."""
        steps = self.draft.body["steps"]
        if what == "picture":
            step = steps[place]
            self.opened.picture(lambda name: self._bring(step, name))
            return
        if what == "remove":
            del steps[place]
        elif what in ("up", "down"):
            other = place + (-1 if what == "up" else 1)
            if 0 <= other < len(steps):
                steps[place], steps[other] = steps[other], steps[place]
        self._reshape()

    def _page(self) -> QWidget:
        look, draft = self.look, self.draft
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, look.space(2), 0)
        column.setSpacing(look.space(3))
        for place, step in enumerate(draft.body["steps"]):
            step.setdefault("points", [])
            step["points"] = list(step["points"])
            picture = draft.pictures.get(step.get("picture", ""), b"")
            card = StepCard(look, place, step, picture)
            card.changed.connect(self.changed)
            card.asked.connect(_StepAsk(self, place))
            column.addWidget(card)
        add = kit.Button(
            look, look.words("library.edit.add_step"), name="edit-add-step", icon="plus"
        )
        add.clicked.connect(self._add_step)
        column.addWidget(add)
        column.addStretch()
        return page

    def _add_step(self) -> None:
        step = {"title": {"zh": "", "en": ""}, "picture": "", "points": [], "critical": False}
        self.draft.body["steps"].append(step)
        self._reshape()

    def _bring(self, step: dict[str, Any], name: str) -> None:
        step["picture"] = name
        self._reshape()

    def _reshape(self) -> None:
        """Show the steps anew, at the height one was looking at."""
        at = self._scroll.verticalScrollBar().value()
        self._scroll.setWidget(self._page())
        self._scroll.verticalScrollBar().setValue(at)
        self.changed.emit()


class _StepAsk:
    """Tells the page which step was asked for something."""

    def __init__(self, page: StepsPage, place: int) -> None:
        self._page, self._place = page, place

    def __call__(self, what: str) -> None:
        self._page.step_asked(self._place, what)
