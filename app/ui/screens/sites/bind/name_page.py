"""What the device is here: its role, and the number of the equipment that must answer."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.kernel.refused import Refused
from app.stations.protocols import protocol, role_for, written
from app.stations.wanted import Wanted
from app.ui.kit import Card, Field, Keyboard, Text
from app.ui.screens.sites.bind.page import Page
from app.ui.theme.look import Look


class NamePage(Page):
    """`taken` says which roles are in use."""

    def __init__(self, look: Look, taken: Callable[[], frozenset[str]]) -> None:
        super().__init__(look, "bind-name")
        words = look.words
        self._taken = taken
        self._wanted = Wanted()
        self._role = Field(look, words("bind.role"), name="bind-role")
        self._role.hint(words("bind.role_how"))
        self._asset = Field(look, words("bind.asset"), name="bind-asset")
        self._asset.hint(words("bind.asset_how"))
        for field in (self._role, self._asset):
            field.changed.connect(lambda _: self._clear())
        self._facts: dict[str, Text] = {}
        self._lay_out()

    def enter(self, wanted: Wanted) -> None:
        assert wanted.kind is not None
        words, found = self.look.words, protocol(wanted.driver)
        self._wanted = wanted
        self._role.put(wanted.role or role_for(wanted.kind, self._taken()))
        self._role.edit.setReadOnly(wanted.takes_over)
        self._asset.put(wanted.asset)
        self._facts["kind"].say(words(f"devices.kind.{wanted.kind}"))
        self._facts["protocol"].say(found.name(words) if found else wanted.driver)
        self._facts["place"].say(wanted.address)
        self._facts["line"].say(written(wanted.line) if wanted.has_line else "–")
        self._clear()

    def chosen(self, wanted: Wanted) -> Wanted:
        return replace(wanted, role=self._role.text().strip(), asset=self._asset.text().strip())

    def why_not(self) -> str:
        role = self._role.text().strip()
        if not role:
            return "bind.why.role"
        is_taken = not self._wanted.takes_over and role in self._taken()
        return "bind.why.taken" if is_taken else ""

    def fail(self, refused: Refused) -> None:
        """Say below the field what is wrong with it."""
        field = self._asset if refused.code == "device.asset_twice" else self._role
        field.fail(self.look.words.refusal(refused))

    def _clear(self) -> None:
        self._role.fail("")
        self._asset.fail("")
        self.changed.emit()

    def _type(self, key: str) -> None:
        edit = self._asset.edit if self._asset.edit.hasFocus() else self._role.edit
        if not edit.isReadOnly():
            edit.backspace() if key == "delete" else edit.insert(key)

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        left = QVBoxLayout()
        left.setSpacing(look.space(3))
        left.addWidget(Text(look, words("bind.name.ask"), "title"))
        left.addWidget(self._role)
        left.addWidget(self._asset)
        left.addStretch()
        row = QHBoxLayout()
        row.setSpacing(look.space(4))
        row.addLayout(left, 3)
        row.addWidget(self._summary(), 2)
        column = QVBoxLayout(self)
        column.setSpacing(look.space(3))
        column.addLayout(row, 1)
        if look.density.is_touch:
            keyboard = Keyboard(look, name="bind-keys")
            keyboard.key.connect(self._type)
            column.addWidget(keyboard)

    def _summary(self) -> Card:
        look, words = self.look, self.look.words
        card = Card(look, "bind-summary", "well")
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(3))
        grid.setColumnStretch(1, 1)
        for line, key in enumerate(("kind", "protocol", "place", "line")):
            self._facts[key] = Text(look, "", "strong", elide=True)
            grid.addWidget(Text(look, words(f"bind.fact.{key}"), "hint"), line, 0)
            grid.addWidget(self._facts[key], line, 1)
        card.body.addWidget(Text(look, words("bind.summary"), "label"))
        card.body.addLayout(grid)
        card.body.addStretch()
        return card
