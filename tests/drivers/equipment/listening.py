"""Builders for the tests of machines: a table, a course, and ears that remember."""

import queue
from collections.abc import Callable
from decimal import Decimal

from drivers.device import Binding, Device, Direction, Ears, Times, Traffic
from drivers.equipment.sample import Quality, Sample, StateSample, Told
from drivers.equipment.tags import TagTable, read_tags
from drivers.health import Condition, Health, Trouble
from drivers.links.address import connect_to
from drivers.links.backoff import Backoff
from drivers.roster import driver
from drivers.simulated.course import Course, read_course

PATIENCE_S = 10
NOW_MS = 1_700_000_000_000
TABLE_TEXT = """
period_ms = 20

[[tag]]
name = "melt"
register = 100
scale = "0.1"
unit = "°C"
node = "ns=2;s=IM-01.melt"

[[tag]]
name = "vibration"
register = 101
type = "float32"
unit = "mm/s"
node = "ns=2;s=IM-01.vibration"

[[tag]]
name = "state"
register = 200
kind = "input"
node = "ns=2;s=IM-01.state"

[state]
tag = "state"
running = ["1"]
fault = ["9"]
stopped = { "2" = "setup" }
"""
COURSE_TEXT = """
[parameter.melt]
value = "185.3"

[parameter.vibration]
value = "1.8"

[state]
"0" = "1"
"""


def a_table() -> TagTable:
    return read_tags(TABLE_TEXT)


def a_course() -> Course:
    return read_course(COURSE_TEXT)


def quick() -> Backoff:
    return Backoff(first_s=0.01, most_s=0.02)


class Listener:
    """Hears everything a machine says, in the order it says it."""

    def __init__(self) -> None:
        self.told: queue.Queue[Told] = queue.Queue()
        self.states: queue.Queue[Health] = queue.Queue()
        self.traffic: queue.Queue[Traffic] = queue.Queue()

    def ears(self) -> Ears[Told]:
        return Ears(self.told.put, self.states.put, self.traffic.put)

    def until(self, condition: Condition, trouble: Trouble = Trouble.NONE) -> Health:
        wanted = (condition, trouble)
        while True:
            health = self.states.get(timeout=PATIENCE_S)
            if (health.condition, health.trouble) == wanted:
                return health

    def sample(self, tag: str, is_it: Callable[[Sample], bool] = lambda _: True) -> Sample:
        while True:
            told = self.told.get(timeout=PATIENCE_S)
            if isinstance(told, Sample) and told.tag == tag and is_it(told):
                return told

    def reaches(self, tag: str, value: str) -> Sample:
        return self.sample(tag, lambda one: one.value == Decimal(value))

    def good(self, tag: str) -> Sample:
        return self.sample(tag, lambda one: one.quality is Quality.GOOD)

    def state(self) -> StateSample:
        while True:
            told = self.told.get(timeout=PATIENCE_S)
            if isinstance(told, StateSample):
                return told

    def damaged(self) -> Traffic:
        while not (traffic := self.traffic.get(timeout=PATIENCE_S)).damage:
            pass
        return traffic

    def heard(self) -> Traffic:
        while (traffic := self.traffic.get(timeout=PATIENCE_S)).direction is not Direction.IN:
            pass
        return traffic

    def forget(self) -> None:
        for held in (self.told, self.states, self.traffic):
            while not held.empty():
                held.get_nowait()


def made(word: str, address: str, listener: Listener, **settings: str) -> Device:
    found = driver(word)
    assert found is not None
    binding = Binding("IM-01", word, address, "IM-01", {"tags": TABLE_TEXT, **settings})
    return found.load()(binding, connect_to(binding, quick), listener.ears(), Times(lambda: NOW_MS))
