"""Codes that are scanned: any code, and a UDI read out of one."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Place
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import FieldControl, Heard, name_for


class ScanControl(FieldControl):
    """Takes a scan, or a code typed by hand."""

    widget: QWidget

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self._hash = ""
        words = self.look.words
        waits = words("fill.scan_udi") if place.kind.code == "udi" else words("fill.scan_here")
        self._code = kit.CodeField(
            self.look, around.label(place), name=name_for(place), waits_for=waits
        )
        self._code.changed.connect(self._typed_by_hand)
        self._told = kit.Text(self.look, "—", "strong", wrap=True)
        self.widget = HuggingWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._code)
        column.addWidget(self._told)
        self.widget.setFocusProxy(self._code)

    def show_facts(self, facts: FillFacts) -> None:
        held = facts.filled.held.get(self.place.path)
        self._code.setVisible(facts.takes_entries or facts.is_trial)
        self._told.setVisible(not facts.takes_entries and not facts.is_trial)
        self._told.say("—" if held is None else held.said)
        name = "" if held is None else held.hash
        if name == self._hash:
            return
        self._hash = name
        if held is None or held.value is None:
            self._code.clear()
        else:
            by_hand = held.source == "manual"
            self._code.put(kit.Code(held.value.text, _told(held.value), by_hand))

    def hear(self, heard: Heard) -> bool:
        if not heard.text:
            return False
        value = {"text": heard.text}
        if self.place.kind.code == "scan":
            value["aim"] = heard.aim
        self.hand_in(value, source="scan", device=heard.device, raw=heard.raw, read_ms=heard.at_ms)
        return True

    def restore(self) -> None:
        self._hash = "—"

    def _typed_by_hand(self, code: kit.Code) -> None:
        if code.text and code.by_hand:
            self.hand_in({"text": code.text})


def _told(value: object) -> str:
    """Return what a UDI named, as people compare it with the label."""
    pi = getattr(value, "pi", None)
    if pi is None:
        return ""
    return " · ".join((str(getattr(value, "di", "")), *pi.values()))
