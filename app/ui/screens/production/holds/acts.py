"""What people do with holds: set one on what was picked or scanned, lift one and sign for it."""

from PySide6.QtCore import QObject, Signal

from app.capabilities.materials.lots.commands import HOLD as HOLD_LOTS
from app.capabilities.materials.lots.commands import LIFT, HoldLot, LiftHold
from app.capabilities.production.holds.commands import FREE, HOLD, FreeWork, HoldWork
from app.capabilities.sites.commands import GOVERN, SetHoldPolicy
from app.journal.capability import Command
from app.ui import kit
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.production.holds.facts import LOTS, Holdable, Line, holdable
from app.ui.screens.production.holds.limit_sheet import LimitSheet
from app.ui.screens.production.telling import today
from app.ui.screens.screen import Notice, Screen
from app.ui.screens.why_sheet import Question, WhySheet

SAYINGS = {
    "hold": ("defect", "mixed", "label", "machine"),
    "free": ("sorted", "inspected", "mistake", "repaired"),
}
"""Reasons people give often, in words by `holds.says.<act>.<reason>`; they may write their own."""
MEANINGS = ("resolved", "performed")
"""With which meaning a hold is lifted: the first of these that whoever does may sign."""

_SORTS = {
    "order": "clipboard-list",
    "operation": "list-checks",
    "equipment": "cog",
    "station": "factory",
    "lot": "package",
}
"""The shape of what may be put on hold, by its sort."""


class HoldActs(QObject):
    """`told` carries a `Notice` of what was done."""

    told = Signal(object)

    def __init__(self, parts: Parts, screen: Screen) -> None:
        super().__init__(screen)
        self._floor, self._look, self._screen = parts.floor, parts.look, screen
        self._words = parts.look.words
        self._wanted: Holdable | None = None
        self._line: Line | None = None
        self._sheets = {act: self._sheet(act) for act in SAYINGS}
        self._sheets["hold"].given.connect(self._hold)
        self._sheets["free"].given.connect(self._free)
        self._limit = LimitSheet(parts.look, screen)
        self._limit.given.connect(self._set_limit)
        self._sign = SignatureSheet(parts, screen)
        self._sign.signed.connect(lambda _: self._tell("holds.done.free"))

    def may(self, line: Line | None) -> frozenset[str]:
        """Return what whoever is in front may do: hold, free the one in front, set the limit."""
        session = self._floor.session
        if session is None:
            return frozenset()
        free = LIFT if line is not None and line.part == LOTS else FREE
        signs = any(session.may(f"sign.{one}") for one in MEANINGS)
        able = {
            "hold": session.may(HOLD) or session.may(HOLD_LOTS),
            "free": session.may(free) and signs,
            "limit": session.may(GOVERN),
            "record": session.may("records.view"),
        }
        return frozenset(act for act, yes in able.items() if yes)

    # ------------------------------------------------------------------ setting one
    def pick(self) -> None:
        """Let somebody say what to hold; a scan says it too."""
        day = today(self._floor.station.clock)
        self._floor.ask(self, lambda c: holdable(c, day), self._offer)

    def ask(self, wanted: Holdable) -> None:
        """Ask why something is to be held."""
        self._wanted = wanted
        self._sheets["hold"].ask(self._said(wanted))

    def _offer(self, found: tuple[Holdable, ...]) -> None:
        words = self._words
        by_key = {f"{one.sort}:{one.name}:{one.operation}": one for one in found}
        picks = tuple(
            kit.Pick(
                key,
                f"{one.name} {one.operation}".strip(),
                one.title.of(words.language),
                "todo",
                words(f"holds.sort.{one.sort}"),
                icon=_SORTS.get(one.sort, ""),
            )
            for key, one in by_key.items()
        )
        sheet = kit.PickSheet(
            self._look, self._screen, words("holds.pick"), picks, name="hold-pick"
        )
        sheet.picked.connect(lambda key: self.ask(by_key[key]))
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _hold(self, reason: str) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        self._do(_hold_command(wanted, reason), "hold", self._said(wanted))

    # ------------------------------------------------------------------ lifting one
    def free(self, line: Line) -> None:
        """Ask why a hold is to be lifted, then for the signature."""
        self._line = line
        self._sheets["free"].ask(f"{line.title} · {line.reason.of(self._words.language)}")

    def _free(self, reason: str) -> None:
        line, sheet = self._line, self._sheets["free"]
        session, station = self._floor.session, self._floor.station
        if line is None or session is None:
            return
        command, actor = _free_command(line, reason), session.person

        def work() -> None:
            station.ask(lambda c: station.journal.rehearse(c, command, actor)).result()

        def sign(_: object) -> None:
            sheet.close_sheet()
            means = next(one for one in MEANINGS if session.may(f"sign.{one}"))
            title = self._words("holds.free_title")
            subject = Subject(title, means, line.title, commands=(command,), reason=reason)
            self._sign.ask(subject)

        self._floor.work(self, work, sign, sheet.refuse)

    # ------------------------------------------------------------------ the limit
    def ask_limit(self, hours: int) -> None:
        """Ask how old the list may be."""
        self._limit.ask(hours)

    def _set_limit(self, command: SetHoldPolicy) -> None:
        def done(_: object) -> None:
            self._limit.close_sheet()
            self._tell("holds.done.limit")

        self._floor.act(self, command, done, self._limit.refuse)

    def _do(self, command: Command, act: str, what: str) -> None:
        sheet = self._sheets[act]

        def done(_: object) -> None:
            sheet.close_sheet()
            self._tell(f"holds.done.{act}", what=what)

        self._floor.act(self, command, done, sheet.refuse)

    def _tell(self, code: str, **facts: object) -> None:
        self.told.emit(Notice(self._words(code, **facts)))

    def _said(self, wanted: Holdable) -> str:
        sort = self._words(f"holds.sort.{wanted.sort}")
        name = f"{wanted.name} {wanted.operation}".strip()
        title = wanted.title.of(self._words.language)
        return " · ".join(part for part in (sort, name, title) if part)

    def _sheet(self, act: str) -> WhySheet:
        words = self._words
        question = Question(
            f"hold-{act}",
            words(f"holds.act.{act}"),
            words(f"holds.means.{act}"),
            tuple(words(f"holds.says.{act}.{one}") for one in SAYINGS[act]),
        )
        return WhySheet(self._look, self._screen, question)


def _hold_command(wanted: Holdable, reason: str) -> Command:
    match wanted.sort:
        case "lot":
            return HoldLot(lot=wanted.name, reason=reason)
        case "equipment":
            return HoldWork(equipment=wanted.name, reason=reason)
        case "station":
            return HoldWork(station=wanted.name, reason=reason)
    return HoldWork(order=wanted.name, operation=wanted.operation, reason=reason)


def _free_command(line: Line, reason: str) -> Command:
    if line.hold is None:
        return LiftHold(lot=line.lot, holds=(line.key,), reason=reason)
    return FreeWork(hold=line.hold.hold, reason=reason)
