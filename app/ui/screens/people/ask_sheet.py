"""A short form about one account: a few fields, what is wrong with them, one button.

    sheet = AskSheet(look, screen, Form("verify", "user-check", (Line("how", options), Line("…"))))
    sheet.given.connect(...)                   # what was typed, by field

Texts: `users.<form>`, `users.<form>_means`, `users.<form>.<field>`.
"""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.theme.look import Look

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a form: a choice where it has `options`, several lines where `lines` > 1."""

    name: str
    options: Options = ()
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its name, the icon of its button, its fields."""

    name: str
    icon: str
    lines: tuple[Line, ...]
    kind: str = "primary"


class AskSheet(kit.Sheet):
    """`given` carries what was typed, by field. Controls: `<form>-<field>`, `<form>-do`."""

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget, form: Form) -> None:
        words, name = look.words, form.name
        super().__init__(look, host, words(f"users.{name}"), name=name, side="centre", width=520)
        self._who = kit.Text(look, "", "strong", wrap=True)
        self._what = kit.Text(look, words(f"users.{name}_means"), "body", "ink2", wrap=True)
        self._trouble = kit.Banner(look, "fail", "", name=f"{name}-trouble")
        self._fields = {line.name: _field(look, name, line) for line in form.lines}
        self._do = kit.Button(
            look, words(f"users.{name}"), name=f"{name}-do", kind=form.kind, icon=form.icon
        )
        self._do.clicked.connect(self._give)
        for part in (self._who, self._what, *self._fields.values(), self._trouble):
            self.body.addWidget(part)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)

    def ask(self, who: str, values: dict[str, str] | None = None) -> None:
        """Open it about somebody, with what is known already."""
        self._who.say(who)
        self._trouble.hide()
        for name, field in self._fields.items():
            if not isinstance(field, kit.SelectField):
                field.put((values or {}).get(name, ""))
        self.open()

    def offer(self, name: str, options: Options) -> None:
        """Offer other choices in one field."""
        field = self._fields[name]
        assert isinstance(field, kit.SelectField)
        field.show_options(options)

    def refuse(self, refused: Refused) -> None:
        """Say why it was not done; what was typed stays."""
        self._do.busy(False)
        self._trouble.say("fail", self.look.words.refusal(refused))
        self._trouble.show()

    def wait(self) -> None:
        """Be ready again: somebody is asked to sign what was given."""
        self._do.busy(False)
        self._trouble.hide()

    def done(self) -> None:
        """Close after it was done."""
        self._do.busy(False)
        self.close_sheet()

    def _give(self, _: object = None) -> None:
        self._do.busy(True)
        self.given.emit({name: _value(field) for name, field in self._fields.items()})


def _field(look: Look, form: str, line: Line) -> "kit.Field | kit.SelectField | kit.TextArea":
    label, name = look.words(f"users.{form}.{line.name}"), f"{form}-{line.name}"
    if line.options:
        return kit.SelectField(look, label, line.options, name=name)
    if line.lines > 1:
        return kit.TextArea(look, label, name=name, lines=line.lines)
    return kit.Field(look, label, name=name)


def _value(field: "kit.Field | kit.SelectField | kit.TextArea") -> str:
    if isinstance(field, kit.SelectField):
        return field.value()
    return field.text().strip()
