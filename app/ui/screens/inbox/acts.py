"""What people do with what waits: see, take, finish, hand on, call off; and ask of others."""

from PySide6.QtCore import QObject, Signal

from app.capabilities.flows.inbox.answers import NOTICE, TASK
from app.capabilities.flows.notices.commands import ASK, SeeNotices
from app.capabilities.flows.tasks.commands import (
    DO,
    AskTask,
    DelegateTask,
    FinishTask,
    TakeTask,
    WithdrawTask,
)
from app.capabilities.flows.tasks.tables import OPEN
from app.journal.capability import Command
from app.kernel.refused import Refused
from app.ui.floor import Floor
from app.ui.screens.inbox.ask_sheet import AskSheet
from app.ui.screens.inbox.delegate_sheet import DelegateSheet
from app.ui.screens.inbox.facts import Entry, InboxFacts
from app.ui.screens.screen import Notice, Screen
from app.ui.screens.why_sheet import Question, WhySheet
from app.ui.theme.look import Look


class InboxActs(QObject):
    """`told` carries a `Notice` of what was done."""

    told = Signal(object)

    def __init__(self, floor: Floor, look: Look, screen: Screen) -> None:
        super().__init__(screen)
        self._floor, self._words = floor, look.words
        self._key = ""
        self._finish = self._why(look, screen, "finish", needs_text=False)
        self._withdraw = self._why(look, screen, "withdraw", needs_text=True)
        self._delegate = DelegateSheet(look, screen)
        self._ask = AskSheet(look, screen)
        self._finish.given.connect(self._finished)
        self._withdraw.given.connect(self._withdrawn)
        self._delegate.given.connect(self._delegated)
        self._ask.given.connect(self._asked)

    def may_ask(self) -> bool:
        """Tell whether whoever is in front may ask others for something."""
        session = self._floor.session
        return session is not None and session.may(ASK)

    def may(self, entry: Entry, facts: InboxFacts) -> frozenset[str]:
        """Return what whoever is in front may do with a line, but to open it."""
        session = self._floor.session
        if session is None or entry.is_over:
            return frozenset()
        if entry.line.is_notice:
            return frozenset() if entry.is_sent else frozenset({"seen"})
        if entry.todo.kind != TASK or facts.task is None:
            return frozenset()
        if entry.is_sent:
            acts = {"withdraw", "delegate"}
        elif facts.task.state == OPEN:
            acts = {"take", "finish", "delegate"}
        else:
            is_mine = facts.task.holder == session.person
            acts = {"finish", "delegate"} if is_mine else {"delegate"}
        needed = {"withdraw": ASK}
        return frozenset(act for act in acts if session.may(needed.get(act, DO)))

    def ask(self, act: str, entry: Entry, facts: InboxFacts) -> None:
        """Do what needs no word; ask for what does."""
        key = entry.todo.key
        self._key = key.partition("/")[2]
        which = str(self._words.of(entry.todo.title))
        match act:
            case "seen":
                self._do(SeeNotices(notices=(key.removeprefix(f"{NOTICE}/"),)), act)
            case "take":
                self._do(TakeTask(task=self._key), act)
            case "finish":
                self._finish.ask(which)
            case "withdraw":
                self._withdraw.ask(which)
            case "delegate":
                self._delegate.ask(which, facts)

    def ask_for_a_task(self, facts: InboxFacts) -> None:
        """Open the sheet that asks others for something."""
        self._ask.ask(facts)

    def _finished(self, remarks: str) -> None:
        self._send(self._finish, FinishTask(task=self._key, remarks=remarks), "finish")

    def _withdrawn(self, remarks: str) -> None:
        self._send(self._withdraw, WithdrawTask(task=self._key, remarks=remarks), "withdraw")

    def _delegated(self, given: tuple[str, str]) -> None:
        to, remarks = given
        command = DelegateTask(task=self._key, to=to, remarks=remarks)
        self._send(self._delegate, command, "delegate")

    def _asked(self, command: AskTask) -> None:
        self._send(self._ask, command, "ask")

    def _send(self, sheet: WhySheet | DelegateSheet | AskSheet, command: Command, act: str) -> None:
        def told(_: object) -> None:
            sheet.close_sheet()
            self.told.emit(Notice(self._words(f"inbox.done.{act}")))

        self._floor.act(self, command, told, sheet.refuse)

    def _do(self, command: Command, act: str) -> None:
        said = Notice(self._words(f"inbox.done.{act}"))
        self._floor.act(self, command, lambda _: self.told.emit(said), self._say_refused)

    def _say_refused(self, refused: Refused) -> None:
        self.told.emit(Notice(self._words.refusal(refused), "fail"))

    def _why(self, look: Look, screen: Screen, act: str, *, needs_text: bool) -> WhySheet:
        words = look.words
        question = Question(
            f"inbox-{act}",
            words(f"inbox.act.{act}"),
            words(f"inbox.means.{act}"),
            needs_text=needs_text,
            label=words(f"inbox.label.{act}"),
        )
        return WhySheet(look, screen, question)
