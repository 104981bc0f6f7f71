"""Complaints: taken in by a scan of the UDI, assessed, investigated, answered, closed (IS-12).

Controls by name: `complaints-new`, the table `complaints-table`, `complaints-assess`, `-report`,
`-investigate`, `-act`, `-answer`, `-close`, `-capa`, and those of the sheets of the same names.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from app.capabilities.quality.capa.commands import WORK
from app.capabilities.quality.complaints.answers import Waits
from app.capabilities.quality.complaints.commands import (
    CLOSE,
    HANDLE,
    RECEIVE,
    CheckComplaintClosing,
    CloseComplaint,
    ReceiveComplaint,
)
from app.capabilities.quality.complaints.events import Complainant, Device, Nature
from app.capabilities.quality.complaints.tables import ComplaintRow
from app.capabilities.quality.deviations.events import Weight
from app.kernel.ids import new_id
from app.kernel.symbols import gs1
from app.kernel.symbols.decoded import Scheme
from app.kernel.symbols.udi import Udi
from app.stations.recogniser import Meaning
from app.ui.screens.kind import Parts
from app.ui.screens.quality.cases.ask_sheet import Asked, AskSheet, Sheeted
from app.ui.screens.quality.cases.case_card import Act, Head
from app.ui.screens.quality.cases.case_screen import CaseScreen, Given
from app.ui.screens.quality.complaints.asks import asking
from app.ui.screens.quality.complaints.columns import ICONS, chip, listed
from app.ui.screens.quality.complaints.facts import ComplaintFacts, Line, complaint_facts
from app.ui.screens.quality.complaints.page import sections
from app.ui.screens.screen import Place

NAME = "complaints"
_DEVICE = ("udi", "lot", "serial", "upc")


class ComplaintsScreen(CaseScreen):
    """List and complaint side by side; a scanned UDI begins one, or fills the one being entered."""

    facts: ComplaintFacts

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts, NAME, listed(parts.look), "message-square", "complaints.sub")

    def query(self) -> Callable[[Connection], Any]:
        chosen = self.chosen
        return lambda c: complaint_facts(c, chosen)

    def show_facts(self, facts: ComplaintFacts) -> None:
        self.names = facts.names
        self.new.block("" if self.may(RECEIVE) else self.words("cases.no_right"))
        front = facts.front
        self.chosen = "" if front is None else front.stream
        self.list.show_lines(facts.lines, self.chosen)
        if front is None:
            self.card.show_nothing()
            return
        row, words = front.row, self.words
        nature = (
            f"{words(f'quality.nature.{row.nature}')} · {words(f'quality.weight.{row.weight}')}"
        )
        head = Head(f"{front.number} · {row.device}", nature, chip(words, front))
        self.card.show_case(head, sections(self, row, facts.back), self._acts(front))

    def takes(self, meaning: Meaning) -> bool:
        """Fill an open form by a scanned UDI first; then as every screen does."""
        open_ = [one for one in self.findChildren(AskSheet) if one.isVisibleTo(self)]
        if open_ and isinstance(meaning, Udi) and "udi" in open_[-1].controls:
            open_[-1].enter(_said(meaning))
            return True
        return super().takes(meaning)

    def accepts(self, meaning: Meaning) -> bool:
        """Begin a complaint about the device whose UDI was scanned."""
        if not isinstance(meaning, Udi) or not meaning.valid or not self.may(RECEIVE):
            return False
        self._receive(_said(meaning))
        return True

    def _acts(self, front: Line) -> tuple[Act, ...]:
        words = self.words
        right = CLOSE if front.waits is Waits.CLOSE else HANDLE
        acts = []
        if front.waits is not Waits.CLOSED and self.may(right):
            key = front.waits.value
            icon = ICONS[front.waits]
            acts.append(Act(key, words(f"complaints.do.{key}"), icon, "primary"))
        if not front.row.is_closed and self.may(WORK):
            acts.append(Act("capa", words("cases.open_capa"), "git-branch"))
        return (*acts, Act("record", words("cases.record"), "scroll-text"))

    # ---------------------------------------------------------------------------- what people do
    def begin(self) -> None:
        self._receive({})

    def press(self, act: str) -> None:
        front = self.facts.front
        if front is None:
            return
        if act == "capa":
            self.go.emit(Place("capa", record=f"new/{front.stream}"))
        elif act == Waits.CLOSE:
            self._close(front.row)
        else:
            self._deal(act, front.row)

    def _deal(self, act: str, row: ComplaintRow) -> None:
        words = self.words
        wanted = asking(act, row, words, self.moments)
        of = Sheeted(act, words(f"complaints.do.{act}"), ICONS[Waits(act)], row.details)

        def then(given: Given) -> None:
            self.do(wanted.make(given), words("complaints.done.said"))

        self.sheet(of, wanted.asked, then, wanted.known)

    def _close(self, row: ComplaintRow) -> None:
        title = f"{row.device} · {row.details}"
        first = CheckComplaintClosing(complaint=row.complaint)
        then = (CloseComplaint(complaint=row.complaint),)
        subject = self.subject(title, "reviewed", first=first, then=then)
        self.sign(subject, self.words("complaints.done.close"))

    def _receive(self, known: Given) -> None:
        words = self.words
        of = Sheeted(
            "receive", words("complaints.new"), "message-square", words("complaints.new_how")
        )
        natures = self.options("quality.nature.", Nature)
        weights = self.options("quality.weight.", Weight)
        asked = (
            Asked("udi", words("complaints.udi")),
            Asked("name", words("complaints.device"), must=True),
            Asked("lot", words("cases.lot")),
            Asked("serial", words("complaints.serial")),
            Asked("upc", words("complaints.upc")),
            Asked("received", words("complaints.received"), "day", must=True),
            Asked("person", words("complaints.complainant"), must=True),
            Asked("organisation", words("complaints.organisation")),
            Asked("contact", words("complaints.contact")),
            Asked("nature", words("complaints.nature"), "choice", True, natures),
            Asked("weight", words("cases.weight"), "choice", True, weights),
            Asked("details", words("complaints.details"), "long", must=True),
            Asked("picture", words("cases.picture"), "picture"),
        )
        today = self.moments.today().isoformat()
        self.sheet(of, asked, self._take_in, {"received": today, **known})

    def _take_in(self, given: Given) -> None:
        name = new_id(self.floor.station.clock)

        def make(pictures: tuple[tuple[str, bytes], ...]) -> ReceiveComplaint:
            return ReceiveComplaint(
                complaint=name,
                received=given["received"],
                device=Device(name=given["name"], **{key: given[key] for key in _DEVICE}),
                complainant=Complainant(
                    name=given["person"],
                    organisation=given["organisation"],
                    contact=given["contact"],
                ),
                nature=Nature(given["nature"]),
                weight=Weight(given["weight"]),
                details=given["details"],
                pictures=pictures,
            )

        self.chosen = f"complaint/{name}"
        said = self.words("complaints.done.receive")
        self.do_with_picture(given["picture"], make, said, self.refresh)


def _said(udi: Udi) -> dict[str, str]:
    """Return what a UDI says, as it is entered; what it does not say is left as it was."""
    text = udi.text
    if udi.scheme is Scheme.GS1:
        text = gs1.bracketed(gs1.elements(udi.text))
    said = {"udi": text, "lot": udi.lot, "serial": udi.serial}
    return {key: value for key, value in said.items() if value}
