"""One case: its chart as a picture, and beside it what may be done and what was done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.flows.cases.answers import Standing
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.flows.case_facts import CaseFacts
from app.ui.screens.flows.case_picture import lines, nodes, waiting
from app.ui.screens.flows.case_side import CaseSide
from app.ui.screens.records.telling import Teller
from app.ui.theme.look import Look

_SIDE = 360


class CasePage(QWidget):
    """`asked` carries an `Asked`; `off` and `again` are pressed to call off and to see the list."""

    asked = Signal(object)
    off = Signal()
    again = Signal()

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__()
        self.look, self._moments = look, moments
        self._shown: tuple[CaseFacts, Standing] | None = None
        words = look.words
        self._again = kit.Button(
            look, words("case.list"), name="case-list-again", icon="arrow-left"
        )
        self._off = kit.Button(
            look, words("case.off"), name="case-off", kind="ghost", icon="circle-x"
        )
        self._title = kit.Text(look, "", "title", wrap=True)
        self._sub = kit.Text(look, "", "body", "ink2", wrap=True)
        self._chart = kit.FlowChart(look, name="case-chart")
        self._scroller = kit.Scroller(look, "case-scroll", self._chart)
        self._side = CaseSide(look, moments)
        self._side.setFixedWidth(_SIDE)
        self._lay_out()
        self._chart.picked.connect(self._point)
        self._side.asked.connect(self.asked)
        self._off.clicked.connect(self.off)
        self._again.clicked.connect(self.again)

    @property
    def title(self) -> str:
        """Return what the case is called."""
        return self._title.text()

    def show_case(self, facts: CaseFacts, now: Standing, *, may_stop: bool) -> None:
        """Show a case; the step that was in front stays there while it is open."""
        same = self._shown is not None and self._shown[1].case == now.case
        self._shown = (facts, now)
        current = self._chart.current if same else ""
        if now.at(current) is None and (now.open or not same):
            current = _in_front(facts, now)
        teller, words = Teller(self.look.words, facts.names), self.look.words
        began = words("case.began", at=self._moments.when(now.started_ms))
        self._title.say(str(words.of(now.title)))
        self._sub.say(f"{words.of(now.pin.title)} {now.pin.revision} · {began}")
        made = tuple(nodes(facts, now, teller, self._moments))
        said = words("orders.comma").join(
            f"{words.of(here.step.name)}: {waiting(facts, here, teller)}" for here in now.open
        )
        self._chart.show_flow(made, tuple(lines(now, teller)), said, current)
        self._off.setVisible(may_stop and not now.is_closed)
        self._side.show_case(facts, now, current, teller)
        if not same:
            place = self._chart.room_of(current).center()
            self._scroller.ensureVisible(int(place.x()), int(place.y()), 80, 200)

    def narrow(self, *, is_narrow: bool) -> None:
        """Offer the way to the list where it does not stand beside."""
        self._again.setVisible(is_narrow)

    def _point(self, step: str) -> None:
        if self._shown is not None:
            facts, now = self._shown
            self._side.show_case(facts, now, step, Teller(self.look.words, facts.names))

    def _lay_out(self) -> None:
        look = self.look
        picture = kit.Card(look, "case-picture")
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self._sub)
        head = QHBoxLayout()
        head.setSpacing(look.space(3))
        head.addWidget(self._again)
        head.addLayout(names, 1)
        head.addWidget(self._off)
        picture.body.addLayout(head)
        picture.body.addWidget(self._scroller, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(3))
        row.addWidget(picture, 1)
        row.addWidget(self._side)


def _in_front(facts: CaseFacts, now: Standing) -> str:
    """Return the step to begin with: one's own, else the one that is open longest."""
    mine = [one for one in now.open if one.code in facts.turns]
    found = min(mine or now.open, key=lambda one: one.since_ms, default=None)
    return "" if found is None else found.code
