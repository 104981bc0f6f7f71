"""The set of limits in force: who fixed it, when, from what, why; those before it.

Controls by name: `spc-freeze`, `spc-older`.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.people.signatures.queries import Signature, Validity
from app.capabilities.quality.charts.answers import Fixed
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.spc.facts import SpcFacts
from app.ui.screens.quality.spc.rows import FactRows
from app.ui.screens.quality.spc.words import figure, lines_of, places, rule_set, who, with_unit
from app.ui.signature_words import printed_name
from app.ui.theme.look import Look

_GENUINE = (Validity.VALID, Validity.SUPERSEDED)
"""A cause told later goes on with the record; the limits stay signed."""


class SpcLimits(kit.Card):
    """`freeze_asked` when somebody wants to fix limits anew."""

    freeze_asked = Signal()

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "spc-limits")
        words = look.words
        self._moments = moments
        self._signed: Mapping[str, Signature] = {}
        self._title = kit.Text(look, words("spc.limits"), "title")
        self._none = kit.Text(look, words("spc.limits.none"), "body", "ink2", wrap=True)
        self._rows = FactRows(look, "spc-limits-facts")
        self._older_title = kit.Text(look, "", "label", "ink2")
        self._older = QVBoxLayout()
        self._older.setSpacing(look.space(1))
        self.freeze = kit.Button(
            look, words("spc.freeze"), name="spc-freeze", icon="lock", size="normal"
        )
        self.freeze.clicked.connect(self.freeze_asked)
        for part in (self._title, self._none, self._rows):
            self.body.addWidget(part)
        self.body.addWidget(self.freeze)
        self.body.addWidget(self._older_title)
        self.body.addLayout(self._older)
        self._older_title.hide()
        self._rows.hide()

    def show_facts(
        self, facts: SpcFacts, blocked: str, signed: Mapping[str, Signature] | None = None
    ) -> None:
        """Show the sets; `blocked` says why nobody may fix limits now.

        `signed` are the signatures by a set's hash; while they are on their way those known before
        are shown.
        """
        if signed is not None:
            self._signed = signed
        fixed, words = facts.view.fixed, self.look.words
        self._none.setVisible(fixed is None)
        self._rows.setVisible(fixed is not None)
        if fixed is not None:
            self._rows.show_facts(self._facts(facts, fixed))
        self.freeze.say(words("spc.freeze_again" if facts.sets else "spc.freeze"))
        self.freeze.block(blocked)
        self._clear()
        older = [one for one in facts.sets if fixed is None or one.hash != fixed.hash]
        self._older_title.say(words("spc.limits.older", n=len(older)))
        self._older_title.setVisible(bool(older))
        for one in older:
            self._older.addWidget(self._line(facts, one))

    def _facts(self, facts: SpcFacts, fixed: Fixed) -> list[tuple[str, str]]:
        words, decimals = self.look.words, places(facts.view) + 2
        unit, limits = facts.view.characteristic.unit, fixed.limits
        days = f"{self._moments.short_day(fixed.from_ms)} – {self._moments.short_day(fixed.to_ms)}"
        left_out = words("spc.limits.left_out", n=len(fixed.left_out)) if fixed.left_out else ""
        points = words("spc.limits.points", n=limits.points)
        pairs = (
            ("ucl", with_unit(figure(limits.ucl, decimals), unit) if limits.ucl else ""),
            ("center", with_unit(figure(limits.center, decimals), unit)),
            ("lcl", "" if limits.lcl is None else with_unit(figure(limits.lcl, decimals), unit)),
            ("sigma", with_unit(figure(limits.sigma, decimals), unit)),
            ("from", " · ".join(part for part in (points, left_out, days) if part)),
            ("rules", rule_set(words, fixed.rules)),
            ("by", who(words, facts.people, fixed.by)),
            ("at", self._moments.when(fixed.at_ms)),
            ("why", fixed.reason),
            ("signed", self._signature(fixed)),
        )
        return [(words(f"spc.fact.{name}"), said) for name, said in pairs if said]

    def _signature(self, fixed: Fixed) -> str:
        words, one = self.look.words, self._signed.get(fixed.hash)
        if one is None:
            return words("spc.unsigned")
        standing = "" if one.validity in _GENUINE else words(f"signature.standing.{one.validity}")
        meaning = words(f"signature.meaning.{one.meaning}")
        parts = (printed_name(words, one), meaning, self._moments.when(one.at_ms), standing)
        return " · ".join(part for part in parts if part)

    def _line(self, facts: SpcFacts, one: Fixed) -> QWidget:
        words = self.look.words
        card = kit.Card(self.look, f"spc-older-{one.turn}", "sunken").hug()
        card.body.setSpacing(2)
        head = f"{self._moments.short_day(one.at_ms)} · {who(words, facts.people, one.by)}"
        lines = lines_of(one, places(facts.view) + 1)
        card.body.addWidget(kit.Text(self.look, head, "label", "ink", elide=True))
        card.body.addWidget(kit.Text(self.look, lines, "hint", "ink2", wrap=True))
        card.body.addWidget(kit.Text(self.look, one.reason, "hint", "ink2", wrap=True))
        return card

    def _clear(self) -> None:
        while item := self._older.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
