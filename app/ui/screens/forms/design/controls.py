"""Controls for the settings of a field, one for each sort of setting; none knows a kind of field.

Each shows what is said, or what is usual where nothing is, and tells what a person makes of it as
plain JSON; `UNSAID` where they take it back.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.forms.structures.kinds import IN_A_TABLE
from app.journal.capability import FieldKind
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.typed import LONGEST_DIGITS, number
from app.ui.screens.forms.design import settings as sorts
from app.ui.screens.forms.design.desk import Desk
from app.ui.screens.forms.design.lines import choose, put_quietly, slim, switch_row
from app.ui.screens.forms.design.offer import NameOffer
from app.ui.screens.forms.design.settings import EXPRESSION, Setting

UNSAID: Any = msgspec.NODEFAULT
"""Stands for a setting that is not in the form: what is usual holds."""
_LINES = 3
_OPTION_WORDS = {
    "chart": "quality.chart.",
    "meaning": "signature.meaning.",
    "gauge_kind": "equipment.gauge_kind.",
    "sort": "equipment.gauge_kind.",
}
"""Where the words of a list's options stand; others are said as they are."""


class SettingControl(HuggingWidget):
    """`changed` carries the value as plain JSON, or `UNSAID`."""

    changed = Signal(object)

    def __init__(self, desk: Desk, setting: Setting, name: str) -> None:
        super().__init__()
        self.desk, self.setting, self.name = desk, setting, name
        self.look = desk.look
        self.label = self.look.words(f"form_design.set.{setting.name}")
        self.setObjectName(f"{name}-setting")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.look.space(0))

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        """Show a value without a signal."""
        raise NotImplementedError


class TextSetting(SettingControl):
    """A line of text."""

    def __init__(self, desk: Desk, setting: Setting, name: str) -> None:
        super().__init__(desk, setting, name)
        self.field = kit.Field(self.look, self.label, name=name)
        if setting.name == EXPRESSION:
            NameOffer(self.field.edit, desk.names)
        self.field.changed.connect(self._type)
        self.column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        put_quietly(self.field, "" if value is UNSAID else str(value))

    def _type(self, text: str) -> None:
        is_said = bool(text) or self.setting.usual is UNSAID
        self.changed.emit(text if is_said else UNSAID)


class NumberSetting(SettingControl):
    """A number, exact as typed; what is no number is refused below and not told."""

    def __init__(self, desk: Desk, setting: Setting, name: str) -> None:
        super().__init__(desk, setting, name)
        usual = "" if setting.usual in (None, UNSAID) else str(setting.usual)
        self.field = kit.Field(self.look, self.label, name=name, placeholder=usual)
        self.field.edit.setAccessibleName(self.label)
        self.field.changed.connect(self._type)
        self.column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        text = "" if value in (UNSAID, None) else str(value)
        if not (self.field.edit.hasFocus() and _same(self.field.text(), text)):
            put_quietly(self.field, text)
            self.field.fail("")

    def _type(self, text: str) -> None:
        is_whole = self.setting.sort == sorts.WHOLE
        try:
            made = number(text, kit.Limits(places=0 if is_whole else LONGEST_DIGITS))
        except Refused as refused:
            self.field.fail(self.look.words.refusal(refused))
            return
        self.field.fail("")
        self.changed.emit((int(made) if is_whole else made) if made else UNSAID)


class SwitchSetting(SettingControl):
    """Yes or no, its words at the left."""

    def __init__(self, desk: Desk, setting: Setting, name: str) -> None:
        super().__init__(desk, setting, name)
        self.switch = switch_row(self.look, self.column, self.label, name)
        self.switch.switched.connect(self.changed.emit)
        self.setFocusProxy(self.switch)

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        self.switch.setChecked(bool(self.setting.usual if value is UNSAID else value))


class MaybeSetting(SettingControl):
    """Yes, no, or neither."""

    def __init__(self, desk: Desk, setting: Setting, name: str) -> None:
        super().__init__(desk, setting, name)
        words = self.look.words
        self.column.addWidget(kit.Text(self.look, self.label, "label"))
        options = tuple(
            kit.Option(one, words(f"form_design.maybe.{one}")) for one in ("none", "yes", "no")
        )
        self.choice = kit.Segmented(self.look, options, name=name)
        self.choice.chosen.connect(self._choose)
        self.column.addWidget(self.choice)

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        self.choice.choose("none" if value in (UNSAID, None) else "yes" if value else "no")

    def _choose(self, key: str) -> None:
        self.changed.emit(UNSAID if key == "none" else key == "yes")


class ChoiceSetting(SettingControl):
    """One of a list."""

    def __init__(self, desk: Desk, setting: Setting, name: str) -> None:
        super().__init__(desk, setting, name)
        self._options = _options(desk, setting)
        self.field = slim(kit.SelectField(self.look, self.label, self._options, name=name))
        self.field.chosen.connect(self.changed.emit)
        self.column.addWidget(self.field)
        self.setFocusProxy(self.field)

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        choose(self.field, self._options, str(self.setting.usual if value is UNSAID else value))


class SaidSetting(SettingControl):
    """A text in both languages, beside each other."""

    def __init__(self, desk: Desk, setting: Setting, name: str, *, bare: bool = False) -> None:
        super().__init__(desk, setting, name)
        self._value = {"zh": "", "en": ""}
        row = QHBoxLayout()
        row.setSpacing(self.look.space(1))
        self.fields = {one: self._field(one, name, bare=bare) for one in ("zh", "en")}
        for field in self.fields.values():
            row.addWidget(field, 1)
        self.column.addLayout(row)
        self.setFocusProxy(self.fields["zh"])

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        self._value = {**value} if isinstance(value, dict) else {"zh": "", "en": ""}
        for one, field in self.fields.items():
            put_quietly(field, str(self._value.get(one, "")))

    def _field(self, language: str, name: str, *, bare: bool) -> kit.Field:
        told = self.look.words(f"form_design.language.{language}")
        label = "" if bare else f"{self.label} · {told}"
        shown = told if bare else ""
        made = kit.Field(self.look, label, name=f"{name}-{language}", placeholder=shown)
        made.edit.setAccessibleName(f"{self.label} · {told}")
        made.changed.connect(lambda text: self._type(language, text))
        return made

    def _type(self, language: str, text: str) -> None:
        self._value = {**self._value, language: text}
        self.changed.emit(self._value)


class TextsSetting(SettingControl):
    """Texts, one a line."""

    def __init__(self, desk: Desk, setting: Setting, name: str) -> None:
        super().__init__(desk, setting, name)
        self.area = kit.TextArea(self.look, self.label, name=name, lines=_LINES)
        self.area.changed.connect(self._type)
        self.column.addWidget(self.area)
        self.column.addWidget(
            kit.Text(self.look, self.look.words("form_design.one_a_line"), "hint", wrap=True)
        )
        self.setFocusProxy(self.area)

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        said = [] if value is UNSAID or not isinstance(value, list) else [str(one) for one in value]
        if said != _lines(self.area.text()):
            with QSignalBlocker(self.area):
                self.area.put("\n".join(said))

    def _type(self, text: str) -> None:
        self.changed.emit(_lines(text) or UNSAID)


class PictureSetting(SettingControl):
    """A picture drawn under the marks: brought in from a file, or taken away."""

    def __init__(self, desk: Desk, setting: Setting, name: str) -> None:
        super().__init__(desk, setting, name)
        words = self.look.words
        self._state = kit.Text(self.look, "", "hint", wrap=True)
        bring = kit.Button(
            self.look, words("form_design.bring_picture"), name=name, icon="image", size="small"
        )
        bring.clicked.connect(lambda: desk.picture(self._bring))
        self._drop = kit.Button(
            self.look, name=f"{name}-none", kind="ghost", icon="trash-2", size="small"
        ).named(words("form_design.no_picture"))
        self._drop.clicked.connect(lambda: self._bring(""))
        row = QHBoxLayout()
        row.addWidget(bring)
        row.addWidget(self._drop)
        row.addStretch()
        self.column.addWidget(kit.Text(self.look, self.label, "label"))
        self.column.addLayout(row)
        self.column.addWidget(self._state)

    def put(self, value: Any) -> None:  # noqa: ANN401  # any JSON value
        has = bool(value) and value is not UNSAID
        self._drop.setVisible(has)
        said = "picture_there" if has else "picture_none"
        self._state.say(self.look.words(f"form_design.{said}"))

    def _bring(self, name: str) -> None:
        self.put(name)
        self.changed.emit(name or UNSAID)


def kinds_in_a_table(desk: Desk) -> tuple[FieldKind, ...]:
    """Return the kinds a cell of a table may be."""
    return tuple(one for one in desk.kinds.values() if one.group and one.code not in IN_A_TABLE)


def _options(desk: Desk, setting: Setting) -> tuple[tuple[str, str], ...]:
    words = desk.look.words
    if setting.sort == sorts.KINDS:
        return tuple((one.code, words(f"forms.kind.{one.code}")) for one in kinds_in_a_table(desk))
    return tuple((one, _option(words, setting.name, one)) for one in setting.options)


def _option(words: Words, name: str, value: str) -> str:
    if not value:
        return words("form_design.no_chart" if name == "chart" else "form_design.any")
    ahead = _OPTION_WORDS.get(name)
    return value if ahead is None else words(ahead + value.replace("-", "_"))


def _same(typed: str, text: str) -> bool:
    """Tell whether what is being typed says the value already: `5.` on the way to `5.5`."""
    try:
        return number(typed) == text
    except Refused:
        return True


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


CONTROLS: Mapping[str, Callable[[Desk, Setting, str], SettingControl]] = {
    sorts.TEXT: TextSetting,
    sorts.WHOLE: NumberSetting,
    sorts.DECIMAL: NumberSetting,
    sorts.SWITCH: SwitchSetting,
    sorts.MAYBE: MaybeSetting,
    sorts.CHOICE: ChoiceSetting,
    sorts.KINDS: ChoiceSetting,
    sorts.SAID: SaidSetting,
    sorts.TEXTS: TextsSetting,
    sorts.PICTURE: PictureSetting,
}
"""What edits each sort of setting; rows and the settings of a row are in `design_rows`."""
