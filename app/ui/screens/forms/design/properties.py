"""The properties of what is picked: a field with its kind's own settings, or a section."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Flaw
from app.capabilities.forms.definition.decisions import KEY, SUBJECT_NAMES
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.forms.design.body import Plain
from app.ui.screens.forms.design.desk import Desk
from app.ui.screens.forms.design.drawing import Told
from app.ui.screens.forms.design.lines import choose, put_quietly, slim, switch_row
from app.ui.screens.forms.design.offer import NameOffer
from app.ui.screens.forms.design.parts import PropertiesHead, foot
from app.ui.screens.forms.design.rows import SettingsPanel
from app.ui.screens.forms.design.says import said
from app.ui.screens.forms.design.section import SectionProperties
from app.ui.screens.forms.design.settings import settings_of

FLAGS = (
    "required",
    "critical",
    "registered",
    "second_person",
    "not_applicable",
    "only_device",
)
_ON = frozenset({"required"})
"""Flags that hold where nothing is said."""
DEVICES = ("", "scale", "gauge", "scanner", "camera")
_TEXTS = ("label", "help")
_CONDITIONS = ("must", "visible_if", "read_only_if")


class FieldProperties(QWidget):
    """`told` carries a `Told`, `asked` what the buttons at the foot do: duplicate, remove.

    `is_taken` tells whether a field bears a key already.
    """

    told = Signal(object)
    asked = Signal(str)

    def __init__(self, desk: Desk, is_taken: Callable[[str], bool]) -> None:
        super().__init__()
        self._desk, self.look, self._is_taken = desk, desk.look, is_taken
        self._field: Plain = {}
        self._lines: dict[str, kit.Field] = {}
        self._flags: dict[str, kit.Switch] = {}
        self._panels: dict[str, SettingsPanel] = {}
        self._stack = QVBoxLayout()
        self._head = PropertiesHead(self.look)
        self._device = slim(
            kit.SelectField(self.look, self._word("device"), self._devices(), name="design-device")
        )
        self._device.chosen.connect(lambda key: self.told.emit(Told("device", key)))
        self._wrong = kit.Note(self.look)
        self._lay_out()

    def show_field(self, field: Plain, flaws: tuple[Flaw, ...]) -> None:
        """Show a field, and what is wrong with it."""
        self._field = field
        kind = self._desk.kinds.get(field["kind"])
        name = self.look.words(f"forms.kind.{field['kind']}")
        label = said(self.look.words, field["label"]) or self.look.words("form_design.untitled")
        self._head.say(label, field["key"], "circle-help" if kind is None else kind.icon, name)
        for text in _TEXTS:
            for language in ("zh", "en"):
                held = field.get(text) or {}
                put_quietly(self._lines[f"{text}-{language}"], str(held.get(language, "")))
        for one in ("key", *_CONDITIONS):
            put_quietly(self._lines[one], str(field.get(one, "")))
        for flag, switch in self._flags.items():
            switch.setChecked(bool(field.get(flag, flag in _ON)))
        choose(self._device, self._devices(), str(field.get("device", "")))
        self._show_settings(field)
        self.show_flaws(flaws)

    def show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        """Say below each property what is wrong with it."""
        found = {flaw.part: flaw for flaw in flaws if flaw.field == self._field.get("key")}
        words = self.look.words
        for part, line in self._lines.items():
            flaw = found.get(part.partition("-")[0]) if "-" in part else found.get(part)
            is_named = flaw is not None and (part != "label-en" or self._is_missing("en"))
            line.fail(words.refusal(flaw.refused) if flaw is not None and is_named else "")
        settings = found.get("settings") or found.get("kind")
        self._wrong.fail("" if settings is None else words.refusal(settings.refused))

    def focus(self, part: str = "") -> None:
        """Put the focus where a part of the field is said."""
        panel = self._panels.get(str(self._field.get("kind")))
        if part in ("settings", "kind") and panel is not None:
            panel.focus()
            return
        language = "zh" if self.look.words.language == "zh_CN" else "en"
        line = self._lines.get(part) or self._lines[f"label-{language}"]
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.edit.selectAll()

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look = self.look
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(2), 0)
        column.setSpacing(look.space(2))
        for text in _TEXTS:
            row = QHBoxLayout()
            row.setSpacing(look.space(2))
            for language in ("zh", "en"):
                row.addWidget(self._text(text, language), 1)
            column.addLayout(row)
        column.addWidget(self._key())
        column.addWidget(kit.Rule(look))
        column.addWidget(kit.Text(look, look.words("form_design.settings"), "label"))
        column.addLayout(self._stack)
        column.addWidget(self._wrong)
        column.addWidget(kit.Rule(look))
        for flag in FLAGS:
            column.addLayout(self._flag(flag))
        column.addWidget(self._device)
        column.addWidget(kit.Rule(look))
        column.addWidget(kit.Text(look, look.words("form_design.conditions"), "label"))
        column.addWidget(
            kit.Text(look, look.words("form_design.conditions_how"), "hint", wrap=True)
        )
        for one in _CONDITIONS:
            column.addWidget(self._line(one))
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.space(2))
        outer.addWidget(self._head)
        outer.addWidget(kit.Rule(look))
        outer.addWidget(kit.Scroller(look, "design-field-scroll", inside), 1)
        outer.addLayout(foot(look, self.asked.emit, "field"))

    def _text(self, name: str, language: str) -> kit.Field:
        words = self.look.words
        label = f"{self._word(name)} · {words(f'form_design.language.{language}')}"
        made = kit.Field(self.look, label, name=f"design-{name}-{language}")
        made.changed.connect(lambda text: self._say(name, language, text))
        self._lines[f"{name}-{language}"] = made
        return made

    def _line(self, name: str) -> kit.Field:
        words = self.look.words
        example = words(f"form_design.example.{name}") if name in _CONDITIONS else ""
        made = kit.Field(self.look, self._word(name), name=f"design-{name}", placeholder=example)
        NameOffer(made.edit, self._desk.names)
        made.changed.connect(lambda text: self.told.emit(Told(name, text if text.strip() else "")))
        self._lines[name] = made
        return made

    def _key(self) -> kit.Field:
        """A key is taken once it is typed: expressions follow it, half of one would be another."""
        made = kit.Field(self.look, self._word("key"), name="design-key")
        made.edit.editingFinished.connect(self._name)
        self._lines["key"] = made
        return made

    def _name(self) -> None:
        line, words = self._lines["key"], self.look.words
        key, old = line.text().strip(), self._field.get("key")
        if key == old:
            return
        if not KEY.fullmatch(key) or key in SUBJECT_NAMES:
            line.fail(words.refusal(Refused("form.bad_key", key=key)))
        elif self._is_taken(key):
            line.fail(words.refusal(Refused("form.key_twice", key=key)))
        else:
            self.told.emit(Told("key", key))

    def _flag(self, flag: str) -> QVBoxLayout:
        column = QVBoxLayout()
        words = self.look.words
        how = words(f"form_design.how.{flag}")
        switch = switch_row(self.look, column, self._word(flag), f"design-{flag}", how)
        switch.switched.connect(lambda on: self.told.emit(Told(flag, on)))
        self._flags[flag] = switch
        return column

    def _say(self, name: str, language: str, text: str) -> None:
        held = self._field.get(name) or {"zh": "", "en": ""}
        self.told.emit(Told(name, {**held, language: text}))

    def _show_settings(self, field: Plain) -> None:
        """Show the panel of the field's kind; each is made once."""
        code = str(field["kind"])
        kind = self._desk.kinds.get(code)
        if code not in self._panels and kind is not None:
            made = SettingsPanel(self._desk, settings_of(kind.settings), f"set-{code}")
            made.changed.connect(lambda values: self.told.emit(Told("settings", values)))
            self._panels[code] = made
            self._stack.addWidget(made)
        for other, panel in self._panels.items():
            panel.setVisible(other == code)
        if code in self._panels:
            self._panels[code].show_values(field.get("settings") or {})

    def _is_missing(self, language: str) -> bool:
        return not str((self._field.get("label") or {}).get(language, "")).strip()

    def _devices(self) -> tuple[tuple[str, str], ...]:
        words = self.look.words
        return tuple((one, words(f"form_design.device.{one or 'none'}")) for one in DEVICES)

    def _word(self, name: str) -> str:
        return self.look.words(f"form_design.field.{name}")


class Properties(kit.Card):
    """The right side of the canvas: a field, a section, or that nothing is picked.

    What shows a field is made at the first one, or a moment after the canvas stands.
    """

    field_told = Signal(object)
    section_told = Signal(object)
    asked = Signal(str)

    def __init__(self, desk: Desk, is_taken: Callable[[str], bool]) -> None:
        super().__init__(desk.look, "design-properties")
        words = desk.look.words
        self._desk, self._is_taken = desk, is_taken
        self._field: FieldProperties | None = None
        self._section: SectionProperties | None = None
        self._none = kit.EmptyState(
            desk.look, "pencil", words("form_design.nothing"), words("form_design.nothing_how")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self.body.addWidget(self._stack, 1)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(lambda: self.field)
        self._later.start()

    @property
    def field(self) -> FieldProperties:
        """Return what shows a field."""
        if self._field is None:
            self._field = FieldProperties(self._desk, self._is_taken)
            self._field.told.connect(self.field_told)
            self._field.asked.connect(self.asked)
            self._stack.addWidget(self._field)
        return self._field

    @property
    def section(self) -> SectionProperties:
        """Return what shows a section."""
        if self._section is None:
            self._section = SectionProperties(self._desk.look)
            self._section.told.connect(self.section_told)
            self._section.asked.connect(self.asked)
            self._stack.addWidget(self._section)
        return self._section

    def show_none(self) -> None:
        """Show that nothing is picked."""
        self._stack.setCurrentWidget(self._none)

    def show_field(self, field: Plain, flaws: tuple[Flaw, ...]) -> None:
        """Show a field."""
        self.field.show_field(field, flaws)
        self._stack.setCurrentWidget(self.field)

    def show_section(self, section: Plain, flaws: tuple[Flaw, ...]) -> None:
        """Show a section."""
        self.section.show_section(section, flaws)
        self._stack.setCurrentWidget(self.section)

    def show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        """Say what is wrong with the field that is shown."""
        if self._field is not None:
            self._field.show_flaws(flaws)
