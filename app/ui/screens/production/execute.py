"""The work in hand: the instruction, the number, report; pause, help, corrections. One operation.

What is typed is a draft at once; what is reported is a command, and "saved" is said only after it
is on disk.
"""

from collections.abc import Callable
from decimal import Decimal

import msgspec
from PySide6.QtWidgets import QVBoxLayout

from app.capabilities.flows.moves.events import Moved, node_stream
from app.capabilities.labels.jobs.commands import PRINT
from app.capabilities.production.bodies import Step
from app.capabilities.production.operations.commands import (
    CORRECT,
    CorrectReport,
    PauseOperation,
    ReportOperation,
    ResumeOperation,
    StartOperation,
)
from app.capabilities.production.operations.decisions import Scrap
from app.capabilities.production.orders.events import FinishedGoodsReceived
from app.capabilities.production.progress.answers import Reported, Task
from app.journal.capability import Command
from app.journal.journal import Changes
from app.kernel.place import Place as Where
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.stations.bench import Kind
from app.stations.recogniser import EquipmentLabel, Meaning, OperationTraveller
from app.store import content
from app.sync.status import Standing
from app.ui.kit import Tile
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.production.at_work import AtWork, at_work
from app.ui.screens.production.calling import Calling
from app.ui.screens.production.choose_sheet import ChooseSheet
from app.ui.screens.production.code_sheet import ask_code
from app.ui.screens.production.correct_sheet import Correction, CorrectSheet
from app.ui.screens.production.deviations import Deviations
from app.ui.screens.production.entry import SCRAP, Entry, machine_of, read_entry
from app.ui.screens.production.reports_sheet import CORRECTIONS, ReportsSheet
from app.ui.screens.production.weigh_work import WeighWork
from app.ui.screens.production.when_sheet import Happened, WhenSheet
from app.ui.screens.production.work_page import WorkPage, steps_of
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Notice, Place, Saved, Screen

PAUSES = ("break", "material", "equipment", "changeover", "quality", "shift_end")
"""Why work stands still; the codes stand in the journal, the texts in the catalogue."""
BY_MISTAKE = CORRECTIONS[0]


class Execute(Screen):
    """The screen people spend their shift in."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, "execute")
        self._drafts, self._news = parts.drafts, parts.news
        self._moments = Moments(parts.look.words, parts.floor.station.clock)
        self._place = Place("execute")
        self._entry = Entry()
        self._at: AtWork | None = None
        self._page = WorkPage(parts.look, self._moments, parts.news)
        weigh = self._page.middle.weigh
        self._weigh = WeighWork(self, weigh, parts.news, lambda: self._place)
        self._weigh.done.connect(self.refresh)
        self._calling = Calling(self, self._page.footer.call, lambda: self._place)
        self._deviations = Deviations(self)
        parts.news.sync_changed.connect(self._sync_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)
        self._connect(self._page)

    @property
    def task(self) -> Task | None:
        """Return the task in hand as shown; None while it is being looked up."""
        return None if self._at is None else self._at.task

    def about(self, place: Place) -> None:
        if (place.order, place.operation) == (self._place.order, self._place.operation):
            return
        self._place, self._at, self._entry = place, None, Entry()
        self._page.wait()
        self._drafts.get(self, self._draft_key(), self._draft_read)

    def refresh(self) -> None:
        profile, place = self.floor.station.profile, self._place
        here = Where(profile.area, profile.station)
        now_ms = self._moments.now_ms()
        self.floor.ask(
            self,
            lambda c: at_work(c, here, place.order, place.operation, now_ms),
            self._show,
        )

    def accepts(self, meaning: Meaning) -> bool:
        match meaning:
            case EquipmentLabel(code=code) if self._at is not None:
                self._machine_scanned(self._at, code)
                return True
            case OperationTraveller(order=order, operation=operation):
                return (order, operation) == (self._place.order, self._place.operation)
        return False

    def undo(self, token: object) -> None:
        """Take a report back that was entered by mistake."""
        if isinstance(token, tuple):
            for move in token:
                self._act(CorrectReport(move=move, reason=BY_MISTAKE), self._taken_back)

    def _connect(self, page: WorkPage) -> None:
        page.header.left.connect(self._go_home)
        page.steps.chosen.connect(self._show_step)
        page.middle.chosen.connect(self._choose)
        page.middle.way_chosen.connect(lambda way: self._enter(target=way))
        page.middle.scan.by_hand.connect(self._type_code)
        page.picture_asked.connect(self._fetch_picture)
        page.entry.typed.connect(lambda digits: self._enter(digits=digits))
        page.entry.kind_chosen.connect(lambda kind: self._enter(kind=kind, reason=""))
        page.entry.when_asked.connect(self._ask_when)
        page.entry.pressed.connect(self._do)
        page.footer.moved.connect(lambda by: self._show_step(self._entry.step + by))
        page.footer.pause_asked.connect(self._ask_pause)
        page.footer.reports_asked.connect(self._open_reports)
        page.footer.labels_asked.connect(self._open_labels)

    def _show(self, found: AtWork | Refused) -> None:
        if isinstance(found, Refused):
            self.say_refused(found)
            self._go_home()
            return
        if (found.task.order, found.task.operation) != (self._place.order, self._place.operation):
            return  # the answer to a question about the task before
        self._at = found
        self._page.header.show_work(found)
        self._calling.show_call(found.call)
        self._draw()
        task = found.task
        self._deviations.about(task.order, task.operation, machine_of(found, self._entry))

    def _draw(self) -> None:
        if self._at is not None:
            session = self.floor.session
            may = session is not None and session.may(ReportOperation.right)
            prints = any(one.kind is Kind.PRINTER for one in self._news.devices)
            may_print = session is not None and session.may(PRINT)
            self._page.footer.offer_labels(prints and may_print)
            self._page.draw(self._at, self._entry, may_report=may)
            is_offline = not self._news.is_alone and self._news.sync.state is Standing.OFFLINE
            machine = machine_of(self._at, self._entry)
            self._page.held.show_work(self._at, machine, is_offline=is_offline)
            self._weigh.show_step(self._at, self._entry.step, may=may)

    def _enter(self, **facts: str) -> None:
        """Take what was typed or chosen: a draft at once, then shown."""
        self._become(msgspec.structs.replace(self._entry, **facts))

    def _show_step(self, step: int) -> None:
        last = len(steps_of(self._at)) - 1 if self._at else 0
        self._become(msgspec.structs.replace(self._entry, step=max(0, min(step, last))))

    def _become(self, entry: Entry) -> None:
        self._entry = entry
        if entry == Entry():
            self._drafts.drop(self._draft_key())
        else:
            self._drafts.put(self._draft_key(), msgspec.json.encode(entry))
        self._draw()

    def _choose(self, key: str) -> None:
        if self._entry.kind == SCRAP:
            self._enter(reason=key)
        else:
            self._enter(machine=key)

    def _machine_scanned(self, at: AtWork, code: str) -> None:
        words, scan = self.look.words, self._page.middle.scan
        if code not in at.work.machines:
            expected = " · ".join(at.work.machines) or words("execute.no_machine")
            refused = Refused("execute.wrong_machine", expected=expected, scanned=code)
            scan.reject(words("execute.not_this_machine"), words.refusal(refused))
            raise refused
        scan.accept(words("execute.machine_taken", machine=code))
        if at.task.state == "waiting":
            self._enter(machine=code)

    def _do(self, act: str) -> None:
        order, operation, entry = self._place.order, self._place.operation, self._entry
        if self._at is None:
            return
        if act == "start":
            machine = machine_of(self._at, entry)
            self._act(StartOperation(order=order, operation=operation, equipment=machine))
        elif act == "resume":
            self._act(ResumeOperation(order=order, operation=operation))
        else:
            command = _report(order, operation, entry)
            self._act(command, lambda changes: self._reported(changes, entry), entry)
            # What is typed from now on is the next entry; refused, this one comes back.
            self._become(Entry(step=entry.step))

    def _act(
        self,
        command: Command,
        then: Callable[[Changes], None] | None = None,
        sent: Entry | None = None,
    ) -> None:
        self._page.entry.busy(True)

        def done(changes: Changes) -> None:
            self._page.entry.busy(False)
            if then is not None:
                then(changes)

        self.floor.act(self, command, done, lambda refused: self._not_done(refused, sent))

    def _not_done(self, refused: Refused, sent: Entry | None) -> None:
        self._page.entry.busy(False)
        self.say_refused(refused)
        if refused.code == "operation.instruction_unread":
            self._read_first(refused)
        if sent is not None and self._entry == Entry(step=sent.step):
            self._become(sent)
        self.refresh()

    def _read_first(self, refused: Refused) -> None:
        """Bring whoever may not begin yet to what they must read."""
        named = ("instruction", str(refused.facts["document"]), str(refused.facts["revision"]))
        self.go.emit(Place("readings", document=named))

    def _reported(self, changes: Changes, sent: Entry) -> None:
        """Say that it is saved: only now, for only now is it on disk."""
        words, at = self.look.words, self._at
        amount = f"{plain(sent.amount)} {words.of(at.task.unit) if at else ''}"
        said = words(f"execute.reported_{sent.kind}", amount=amount)
        moves = tuple(s.hash for s in changes.events if s.envelope.kind == Moved.kind)
        received = FinishedGoodsReceived.kind in changes.kinds
        self._page.header.show_saved(amount)
        self.tell.emit(Notice(said, undo=None if received else moves))
        self.saved.emit(Saved(tuple(sealed.hash for sealed in changes.events), said))

    def _taken_back(self, changes: Changes) -> None:
        said = self.look.words("execute.taken_back")
        self.tell.emit(Notice(said))
        self.saved.emit(Saved(tuple(sealed.hash for sealed in changes.events), said))

    def _ask_when(self) -> None:
        entered = Happened(self._entry.occurred_ms, self._entry.late_because)
        sheet = WhenSheet(self.look, self, self._moments, entered)
        sheet.confirmed.connect(self._say_when)
        sheet.open()

    def _say_when(self, made: Happened) -> None:
        when = {"occurred_ms": made.occurred_ms, "late_because": made.late_because}
        self._become(msgspec.structs.replace(self._entry, **when))

    def _ask_pause(self) -> None:
        words = self.look.words
        tiles = tuple(Tile(code, words(f"execute.pause.{code}")) for code in PAUSES)
        title = words("execute.pause_why")
        sheet = ChooseSheet(self.look, self, title, tiles, name="pause-why")
        sheet.chosen.connect(self._pause)
        sheet.open()

    def _pause(self, reason: str) -> None:
        place = self._place
        self._act(PauseOperation(order=place.order, operation=place.operation, reason=reason))

    def _open_reports(self) -> None:
        if self._at is not None:
            sheet = ReportsSheet(self.look, self, self._at, self._moments, self._may_correct)
            sheet.corrected.connect(self._correct)
            sheet.record.connect(self._open_record)
            sheet.open()

    def _open_labels(self) -> None:
        self.go.emit(Place("labels", order=self._place.order))

    def _open_record(self) -> None:
        place = self._place
        self.go.emit(Place(RECORD, record=node_stream(place.order, place.operation)))

    def _may_correct(self, reported: Reported) -> bool:
        """Tell whether whoever is in front may take this back: their own, or anybody's."""
        session = self.floor.session
        return session is not None and (session.person == reported.actor or session.may(CORRECT))

    def _correct(self, reported: Reported) -> None:
        unit = str(self.look.words.of(self._at.task.unit)) if self._at else ""
        sheet = CorrectSheet(self.look, self, reported, unit)
        sheet.confirmed.connect(self._take_back)
        sheet.open()

    def _take_back(self, made: Correction) -> None:
        command = CorrectReport(move=made.move, quantity=made.quantity, reason=made.reason)
        self._act(command, self._taken_back)

    def _type_code(self) -> None:
        ask_code(self)

    def _fetch_picture(self, step: Step) -> None:
        self.floor.ask(
            self,
            lambda c: content.fetch(c, step.picture),
            lambda data: self._page.show_picture(step, data),
        )

    def _sync_changed(self) -> None:
        self._page.header.show_sync()
        self._draw()

    def _go_home(self) -> None:
        self.go.emit(Place("home"))

    def _draft_key(self) -> str:
        who = self.floor.session.person if self.floor.session else ""
        return f"execute/{who}/{self._place.order}/{self._place.operation}"

    def _draft_read(self, data: bytes | None) -> None:
        if self._entry == Entry():
            self._entry = read_entry(data)
            self._draw()


def _report(order: str, operation: str, entry: Entry) -> ReportOperation:
    """Return the command for what was typed: good pieces, or scrap for a reason."""
    is_scrap = entry.kind == SCRAP
    return ReportOperation(
        order=order,
        operation=operation,
        good=Decimal(0) if is_scrap else entry.amount,
        scrap=(Scrap(entry.reason, entry.amount),) if is_scrap else (),
        target=None if is_scrap else entry.target or None,
        occurred_ms=entry.occurred_ms or None,
        late_because=entry.late_because,
    )
