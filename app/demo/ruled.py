"""A month of the demo plant in which rules fired: forms failed, lots and gauges neared their end.

    ruled = Ruled(station, clock)
    ruled.let_have_been()

Everything through the real commands, on a clock moved by hand; the documents stand in force as
those that came by sync do.
"""

from hashlib import sha256
from random import Random
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.capabilities.documents.commands import SaveDraft
from app.capabilities.documents.events import DraftSaved, MadeEffective
from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.roster import ROSTER
from app.capabilities.rules.definition.bodies import RULE, Doing, Rule
from app.capabilities.rules.firings.commands import LookRound
from app.demo import flows, inspections, rules, terms
from app.demo.inspected import entry
from app.demo.plant import ENGINEER
from app.demo.shift import INSPECTOR
from app.demo.still_clock import StillClock
from app.journal.capability import Command
from app.journal.journal import Journal
from app.journal.upcast import Vocabulary
from app.kernel.words import Bilingual
from app.stations.station import Station
from app.store import content

DAY_MS, HOUR_MS, MINUTE_MS = 86_400_000, 3_600_000, 60_000
FINAL, BAR = "QF-LA-40", "QF-RM-601"
_DAYS, _A_DAY = 30, 5
_FAILS = 0.16
_BAD_DAY = 9
"""So many days ago everything went wrong: three failures within an hour."""
_LOT = "RM601-2611-02"


class Ruled:
    """Lets rules have been in force at a station for a month, and fire."""

    def __init__(self, station: Station, clock: StillClock) -> None:
        self._station, self._clock = station, clock
        author = station.journal.author
        self._journal = Journal(author, Vocabulary(ROSTER), clock, lambda *_: True)

    def let_have_been(self) -> None:
        """Put forms, flows and rules in force, and let a month of forms be filled."""
        self._station.writer.act(self._happen).result()

    def _happen(self, connection: Connection) -> None:
        end_ms = self._clock.ms
        self._clock.ms = end_ms - (_DAYS + 1) * DAY_MS
        for one in (*inspections.drafts(), *flows.drafts(), *terms.drafts(), *rules.drafts()):
            self._stand(connection, one)
        for rule in (_incoming(), _dust()):
            self._stand(connection, _draft(rule), is_draft=rule.code == "R-10")
        dice = Random(5)
        for back in range(_DAYS - 1, -1, -1):
            day_ms = end_ms - back * DAY_MS
            self._fill_a_day(connection, dice, day_ms, back)
            self._clock.ms = day_ms
            self._do(connection, LookRound())
        self._clock.ms = end_ms

    def _fill_a_day(self, connection: Connection, dice: Random, day_ms: int, back: int) -> None:
        for number in range(_A_DAY):
            is_bad = back == _BAD_DAY or dice.random() < _FAILS
            apart = 12 * MINUTE_MS if back == _BAD_DAY else HOUR_MS
            self._clock.ms = day_ms - (_A_DAY - number) * apart
            self._fill(connection, f"QF-{back:02}{number}", dice, is_bad=is_bad)

    def _fill(self, connection: Connection, filled: str, dice: Random, *, is_bad: bool) -> None:
        form = dice.choice((FINAL, FINAL, BAR))
        if form == BAR:
            subject = Subject(lot=_LOT, material="RM-601", supplier="KESTREL")
            entries = (
                entry("certificate", "fail" if is_bad else "pass"),
                entry("heat", "H-2611"),
                entry("look", "pass"),
                *(entry(f"diameter/{at}", f"7.98{at}", "G-03") for at in range(1, 6)),
            )
        else:
            order = dice.choice(("WO-2611-0190", "WO-2611-0186", "WO-2611-0181"))
            subject = Subject(order=order, operation="B40", lot="LA2611A04", product="LA-316")
            entries = (
                entry("burrs", 2 if is_bad else 0),
                entry("serials", "pass"),
                *(entry(f"roughness/{at}", f"0.4{at}", "G-04") for at in range(1, 4)),
            )
        self._do(connection, StartForm(form=form, filled=filled, subject=subject))
        self._do(connection, EnterFields(filled=filled, entries=entries))
        self._do(connection, CompleteForm(filled=filled))

    def _do(self, connection: Connection, command: Command) -> None:
        self._journal.carry_out(connection, command, INSPECTOR)

    def _stand(self, connection: Connection, one: SaveDraft, *, is_draft: bool = False) -> None:
        """Let a revision stand in force, or as a draft somebody is at work on."""
        named: dict[str, Any] = {"form": one.form, "code": one.code, "revision": one.revision}
        named |= {"title": one.title, "body": sha256(one.body).hexdigest()}
        made: list[DraftSaved | MadeEffective] = [DraftSaved(**named)]
        if not is_draft:
            made.append(MadeEffective(**named, from_ms=self._clock.ms, replaces=""))
        content.keep(connection, one.body, "application/json")
        self._journal.record(connection, made, ENGINEER)


def _draft(rule: Rule) -> SaveDraft:
    return SaveDraft(
        form=RULE,
        code=rule.code,
        revision="A",
        title=rule.name,
        body=msgspec.json.encode(rule),
    )


def _incoming() -> Rule:
    """Return a rule that does what another does already: the list shows the conflict."""
    return Rule(
        code="R-09",
        name=Bilingual(
            "来料不合格：登记并加严",
            "Incoming goods failed: open a nonconformance, tighten",
        ),
        when="forms.completed",
        given="verdict == 'fail' and form == 'QF-RM-601'",
        then=(
            Doing(action="open_nonconformance", settings={"code": "inspection", "hold": "nothing"}),
            Doing(action="tighten_sampling"),
        ),
    )


def _dust() -> Rule:
    """Return a rule somebody is at work on."""
    urgent: dict[str, Any] = {"roles": ["production_head"], "urgency": "now"}
    return Rule(
        code="R-10",
        name=Bilingual("终检连续不合格：通知生产", "Final inspection fails again: tell production"),
        when="forms.completed",
        given="verdict == 'fail' and (form == 'QF-LA-40' or product == 'LA-316')"
        " and form_fails_last_hour >= 2",
        then=(Doing(action="hold_order"), Doing(action="notify", settings=urgent)),
    )
