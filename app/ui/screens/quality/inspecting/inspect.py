"""Inspecting: by finger item by item, at the bench in a grid; the verdict stands while one types.

`Place.record` is the filled form, or the stream of an inspection. Controls by name: `items`,
`samples`, `limit-gauge`, `trend`, `inspect-keypad`, `inspect-do`, `gauge-choose`; at the bench
`grid`.
"""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.equipment.gauges.answers import Gauge
from app.capabilities.forms.filling.commands import INVESTIGATE
from app.capabilities.quality.inspecting.commands import CancelInspection
from app.capabilities.quality.plans.bodies import INSPECT
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.kernel.units import is_comparable
from app.stations.bench import DeviceState, Reading
from app.stations.recogniser import Meaning
from app.store import content
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.forms import offers
from app.ui.screens.forms.drafts import FormDrafts
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Heard, Made
from app.ui.screens.forms.fields.picks import FieldPicks
from app.ui.screens.forms.fill_devices import FillDevices, of_weight
from app.ui.screens.forms.offers import Asked
from app.ui.screens.kind import Parts
from app.ui.screens.quality.inspecting.acts import InspectActs
from app.ui.screens.quality.inspecting.bench import InspectBench
from app.ui.screens.quality.inspecting.facts import (
    InspectFacts,
    ItemFacts,
    inspect_facts,
    item_facts,
)
from app.ui.screens.quality.inspecting.gauge_use import GaugeUse, gauge_use, offered, scanned, usual
from app.ui.screens.quality.inspecting.items import Item, uninvestigated
from app.ui.screens.quality.inspecting.tools import Tools
from app.ui.screens.quality.inspecting.touch import InspectTouch
from app.ui.screens.quality.nonconformance.about import key_of
from app.ui.screens.quality.nonconformance.acts import NcActs
from app.ui.screens.quality.nonconformance.facts import SCREEN as BOARD
from app.ui.screens.quality.nonconformance.register import Because
from app.ui.screens.screen import Notice, Place, Screen

NAME = "inspect"
Body = InspectTouch | InspectBench


class Inspect(Screen):
    """The screen inspectors spend their shift in."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        self._parts = parts
        self._moments = Moments(parts.look.words, parts.floor.station.clock)
        self._name, self._from = "", Place("home")
        self._facts: InspectFacts | None = None
        self._body: Body | None = None
        self._shown: QWidget | None = None
        self._gauges: dict[str, str] = {}
        self._asks_why = ""
        self._acts = InspectActs(parts, self)
        self._ncrs = NcActs(parts, self, self._moments)
        self._drafts = FormDrafts(parts.drafts, self)
        self._devices = FillDevices(parts)
        self._picks, self._news = FieldPicks(parts.look.words), parts.news
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._connect()

    def about(self, place: Place) -> None:
        if place.record != self._name:
            self._name, self._facts = place.record, None
            self._put_away()

    def refresh(self) -> None:
        if not self._name:
            self._show_nothing(Refused("form.not_found"))
            return
        name, station = self._name, self.floor.station
        plugs, here = station.journal.vocabulary.plugs, station.profile.station
        now = self._now()
        self.floor.ask(self, lambda c: inspect_facts(c, name, plugs, here, now), self._show)

    def accepts(self, meaning: Meaning) -> bool:
        """Take the label of a gauge for what is measured now; any other scan for the field."""
        body, facts = self._body, self._facts
        if body is None or facts is None:
            return False
        item = body.item
        code = scanned(self._known(), meaning)
        if code and item is not None and item.measures:
            self._use(item, code)
            return True
        heard = self._devices.of_scan(meaning)
        return heard is not None and body.hear(heard)

    def undo(self, token: object) -> None:
        """Take back an inspection begun by mistake, while nothing was entered in it."""
        facts, words = self._facts, self.look.words
        if facts is None or facts.inspection is None or facts.inspection.name != token:
            return
        if facts.fill.filled.held:
            self.tell.emit(Notice(words("inspect.cannot_undo"), "warn"))
            return
        command = CancelInspection(
            inspection=facts.inspection.name, reason=words("inspect.by_mistake")
        )
        self.floor.act(self, command, lambda _: self._undone(), self.say_refused)

    def _undone(self) -> None:
        self._leave()
        self.tell.emit(Notice(self.look.words("inspect.undone")))

    # ------------------------------------------------------------------ showing
    def _show(self, facts: InspectFacts | Refused) -> None:
        if isinstance(facts, Refused):
            self._show_nothing(facts)
            return
        if self._name not in (facts.fill.filled.filled, _stream_of(facts)):
            return  # the answer to a question about the form before
        is_new = self._body is None
        self._facts = facts
        self._picks.know(facts.fill)
        body = self._body or self._new_body(facts.fill)
        self._acts.about(self._around, facts.fill)
        body.show_facts(facts)
        if is_new:
            self._drafts.open(self._draft_key(facts.fill.filled.filled), body.put_drafts)
        self._acts.went_on(facts)
        self._ask_why_failed(facts.fill)
        if not is_new and body.item is not None:
            self._ask_item(body.item)

    def _new_body(self, fill: FillFacts) -> Body:
        self._put_away()
        self._around = Around(
            self.look,
            self._moments,
            fill.filled.layout,
            picks=self._picks.by_kind()
            | {"gauge": lambda place: offered(self._known(), place, self._now(), self.look.words)},
            pictures=self._fetch,
            latest=self._news.trends.latest,
        )
        tools = Tools(self._around, self._gauge_of, self._may, self._scale_for)
        touch = self.look.density.is_touch
        body: Body = InspectTouch(tools) if touch else InspectBench(tools)
        body.made.connect(self._enter)
        body.typed.connect(self._drafts.note)
        body.asked.connect(self._asked)
        body.turned.connect(self._ask_item)
        body.pressed.connect(self._press)
        self._body = self._shown = body
        self._column.addWidget(body)
        return body

    def _put_away(self) -> None:
        self._body = None
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None

    def _show_nothing(self, refused: Refused) -> None:
        self._put_away()
        words = self.look.words
        self._shown = kit.EmptyState(
            self.look, "microscope", words("inspect.none"), words.refusal(refused)
        )
        self._column.addWidget(self._shown)

    def _ask_item(self, item: Item) -> None:
        """Ask how an item was lately; the answer finds its way to who shows it."""
        facts = self._facts
        if facts is None:
            return
        fill, now_ms = facts.fill, self._moments.now_ms()

        def show(found: ItemFacts) -> None:
            if self._body is not None:
                self._body.show_item(found)

        self.floor.ask(self, lambda c: item_facts(c, fill, item, now_ms), show)

    # ------------------------------------------------------------------ what people do
    def _press(self, key: str) -> None:
        """Do what the one button says."""
        acts = {
            "leave": self._leave,
            "complete": self._acts.complete_and_sign,
            "sign": self._acts.perform,
            "review": self._acts.review,
            "conclude": self._acts.conclude,
            "release": self._go_to_release,
            "gauge": self._choose_gauge,
            "investigate": self._investigate,
            "weigh": self._weigh,
            "register": self._register,
            "see_ncr": self._see_ncr,
        }
        if key in acts:
            acts[key]()

    def _leave(self) -> None:
        session = self.floor.session
        is_inspector = session is not None and session.may(INSPECT)
        self.go.emit(Place("due" if is_inspector else "home"))

    def _register(self) -> None:
        """Register the nonconformance of an inspection that failed, about what it inspected."""
        if self._facts is not None:
            filled = self._facts.fill.filled
            self._ncrs.register(
                key_of(filled.subject), Because(filled.filled, self._facts.fill.form)
            )

    def _see_ncr(self) -> None:
        if self._facts is not None:
            self.go.emit(Place(BOARD, record=self._facts.ncr))

    def _go_to_release(self) -> None:
        if self._facts is not None:
            self.go.emit(Place("first-article", record=_stream_of(self._facts)))

    def _investigate(self) -> None:
        if self.item is not None and self._facts is not None:
            self._asks_why = uninvestigated(self._facts.fill, self.item)
            self._ask_why_failed(self._facts.fill)

    @property
    def item(self) -> Item | None:
        """Return the item in front."""
        return None if self._body is None else self._body.item

    def _enter(self, made: Made) -> None:
        self._acts.enter(made)

    def _asked(self, asked: Asked) -> None:
        self._acts.do(asked)

    def _taken(self, paths: tuple[str, ...]) -> None:
        """Forget the drafts; a failed one is to be investigated once it is shown."""
        self._drafts.taken(paths)
        if self._body is not None:
            self._body.taken(paths)
        self._asks_why = paths[0]

    def _ask_why_failed(self, fill: FillFacts) -> None:
        """Ask what the investigation found, right after a failed result is on disk (CN-18)."""
        path, self._asks_why = self._asks_why, ""
        held, place = fill.filled.held.get(path), fill.filled.place(path)
        if held is None or place is None or not place.kind.is_test:
            return
        if held.passes is False and not held.finding and self._may(INVESTIGATE):
            self._acts.do(Asked(path, offers.INVESTIGATE))

    def _failed(self, failed: tuple[str, str]) -> None:
        if self._body is not None:
            self._body.fail(*failed)

    def _dropped(self, paths: tuple[str, ...]) -> None:
        if self._body is not None:
            self._body.restore(paths)

    def _may(self, right: str) -> bool:
        session = self.floor.session
        return session is not None and session.may(right)

    # ------------------------------------------------------------------ gauges and devices
    def _gauge_of(self, item: Item) -> GaugeUse:
        known, now = self._known(), self._now()
        code = self._gauges.get(_gauge_key(item))
        if code is None:
            here = tuple(one.asset for one in self.floor.bench.bindings() if one.asset)
            code = usual(known, item.place, here, now) if item.measures else ""
        return gauge_use(item.place, code, known, now)

    def _choose_gauge(self) -> None:
        item, words = self.item, self.look.words
        if item is None or not item.measures:
            return
        picks = offered(self._known(), item.place, self._now(), words)
        title = words("fill.which_gauge")
        sheet = kit.PickSheet(self.look, self, title, picks, name="gauge-sheet")
        sheet.picked.connect(lambda code: self._use(item, code))
        sheet.open()

    def _use(self, item: Item, code: str) -> None:
        self._gauges[_gauge_key(item)] = code
        if self._body is not None:
            self._body.show_gauge()

    def _known(self) -> Mapping[str, Gauge]:
        return {} if self._facts is None else self._facts.gauges

    def _now(self) -> Moment:
        return Moment(self._moments.now_ms(), self._moments.offset_min())

    def _scale_for(self, item: Item) -> tuple[DeviceState, Reading | None] | None:
        """Return the one scale here that weighs in what an item is measured in."""
        unit = getattr(item.place.settings, "unit", "")
        if not unit or not is_comparable(unit, "g"):
            return None
        found = self._devices.scales()
        if len(found) != 1:
            return None
        reading = self._parts.news.last_reading(found[0].role)
        is_fit = reading is not None and is_comparable(reading.decoded.unit or unit, unit)
        return (found[0], reading if is_fit else None)

    def _weigh(self) -> None:
        found = None if self.item is None else self._scale_for(self.item)
        if found is not None:
            self._devices.weigh(found[0].role)

    def _heard(self, heard: Heard) -> None:
        """Give a reading to what is in front; a gauge that speaks is the one in use."""
        body = self._body
        if not self._is_entered or body is None:
            return
        item = body.item
        if heard.device in self._known() and item is not None and item.measures:
            self._gauges[_gauge_key(item)] = heard.device
        body.hear(heard)

    def _read(self, reading: Reading) -> None:
        is_scale = any(one.role == reading.source for one in self._devices.scales())
        if self._is_entered and self._body is not None and is_scale:
            self._body.show_scale()

    def _fetch(self, name: str, then: Callable[[bytes | None], None]) -> None:
        self.floor.ask(self, lambda c: content.fetch(c, name), then)

    def _draft_key(self, filled: str) -> str:
        """Return the shelf of a form's drafts: the same however one came to it."""
        session = self.floor.session
        return f"form/{'' if session is None else session.person}/{filled}"

    def _connect(self) -> None:
        self._ncrs.told.connect(self.tell)
        self._ncrs.opened.connect(lambda _: self.refresh())
        self._acts.taken.connect(self._taken)
        self._acts.failed.connect(self._failed)
        self._acts.dropped.connect(self._dropped)
        self._devices.heard.connect(self._heard)
        self._devices.weighed.connect(lambda weight: self._heard(of_weight(weight)))
        self._devices.refused.connect(self.say_refused)
        self._parts.news.read.connect(self._read)


def _stream_of(facts: InspectFacts) -> str:
    """Return the stream of the inspection a form is filled for; empty for none."""
    return "" if facts.inspection is None else facts.inspection.row.stream


def _gauge_key(item: Item) -> str:
    """Return what a chosen gauge goes for: everything that asks for its kind, else one item."""
    return getattr(item.place.settings, "gauge_kind", "") or item.key
