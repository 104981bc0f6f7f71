"""What a machine's parameters are now: taken by a press from what it tells this station."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.equipment.machines.kinds import Sample, Snapshot, SnapshotField, Window
from app.capabilities.forms.definition.answers import Place
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.stations.recogniser import EquipmentLabel
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import FieldControl, Heard, name_for
from app.ui.screens.forms.fields.simple import pick
from app.ui.screens.forms.named import Named

_STATES = {None: "todo", True: "ok", False: "fail"}


class SnapshotControl(FieldControl):
    """Controls: `<name>` picks the machine where any will do, `<name>-take` takes the values."""

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__(around, place)
        self._settings: SnapshotField = place.settings
        self._known = Named()
        self._hash = ""
        look, words = self.look, self.look.words
        self._machine: Any = pick("activity")(around, place)
        self._machine.changed.connect(lambda _: self._show_take())
        self._machine.setVisible(not self._settings.equipment)
        self._rows = {one.parameter: self._row(one) for one in self._settings.windows}
        self._note = kit.Note(look)
        self._take_now = kit.Button(
            look, words("fill.parameters.take"), name=f"{name_for(place)}-take", icon="activity"
        )
        self._take_now.clicked.connect(self._take_values)
        self.widget = HuggingWidget()
        self._column = QVBoxLayout(self.widget)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.space(1))
        self._column.addWidget(self._machine)
        for name, chip in self._rows.values():
            line = QHBoxLayout()
            line.setSpacing(look.space(2))
            line.addWidget(name, 1)
            line.addWidget(chip)
            self._column.addLayout(line)
        self._column.addWidget(self._note)
        self._column.addWidget(self._take_now)
        self.widget.setFocusProxy(self._take_now)

    def show_facts(self, facts: FillFacts) -> None:
        self._known = facts.named
        held = facts.filled.held.get(self.place.path)
        name = "" if held is None else held.hash
        if name != self._hash:
            self._hash = name
            self._show_value(None if held is None else held.value)
        self._show_take()

    def restore(self) -> None:
        self._note.fail("")

    def is_meant(self, heard: Heard) -> bool:
        return isinstance(heard.meaning, EquipmentLabel) and not self._settings.equipment

    def hear(self, heard: Heard) -> bool:
        if not isinstance(heard.meaning, EquipmentLabel) or self._settings.equipment:
            return False
        self._machine.scanned(heard.meaning.code)  # it says itself what it does not take
        return True

    # ------------------------------------------------------------------ the values
    def _equipment(self) -> str:
        return self._settings.equipment or str(self._machine.value())

    def _take_values(self) -> None:
        equipment, words = self._equipment(), self.look.words
        try:
            samples = {
                one.parameter: self._sample(equipment, one) for one in self._settings.windows
            }
            made = self.place.kind.accept(
                self._settings, Snapshot(equipment=equipment, samples=samples)
            )
        except Refused as refused:
            self._note.fail(words.refusal(refused))
            return
        self._note.fail("")
        self._show_samples(made)
        read_ms = max(one.at_ms for one in made.samples.values())
        self.hand_in(made, source="device", device=equipment, read_ms=read_ms)

    def _sample(self, equipment: str, window: Window) -> Sample:
        """Return what a parameter is now. Refuses `equipment.silent`, where it was never told."""
        code = window.parameter
        point, known = self.around.latest(equipment, code), self._known.parameter(equipment, code)
        if point is None or point.value is None or known is None:
            raise Refused("equipment.silent", equipment=equipment, parameter=code)
        return Sample(
            value=point.value,
            unit=known.unit,
            at_ms=point.at_ms,
            low=known.limits.low,
            high=known.limits.high,
        )

    def _show_value(self, value: Snapshot | None) -> None:
        if value is not None:
            self._machine.put(value.equipment)
            self._show_samples(value)

    def _show_samples(self, value: Snapshot) -> None:
        for code, (_, chip) in self._rows.items():
            sample = value.samples.get(code)
            if sample is not None:
                said = f"{plain(sample.value)} {sample.unit}".strip()
                chip.show_state(_STATES[sample.passes], said)

    def _show_take(self) -> None:
        words, equipment = self.look.words, self._equipment()
        self._take_now.block("" if equipment else words("fill.parameters.which"))
        for code, (name, _) in self._rows.items():
            known = self._known.parameter(equipment, code)
            said = code if known is None else f"{code} {known.name.of(words.language)}"
            name.say(said)

    def _row(self, window: Window) -> tuple[kit.Text, kit.StatusChip]:
        name = f"{name_for(self.place)}-{window.parameter}"
        text = kit.Text(self.look, window.parameter, "body", wrap=True)
        return text, kit.StatusChip(self.look, "todo", "—", name=name)
