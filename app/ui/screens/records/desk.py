"""The desk of discrepancies: what cannot all be true, whose it is, and what people do about it.

Controls by name: `desk-part-open` … filters, `case-<key>` cards, `desk-take`, `desk-hand-over`,
`desk-explain`, `desk-resolve`, `desk-record`; on a touch panel `desk-back` leads to the list.
"""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.records.discrepancies.answers import Case
from app.capabilities.records.discrepancies.commands import TakeDiscrepancy
from app.capabilities.records.discrepancies.queries import RESOLVE
from app.journal.capability import Command
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.records.desk_case import DeskCase
from app.ui.screens.records.desk_facts import DESK, DeskFacts, Part, desk_facts, sentence, subject
from app.ui.screens.records.desk_list import DeskList
from app.ui.screens.records.desk_owner import DeskOwner
from app.ui.screens.records.desk_sheets import ExplainSheet, HandOverSheet, ResolveSheet
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.records.telling import Teller
from app.ui.screens.screen import Notice, Place, Screen

TICK_MS = 30_000
"""Ages move on without anything happening."""
_LIST, _OWNER = 384, 320
_WIDE = 1_280
"""Width in px from which a desk has list, case and owner side by side; a tablet never has."""


class Desk(Screen):
    """List, case, owner side by side; on a narrow page the list, then one case."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, DESK)
        floor, look = parts.floor, parts.look
        self._facts: DeskFacts | None = None
        self._chosen = ""
        self._moments = Moments(look.words, floor.station.clock)
        self._header = kit.PageHeader(
            look, look.words("desk.title"), look.words("desk.sub"), name="desk-header"
        )
        self._parts = kit.FilterChips(look, self._filters(None), name="desk-part")
        self._back = kit.Button(look, look.words("desk.back"), name="desk-back", icon="arrow-left")
        self._list = DeskList(look, self._moments)
        self._case = DeskCase(look)
        self._owner = DeskOwner(look, self._moments)
        self._explain = ExplainSheet(look, self)
        self._resolve = ResolveSheet(look, self)
        self._hand_over = HandOverSheet(look, self)
        self._signing = SignatureSheet(parts, self)
        self._signs = ""
        self._tick = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect()

    def enter(self, place: Place) -> None:
        super().enter(place)
        self._tick.start()

    def leave(self) -> None:
        super().leave()
        self._tick.stop()

    def about(self, place: Place) -> None:
        if place.record:
            self._chosen = place.record

    def refresh(self) -> None:
        session = self.floor.session
        me, chosen = "" if session is None else session.person, self._chosen
        vocabulary = self.floor.station.journal.vocabulary
        self.floor.ask(self, lambda c: desk_facts(c, vocabulary, me, chosen), self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._settle()

    # ------------------------------------------------------------------ showing
    def _show(self, facts: DeskFacts) -> None:
        self._facts = facts
        if self._is_wide() and facts.case(self._chosen) is None:
            shown = facts.part(self._part())
            if shown:
                self._pick(shown[0].key)
                return
        self._parts.show_filters(self._filters(facts))
        self._header.say(self.look.words("desk.title"), self._summary(facts))
        self._show_list()
        self._show_case()
        self._settle()

    def _show_list(self, _part: str = "") -> None:
        if self._facts is not None:
            part = self._part()
            teller = Teller(self.look.words, self._facts.names)
            self._list.show_cases(self._facts.part(part), teller, self._chosen, part)

    def _show_case(self) -> None:
        facts = self._facts
        case = None if facts is None else facts.case(self._chosen)
        self._owner.setVisible(case is not None)
        if facts is None or case is None:
            self._case.show_nothing()
            return
        teller, block = Teller(self.look.words, facts.names), self._why_not()
        self._case.show_case(facts, case, teller, block)
        self._owner.show_case(facts, case, teller, block)

    def _summary(self, facts: DeskFacts) -> str:
        words, found = self.look.words, facts.part(Part.OPEN)
        unowned = sum(not case.owner for case in found)
        owned = words("desk.count.unowned", n=unowned) if unowned else ""
        if found and not owned:
            owned = words("desk.count.all_owned")
        counts = (words("desk.count.open", n=len(found)), owned)
        return " · ".join(part for part in (words("desk.sub"), *counts) if part)

    def _pick(self, key: str) -> None:
        self._chosen = key
        self.refresh()

    def _leave_case(self) -> None:
        self._chosen = ""
        self.refresh()

    # ------------------------------------------------------------------ what people do here
    def _ask(self, what: str) -> None:
        facts = self._facts
        case = None if facts is None else facts.case(self._chosen)
        if facts is None or case is None:
            return
        if what == "take":
            self._take(case)
        elif what == "record" and case.found is not None:
            self.go.emit(Place(RECORD, record=case.found.stream))
        else:
            sheets = {
                "explain": self._explain,
                "resolve": self._resolve,
                "hand_over": self._hand_over,
            }
            sheets[what].show_case(facts, case, Teller(self.look.words, facts.names))

    def _take(self, case: Case) -> None:
        command = TakeDiscrepancy(about=case.about, subjects=case.subjects)
        self.floor.act(self, command, lambda _: self._told("taken"), self.say_refused)

    def _do_hand_over(self, command: Command) -> None:
        self.floor.act(self, command, lambda _: self._handed_over(), self._hand_over.refuse)

    def _handed_over(self) -> None:
        self._hand_over.close_sheet()
        self._told("handed_over")

    def _sign(self, command: Command, what: str) -> None:
        """Explaining and resolving are signed: the command and the signature are one act."""
        facts, self._signs = self._facts, what
        case = None if facts is None else facts.case(self._chosen)
        if facts is None or case is None:
            return
        teller = Teller(self.look.words, facts.names)
        self._signing.ask(
            Subject(
                sentence(teller, case, "kind"),
                "resolved",
                sub=subject(teller, case),
                says=self.look.words(f"desk.{what}.says"),
                commands=(command,),
            )
        )

    def _told(self, what: str) -> None:
        self.tell.emit(Notice(self.look.words(f"desk.done.{what}")))

    def _why_not(self) -> str:
        session = self.floor.session
        allowed = session is not None and session.may(RESOLVE)
        return "" if allowed else self.look.words("desk.no_right")

    # ------------------------------------------------------------------ building
    def _part(self) -> Part:
        return Part(self._parts.value())

    def _filters(self, facts: DeskFacts | None) -> tuple[kit.Filter, ...]:
        words = self.look.words
        counts = {part: 0 if facts is None else len(facts.part(part)) for part in Part}
        return tuple(
            kit.Filter(part, words(f"desk.filter.{part}"), n) for part, n in counts.items()
        )

    def _is_wide(self) -> bool:
        return self.width() >= _WIDE and not self.look.density.is_touch

    def _settle(self) -> None:
        """Side by side where there is room; else the list, or one case with its owner below."""
        wide, one = self._is_wide(), bool(self._chosen)
        self._list.setVisible(wide or not one)
        self._case.setVisible(wide or one)
        self._owner.setVisible((wide or one) and self._has_case())
        self._back.setVisible(not wide and one)
        if wide:
            self._list.setFixedWidth(_LIST)
        else:
            self._list.setMaximumWidth(self.width())
            self._list.setMinimumWidth(0)

    def _has_case(self) -> bool:
        return self._facts is not None and self._facts.case(self._chosen) is not None

    def _lay_out(self) -> None:
        look = self.look
        self._owner.setFixedWidth(_OWNER)
        self._header.add(self._back)
        body = QHBoxLayout()
        body.setSpacing(look.space(4))
        body.addWidget(self._list, 1)
        body.addWidget(self._case, 3)
        body.addWidget(self._owner)
        edge = look.space(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(3))
        column.addWidget(self._header)
        column.addWidget(self._parts)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self._tick.timeout.connect(self.refresh)
        self._parts.chosen.connect(self._show_list)
        self._back.clicked.connect(self._leave_case)
        self._list.picked.connect(self._pick)
        self._case.asked.connect(self._ask)
        self._owner.asked.connect(self._ask)
        self._explain.sent.connect(lambda command: self._sign(command, "explained"))
        self._resolve.sent.connect(lambda command: self._sign(command, "resolved"))
        self._hand_over.sent.connect(self._do_hand_over)
        self._signing.signed.connect(lambda _: self._told(self._signs))
