"""Binding a device, question by question: nothing is written before the last, nothing guessed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.stations.bench import Binding
from app.stations.bound import layout_of
from app.stations.recogniser import Meaning
from app.stations.wanted import Step, Wanted, in_place_of
from app.ui.kit import Button, Card, Stepper, Text
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Notice, Place, Screen
from app.ui.screens.sites.bind.kind_page import KindPage
from app.ui.screens.sites.bind.name_page import NamePage
from app.ui.screens.sites.bind.page import Page
from app.ui.screens.sites.bind.place_page import PlacePage
from app.ui.screens.sites.bind.proof_page import ProofPage
from app.ui.screens.sites.bind.protocol_page import ProtocolPage
from app.ui.screens.sites.bind.scan_page import ScanPage
from app.ui.screens.sites.bind.trial_desk import TrialDesk

DEVICES = "sync-devices"
_WIDE = 240
_WIDEST = 1280
"""A page is no wider than people can take in at a glance, in px."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Wizard(Screen):
    """About a role (`Place.record`) it lets another device take that role over."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, "bind-device")
        look, floor = parts.look, parts.floor
        moments = Moments(look.words, floor.station.clock)
        self._news = parts.news
        self._desk = TrialDesk(floor, self)
        self._wanted = Wanted()
        self._held: Binding | None = None
        self._step = Step.KIND
        self._name_page = NamePage(look, self._taken)
        self._pages: dict[Step, Page] = {
            Step.KIND: KindPage(look),
            Step.SCAN: ScanPage(look, self._desk, self._others, parts.news),
            Step.PROTOCOL: ProtocolPage(look),
            Step.PLACE: PlacePage(look, self._desk, self._others),
            Step.PROOF: ProofPage(look, self._desk, moments),
            Step.NAME: self._name_page,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            page.changed.connect(self._show_way)
            page.done.connect(self._go_on)
            self._stack.addWidget(page)
        self._title = Text(look, "", "title")
        self._head = QHBoxLayout()
        self._stepper = Stepper(look, ("",))
        self._why = Text(look, "", "label", elide=True).aligned(_RIGHT)
        self._back = Button(look, "", name="bind-back", icon="arrow-left")
        self._back.clicked.connect(self._go_back)
        self._next = Button(look, "", name="bind-next", kind="primary")
        self._next.setMinimumWidth(_WIDE)
        self._next.clicked.connect(self._go_on)
        self._lay_out()

    def about(self, place: Place) -> None:
        self._desk.open()
        self._wanted = self._in_place_of(place.record)
        if self._held is not None:
            # Its own port may be bound anew, with other settings.
            self.floor.handle(self, partial(self.floor.bench.let_go, self._held.role), _nothing)
        self._show_step(self._wanted.steps()[0])

    def refresh(self) -> None:
        """Nothing committed elsewhere changes what is asked here."""

    def leave(self) -> None:
        super().leave()
        self._pages[self._step].leave()
        self._desk.close()
        held, self._held = self._held, None
        if held is not None:
            self.floor.handle(self.floor, partial(self.floor.bench.bind, held), _nothing)

    def accepts(self, meaning: Meaning) -> bool:
        return self._step is Step.SCAN  # whatever it means: it shows who reads

    def _in_place_of(self, role: str) -> Wanted:
        bench = self.floor.bench
        kinds = {state.role: state.kind for state in bench.states()}
        self._held = next((one for one in bench.bindings() if one.role == role), None)
        held = self._held
        return Wanted() if held is None else in_place_of(held, kinds[held.role])

    def _others(self) -> tuple[Binding, ...]:
        held = self._held.role if self._held else ""
        return tuple(one for one in self.floor.bench.bindings() if one.role != held)

    def _taken(self) -> frozenset[str]:
        return frozenset(one.role for one in self.floor.bench.bindings())

    def _show_step(self, step: Step) -> None:
        words, steps = self.look.words, self._wanted.steps()
        self._pages[self._step].leave()
        self._step = step
        role = self._wanted.role if self._wanted.takes_over else ""
        self._title.say(words("bind.title.role", role=role) if role else words("bind.title"))
        self._show_steps()
        self._back.say(words("bind.cancel") if step is steps[0] else words("bind.back"))
        self._next.say(words("bind.bind") if step is Step.NAME else words("bind.next"))
        self._next.show_icon("check" if step is Step.NAME else "")
        self._stack.setCurrentWidget(self._pages[step])
        self._pages[step].enter(self._wanted)
        self._show_way()

    def _show_steps(self) -> None:
        """Show the way of this kind of device: a scanner's is shorter."""
        words, steps = self.look.words, self._wanted.steps()
        stepper = Stepper(self.look, tuple(words(f"bind.step.{step}") for step in steps))
        stepper.show_current(steps.index(self._step))
        self._head.replaceWidget(self._stepper, stepper)
        self._stepper.hide()
        self._stepper.deleteLater()
        self._stepper = stepper

    def _show_way(self) -> None:
        code = self._pages[self._step].why_not()
        self._why.say(self.look.words(code) if code else "")
        self._next.setEnabled(not code)

    def _go_back(self) -> None:
        steps = self._wanted.steps()
        place = steps.index(self._step)
        if place:
            self._show_step(steps[place - 1])
        else:
            self.go.emit(Place(DEVICES, record=self._wanted.role))

    def _go_on(self) -> None:
        page = self._pages[self._step]
        if page.why_not():
            return
        self._wanted = page.chosen(self._wanted)
        steps = self._wanted.steps()
        if self._step is Step.NAME:
            self._bind()
        else:
            self._show_step(steps[steps.index(self._step) + 1])

    def _bind(self) -> None:
        self._next.busy(True)
        self.floor.act(self, self._wanted.command(), self._bound, self._refused)

    def _bound(self, _: Changes) -> None:
        binding = self._wanted.binding()
        self._held = None  # from here on it is the new one
        self._desk.put_on(self.floor.bench, binding, self._shown)

    def _shown(self) -> None:
        self._next.busy(False)
        self._news.map_back(layout_of(self.floor.bench.bindings()))
        self.tell.emit(Notice(self.look.words("bind.done", role=self._wanted.role)))
        self.go.emit(Place(DEVICES, record=self._wanted.role))

    def _refused(self, refused: Refused) -> None:
        self._next.busy(False)
        if refused.code.startswith("device."):
            self._name_page.fail(refused)
        else:
            self.say_refused(refused)

    def _lay_out(self) -> None:
        look = self.look
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._stepper)
        card = Card(look, "bind-card")
        gap = look.space(4)
        card.body.setContentsMargins(gap, gap, gap, gap)
        card.body.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.space(3))
        foot.addWidget(self._back)
        foot.addWidget(self._why, 1)
        foot.addWidget(self._next)
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(3))
        column.addLayout(self._head)
        column.addWidget(card, 1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.addWidget(page)


def _nothing(_: None) -> None:
    """Follow from what nobody waits for: the bench says how its devices are."""
