"""One hold: what it is on, why, since when and by whom, what stands there, its record.

Controls by name: `hold-free`, `hold-record`.
"""

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.front_card import Front, FrontCard
from app.ui.screens.production.holds.columns import state_chip
from app.ui.screens.production.holds.facts import FREED, HoldFacts, Line
from app.ui.screens.production.holds.words import amount, set_by
from app.ui.screens.records.telling import Names
from app.ui.screens.records.told_list import ToldList
from app.ui.theme.look import Look

ACTS = {"free": "lock-open"}


class HoldCard(FrontCard):
    """`asked` carries `free`, or `record`."""

    def __init__(self, look: Look, moments: Moments) -> None:
        front = Front(
            "hold",
            "hand",
            "holds.nothing",
            "holds.nothing_how",
            "holds.not_yours",
            ACTS,
            lambda words, act: words(f"holds.act.{act}"),
            {"free": "primary"},
            columns=2,
        )
        super().__init__(look, moments, front)
        self._history = ToldList(look, moments, name="hold-history")
        past = kit.Text(look, look.words("holds.history"), "label", "ink")
        self._lay_out(kit.Rule(look), past, self._history)

    def show_facts(self, facts: HoldFacts, line: Line, may: frozenset[str]) -> None:
        """Show the hold in front; `may` is what whoever is in front may do with it."""
        words = self.look.words
        chip = state_chip(self.look, line)
        self.show_head(
            line.title, line.about.of(words.language), (chip.state, chip.text, chip.icon)
        )
        self._say_why(line, facts.names)
        self.show_span(None)
        self._pairs.show_pairs(self._facts(line))
        self._history.show_entries(facts.entries, facts.names)
        is_free = line.part == FREED or bool(line.ncr)
        self.show_acts(() if is_free else ("free",), may)

    def _say_why(self, line: Line, names: Names) -> None:
        words = self.look.words
        state, icon = ("ok", "lock-open") if line.part == FREED else ("hold", "hand")
        said = [set_by(words, line, names)]
        if line.ncr and line.part != FREED:
            said.append(words.refusal(Refused("work.held_by_ncr", ncr=line.ncr)))
        self._why.say(state, line.reason.of(words.language), " ".join(said), icon=icon)
        self._why.show()

    def _facts(self, line: Line) -> tuple[tuple[str, str], ...]:
        words = self.look.words
        since = self._moments.when(line.since_ms)
        pairs = [
            (words("holds.since"), since),
            (words("holds.ncr"), line.ncr),
            (words("holds.pieces"), amount(words, line)),
            (words("holds.where"), ", ".join(line.where)),
        ]
        freed = None if line.hold is None else line.hold.freed
        if freed is not None:
            until = self._moments.when(freed.at_ms)
            pairs[2:] = [
                (words("holds.until"), until),
                (words("holds.freed_because"), freed.because),
            ]
        return tuple((label, value or "—") for label, value in pairs)
