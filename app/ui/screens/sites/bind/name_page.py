"""What the device is here: its role, and the number of the equipment that must answer."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.kernel.refused import Refused
from app.stations.protocols import protocol, role_for, written
from app.stations.wanted import Wanted
from app.ui.kit import Field, Keyboard, Text
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
        self._summary = Text(look, "", "label", elide=True)
        self._lay_out()

    def enter(self, wanted: Wanted) -> None:
        assert wanted.kind is not None
        words, found = self.look.words, protocol(wanted.driver)
        self._wanted = wanted
        self._role.put(wanted.role or role_for(wanted.kind, self._taken()))
        self._role.edit.setReadOnly(wanted.takes_over)
        self._asset.put(wanted.asset)
        kind, line = words(f"devices.kind.{wanted.kind}"), written(wanted.line)
        spoken = found.name(words) if found else wanted.driver
        parts = (kind, spoken, wanted.address, line if wanted.has_line else "")
        self._summary.say(" · ".join(part for part in parts if part))
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
        fields = QHBoxLayout()
        fields.setSpacing(look.space(4))
        for field in (self._role, self._asset):
            fields.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setSpacing(look.space(2))
        column.addWidget(Text(look, words("bind.name.ask"), "title"))
        column.addWidget(self._summary)
        column.addLayout(fields)
        column.addStretch()
        if look.density.is_touch:
            keyboard = Keyboard(look, name="bind-keys")
            keyboard.key.connect(self._type)
            column.addWidget(keyboard)
