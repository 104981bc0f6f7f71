"""One lot: whether it may be used and why not, how long it keeps, its facts, its history.

Controls by name: `lot-<act>` for release, lift, hold, reject, open, use_up; `lot-record`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.materials.lots.answers import Lot, Status
from app.capabilities.materials.lots.decisions import check_usable
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.materials.lot_facts import SOON_DAYS, USED_UP, LotDetail, span_of
from app.ui.screens.materials.lot_inspections import LotInspections
from app.ui.screens.materials.lot_words import (
    amount,
    left_role,
    left_said,
    part_look,
    part_word,
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


class LotCard(kit.Card):
    """`asked` carries what a person wants done with the lot, or `record`."""

    asked = Signal(str)
    inspect = Signal(str)
    """The name of the filled form of its inspection."""
    begin = Signal(object)
    """A `Due` that somebody begins."""

    def __init__(self, look: Look, moments: Moments, *, has_inspect: bool) -> None:
        super().__init__(look, "lot-card")
        words = look.words
        self._moments = moments
        self._title = kit.Text(look, "", "title", elide=True)
        self._sub = kit.Text(look, "", "hint", elide=True)
        self._chip = kit.StatusChip(look, "todo", "–", name="lot-state")
        self._why = kit.Banner(look, "warn", "", name="lot-why")
        self._left = kit.Text(look, "", "strong")
        self._bar = kit.SpanBar(look, name="lot-days")
        self._pairs = kit.Pairs(look, name="lot-facts", columns=2 if look.density.is_touch else 3)
        self._inspections = LotInspections(look, has_screen=has_inspect)
        self._inspections.asked.connect(self.inspect)
        self._inspections.begun.connect(self.begin)
        self._history = ToldList(look, moments, name="lot-history")
        self._past = kit.Text(look, words("lots.history"), "label", "ink")
        self._nothing = kit.EmptyState(
            look, "package-search", words("lots.nothing"), words("lots.nothing_how")
        )
        self._buttons = {act: self._button(act, icon) for act, icon in ACTS.items()}
        self._record = self._button("record", "scroll-text")
        self._barred = kit.Text(look, "", "hint", wrap=True)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no lot is chosen."""
        self._page.hide()
        self._nothing.show()

    def show_detail(self, detail: LotDetail, names: Names, may: frozenset[str]) -> None:
        """Show a lot; `may` is what whoever is in front may do, of `RIGHTS`."""
        words, line = self.look.words, detail.line
        lot, now = line.lot, Moment(self._moments.now_ms(), self._moments.offset_min())
        self._nothing.hide()
        self._page.show()
        self._title.say(lot.lot)
        self._sub.say(f"{lot.material} · {lot.material_name.of(words.language)}".strip(" ·"))
        state, icon = part_look(line.part)
        self._chip.show_state(state, part_word(words, line.part), icon)
        self._show_why(lot, now, line.part)
        self._show_days(detail, now)
        self._pairs.show_pairs(self._facts(detail, names))
        self._inspections.show_detail(detail, may_begin="inspect" in may)
        self._history.show_entries(detail.entries, names)
        for act, button in self._buttons.items():
            button.setVisible(act in offered(lot) and act in may)
            button.busy(False)
        self._record.setVisible("record" in may)
        barred = [words(f"lots.act.{act}") for act in offered(lot) if act not in may]
        self._barred.setVisible(bool(barred))
        self._barred.say(words("lots.not_yours", acts=words("orders.comma").join(barred)))

    def wait(self) -> None:
        """Take no press until the lot asked for is in front."""
        for button in self._buttons.values():
            button.busy(True)

    def _show_why(self, lot: Lot, now: Moment, part: str) -> None:
        """Say why nobody may use it, in the sentence of whoever would try."""
        try:
            if part != USED_UP:
                check_usable(lot, now)
        except Refused as refused:
            state, icon = part_look(part)
            self._why.say(state, self.look.words.refusal(refused), icon=icon)
            self._why.show()
            return
        self._why.hide()

    def _show_days(self, detail: LotDetail, now: Moment) -> None:
        words, lot, left = self.look.words, detail.line.lot, detail.line.left
        shows = left is not None and bool(lot.received_ms)
        for part in (self._left, self._bar):
            part.setVisible(shows)
        if not shows:
            return
        received = self._moments.day(lot.received_ms)
        begin, end, today = span_of(lot, now, received)
        role = left_role(left)
        said = left_said(words, left)
        self._left.say(said)
        self._left.colour(role)
        self._bar.show_span(
            kit.Span(
                begin,
                end,
                today,
                max(begin, end - SOON_DAYS),
                role,
                words("lots.came", day=received),
                words("lots.until", day=lot.expiry),
            ),
            said,
        )

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

    def _button(self, act: str, icon: str) -> kit.Button:
        kind = {"release": "primary", "lift": "primary", "reject": "danger"}.get(act, "default")
        text = self.look.words(f"lots.act.{act}")
        made = kit.Button(self.look, text, name=f"lot-{act}", kind=kind, icon=icon, size="normal")
        made.clicked.connect(lambda: self.asked.emit(act))
        return made

    def _lay_out(self) -> None:
        look = self.look
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.space(2))
        page.addLayout(self._head())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(2))
        parts: tuple[QWidget, ...] = (self._why, self._left, self._bar, self._pairs)
        for part in (*parts, kit.Rule(look), self._inspections, self._past, self._history):
            column.addWidget(part)
        column.addStretch(1)
        page.addWidget(kit.Scroller(look, "lot-scroll", inside), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(1))
        for button in self._buttons.values():
            buttons.addWidget(button, 1)
        page.addLayout(buttons)
        page.addWidget(self._barred)
        self.body.addWidget(self._page, 1)
        self.body.addWidget(self._nothing, 1)

    def _head(self) -> QHBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        lines.addStretch()
        head = QHBoxLayout()
        head.setSpacing(self.look.space(2))
        head.addLayout(lines, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._record, 0, Qt.AlignmentFlag.AlignVCenter)
        return head
