"""One thing a rule does, with what it is told: whom, which flow, within how long, which words.

What may be told is read off the action's settings. Controls by name, for the action at a place:
`then-<place>-<setting>` (texts end in `-zh`, `-en`), `then-<place>-drop`.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.quality.nonconformance.registering.bodies import SEVERITIES
from app.journal.capability import RuleAction
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.design import settings as sorts
from app.ui.screens.forms.design.lines import put_quietly
from app.ui.screens.forms.design.settings import Setting, settings_of
from app.ui.screens.rules.writing.bench import RuleBench
from app.ui.screens.rules.writing.slot_sheet import Choice, Choices

Plain = dict[str, Any]
_LANGUAGES = ("zh", "en")
_ICON = "bolt"
_OFFERED: Mapping[str, tuple[str, ...]] = {"severity": SEVERITIES}
"""Settings that are a text in a rule but one of a list to whoever writes it."""


class ActionCard(kit.Card):
    """`changed` carries the settings as they then are, `dropped` that it is taken out.

    `changed` also carries what was told, so that typing a text is one step to undo.
    """

    changed = Signal(object, str)
    dropped = Signal()

    def __init__(
        self, bench: RuleBench, place: int, code: str, action: RuleAction | None, when: str
    ) -> None:
        super().__init__(bench.look, f"then-{place}", "ground")
        self.hug()
        self.code = code
        self._bench, self._place = bench, place
        self._values: Plain = {}
        self._slots: dict[str, tuple[kit.SlotChip, Setting]] = {}
        self._lines: dict[str, kit.Field] = {}
        look = bench.look
        self.body.setSpacing(look.space(1))
        self.body.addLayout(self._head(action))
        settings = () if action is None else settings_of(action.settings)
        holder = HuggingWidget()
        flow = kit.Flow(holder, look.space(2))
        for one in settings:
            if self._is_slot(one):
                flow.addWidget(self._slot(one))
        self.body.addWidget(holder)
        holder.setVisible(bool(self._slots))
        for one in settings:
            if not self._is_slot(one):
                self._add_lines(one, when)
        self._flaw = kit.Text(look, "", "body", "warn", wrap=True)
        self._flaw.hide()
        self.body.addWidget(self._flaw)

    def show_values(self, values: Plain) -> None:
        """Show what is told now."""
        self._values = values
        for name, (chip, setting) in self._slots.items():
            chip.show_slot(
                self._said(setting, values.get(name, setting.usual)),
                self._bench.teller().setting(name),
                choose=self.look.words("rule_edit.choose"),
            )
        for key, line in self._lines.items():
            name, _, language = key.partition("/")
            held = values.get(name) or ""
            text = held.get(language, "") if isinstance(held, Mapping) else str(held)
            put_quietly(line, text)

    def show_flaw(self, text: str) -> None:
        """Say what is wrong with it; an empty text takes that away."""
        self._flaw.say(text)
        self._flaw.setVisible(bool(text))
        self.become("warn" if text else "ground")

    # ------------------------------------------------------------------ what it is made of
    def _head(self, action: RuleAction | None) -> QHBoxLayout:
        look, words = self.look, self.look.words
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        icon = _ICON if action is None else action.icon
        size = 40 if look.density.is_touch else 32
        row.addWidget(kit.IconBox(look, icon, ink="ok", ground="ok_soft", size=size))
        row.addWidget(kit.Text(look, self._bench.teller().action(self.code), "strong"), 1)
        drop = kit.Button(
            look, name=f"then-{self._place}-drop", kind="ghost", icon="x", size="small"
        )
        drop.clicked.connect(self.dropped)
        row.addWidget(drop.named(words("rule_edit.drop_action")))
        return row

    def _is_slot(self, one: Setting) -> bool:
        if one.name in _OFFERED or one.sort in (sorts.CHOICE, sorts.WHOLE, sorts.SWITCH):
            return True
        is_text = one.sort in (sorts.TEXT, sorts.TEXTS)
        return is_text and bool(self._bench.teller().names.offered(one.name))

    def _slot(self, one: Setting) -> QWidget:
        look, name = self.look, f"then-{self._place}-{one.name}"
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(kit.Text(look, self._bench.teller().setting(one.name), "label"))
        chip = kit.SlotChip(look, name=name, role="plain")
        chip.clicked.connect(_Ask(self, one))
        column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        self._slots[one.name] = (chip, one)
        return holder

    def _add_lines(self, one: Setting, when: str) -> None:
        """Add the lines of a text: one, or one in each language, and what may stand in it."""
        label = self._bench.teller().setting(one.name)
        if one.sort != sorts.SAID:
            self.body.addWidget(self._line(one.name, "", label))
            return
        words, row = self.look.words, QHBoxLayout()
        row.setSpacing(self.look.space(2))
        for language in _LANGUAGES:
            said = f"{label} · {words(f'form_design.language.{language}')}"
            row.addWidget(self._line(one.name, language, said), 1)
        self.body.addLayout(row)
        names = ", ".join(f"{{{name}}}" for name in self._bench.facts(when))
        if names:
            hint = kit.Text(self.look, words("rule_edit.gaps", names=names), "hint", wrap=True)
            self.body.addWidget(hint)

    def _line(self, name: str, language: str, label: str) -> kit.Field:
        at = f"then-{self._place}-{name}"
        made = kit.Field(self.look, label, name=f"{at}-{language}" if language else at)
        made.changed.connect(lambda text: self._type(name, language, text))
        self._lines[f"{name}/{language}"] = made
        return made

    # ------------------------------------------------------------------ telling
    def _said(self, one: Setting, value: Any) -> str:  # noqa: ANN401  # any JSON value
        teller, words = self._bench.teller(), self.look.words
        if one.sort == sorts.CHOICE or one.name in _OFFERED:
            return teller.option(one.name, str(getattr(value, "value", value)))
        if one.sort == sorts.WHOLE:
            number = int(value or 0)
            if one.name.endswith("_min"):
                return teller.minutes(number) if number else words("rule_edit.no_limit")
            return str(number)
        if one.sort == sorts.SWITCH:
            return words(f"documents.value.{'yes' if value else 'no'}")
        if one.sort == sorts.TEXTS:
            return teller.listed(
                [teller.names.say(words, one.name, str(each)) for each in value or ()]
            )
        return teller.names.say_coded(words, one.name, str(value)) if value else ""

    def _type(self, name: str, language: str, text: str) -> None:
        held = self._values.get(name)
        value: Any = text
        if language:
            both = held if isinstance(held, Mapping) else {"zh": "", "en": ""}
            value = {**both, language: text}
        self._tell(name, value, f"{name}-{language}")

    def _tell(self, name: str, value: Any, token: str = "") -> None:  # noqa: ANN401  # any JSON value
        self.changed.emit({**self._values, name: value}, token)

    def ask(self, one: Setting) -> None:
        """Ask for what stands in a slot."""
        bench, teller = self._bench, self._bench.teller()
        name, title = f"then-{self._place}-{one.name}-list", teller.setting(one.name)
        held = self._values.get(one.name, one.usual)
        if one.sort == sorts.SWITCH:
            self._tell(one.name, not held)
        elif one.sort == sorts.WHOLE:
            bench.ask_number(
                title,
                str(int(held or 0)),
                lambda typed: self._tell(one.name, int(typed)),
                name=name,
                is_whole=True,
            )
        elif one.sort == sorts.CHOICE or one.name in _OFFERED:
            options = one.options or _OFFERED[one.name]
            choices = tuple(Choice(each, teller.option(one.name, each)) for each in options)
            said = str(getattr(held, "value", held))
            took = lambda key: self._tell(one.name, key)  # noqa: E731  # what is done with it
            bench.ask_one(title, (Choices("", choices),), took, name=name, held=said)
        elif one.sort == sorts.TEXTS:
            codes = tuple(str(each) for each in held or ())
            many = lambda keys: self._tell(one.name, list(keys))  # noqa: E731  # as above
            groups = (Choices("", bench.named(one.name)),)
            bench.ask_many(title, groups, many, name=name, held=codes)
        else:
            took = lambda key: self._tell(one.name, key)  # noqa: E731  # as above
            bench.ask_named(one.name, title, str(held or ""), took, name=name)


class _Ask:
    def __init__(self, card: ActionCard, setting: Setting) -> None:
        self._card, self._setting = card, setting

    def __call__(self) -> None:
        self._card.ask(self._setting)
