"""One of many, picked from a list or scanned: a lot, a gauge, a machine, a person, a record."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from app.ui.kit.button import Button
from app.ui.kit.control import Control
from app.ui.kit.picksheet import Pick, PickSheet
from app.ui.kit.valuebutton import ValueButton
from app.ui.theme.look import Look


class PickField(Control[str]):
    """`changed` carries the key picked; empty for none.

    `picks` returns what there is now; it is asked when the list opens, at a scan, and to show a
    value. A blocked one is shown with its reason and can be neither picked nor scanned.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        picks: Callable[[], tuple[Pick, ...]],
        *,
        name: str,
        icon: str = "list",
        placeholder: str = "",
    ) -> None:
        super().__init__(look, name, label, "")
        self._label, self._name, self._picks = label, name, picks
        self._sheet: PickSheet | None = None
        self._face = ValueButton(
            look,
            name=name,
            accessible=label,
            placeholder=placeholder or look.words("kit.pick.choose"),
            icon=icon,
        )
        self._face.clicked.connect(self.ask)
        self._none = Button(look, name=f"{name}-none", kind="icon", icon="x", size="small")
        self._none.clicked.connect(lambda: self.commit(""))
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(self._face, 1)
        row.addWidget(self._none.named(look.words("kit.pick.none")))
        self.body.addLayout(row)
        self.setFocusProxy(self._face)
        self._none.hide()

    def scanned(self, text: str) -> bool:
        """Pick what was scanned, by its key; tell whether that could be, and say why not.

        A locked one goes on saying why it is locked.
        """
        found = next((each for each in self._picks() if each.key == text), None)
        words = self.look.words
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.close_sheet()
        if not self.is_free():
            return False
        if found is None:
            self.refuse(words("kit.pick.unknown", text=text))
        elif found.blocked:
            self.refuse(words("kit.pick.blocked", text=found.title, why=found.blocked))
        else:
            self.commit(text)
        return found is not None and not found.blocked

    def ask(self) -> None:
        """Open the list."""
        name = f"{self._name}-sheet"
        self._sheet = PickSheet(self.look, self.page(), self._label, self._picks(), name=name)
        self._sheet.picked.connect(self.commit)
        self._sheet.closed.connect(self._forget)
        self._sheet.open()

    def show_value(self, value: str) -> None:
        found = next((each for each in self._picks() if each.key == value), None) if value else None
        self._face.show_text(found.title if found else value, found.sub if found else "")
        self._none.setVisible(bool(value))

    def show_mark(self, state: str) -> None:
        self._face.mark(state)

    def _forget(self, _: bool) -> None:
        self._sheet = None
