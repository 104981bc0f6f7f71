"""What the play's inspectors do: go to what is due, measure with the station's gauges, sign.

acts = InspectActs(picture)
name = acts.inspect(hands, due, TURNED, who)       # the screen goes from item to item by itself
acts.release(hands, name, who)                    # by another person
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection

from app.capabilities.forms.filling.queries import filled
from app.capabilities.people.starting.commands import Newcomer
from app.capabilities.quality.due.queries import due_at
from app.capabilities.quality.inspections.answers import Standing
from app.capabilities.quality.inspections.events import inspection_stream
from app.capabilities.quality.inspections.queries import inspection
from app.demo.hands import Hands, NotSeenError
from app.demo.instruments import CALIPER, MICROMETER
from app.kernel.days import Moment
from app.ui import kit
from app.ui.screens.quality.inspecting.touch import InspectTouch
from app.ui.screens.screen import Place

_OVER = (Standing.TO_RELEASE, Standing.DONE)
EXPIRED, BALANCE, ROUGHNESS = "SC-04", "SC-03", "G-04"


@dataclass(frozen=True, slots=True)
class Measure:
    """Values of one item: pressed where they are words, said by the gauge on a `cable`, or typed.

    `gauge` is the one taken in hand for them; `refused` another that was tried before.
    """

    key: str
    values: tuple[str, ...]
    cable: str = ""
    gauge: str = ""
    refused: str = ""
    fails: str = ""
    """Which of the values is out of its limits: why is looked into before anything goes on."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which plan of which operation of an order."""

    plan: str
    order: str
    operation: str


FIRST_ARTICLE, PATROL, FINAL = "IP-LA-20-FA", "IP-LA-20", "IP-LA-40"
TURNED = (
    Measure("look", ("pass",)),
    Measure("burrs", ("0",)),
    Measure("bore", ("2.51", "2.49", "2.50", "2.52", "2.50"), CALIPER),
    Measure("od", ("6.352", "6.347", "6.361", "6.350", "6.344"), MICROMETER),
    Measure("length", ("28.02", "27.96", "28.10", "28.05", "27.99"), CALIPER),
    Measure("mass", ("4.21", "4.19", "4.22", "4.20", "4.23"), gauge=BALANCE, refused=EXPIRED),
)
"""A first article or a round at the lathe: two instruments on cables, a balance read by eye."""
TOO_THICK = tuple(
    replace(one, values=("6.352", "6.347", "6.412", "6.350", "6.344"), fails="6.412")
    if one.key == "od"
    else replace(one, refused="")
    for one in TURNED
)
"""A round at the lathe that fails: one outer diameter above its registered limit of 6.400 mm."""
WORN = "刀片磨损，外径渐大 / the insert is worn, the diameter grows"
FINISHED = (
    Measure("roughness", ("0.42", "0.38", "0.45"), gauge=ROUGHNESS),
    Measure("burrs", ("0",)),
    Measure("serials", ("pass",)),
)


class InspectActs:
    """Acts of inspectors, and counts them. `picture` takes one where it is wanted."""

    def __init__(self, picture: Callable[[Hands, str], None]) -> None:
        self._picture = picture
        self.done = 0
        self.results = 0
        self.by_cable = 0
        self.refused_gauges = 0
        self.released = 0
        self.failed = 0

    def inspect(
        self, hands: Hands, wanted: Wanted, measures: tuple[Measure, ...], who: Newcomer
    ) -> str:
        """Begin what is due, enter every result, sign; return the inspection's name."""
        name = due(hands, wanted)
        hands.workplace.window.go(Place("due"))
        hands.until(lambda: hands.sees(f"due-do-{name[:8]}"), f"{wanted.plan} is due")
        self._picture(hands, f"due-{wanted.operation}")
        hands.press(f"due-do-{name[:8]}")
        for one in measures:
            self._measure(hands, name, one)
        self._picture(hands, f"inspected-{wanted.operation}")
        hands.press("inspect-do")
        hands.sign(who)
        hands.until(lambda: _step(hands, name) in _OVER, f"{wanted.plan} is concluded")
        self.done += 1
        return name

    def release(self, hands: Hands, name: str, who: Newcomer) -> None:
        """Let another person release a first article."""
        hands.workplace.window.go(Place("first-article", record=inspection_stream(name)))
        hands.press("first-do")
        self._picture(hands, "first-article")
        hands.sign(who)
        hands.until(lambda: _step(hands, name) is Standing.DONE, "the first article is released")
        self.released += 1

    def _measure(self, hands: Hands, name: str, one: Measure) -> None:
        hands.until(lambda: _front(hands) == one.key, f"{one.key} is in front")
        if one.refused:
            self._try_refused(hands, one)
        if one.gauge:
            _take(hands, one.gauge)
        for value in one.values:
            before = _results(hands, name)
            self._enter(hands, one, value)
            hands.until(partial(_has_more, hands, name, before), f"{one.key} has {value}")
            self.results += 1
            if value == one.fails:
                self._investigate(hands)
        self._picture(hands, f"item-{one.key}")

    def _enter(self, hands: Hands, one: Measure, value: str) -> None:
        if one.cable:
            hands.until(lambda: hands.is_ready(one.cable), f"{one.cable} is at work")
            hands.instruments.gauges[one.cable].play(f"say {value}")
            self.by_cable += 1
        elif value.isalpha():
            hands.press(f"field-{one.key}-{value}")
        else:
            hands.type(value, "inspect-keypad")
            hands.press("inspect-do")

    def _investigate(self, hands: Hands) -> None:
        """Say at once why a result fails (CN-18); the screen asks by itself."""
        failed = _path(hands)
        hands.press("finding-confirmed")
        hands.write(WORN, "finding-cause")
        self._picture(hands, "failed-reading")
        hands.press("finding-do")
        hands.until(lambda: _path(hands) != failed, "the next place is in front")
        self.failed += 1

    def _try_refused(self, hands: Hands, one: Measure) -> None:
        """Take a gauge whose calibration ran out: the screen says so, and takes no value."""
        hands.press("gauge-choose")
        hands.until(lambda: hands.sees(f"gauge-sheet-{one.refused}"), f"{one.refused} is listed")
        if hands.may_press(f"gauge-sheet-{one.refused}"):
            raise NotSeenError(f"{one.refused} may not be picked")
        self._picture(hands, "gauge-expired")
        self.refused_gauges += 1
        hands.press("gauge-sheet-close")


def due(hands: Hands, wanted: Wanted) -> str:
    """Return the name of the inspection a plan has due."""
    station = hands.workplace.station
    found: list[str] = []

    def is_due() -> bool:
        now = Moment(station.clock.now_ms(), station.clock.offset_min())
        here = station.profile.station
        lines = station.ask(lambda c: due_at(c, now, here, wanted.order, wanted.operation)).result()
        found[:] = [one.inspection for one in lines if one.wanted.plan.code == wanted.plan]
        return bool(found)

    hands.until(is_due, f"{wanted.plan} is due at {wanted.operation} of {wanted.order}")
    return found[0]


def _take(hands: Hands, gauge: str) -> None:
    """Take a gauge in hand."""
    hands.press("gauge-choose")
    hands.press(f"gauge-sheet-{gauge}")


def _body(hands: Hands) -> InspectTouch | None:
    found = hands.workplace.window.findChildren(InspectTouch, "inspect-touch")
    return next((one for one in found if one.isVisible()), None)


def _front(hands: Hands) -> str:
    """Return the item in front; empty where none is."""
    body = _body(hands)
    item = None if body is None else body.item
    return "" if item is None else item.key


def _path(hands: Hands) -> str:
    """Return the place in front, sample by sample."""
    body = _body(hands)
    return "" if body is None else body.path


def _has_more(hands: Hands, name: str, before: int) -> bool:
    """Tell whether one more result is on disk, and the screen has put it away."""
    pads = hands.workplace.window.findChildren(kit.Keypad, "inspect-keypad")
    typed = any(pad.isVisible() and pad.text() for pad in pads)
    return not typed and _results(hands, name) > before


def _results(hands: Hands, name: str) -> int:
    """Return how many results an inspection's form holds."""
    station = hands.workplace.station
    plugs = station.journal.vocabulary.plugs

    def held(connection: Connection) -> int:
        one = inspection(connection, name)
        assert one is not None  # it was begun
        return len(filled(connection, one.row.filled, plugs).held)

    return int(station.ask(held).result())


def _step(hands: Hands, name: str) -> Standing | None:
    found = hands.workplace.station.ask(lambda c: inspection(c, name)).result()
    return None if found is None else found.step
