"""What narrows the list of filled forms: which form, who, since when, and how it stands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.forms.filled_facts import (
    PARTS,
    SPANS_DAYS,
    FilledFacts,
    Wanted,
    counts,
    since_ms,
)
from app.ui.theme.look import Look

_ALL = "all"
_ROLES = {"open": "accent", "failed": "fail", "passed": "ok", "voided": "off"}
_WIDE_PX = {"touch": 230, "glove": 230, "bench": 210}


class FilledFilters(QWidget):
    """`changed` tells that another part is wanted. Controls: `filled-of`, `filled-who`,
    `filled-since`; the chips `filter-<part>` stand apart (`parts`)."""

    changed = Signal()

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.look, self._moments = look, moments
        self.parts = kit.FilterChips(look, (), name="filled-parts")
        self.parts.chosen.connect(lambda _: self.changed.emit())
        self._of = self._select("of")
        self._who = self._select("who")
        self._since = self._select("since")
        words = look.words
        spans = tuple((f"{days}", words("filled.days", n=days)) for days in SPANS_DAYS)
        self._since.show_options((("", words("filled.any.since")), *spans))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        for select in (self._of, self._who, self._since):
            row.addWidget(select)

    def show_facts(self, facts: FilledFacts) -> None:
        """Offer the forms and people there are; what is chosen stays."""
        words = self.look.words
        forms = tuple(
            (code, f"{code} {title.of(words.language)}") for code, title in facts.forms().items()
        )
        self._of.show_options((("", words("filled.any.of")), *forms), self._of.value())
        people = tuple((one, _called(facts, one, words.language)) for one in facts.filled_by())
        self._who.show_options((("", words("filled.any.who")), *people), self._who.value())
        self.recount(facts)

    def wanted(self) -> Wanted:
        """Return what the lists narrow to."""
        days = int(self._since.value() or 0)
        return Wanted(
            self._of.value(), self._who.value(), since_ms(days, self._moments.midnight_ms())
        )

    def recount(self, facts: FilledFacts) -> None:
        """Count again what each part holds, as the lists narrow it now."""
        words = self.look.words
        rows = facts.narrowed(self.wanted())
        of = counts(rows)
        every = kit.Filter(_ALL, words("filled.part.all"), len(rows))
        parts = (
            kit.Filter(one, words(f"filled.part.{one}"), of[one], _ROLES.get(one, "ink"))
            for one in PARTS
        )
        self.parts.show_filters((every, *parts))

    def _select(self, name: str) -> kit.SelectField:
        said = self.look.words(f"filled.any.{name}")
        made = kit.SelectField(self.look, "", (("", said),), name=f"filled-{name}", accessible=said)
        made.setFixedWidth(_WIDE_PX[self.look.density.name])
        made.chosen.connect(lambda _: self.changed.emit())
        return made


def _called(facts: FilledFacts, person: str, language: str) -> str:
    name = facts.names.get(person)
    return person if name is None else name.of(language)
