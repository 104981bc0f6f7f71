"""The rules of a form as a whole: verdict, right, review; and every condition of its fields."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Flaw
from app.capabilities.forms.definition.bodies import FILL
from app.ui import kit
from app.ui.screens.forms.design.body import CONDITIONS, Plain, Spot, fields_of
from app.ui.screens.forms.design.drawing import Told
from app.ui.screens.forms.design.lines import slim, switch_row
from app.ui.screens.forms.design.says import said
from app.ui.theme.look import Look

_LINES = 3
_AT_ONCE, _IN_SIGHT = 4, 24
"""Lines built in one go, and how many to begin with; the others as one scrolls down."""
_WIDE = 520
_ICONS = {
    "must": "shield-check",
    "visible_if": "eye",
    "read_only_if": "lock",
    "expression": "cpu",
}


class DesignRules(QWidget):
    """`told` carries a `Told` of the form; `chosen` the Spot of a field somebody turns to."""

    told = Signal(object)
    chosen = Signal(object)

    def __init__(self, look: Look, rights: Sequence[str]) -> None:
        super().__init__()
        self.look = look
        self._shown: Plain | None = None
        words = look.words
        self._verdict = kit.TextArea(
            look, words("form_design.verdict"), name="design-verdict", lines=_LINES
        )
        self._verdict.changed.connect(
            lambda text: self.told.emit(Told("verdict", " ".join(text.split())))
        )
        self._rights = tuple(dict.fromkeys((FILL, *rights)))
        self._right = slim(
            kit.SelectField(look, words("form_design.right"), (), name="design-right")
        )
        self._right.chosen.connect(lambda key: self.told.emit(Told("right", key)))
        self._lists: dict[str, _Lines] = {
            one: _Lines(look, f"design-{one}") for one in ("rules", "names")
        }
        for lines in self._lists.values():
            lines.chosen.connect(self.chosen)
        self._lay_out()

    def show_body(self, body: Plain, flaws: tuple[Flaw, ...]) -> None:
        """Show the rules of a form, and what is wrong with its verdict."""
        words = self.look.words
        verdict = str(body.get("verdict", ""))
        if " ".join(self._verdict.text().split()) != verdict:
            with QSignalBlocker(self._verdict):
                self._verdict.put(verdict)
        wrong = next((one for one in flaws if one.part == "verdict"), None)
        self._verdict.fail("" if wrong is None else words.refusal(wrong.refused))
        right = str(body.get("right", FILL))
        offered = tuple(dict.fromkeys((*self._rights, right)))
        options = tuple((one, words(f"people.right.{one}")) for one in offered)
        self._right.show_options(options, right)
        self._reviewed.setChecked(bool(body.get("reviewed", False)))
        if body is not self._shown:
            self._shown = body
            self._lists["rules"].show_lines(tuple(_rules(self.look, body)))
            self._lists["names"].show_lines(tuple(_names(self.look, body)))

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        whole = kit.Card(look, "design-whole").hug()
        whole.body.addWidget(kit.Text(look, words("form_design.whole"), "title"))
        whole.body.addWidget(self._verdict)
        whole.body.addWidget(kit.Text(look, words("form_design.verdict_how"), "hint", wrap=True))
        whole.body.addWidget(kit.Rule(look))
        whole.body.addWidget(self._right)
        self._reviewed = switch_row(
            look,
            whole.body,
            words("form_design.reviewed"),
            "design-reviewed",
            words("form_design.reviewed_how"),
        )
        self._reviewed.switched.connect(lambda on: self.told.emit(Told("reviewed", on)))
        left = QVBoxLayout()
        left.setSpacing(look.space(3))
        left.addWidget(whole)
        left.addWidget(self._card("names"), 1)
        holder = QWidget()
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setMaximumWidth(_WIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(3))
        row.addWidget(holder, 1)
        row.addWidget(self._card("rules"), 1)

    def _card(self, name: str) -> kit.Card:
        look, words = self.look, self.look.words
        card = kit.Card(look, f"design-{name}-card")
        card.body.addWidget(kit.Text(look, words(f"form_design.{name}"), "title"))
        card.body.addWidget(kit.Text(look, words(f"form_design.{name}_how"), "hint", wrap=True))
        card.body.addWidget(self._lists[name], 1)
        return card


Line = tuple[Spot, str, str, str]
"""Where it leads, its icon, what it says, and below that."""


class _Lines(kit.Scroller):
    """Lines that lead to their field; built as one scrolls down."""

    chosen = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self._name = name
        self._waiting: list[Line] = []
        self._column = QVBoxLayout()
        self._wanted = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._more)
        self.verticalScrollBar().valueChanged.connect(self._near_end)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines."""
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, self.look.space(1), 0)
        self._column.setSpacing(self.look.space(0))
        self._column.addStretch()
        self._waiting = list(lines)
        if not lines:
            none = kit.Text(self.look, self.look.words("form_design.no_rules"), "hint", wrap=True)
            self._column.insertWidget(0, none)
        self.setWidget(inside)
        self._wanted = _IN_SIGHT
        self._more()

    def _near_end(self, value: int) -> None:
        if value > self.verticalScrollBar().maximum() - self.height() and not self._wanted:
            self._wanted = _IN_SIGHT
            self._more()

    def _more(self) -> None:
        for spot, icon, title, sub in self._waiting[:_AT_ONCE]:
            name = f"{self._name}-{spot.section}-{spot.at}"
            row = kit.ListRow(self.look, icon, title, sub, name=name)
            row.clicked.connect(_Choose(self, spot))
            self._column.insertWidget(self._column.count() - 1, row)
        del self._waiting[:_AT_ONCE]
        self._wanted = max(0, self._wanted - _AT_ONCE) if self._waiting else 0
        if self._wanted:
            self._later.start()


class _Choose:
    def __init__(self, lines: _Lines, spot: Spot) -> None:
        self._lines, self._spot = lines, spot

    def __call__(self) -> None:
        self._lines.chosen.emit(self._spot)


def _rules(look: Look, body: Plain) -> Iterator[Line]:
    """Return every condition and formula of the fields, in reading order."""
    words = look.words
    for spot, field in fields_of(body):
        told = [(name, field.get(name)) for name in CONDITIONS]
        told.append(("expression", (field.get("settings") or {}).get("expression")))
        label = said(words, field["label"])
        for name, text in told:
            if text:
                title = words(f"form_design.rule.{name}", field=label)
                yield spot, _ICONS[name], title, str(text)


def _names(look: Look, body: Plain) -> Iterator[Line]:
    """Return what expressions may name: every field by its key."""
    for spot, field in fields_of(body):
        kind = look.words(f"forms.kind.{field['kind']}")
        sub = f"{said(look.words, field['label'])} · {kind}"
        yield spot, "tag", str(field["key"]), sub
