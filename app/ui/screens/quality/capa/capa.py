"""CAPA: the list with what is proposed, and the page of one from its team to its proof (CN-22).

`Place.record` is the stream of a CAPA or of a proposal, or `new/<stream>` to open one on a record.
Controls by name: `capa-new`, the table `capa-table`, `capa-d1` … `capa-d7`, `capa-action`,
`capa-plan`, `capa-judge`, `capa-review`, `capa-approve`, `capa-take`, `capa-decline`.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from app.capabilities.quality.capa.answers import Capa, Proposal
from app.capabilities.quality.capa.commands import (
    WORK,
    CheckClosing,
    CloseCapa,
    DeclineProposal,
    DoAction,
    OpenCapa,
)
from app.capabilities.quality.deviations.events import Weight
from app.journal.ruling import Matter
from app.kernel.ids import new_id
from app.ui.screens.kind import Parts
from app.ui.screens.quality.capa.asks import asking
from app.ui.screens.quality.capa.columns import CHIPS, listed
from app.ui.screens.quality.capa.facts import CapaFacts, capa_facts
from app.ui.screens.quality.capa.page import acts_of, head_of, proposal_parts, sections
from app.ui.screens.quality.cases.ask_sheet import Asked, Sheeted
from app.ui.screens.quality.cases.case_card import Act
from app.ui.screens.quality.cases.case_screen import CaseScreen, Given
from app.ui.screens.screen import Place
from app.ui.screens.why_sheet import Question, WhySheet

NAME = "capa"
NEW = "new/"


class CapaScreen(CaseScreen):
    """Proposals and CAPAs in one list, and the page of one."""

    facts: CapaFacts

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts, NAME, listed(parts.look), "git-branch", "capa.sub")
        self._source = ""

    def about(self, place: Place) -> None:
        if place.record.startswith(NEW):
            self._source = place.record.removeprefix(NEW)
        else:
            super().about(place)

    def query(self) -> Callable[[Connection], Any]:
        chosen, now_ms = self.chosen, self.moments.now_ms()
        today = self.moments.today().isoformat()
        return lambda c: capa_facts(c, chosen, now_ms, today)

    def show_facts(self, facts: CapaFacts) -> None:
        self.names = facts.names
        self.new.block("" if self.may(WORK) else self.words("cases.no_right"))
        front = facts.front
        self.chosen = "" if front is None else front.stream
        self.list.show_lines(facts.lines, self.chosen)
        if front is None:
            self.card.show_nothing()
        elif front.proposal is not None:
            parts = proposal_parts(self.look, front.proposal)
            self.card.show_case(head_of(self.words, front, CHIPS), parts, self._answers())
        elif front.capa is not None:
            parts = sections(self, front.capa, self._done)
            acts = acts_of(self, front.capa)
            self.card.show_case(head_of(self.words, front, CHIPS), parts, acts)
        if self._source:
            source, self._source = self._source, ""
            self._open({}, (source,))

    def _answers(self) -> tuple[Act, ...]:
        words = self.words
        if not self.may(WORK):
            return ()
        return (
            Act("take", words("cases.open_capa"), "git-branch", "primary"),
            Act("decline", words("capa.decline"), "x"),
        )

    # ---------------------------------------------------------------------------- what people do
    def begin(self) -> None:
        self._open({}, ())

    def press(self, act: str) -> None:
        front = self.facts.front
        if front is None:
            return
        if front.proposal is not None:
            self._answer(act, front.proposal)
        elif front.capa is not None and act in ("review", "approve"):
            self._sign(act, front.capa)
        elif front.capa is not None:
            self._say(act, front.capa)

    def _say(self, act: str, one: Capa) -> None:
        words = self.words
        wanted = asking(act, one, words, self.people_picks)
        of = Sheeted(act, words(f"capa.do.{act}"), wanted.icon, one.row.title)

        def then(given: Given) -> None:
            path = given.get("picture", "")
            said = words("capa.done.said")
            self.do_with_picture(path, lambda read: wanted.make(given, read), said)

        self.sheet(of, wanted.asked, then, wanted.known)

    def _done(self, action: str) -> None:
        front = self.facts.front
        if front is None or front.capa is None:
            return
        one, words = front.capa, self.words
        what = next(a.what for a in one.actions if a.action == action)
        of = Sheeted("done", words("capa.do.done"), "check", what)
        asked = (
            Asked("evidence", words("cases.evidence"), "long", must=True),
            Asked("picture", words("cases.picture"), "picture"),
        )

        def then(given: Given) -> None:
            facts = {"capa": one.row.capa, "action": action, "evidence": given["evidence"]}
            self.do_with_picture(
                given["picture"],
                lambda read: DoAction(**facts, pictures=read),
                words("capa.done.action"),
            )

        self.sheet(of, asked, then)

    def _sign(self, act: str, one: Capa) -> None:
        words, name = self.words, one.row.capa
        title, first = one.row.title, CheckClosing(capa=name)
        if act == "review":
            subject = self.subject(title, "reviewed", first=first)
            self.sign(subject, words("capa.done.review"))
        else:
            closing = (CloseCapa(capa=name),)
            subject = self.subject(title, "approved", first=first, then=closing)
            self.sign(subject, words("capa.done.close"))

    def _answer(self, act: str, found: Proposal) -> None:
        if act == "take":
            title = "" if found.said is None else found.said.of(self.words.language)
            known = {"title": title, "weight": found.weight.value}
            self._open(known, found.records, found)
            return
        words = self.words
        asks = Question("decline", words("capa.decline"), words("capa.decline_means"))
        sheet = WhySheet(self.look, self, asks)

        def declined(_: object) -> None:
            sheet.close_sheet()
            self.refresh()

        def decline(reason: str) -> None:
            said = DeclineProposal(proposal=found.key, reason=reason)
            self.floor.act(self, said, declined, sheet.refuse)

        sheet.given.connect(decline)
        sheet.ask()

    def _open(self, known: Given, sources: tuple[str, ...], found: Proposal | None = None) -> None:
        words = self.words
        of = Sheeted("open", words("capa.new"), "git-branch", words("capa.new_how"))
        weights = self.options("quality.weight.", Weight)
        asked = (
            Asked("title", words("capa.what_about"), "long", must=True),
            Asked("weight", words("cases.weight"), "choice", True, weights),
            Asked("lead", words("capa.lead"), "pick", True, picks=self.people_picks),
            Asked("due", words("capa.due"), "day", must=True),
            Asked("order", words("cases.order")),
            Asked("lot", words("cases.lot")),
        )
        about = {} if found is None else {**found.about, "product": found.product}

        def then(given: Given) -> None:
            about.update({key: given[key] for key in ("order", "lot") if given[key]})
            said = OpenCapa(
                capa=new_id(self.floor.station.clock),
                title=given["title"],
                weight=Weight(given["weight"]),
                lead=given["lead"],
                due=given["due"],
                matter=Matter(**about),
                code="" if found is None else found.code,
                sources=sources,
                proposal="" if found is None else found.key,
            )
            self.chosen = f"capa/{said.capa}"
            self.do(said, words("capa.done.open"), self.refresh)

        self.sheet(of, asked, then, {**about, "lead": self.person, **known})
