"""Cases: which there are, and of one the chart it goes over, where it stands, who did what.

Controls by name: `case-part` filters, `case-list`, `case-chart`, those of `case_side.py`, and
`case-off`; on a touch panel `case-list-again` leads to the list.
"""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.flows.cases.answers import Standing
from app.capabilities.flows.cases.commands import (
    MANAGE,
    BeginCalled,
    CallOff,
    DelegateStep,
    FinishStep,
    ReturnStep,
)
from app.capabilities.flows.definition.bodies import StepKind
from app.capabilities.flows.tokens.decisions import way_out
from app.capabilities.people.signatures.commands import Ask
from app.journal.capability import Command
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.flows.case_facts import CASE, CaseFacts, Part, case_facts, case_of, named
from app.ui.screens.flows.case_page import CasePage
from app.ui.screens.flows.case_sheets import back_sheet, give_sheet, off_sheet, turning_sheet
from app.ui.screens.flows.case_side import Asked
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.records.telling import Teller
from app.ui.screens.screen import Notice, Place, Screen

_LIST = 400
_WIDE = 1_280
"""Width in px from which list, picture and side stand beside each other; a tablet never has."""


class Case(Screen):
    """List, picture and side; on a narrow page the list, then one case."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, CASE)
        look, words = parts.look, parts.look.words
        self._facts: CaseFacts | None = None
        self._chosen, self._asked = "", Asked("", "")
        self._moments = Moments(words, parts.floor.station.clock)
        self._header = kit.PageHeader(
            look, words("case.title"), words("case.sub"), name="case-header"
        )
        self._parts = kit.FilterChips(look, self._filters(None), name="case-part")
        self._list = kit.ItemList(look, name="case-list", accessible=words("case.title"))
        self._nothing = kit.EmptyState(
            look, "workflow", words("case.none"), words("case.none.hint"), name="case-nothing"
        )
        self._page = CasePage(look, self._moments)
        self._back, self._give = back_sheet(look, self), give_sheet(look, self)
        self._turn, self._stop = turning_sheet(look, self), off_sheet(look, self)
        self._signing = SignatureSheet(parts, self)
        self._lay_out()
        self._connect()

    def about(self, place: Place) -> None:
        if place.record:
            self._chosen = case_of(place.record) or self._chosen

    def refresh(self) -> None:
        session = self.floor.session
        me, chosen = "" if session is None else session.person, self._chosen
        where, now_ms = self.floor.station.journal.author.place, self._moments.now_ms()
        self.floor.ask(self, lambda c: case_facts(c, me, where, chosen, now_ms), self._show)

    # ------------------------------------------------------------------ showing
    def _show(self, facts: CaseFacts) -> None:
        first = self._facts is None
        self._facts = facts
        if first and not facts.part(Part.MINE):
            self._parts.choose(Part.OPEN)
        shown = facts.part(self._part())
        if self._is_wide() and facts.one is None and shown:
            self._pick(shown[0].case)
            return
        self._parts.show_filters(self._filters(facts))
        self._show_list()
        self._show_case()
        self._settle()

    def _show_list(self, _part: str = "") -> None:
        facts = self._facts
        if facts is None:
            return
        shown = facts.part(self._part())
        self._list.show_items(tuple(self._item(one) for one in shown), self._chosen)
        self._settle()

    def _item(self, now: Standing) -> kit.ResultItem:
        words, now_ms = self.look.words, self._moments.now_ms()
        late = any(here.is_late(now_ms) for here in now.open)
        state, code = ("warn", "late") if late else ("running", "open")
        if now.is_closed:
            state, code = ("todo", "off") if now.called_off else ("ok", "closed")
        names = (str(words.of(here.step.name)) for here in now.open)
        where = words("orders.comma").join(names) or str(words.of(now.pin.title))
        title = str(words.of(now.title))
        since = min((here.since_ms for here in now.open), default=now.ended_ms or now.started_ms)
        return kit.ResultItem(
            now.case, title, where, state, words(f"case.state.{code}"), self._moments.age(since)
        )

    def _show_case(self) -> None:
        facts = self._facts
        if facts is not None and facts.one is not None:
            session = self.floor.session
            may_stop = session is not None and session.may(MANAGE)
            self._page.show_case(facts, facts.one, may_stop=may_stop)

    def _pick(self, case: str) -> None:
        self._chosen = case
        self.refresh()

    # ------------------------------------------------------------------ what people do here
    def _do(self, asked: Asked) -> None:
        facts = self._facts
        now = None if facts is None else facts.one
        here = None if now is None else now.at(asked.step)
        if facts is None or now is None or here is None:
            return
        self._asked = asked
        name = str(self.look.words.of(here.step.name))
        match asked.what:
            case "finish" | "sign":
                self._end(facts, now, asked)
            case "back":
                back = facts.back.get(asked.step, ())
                self._back.ask_about(name, tuple((o, self._name(now, o)) for o in reversed(back)))
            case "give":
                teller = self._teller(facts)
                self._give.ask_about(name, tuple((o, f"{teller.who(o)} · {o}") for o in facts.able))
            case "begin":
                self._act(BeginCalled(case=now.case, step=asked.step), "begun")
            case "child":
                self._pick(here.child)
            case _:
                self.go.emit(Place(here.step.screen, record=now.record))

    def _end(self, facts: CaseFacts, now: Standing, asked: Asked) -> None:
        here = now.at(asked.step)
        if here is None:
            return
        if way_out(now.chart, here.step, asked.outcome).back:
            self._turn.ask(str(self.look.words.of(here.step.name)))
            return
        command = FinishStep(case=now.case, step=asked.step, outcome=asked.outcome)
        if here.step.kind is not StepKind.SIGN:
            self._act(command, "finished")
            return
        step = here.step
        self._signing.ask(
            Subject(
                str(self.look.words.of(now.title)),
                step.meaning,
                sub=str(self.look.words.of(step.name)),
                asks=(Ask(now.record, step.meaning, seen=facts.seen),),
                then=(command,),
            )
        )

    def _send_back(self, said: tuple[str, str]) -> None:
        target, why = said
        command = ReturnStep(case=self._chosen, step=self._asked.step, target=target, remarks=why)
        done = self._closing(self._back, "sent_back")
        self.floor.act(self, command, lambda _: done(), self._back.refuse)

    def _turn_back(self, why: str) -> None:
        asked = self._asked
        command = FinishStep(case=self._chosen, step=asked.step, outcome=asked.outcome, remarks=why)
        done = self._closing(self._turn, "sent_back")
        self.floor.act(self, command, lambda _: done(), self._turn.refuse)

    def _give_to(self, said: tuple[str, str]) -> None:
        to, why = said
        command = DelegateStep(case=self._chosen, step=self._asked.step, to=to, remarks=why)
        done = self._closing(self._give, "given")
        self.floor.act(self, command, lambda _: done(), self._give.refuse)

    def _call_off(self, why: str) -> None:
        command = CallOff(case=self._chosen, reason=why)
        done = self._closing(self._stop, "off")
        self.floor.act(self, command, lambda _: done(), self._stop.refuse)

    def _closing(self, sheet: kit.Sheet, what: str) -> Callable[[], None]:
        def done() -> None:
            sheet.close_sheet()
            self._told(what)

        return done

    def _act(self, command: Command, what: str) -> None:
        self.floor.act(self, command, lambda _: self._told(what), self.say_refused)

    def _told(self, what: str) -> None:
        self.tell.emit(Notice(self.look.words(f"case.done.{what}")))

    # ------------------------------------------------------------------ building
    def _part(self) -> Part:
        return Part(self._parts.value())

    def _filters(self, facts: CaseFacts | None) -> tuple[kit.Filter, ...]:
        words = self.look.words
        counts = {part: 0 if facts is None else len(facts.part(part)) for part in Part}
        return tuple(
            kit.Filter(part, words(f"case.filter.{part}"), n) for part, n in counts.items()
        )

    def _teller(self, facts: CaseFacts) -> Teller:
        return Teller(self.look.words, facts.names)

    def _name(self, now: Standing, step: str) -> str:
        return str(self.look.words.of(named(now.chart, step)))

    def _is_wide(self) -> bool:
        return self.width() >= _WIDE and not self.look.density.is_touch

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._settle()

    def _leave_case(self) -> None:
        self._chosen = ""
        self.refresh()

    def _settle(self) -> None:
        """Side by side where there is room; else the list, or one case."""
        facts, wide = self._facts, self._is_wide()
        is_one = facts is not None and facts.one is not None
        is_list = wide or not is_one
        is_empty = facts is not None and not facts.part(self._part())
        self._parts.setVisible(is_list)
        self._list.setVisible(is_list and not is_empty)
        self._nothing.setVisible(is_list and is_empty)
        self._page.setVisible(is_one)
        self._page.narrow(is_narrow=not wide)
        self._left.setVisible(is_list)
        if wide:
            self._left.setFixedWidth(_LIST)
        else:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(self.width())

    def _lay_out(self) -> None:
        look = self.look
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(look.space(2))
        for part in (self._parts, self._list, self._nothing):
            left.addWidget(part)
        body = QHBoxLayout()
        body.setSpacing(look.space(3))
        body.addWidget(self._left, 1)
        body.addWidget(self._page, 4)
        column = QVBoxLayout(self)
        edge = look.space(3 if look.density.is_touch else 4)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(3))
        if look.density.is_touch:  # its top bar says the title
            self._header.setParent(self)
            self._header.hide()
        else:
            column.addWidget(self._header)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self._parts.chosen.connect(self._show_list)
        self._list.chosen.connect(self._pick)
        self._page.again.connect(self._leave_case)
        self._page.asked.connect(self._do)
        self._back.picked.connect(self._send_back)
        self._give.picked.connect(self._give_to)
        self._turn.given.connect(self._turn_back)
        self._stop.given.connect(self._call_off)
        self._page.off.connect(lambda: self._stop.ask(self._page.title))
        self._signing.signed.connect(lambda _: self._told("finished"))
