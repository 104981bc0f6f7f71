"""Deviations: what was to be and what was, what it means, and what quality decides of it (CN-14).

Controls by name: `deviations-new`, the table `deviations-table`, `deviations-assess`, `-decide`,
`-close`, `-capa`, `-record`, and those of the sheets `report`, `assess`, `decide`, `close`.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from app.capabilities.quality.capa.commands import WORK
from app.capabilities.quality.capa.decisions import number as capa_number
from app.capabilities.quality.deviations.commands import (
    DECIDE,
    DEVIATE,
    TELL,
    AssessDeviation,
    CheckDecision,
    CloseDeviation,
    DecideDeviation,
    ReportDeviation,
)
from app.capabilities.quality.deviations.events import Ruling, Sort, Stage, Weight
from app.capabilities.quality.deviations.tables import ASSESSED, DECIDED, REPORTED, ReportRow
from app.journal.ruling import Matter
from app.stations.recogniser import EquipmentLabel, LotLabel, Meaning, OrderTraveller
from app.ui import kit
from app.ui.screens.kind import Parts
from app.ui.screens.quality.cases.ask_sheet import Asked, Sheeted
from app.ui.screens.quality.cases.case_card import Act, Head, photos, section, told
from app.ui.screens.quality.cases.case_screen import CaseScreen, Given
from app.ui.screens.quality.deviations.columns import CHIPS, listed, state_word
from app.ui.screens.quality.deviations.facts import DeviationFacts, Line, deviation_facts
from app.ui.screens.screen import Place

NAME = "deviations"


class DeviationsScreen(CaseScreen):
    """Deviations people told and those of parameters in one list."""

    facts: DeviationFacts

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts, NAME, listed(parts.look), "triangle-alert", "deviations.sub")

    def query(self) -> Callable[[Connection], Any]:
        chosen = self.chosen
        return lambda c: deviation_facts(c, chosen)

    def show_facts(self, facts: DeviationFacts) -> None:
        self.names = facts.names
        self.new.block("" if self.may(TELL) else self.words("cases.no_right"))
        front = facts.front
        self.chosen = "" if front is None else front.stream
        self.list.show_lines(facts.lines, self.chosen)
        if front is None:
            self.card.show_nothing()
        elif front.row is not None:
            self.card.show_case(self._head(front), self._sections(front.row), self._acts(front.row))
        else:
            self.card.show_case(self._head(front), self._parameter(front), self._record())

    def accepts(self, meaning: Meaning) -> bool:
        """Tell of what was scanned: an order, a lot or a machine."""
        match meaning:
            case OrderTraveller(order=order):
                self._report({"order": order})
            case LotLabel(lot=lot):
                self._report({"lot": lot})
            case EquipmentLabel(code=code):
                self._report({"equipment": code})
            case _:
                return False
        return True

    # ----------------------------------------------------------------------------- showing
    def _head(self, line: Line) -> Head:
        state, icon = CHIPS[line.state]
        said = self.words(state_word(line))
        return Head(f"{line.number} · {line.said}", line.about, (state, said, icon))

    def _sections(self, row: ReportRow) -> tuple[QWidget, ...]:
        look, words = self.look, self.words
        facts = kit.Pairs(look, name="deviation-facts", columns=2)
        pairs = (
            (words("cases.sort"), words(f"quality.deviates.{row.sort}")),
            (words("cases.stage"), words(f"quality.stage.{row.stage}")),
            (words("cases.order"), " ".join((row.order, row.operation)).strip()),
            (words("cases.lot"), row.lot),
            (words("cases.equipment"), row.equipment),
            (words("cases.product"), row.product),
        )
        facts.show_pairs(tuple(pair for pair in pairs if pair[1]))
        shown: list[QWidget] = [
            section(look, words("deviations.planned"), told(look, row.planned)),
            section(
                look,
                words("deviations.actual"),
                told(look, row.actual, self.by(row.reported_by, row.reported_ms)),
            ),
            facts,
        ]
        if row.at_once:
            shown.append(section(look, words("deviations.at_once"), told(look, row.at_once)))
        if self.facts.pictures:
            strip = photos(look, "deviation-photos", self.facts.pictures, words("cases.picture"))
            shown.append(section(look, words("cases.pictures"), strip))
        return (*shown, *self._settled(row))

    def _settled(self, row: ReportRow) -> tuple[QWidget, ...]:
        """Return what was made of it: assessment, decision, where it goes on, closing."""
        look, words, shown = self.look, self.words, []
        if row.impact:
            said = f"{words(f'quality.weight.{row.weight}')} · {row.impact}"
            by = self.by(row.assessed_by, row.assessed_ms)
            shown.append(section(look, words("deviations.impact"), told(look, said, by)))
        if row.ruling:
            said = f"{words(f'quality.ruling.{row.ruling}')} · {row.reason}"
            by = self.by(row.decided_by, row.decided_ms)
            shown.append(section(look, words("deviations.ruling"), told(look, said, by)))
        if capas := self.facts.capas:
            lines = [told(look, f"{capa_number(one.row.capa)} · {one.row.title}") for one in capas]
            shown.append(section(look, words("cases.capa"), *lines))
        if row.closed_ms:
            by = self.by(row.closed_by, row.closed_ms)
            shown.append(section(look, words("deviations.closing"), told(look, row.remarks, by)))
        elif row.order:
            text = words("deviations.blocks", order=row.order)
            shown.append(kit.Banner(look, "hold", text, name="deviation-blocks"))
        return tuple(shown)

    def _parameter(self, line: Line) -> tuple[QWidget, ...]:
        look, words, one = self.look, self.words, line.one
        assert one is not None
        facts = kit.Pairs(look, name="deviation-facts", columns=2)
        facts.show_pairs(
            (
                (words("cases.equipment"), one.equipment),
                (words("deviations.parameter"), one.parameter),
                (words("deviations.value"), f"{one.value} {one.unit}".strip()),
                (words("deviations.limit"), f"{one.limit} {one.unit}".strip()),
                (words("cases.order"), f"{one.order} {one.operation}".strip()),
                (words("deviations.crossed"), self.moments.when(one.at_ms)),
            )
        )
        if one.is_open:
            where = f"{one.order} {one.operation}".strip()
            text = words("deviations.answer_there", where=where)
            return (facts, kit.Banner(look, "fail", text, name="deviation-open"))
        answer = told(look, one.reason, self.by(one.by, one.said_ms))
        return (facts, section(look, words("deviations.answer"), answer))

    def _record(self) -> tuple[Act, ...]:
        return (Act("record", self.words("cases.record"), "scroll-text"),)

    def _acts(self, row: ReportRow) -> tuple[Act, ...]:
        words = self.words
        may = {"assess": DEVIATE, "decide": DECIDE, "close": DECIDE, "capa": WORK}
        offered = {REPORTED: ("assess",), ASSESSED: ("decide", "assess"), DECIDED: ("close",)}
        icons = {"assess": "scale", "decide": "signature", "close": "circle-check"}
        here = [act for act in offered.get(row.state, ()) if self.may(may[act])]
        acts = [
            Act(act, words(f"deviations.{act}"), icons[act], "default" if n else "primary")
            for n, act in enumerate(here)
        ]
        if row.ruling == Ruling.CAPA and not self.facts.capas and self.may(WORK):
            acts.insert(0, Act("capa", words("cases.open_capa"), "git-branch", "primary"))
        return (*acts, *self._record())

    # ---------------------------------------------------------------------------- what people do
    def begin(self) -> None:
        self._report({})

    def press(self, act: str) -> None:
        row = None if self.facts.front is None else self.facts.front.row
        if row is None:
            return
        if act == "capa":
            self.go.emit(Place("capa", record=f"new/{row.stream}"))
        elif act == "assess":
            self._assess(row)
        elif act == "decide":
            self._decide(row)
        else:
            self._close(row)

    def _report(self, known: Given) -> None:
        words = self.words
        of = Sheeted("report", words("deviations.new"), "flag", words("deviations.new_how"))
        asked = (
            Asked("planned", words("deviations.planned"), "long", must=True),
            Asked("actual", words("deviations.actual"), "long", must=True),
            Asked(
                "stage", words("cases.stage"), "choice", True, self.options("quality.stage.", Stage)
            ),
            Asked(
                "sort", words("cases.sort"), "choice", True, self.options("quality.deviates.", Sort)
            ),
            Asked("order", words("cases.order")),
            Asked("operation", words("cases.operation")),
            Asked("lot", words("cases.lot")),
            Asked("equipment", words("cases.equipment")),
            Asked("at_once", words("deviations.at_once"), "long"),
            Asked("picture", words("cases.picture"), "picture"),
        )
        self.sheet(of, asked, self._tell, {"stage": Stage.PRODUCTION.value, **known})

    def _tell(self, given: Given) -> None:
        names = ("order", "operation", "lot", "equipment")

        def make(pictures: tuple[tuple[str, bytes], ...]) -> ReportDeviation:
            return ReportDeviation(
                planned=given["planned"],
                actual=given["actual"],
                stage=Stage(given["stage"]),
                sort=Sort(given["sort"]),
                matter=Matter(**{name: given[name] for name in names}),
                at_once=given["at_once"],
                pictures=pictures,
            )

        self.do_with_picture(given["picture"], make, self.words("deviations.done.report"))

    def _assess(self, row: ReportRow) -> None:
        words = self.words
        of = Sheeted("assess", words("deviations.assess"), "scale", row.actual)
        weights = self.options("quality.weight.", Weight)
        asked = (
            Asked("weight", words("cases.weight"), "choice", True, weights),
            Asked("impact", words("deviations.impact"), "long", must=True),
        )

        def then(given: Given) -> None:
            weight, name = Weight(given["weight"]), row.deviation
            said = AssessDeviation(deviation=name, weight=weight, impact=given["impact"])
            self.do(said, words("deviations.done.assess"))

        self.sheet(of, asked, then, {"weight": row.weight, "impact": row.impact})

    def _decide(self, row: ReportRow) -> None:
        words = self.words
        of = Sheeted("decide", words("deviations.decide"), "signature", row.impact)
        rulings = self.options("quality.ruling.", Ruling)
        asked = (
            Asked("ruling", words("deviations.ruling"), "choice", True, rulings),
            Asked("reason", words("deviations.why"), "long", must=True),
        )

        def then(given: Given) -> None:
            facts = {"ruling": Ruling(given["ruling"]), "reason": given["reason"]}
            first = CheckDecision(deviation=row.deviation, **facts)
            told_ = DecideDeviation(deviation=row.deviation, **facts)
            self._sheet.close_sheet()
            ruling = given["ruling"]
            title = f"{words(f'quality.ruling.{ruling}')} · {row.actual}"
            subject = self.subject(title, "reviewed", first=first, then=(told_,))
            self.sign(subject, words("deviations.done.decide"))

        self.sheet(of, asked, then)

    def _close(self, row: ReportRow) -> None:
        words = self.words
        of = Sheeted("close", words("deviations.close"), "circle-check", row.reason)
        asked = (
            Asked("remarks", words("cases.remarks"), "long"),
            Asked("reference", words("cases.reference")),
        )

        def then(given: Given) -> None:
            said = CloseDeviation(deviation=row.deviation, **given)
            self.do(said, words("deviations.done.close"))

        known = next((one.row.stream for one in self.facts.capas), "")
        self.sheet(of, asked, then, {"reference": known})
