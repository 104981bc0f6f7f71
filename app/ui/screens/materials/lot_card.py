"""One lot: whether it may be used and why not, how long it keeps, its facts, its history.

Controls by name: `lot-<act>` for release, lift, hold, reject, open, use_up; `lot-record`.
"""

from PySide6.QtCore import Signal

from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.decisions import check_usable
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.front_card import Front, FrontCard
from app.ui.screens.materials.lot_facts import SOON_DAYS, USED_UP, LotDetail, span_of
from app.ui.screens.materials.lot_inspections import LotInspections
from app.ui.screens.materials.lot_words import (
    amount,
    left_role,
    left_said,
    part_look,
    part_word,
    taken_out,
)
from app.ui.screens.records.telling import Names
from app.ui.screens.records.told_list import ToldList
from app.ui.theme.look import Look

ACTS = {
    "release": "circle-check",
    "lift": "lock-open",
    "hold": "hand",
    "open": "package-open",
    "use_up": "circle-minus",
    "reject": "octagon-x",
}
"""What people do with a lot, each with its icon, in the order of the buttons."""
_OFFERED = {
    Status.QUARANTINE: ("release", "hold", "reject"),
    Status.RELEASED: ("hold", "open", "use_up", "reject"),
    Status.HELD: ("lift", "hold", "reject"),
    Status.REJECTED: (),
}


def offered(lot: Lot) -> tuple[str, ...]:
    """Return what can be done with a lot as it stands, in the order of the buttons."""
    if lot.is_used_up or not lot.material:
        return ()
    return _OFFERED[lot.status]


class LotCard(FrontCard):
    """`asked` carries what a person wants done with the lot, or `record`."""

    inspect = Signal(str)
    """The name of the filled form of its inspection."""
    begin = Signal(object)
    """A `Due` that somebody begins."""

    def __init__(self, look: Look, moments: Moments, *, has_inspect: bool) -> None:
        front = Front(
            "lot",
            "package-search",
            "lots.nothing",
            "lots.nothing_how",
            "lots.not_yours",
            ACTS,
            lambda words, act: words(f"lots.act.{act}"),
            {"release": "primary", "lift": "primary", "reject": "danger"},
            columns=2 if look.density.is_touch else 3,
        )
        super().__init__(look, moments, front)
        self._inspections = LotInspections(look, has_screen=has_inspect)
        self._inspections.asked.connect(self.inspect)
        self._inspections.begun.connect(self.begin)
        self._history = ToldList(look, moments, name="lot-history")
        past = kit.Text(look, look.words("lots.history"), "label", "ink")
        self._lay_out(kit.Rule(look), self._inspections, past, self._history)

    def show_detail(self, detail: LotDetail, names: Names, may: frozenset[str]) -> None:
        """Show a lot; `may` is what whoever is in front may do, of `RIGHTS`."""
        words, line = self.look.words, detail.line
        lot, now = line.lot, Moment(self._moments.now_ms(), self._moments.offset_min())
        state, icon = part_look(line.part)
        self.show_head(
            lot.lot,
            f"{lot.material} · {lot.material_name.of(words.language)}".strip(" ·"),
            (state, part_word(words, line.part), icon),
        )
        self._show_why(lot, now, line.part)
        self._show_days(detail, now)
        self._pairs.show_pairs(self._facts(detail, names))
        self._inspections.show_detail(detail, may_begin="inspect" in may)
        self._history.show_entries(detail.entries, names)
        self.show_acts(offered(lot), may)

    def _show_why(self, lot: Lot, now: Moment, part: str) -> None:
        try:
            if part != USED_UP:
                check_usable(lot, now)
        except Refused as refused:
            self.show_refused(refused, part_look(part))
            return
        self._why.hide()

    def _show_days(self, detail: LotDetail, now: Moment) -> None:
        words, lot, left = self.look.words, detail.line.lot, detail.line.left
        if left is None or not lot.received_ms:
            self.show_span(None)
            return
        received = self._moments.day(lot.received_ms)
        begin, end, today = span_of(lot, now, received)
        came, until = words("lots.came", day=received), words("lots.until", day=lot.expiry)
        late = max(begin, end - SOON_DAYS)
        span = kit.Span(begin, end, today, late, left_role(left), came, until)
        self.show_span(span, left_said(words, left))

    def _facts(self, detail: LotDetail, names: Names) -> tuple[tuple[str, str], ...]:
        words, lot = self.look.words, detail.line.lot
        who = names.people.get(lot.received_by)
        by = lot.received_by if who is None else who.of(words.language)
        received = f"{self._moments.when(lot.received_ms)} · {by}" if lot.received_ms else ""
        keeps = lot.expiry or words("lots.left.ever") if detail.line.left is None else ""
        return (
            (words("lots.supplier"), lot.supplier),
            (words("lots.supplier_lot"), lot.supplier_lot),
            (words("lots.amount"), amount(words, detail.line)),
            (words("lots.taken_out"), taken_out(words, detail.line)),
            (words("lots.place"), lot.place),
            (words("lots.expiry"), keeps),
            (words("lots.received"), received),
            *((self._opened(lot, one)) for one in sorted(lot.opened)),
        )

    def _opened(self, lot: Lot, container: str) -> tuple[str, str]:
        words = self.look.words
        when = self._moments.date_time(lot.opened[container])
        ends_ms = lot.opened_ends_ms(container)
        until = "" if ends_ms is None else self._moments.date_time(ends_ms)
        said = words("lots.opened_until", when=when, until=until) if until else when
        return words("lots.opened", container=container or "—"), said
