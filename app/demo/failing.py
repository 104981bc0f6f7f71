"""The second scenario, played through the real windows: a reading fails while the server is away.

The plant's first rule opens a nonconformance and holds the order in that act. It is judged, split,
signed and carried out at the one station there is; another one, which has not heard of the hold,
works on. When the server is back both know everything, and what was done meanwhile is settled.
"""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.capabilities.people.starting.commands import Newcomer
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Part
from app.capabilities.quality.nonconformance.records.queries import open_ones
from app.demo import looking
from app.demo.hands import Hands, NotSeenError
from app.demo.inspect_acts import PATROL, TOO_THICK, TURNED
from app.demo.inspect_acts import Wanted as Asked
from app.demo.nonconforming_photos import photos
from app.demo.review_acts import Destroyed, ReviewActs, Wanted
from app.demo.story import (
    LEAD,
    MACHINING,
    MACHINIST,
    PATROLLER,
    SUPERVISOR,
    WAREHOUSE,
    Cast,
    Report,
    Story,
)
from app.kernel.refused import Refused
from app.ui.screens.screen import Place

ENGINEER, QA = "P-0122", "P-0123"
HEADS = {"quality_head": "P-0120", "production_head": "P-0112"}
PLANNED, KITTED, TURNED_WELL, UNHEARD = 100, 60, 20, 30
"""Of the order; at the lathe before the server goes; of these good; kitted not knowing of it."""
FOUND = KITTED - TURNED_WELL
REWORK = Wanted(
    Disposition.REWORK,
    25,
    picked={"instruction": "RW-B20"},
    said={
        "risk": "外径精车 0.03 mm，锥面与孔不动 / 0.03 mm off the outside; taper and bore stay",
        "why": "外径偏大，可车小 / too thick, can be turned down",
    },
)
DOWNGRADE = Wanted(
    Disposition.DOWNGRADE,
    8,
    picked={"item": "LA-316T"},
    typed={
        "lawful": "教学演示，不上市 / for teaching, never sold",
        "label": "无UDI，标“教学用” / no UDI, marked for teaching",
    },
    said={"why": "外径偏大，不影响演示 / too thick, good enough to show"},
)
SCRAP = Wanted(Disposition.SCRAP, 7, said={"why": "外径过小，无法恢复 / undersize, past mending"})
SPLIT = (REWORK, DOWNGRADE, SCRAP)
ALL_GAUGED = "G-03 全检 25 件合格 / all 25 gauged, G-03"
KITTED_ONLY = "只备料，未加工，可用 / kitted only, nothing was made of it"
BACK = KITTED + UNHEARD - TURNED_WELL - DOWNGRADE.quantity - SCRAP.quantity
"""At the lathe once it is closed: reworked, and what came from the warehouse meanwhile."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something a screen refused, by its code, in the words people read."""

    station: str
    code: str
    words: str


@dataclass(slots=True)
class Seen:
    """What people saw at the windows, to be counted against the journals."""

    name: str = ""
    """The nonconformance; its firing, its hold, its notices are named by it."""
    refusals: list[Said] = field(default_factory=list)
    waits_in_inbox: str = ""
    rung: int = 0
    told: dict[str, int] = field(default_factory=dict)
    """How often each head finds the notice in their inbox."""
    discrepancies: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)


class Failing:
    """Plays the second scenario; `seen` holds what the windows showed."""

    def __init__(self, story: Story, cast: Cast, folder: Path) -> None:
        self._story, self._cast = story, cast
        self._review = ReviewActs(cast.picture)
        self._photo = folder / "destroyed.png"
        self.seen = Seen()

    def play(self, order: str) -> None:
        """Play it all, with an order that is released and made to its end."""
        self._begin(order)
        self._story.server_goes()
        self._fail(order)
        self._go_on_unheard(order)
        self._judge()
        self._decide()
        self._carry_out()
        self._story.server_comes()
        self._hear(order)
        self._tell_heads()
        self._settle()
        self._end(order)
        self._finish(order)

    # ------------------------------------------------------------------ it fails
    def _begin(self, order: str) -> None:
        """With the server there: kit some, turn a few, and let every station have what it needs."""
        story = self._story
        story.release(order)
        story.work(WAREHOUSE, order, "B10", [Report(KITTED)], "2.200 kg")
        story.set_up(order)
        story.work(MACHINING, order, "B20", [Report(TURNED_WELL)])
        for station in (WAREHOUSE, MACHINING):
            story.provide(station, order)

    def _fail(self, order: str) -> None:
        """A round at the lathe: one reading is above its limit, and all that follows is one act."""
        story, hands = self._story, self._hands(MACHINING)
        story.inspect(PATROLLER, Asked(PATROL, order, "B20"), TOO_THICK)
        opened = looking.ask(hands, open_ones)
        if len(opened) != 1 or not looking.holds(hands, order):
            raise NotSeenError(f"{len(opened)} nonconformances opened, the order not held")
        self.seen.name = opened[0].name
        hands.until(
            lambda: hands.label("inbox-bell") not in ("", "0"), "the bell counts what waits"
        )
        hands.workplace.window.go(Place("inbox"))
        hands.until(lambda: hands.sees("inbox-go") or hands.sees("inbox-open"), "what is next")
        self.seen.waits_in_inbox = hands.text_of("inbox-bell")
        self._cast.picture(hands, "inbox")
        story.log_in(MACHINING, MACHINIST)
        story.take_up(MACHINING, order, "B20", 1)
        hands.until(lambda: hands.sees("work-held"), "the screen says that it is held")
        self._is_refused(hands, order, "B20", "held")

    def _go_on_unheard(self, order: str) -> None:
        """The warehouse, which cannot have heard of it, kits more of the same order."""
        hands = self._hands(WAREHOUSE)
        if looking.holds(hands, order):
            raise NotSeenError("the warehouse has heard of the hold without a server")
        self._story.work(WAREHOUSE, order, "B10", [Report(UNHEARD)])
        self._cast.picture(hands, "unheard")

    # ------------------------------------------------------------------ the cable out still
    def _judge(self) -> None:
        hands, name = self._at(MACHINING, PATROLLER), self.seen.name
        self._review.evaluate(hands, name)
        said = self._review.try_tile(hands, Disposition.CONCESSION)
        self._note(hands, Refused("ncr.concession_registered"), said)
        self._review.propose(hands, name, SPLIT, self._who(PATROLLER))

    def _decide(self) -> None:
        """Sign in the order of the flow: process, line, quality. What needs the server waits."""
        name = self.seen.name
        for person, step in ((ENGINEER, "engineer"), (LEAD, "lead"), (QA, "quality")):
            hands = self._at(MACHINING, person)
            if person == LEAD:
                self._hear_the_bell(hands)
            self._review.sign(hands, name, self._who(person), step)
        said = self._review.is_barred(hands, name, Part.QUALITY_ONLINE)
        words = hands.workplace.window.look.words("ncr_board.needs_server")
        if said != words:
            raise NotSeenError(f"said {said!r}, not {words!r}")
        self.seen.refusals.append(Said(hands.station, "ncr.needs_server", said))

    def _carry_out(self) -> None:
        """Rework by its instruction, and scrap before a second person: neither waits."""
        hands, who = self._at(MACHINING, MACHINIST), self._who(MACHINIST)
        self._review.carry_out(hands, self.seen.name, REWORK, who)
        self._photo.write_bytes(next(iter(photos()))[1])
        before_two = Destroyed(self._who(LEAD), self._photo)
        self._review.carry_out(hands, self.seen.name, SCRAP, who, before_two)

    # ------------------------------------------------------------------ the server is back
    def _hear(self, order: str) -> None:
        """The news arrives: the warehouse is refused what it did an hour ago."""
        hands = self._hands(WAREHOUSE)
        hands.until(lambda: bool(looking.holds(hands, order)), "the hold has come")
        self._story.take_up(WAREHOUSE, order, "B10", 1)
        hands.until(lambda: hands.sees("work-held"), "the screen says that it is held")
        self._is_refused(hands, order, "B10", "heard")

    def _tell_heads(self) -> None:
        """Both heads find it once in their inbox at the supervisor's, and not again once seen."""
        (key,) = self._notices()
        for role, person in HEADS.items():
            hands = self._at(SUPERVISOR, person)
            self._see(hands, role, person, f"notice/{key}")

    def _see(self, hands: Hands, role: str, person: str, key: str) -> None:
        hands.until(lambda: looking.in_inbox(hands, person, key) > 0, "the notice has come")
        self.seen.told[role] = looking.in_inbox(hands, person, key)
        hands.workplace.window.go(Place("inbox", record=key))
        hands.until(lambda: hands.may_press("inbox-seen"), "the notice")
        self._cast.picture(hands, f"told-{role}")
        hands.press("inbox-seen")
        hands.until(lambda: not looking.in_inbox(hands, person, key), "it is seen")

    def _settle(self) -> None:
        """One discrepancy lies on the desk; the line lead looks at it and settles it."""
        hands = self._at(SUPERVISOR, LEAD)
        hands.until(lambda: bool(looking.on_desk(hands)), "a discrepancy on the desk")
        hands.workplace.window.go(Place("desk"))
        found = looking.on_desk(hands)
        self.seen.discrepancies = [one.about for one in found]
        for one in found:
            hands.workplace.window.go(Place("desk", record=one.key))
            hands.until(lambda: hands.sees("desk-resolve"), "the discrepancy")
            if hands.may_press("desk-take"):
                hands.press("desk-take")
            self._cast.picture(hands, "desk")
            hands.press("desk-resolve")
            hands.press("how-both_stand")
            hands.write(
                "备料在仓库，未加工，可用 / kitted only, nothing was made of it", "resolve-text"
            )
            self._cast.picture(hands, "desk-settle")
            hands.press("resolve-do")
            hands.sign(self._who(LEAD))
            hands.until(partial(_is_settled, hands, one.key), "it is settled")
            self.seen.settled.append(one.about)

    def _end(self, order: str) -> None:
        """Quality agrees to the downgrade, it is done, inspected again, closed: the hold is off."""
        name, review = self.seen.name, self._review
        hands = self._at(SUPERVISOR, QA)
        review.sign(hands, name, self._who(QA), "online")
        hands = self._at(SUPERVISOR, LEAD)
        review.carry_out(hands, name, DOWNGRADE, self._who(LEAD))
        hands = self._at(MACHINING, PATROLLER)
        hands.until(lambda: looking.is_turn_of(hands, name, "verify"), "the re-inspection is due")
        review.verify(hands, name, self._who(PATROLLER), ALL_GAUGED)
        hands = self._at(SUPERVISOR, QA)
        hands.until(lambda: looking.is_turn_of(hands, name, "close"), "it may be closed")
        review.close(hands, name, self._who(QA))
        for station in (WAREHOUSE, MACHINING):
            there = self._hands(station)
            there.until(partial(_is_free, there, order), "the hold is lifted")

    def _finish(self, order: str) -> None:
        """A round that passes, and the order goes on to its end as if nothing had been."""
        story = self._story
        story.log_in(MACHINING, PATROLLER)
        story.inspect(PATROLLER, Asked(PATROL, order, "B20"), TURNED)
        self._at(MACHINING, MACHINIST).workplace.window.go(Place("home"))
        rest = PLANNED - KITTED - UNHEARD
        story.work(WAREHOUSE, order, "B10", [Report(rest)])
        story.work(MACHINING, order, "B20", [Report(BACK + rest)])
        good = TURNED_WELL + BACK + rest
        story.work(MACHINING, order, "B30", [Report(good)])
        story.finally_inspect(order)
        story.work(MACHINING, order, "B40", [Report(good)])
        for operation in ("B50", "B60"):
            story.work(WAREHOUSE, order, operation, [Report(good)])

    # ------------------------------------------------------------------ what is looked at
    def _hands(self, station: str) -> Hands:
        return self._cast.hands[station]

    def _at(self, station: str, person: str) -> Hands:
        self._story.log_in(station, person)
        return self._hands(station)

    def _who(self, person: str) -> Newcomer:
        return self._cast.people[person]

    def _notices(self) -> tuple[str, ...]:
        return looking.notices_of(self._hands(MACHINING), self.seen.name)

    def _hear_the_bell(self, hands: Hands) -> None:
        """The notice sounds when one of those it is for comes: once, however often they come."""
        keys = frozenset(f"notice/{one}" for one in self._notices())
        hands.until(lambda: looking.has_rung(hands, keys) > 0, "the bell has rung")
        self.seen.rung = looking.has_rung(hands, keys)
        self._cast.picture(hands, "bell")

    def _is_refused(self, hands: Hands, order: str, operation: str, picture: str) -> None:
        """Try to report: the button says why not, and the banner above what holds it."""
        refusal = looking.barred(hands, order, operation)
        if refusal is None:
            raise NotSeenError(f"{operation} of {order} is not barred at {hands.station}")
        words = hands.workplace.window.look.words
        hands.type("1", "keypad")
        why = words("execute.blocked.held_report")
        hands.until(lambda: hands.why_not("report") == why, f"the button says {why}")
        because = str(words.of(refusal.facts["because"]))
        if because not in hands.text_of("work-held"):
            raise NotSeenError(f"the screen says {hands.text_of('work-held')!r}, not {because!r}")
        self._cast.picture(hands, picture)
        hands.press("key-delete")
        self.seen.refusals.append(Said(hands.station, refusal.code, hands.text_of("work-held")))

    def _note(self, hands: Hands, refusal: Refused, said: str) -> None:
        words = hands.workplace.window.look.words.refusal(refusal)
        if words not in said:
            raise NotSeenError(f"the screen says {said!r}, not {words!r}")
        self.seen.refusals.append(Said(hands.station, refusal.code, words))


def _is_settled(hands: Hands, key: str) -> bool:
    return all(one.key != key for one in looking.on_desk(hands))


def _is_free(hands: Hands, order: str) -> bool:
    return not looking.holds(hands, order)
