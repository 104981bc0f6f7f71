"""The SPC explorer: what forms measure, charted by the limits in force; limits fixed, causes told.

`Place.record` is the chart's name. Controls by name: those of the list, the chart, the cards and
the sheets beside it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.people.signatures.queries import Signature
from app.capabilities.quality.charts.answers import Characteristic, ChartView
from app.capabilities.quality.charts.commands import FREEZE, TELL, FreezeLimits, TellCause
from app.capabilities.quality.charts.decisions import studied
from app.capabilities.quality.charts.queries import characteristics
from app.journal.capability import Command
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.paper import files
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.quality.spc.capability import SpcCapability
from app.ui.screens.quality.spc.chart import SpcChart, as_png
from app.ui.screens.quality.spc.facts import (
    LAST,
    PERIODS,
    SPC,
    SpcFacts,
    Standing,
    from_ms,
    signed_limits,
    spc_facts,
    standing_of,
)
from app.ui.screens.quality.spc.facts import stream_of as name_of
from app.ui.screens.quality.spc.file import chart_csv
from app.ui.screens.quality.spc.limits import SpcLimits
from app.ui.screens.quality.spc.list import SpcList
from app.ui.screens.quality.spc.point import SpcPoint
from app.ui.screens.quality.spc.raw import RawSheet, raw_of
from app.ui.screens.quality.spc.sheets import CauseSheet, FreezeSheet
from app.ui.screens.quality.spc.signals import SpcSignals
from app.ui.screens.quality.spc.signing import meaning_of
from app.ui.screens.screen import Notice, Place, Screen

_FORM = "form"
_FOLLOW_MS = 50
"""The chart is painted before the cards beside it: all at once would wait for each other."""


class Spc(Screen):
    """Characteristics left, the chart in the middle, limits and capability right."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, SPC)
        look, words = parts.look, parts.look.words
        self._moments = Moments(words, parts.floor.station.clock)
        self._every: tuple[Characteristic, ...] = ()
        self._chosen = ""
        self._facts: SpcFacts | None = None
        self._place = -1
        self._list = SpcList(look)
        self._chart = SpcChart(look, self._moments)
        self._signals = SpcSignals(look)
        self._point = SpcPoint(look, self._moments)
        self._limits = SpcLimits(look, self._moments)
        self._capability = SpcCapability(look)
        self._signing = SignatureSheet(parts, self)
        self._freeze = FreezeSheet(look, self, parts.floor, self._moments)
        self._cause = CauseSheet(look, self)
        self._raw = RawSheet(look, self, self._moments)
        self._is_studied = False
        self._to_follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._to_follow.timeout.connect(self._follow)
        self._to_judge: list[Characteristic] = []
        self._standings: dict[str, Standing] = {}
        self._lay_out()
        self._connect()

    def about(self, place: Place) -> None:
        if place.record:
            self._chosen = place.record

    def refresh(self) -> None:
        station = self.floor.station
        plugs, now_ms = station.journal.vocabulary.plugs, self._moments.now_ms()
        self.floor.ask(self, lambda c: characteristics(c, plugs, now_ms), self._show_list)

    @property
    def shown(self) -> str:
        """Return the name of the chart that is shown; empty while it is on its way."""
        return "" if self._facts is None else self._facts.stream

    @property
    def is_settled(self) -> bool:
        """Tell whether chart, capability and how every chart stands have been answered."""
        return self._is_studied and not self._to_judge

    # ------------------------------------------------------------------ showing
    def _show_list(self, every: tuple[Characteristic, ...]) -> None:
        self._every = every
        if every and self._what() is None:
            self._chosen = name_of(every[0])
        self._list.show_lines(every, self._chosen)
        if not every:
            words = self.look.words
            self._chart.refuse(words("spc.list.empty"), words("spc.list.empty_how"))
            self._capability.show_nothing("")
        self._ask_chart()
        is_asking = bool(self._to_judge)
        self._to_judge = list(every)
        if not is_asking:
            self._judge_next()

    def _judge_next(self) -> None:
        """Ask how one more stands: one question each, so that no other waits for all of them."""
        if not self._to_judge:
            self._list.show_standings(self._standings)
            return
        what, now_ms = self._to_judge[0], self._moments.now_ms()
        self.floor.ask(
            self, lambda c: (name_of(what), standing_of(c, what, now_ms)), self._note_standing
        )

    def _note_standing(self, found: tuple[str, Standing]) -> None:
        name, standing = found
        self._standings[name] = standing
        self._to_judge = [one for one in self._to_judge if name_of(one) != name]
        self._judge_next()

    def _ask_chart(self) -> None:
        what, period, now_ms = self._what(), self._chart.period(), self._moments.now_ms()
        if what is not None:
            self.floor.ask(self, lambda c: spc_facts(c, what, period, now_ms), self._show)

    def _show(self, facts: SpcFacts | Refused) -> None:
        words = self.look.words
        if isinstance(facts, Refused):
            self._chart.refuse(words("spc.refused"), words.refusal(facts))
            return
        if facts.stream != self._chosen or facts.period != self._chart.period():
            return  # asked before somebody turned to another one: its answer is on its way
        front = self._point.point
        self._facts, self._is_studied = facts, False
        self._chart.show_facts(facts)
        self._go_to(-1 if front is None else facts.place_of(front.filled))
        self._to_follow.start()

    def _follow(self) -> None:
        """Show what is read after the chart: rules, limits, and capability once it is reckoned."""
        facts = self._facts
        if facts is None:
            return
        self._signals.show_facts(facts)
        self._limits.show_facts(facts, self._why_not(FREEZE))
        self.floor.ask(
            self, lambda c: (signed_limits(c, facts), studied(facts.view)), self._show_study
        )

    def _show_study(self, found: tuple[Mapping[str, Signature], ChartView]) -> None:
        signed, view = found
        facts = self._facts
        if facts is not None and name_of(view.characteristic) == facts.stream:
            self._limits.show_facts(facts, self._why_not(FREEZE), signed)
            self._capability.show_view(view)
            self._is_studied = True

    def _go_to(self, place: int) -> None:
        self._place = place
        self._chart.show_current(place)
        if self._facts is None or place < 0:
            self._point.show_nothing()
        else:
            self._point.show_point(self._facts, place, self._why_not(TELL))

    def _choose(self, what: Characteristic) -> None:
        self._chosen, self._facts = name_of(what), None
        self._point.show_nothing()
        self._signals.show_nothing()
        self._capability.show_nothing(self.look.words("kit.table.loading"))
        self._chart.show_loading(what.label.of(self.look.words.language))
        self._ask_chart()

    def _what(self) -> Characteristic | None:
        return next((one for one in self._every if name_of(one) == self._chosen), None)

    def _why_not(self, right: str) -> str:
        session = self.floor.session
        allowed = session is not None and session.may(right)
        return "" if allowed else self.look.words("spc.no_right")

    # ------------------------------------------------------------------ what people do here
    def _asked(self, what: str) -> None:
        facts, one = self._facts, self._point.point
        if facts is None or one is None:
            return
        if what == "open":
            self.go.emit(Place(_FORM, record=one.filled))
        elif what == "raw":
            of = facts.view.characteristic
            self._raw.ask(self._place + 1, one, facts.people)
            self.floor.ask(self, lambda c: raw_of(c, of, one.filled), self._raw.show_values)
        else:
            about = self.look.words("spc.point.title", n=self._place + 1, form=one.filled)
            self._cause.ask(facts, one.filled, about)

    def _tell(self, command: TellCause) -> None:
        self.floor.act(self, command, lambda _: self._told("cause"), self._cause.refuse)

    def _ask_freeze(self) -> None:
        if self._facts is not None:
            self._freeze.ask(self._facts, self._spans(self._facts))

    def _spans(self, facts: SpcFacts) -> dict[str, tuple[int, int]]:
        """Return the times of each period; what comes in while one signs is none of it."""
        groups, now_ms = facts.view.subgroups, self._moments.now_ms()
        spans = {period: (from_ms(period, now_ms), now_ms) for period in PERIODS}
        if groups:
            spans["last25"] = (groups[-LAST:][0].began_ms, groups[-1].began_ms)
        return spans

    def _sign(self, command: Command) -> None:
        """Fixing limits is signed: the command and the signature are one act."""
        facts, words = self._facts, self.look.words
        session = self.floor.session
        meaning = "" if session is None else meaning_of(session)
        if facts is None or not isinstance(command, FreezeLimits):
            return
        if not meaning:
            self.say_refused(Refused("right.missing", right="sign.performed"))
            return
        what = facts.view.characteristic
        title = words("spc.freeze.signs", what=what.label.of(words.language))
        self._signing.ask(
            Subject(
                title,
                meaning,
                sub=f"{what.form} · {what.form_title.of(words.language)}",
                commands=(command,),
                reason=command.reason,
            )
        )

    def _export(self, ending: str) -> None:
        """Write the chart in sight: every point as a table, or the picture as it stands."""
        facts = self._facts
        if facts is None or not facts.view.charts:
            return
        what = facts.view.characteristic
        name = f"spc-{what.form}-{what.field}-{self._moments.today().isoformat()}"
        path = Path(files.suggested(name, ending))
        if ending == "csv":
            words, moments = self.look.words, self._moments
            self._write(lambda: files.written(path, chart_csv(words, moments, facts)))
        else:
            picture = self._chart.grab().toImage()
            self._write(lambda: files.written(path, as_png(picture)))

    def _write(self, write: Callable[[], Path]) -> None:
        self.floor.work(self, write, self._exported, self.say_refused)

    def _exported(self, path: Path) -> None:
        self.tell.emit(Notice(self.look.words("spc.exported", path=str(path))))

    def _told(self, what: str) -> None:
        self._cause.close_sheet()
        self.tell.emit(Notice(self.look.words(f"spc.done.{what}")))

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        margin = look.space(3 if look.density.is_touch else 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, look.space(3), margin, look.space(3))
        column.setSpacing(look.space(3))
        if not look.density.is_touch:
            column.addWidget(
                kit.PageHeader(look, words("spc.title"), words("spc.sub"), name="spc-header")
            )
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addWidget(self._list, 10)
        if look.density.is_touch:
            row.addWidget(self._stacked(), 20)
        else:
            row.addWidget(self._middle(), 26)
            row.addWidget(self._right(), 11)
        column.addLayout(row, 1)

    def _stacked(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(2))
        for card in (
            self._chart,
            self._point,
            self._signals,
            self._limits,
            self._capability,
        ):
            column.addWidget(card)
        return kit.Scroller(self.look, "spc-scroll", held)

    def _middle(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(3))
        column.addWidget(self._chart, 1)
        row = QHBoxLayout()
        row.setSpacing(self.look.space(3))
        for card in (self._signals, self._point):
            card.setFixedHeight(300)
            row.addWidget(card, 1)
        column.addLayout(row)
        return held

    def _right(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.space(3))
        column.addWidget(self._capability)
        column.addWidget(self._limits)
        column.addStretch()
        return kit.Scroller(self.look, "spc-right", held)

    def _connect(self) -> None:
        self._list.chosen.connect(self._choose)
        self._chart.period_chosen.connect(lambda _: self._ask_chart())
        self._chart.picked.connect(self._go_to)
        self._chart.export_asked.connect(self._export)
        self._signals.chosen.connect(self._go_to)
        self._point.asked.connect(self._asked)
        self._limits.freeze_asked.connect(self._ask_freeze)
        self._freeze.sent.connect(self._sign)
        self._cause.sent.connect(self._tell)
        self._signing.signed.connect(lambda _: self._told("frozen"))
