"""What somebody is entering at an operation, and what the primary button may do with it. No Qt."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import msgspec

from app.capabilities.production.holds.answers import Freshness
from app.kernel.quantity import plain
from app.ui.screens.production.at_work import AtWork

GOOD, SCRAP = "good", "scrap"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Typed but not sent: kept as a draft, so it outlives a crash. `step` is the step in sight.

    `occurred_ms` is when it happened, 0 for just now.
    """

    kind: str = GOOD
    digits: str = ""
    reason: str = ""
    target: str = ""
    machine: str = ""
    step: int = 0
    occurred_ms: int = 0
    late_because: str = ""

    @property
    def amount(self) -> Decimal:
        """Return what was typed as a number; zero where it is none."""
        try:
            return Decimal(self.digits or "0")
        except InvalidOperation:
            return Decimal(0)


def read_entry(data: bytes | None) -> Entry:
    """Return a kept draft; an empty entry where none is kept or it cannot be read."""
    if data is None:
        return Entry()
    try:
        return msgspec.json.decode(data, type=Entry)
    except msgspec.DecodeError:
        return Entry()


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do next: start, resume or report; `blocked` is the code of why not."""

    act: str
    blocked: str = ""
    fact: str = ""


def next_act(at: AtWork, entry: Entry, *, may_report: bool) -> Next:
    """Return what the primary button does, or the first reason why it cannot."""
    task = at.task
    act = {"running": "report", "paused": "resume"}.get(task.state, "start")
    if not may_report:
        return Next(act, "no_right")
    if at.elsewhere is not None:
        return Next(act, "elsewhere")
    if task.state == "completed" and task.tally.here <= 0:
        return Next("report", "completed")
    is_scrap = act == "report" and entry.kind == SCRAP
    if at.held(machine_of(at, entry)) is not None and not is_scrap:
        return Next(act, f"held_{act}")
    if act == "resume":
        return Next(act)
    return _to_report(at, entry) if act == "report" else _to_start(at, entry)


def needs_machine(at: AtWork, entry: Entry) -> bool:
    """Tell whether somebody must say on which machine: more than one, and none was assigned."""
    return at.task.state == "waiting" and len(at.work.machines) > 1 and not machine_of(at, entry)


def machine_of(at: AtWork, entry: Entry) -> str:
    """Return the machine to start on: chosen, assigned, or the only one."""
    only = at.work.machines[0] if len(at.work.machines) == 1 else ""
    return entry.machine or at.task.equipment or only


def _to_start(at: AtWork, entry: Entry) -> Next:
    if at.task.tally.here <= 0:
        return Next("start", "nothing_here")
    if at.list_age.freshness is Freshness.OLD:
        return Next("start", "hold_list", str(at.list_age.limit_hours))
    return Next("start", "machine" if needs_machine(at, entry) else "")


def _to_report(at: AtWork, entry: Entry) -> Next:
    if at.task.tally.here <= 0:
        return Next("report", "nothing_here")
    if at.work.dwell_left_min > 0:
        return Next("report", "dwell", str(at.work.dwell_left_min))
    if entry.amount <= 0:
        return Next("report", "amount")
    if entry.amount > at.task.tally.here:
        return Next("report", "more_than_open", plain(at.task.tally.here))
    if entry.kind == SCRAP and not entry.reason:
        return Next("report", "reason")
    return Next("report")
