"""One record, whichever it is, for everybody who may read records: now, or as it was signed.

Controls by name: `record-back`, `record-print`, `record-sign`, `record-now`, `as-signed-<hash>`.
"""

from PySide6.QtWidgets import QVBoxLayout

from app.capabilities.people.signatures.commands import Ask
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.people.signature_sheet import SignatureSheet
from app.ui.screens.people.signature_subject import Subject
from app.ui.screens.records.meaning_sheet import MeaningSheet
from app.ui.screens.records.print_sheet import RecordSheet
from app.ui.screens.records.record_facts import RECORD, RecordFacts, record_facts
from app.ui.screens.records.record_page import RecordPage
from app.ui.screens.records.telling import Teller
from app.ui.screens.screen import Notice, Place, Screen

SAYS = ("reviewed", "approved", "rejected")
"""What is said of a whole record here; other meanings belong to the acts they are given with."""


class Record(Screen):
    """A page of paper on the screen, with what is to be done about it above."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, RECORD)
        floor, look, words = parts.floor, parts.look, parts.look.words
        self._stream = self._as_signed = ""
        self._facts: RecordFacts | None = None
        self._moments = Moments(words, floor.station.clock)
        self._header = kit.PageHeader(look, words("record.title"), name="record-header")
        self._now = kit.Button(look, words("record.now"), name="record-now", icon="rotate-ccw")
        self._print = kit.Button(look, words("record.print"), name="record-print", icon="printer")
        self._sign = kit.Button(
            look,
            words("record.sign"),
            name="record-sign",
            kind="primary",
            icon="signature",
            size="normal",
        )
        self._again = kit.Banner(look, "warn", "", name="record-again", icon="rotate-ccw")
        self._then = kit.Banner(look, "todo", "", name="record-then", icon="history")
        self._scroller = kit.Scroller(look, "record-scroll")
        self._printing = RecordSheet(floor, look, self)
        self._meaning = MeaningSheet(look, self)
        self._signing = SignatureSheet(parts, self)
        self._lay_out()
        self._now.clicked.connect(lambda: self._turn(""))
        self._print.clicked.connect(self._open_print)
        self._printing.written.connect(self._printed)
        self._sign.clicked.connect(self._open_meaning)
        self._meaning.chosen.connect(self._ask_signature)
        self._signing.signed.connect(lambda _: self._signed())

    def about(self, place: Place) -> None:
        if place.record and place.record != self._stream:
            self._stream, self._as_signed = place.record, ""

    def refresh(self) -> None:
        if not self._stream:
            self._show_none()
            return
        stream, as_signed = self._stream, self._as_signed
        vocabulary, now_ms = self.floor.station.journal.vocabulary, self._moments.now_ms()
        self.floor.ask(
            self, lambda c: record_facts(c, vocabulary, stream, now_ms, as_signed), self._show
        )

    def _show(self, facts: RecordFacts) -> None:
        is_same = self._facts is not None and self._facts.record == facts.record
        self._facts = facts
        self._show_head(facts)
        if is_same and isinstance(self._scroller.widget(), RecordPage):
            return
        teller = Teller(self.look.words, facts.names)
        bar = self._scroller.verticalScrollBar()
        height = bar.value()
        page = RecordPage(self.look, teller, facts.record)
        page.as_signed.connect(self._turn)
        self._scroller.setWidget(page)
        bar.setValue(height)

    def _show_head(self, facts: RecordFacts) -> None:
        words, record = self.look.words, facts.record
        counts = words(
            "record.sub",
            n=len(record.entries),
            signatures=len(record.signatures),
            time=self._moments.time(facts.at_ms),
        )
        unsent = words("record.unsent", n=record.unsent) if record.unsent else ""
        sub = " · ".join(part for part in (counts, unsent or words("record.synced")) if part)
        self._header.say(Teller(words, facts.names).record(record.stream), sub)
        self._now.setVisible(bool(facts.as_signed))
        self._print.setEnabled(True)
        self._sign.setVisible(not facts.as_signed)
        self._sign.block("" if self._meanings() else words("record.no_right"))
        self._again.setVisible(record.is_open_again and not facts.as_signed)
        late = sum(len(one.entries) for one in record.late)
        again = words("record.again_sub", late=late, unsigned=len(record.unsigned))
        self._again.say("warn", words("record.again"), again, icon="rotate-ccw")
        self._show_then(facts)

    def _show_then(self, facts: RecordFacts) -> None:
        """Say whose view this is, where it is not the present one."""
        signature = next(
            (one for one in facts.record.signatures if one.hash == facts.as_signed), None
        )
        self._then.setVisible(signature is not None)
        if signature is not None:
            teller = Teller(self.look.words, facts.names)
            said = self.look.words(
                "record.as_signed_banner",
                who=signature.name.of(self.look.words.language),
                time=teller.stamp(signature.at_ms, signature.offset_min),
            )
            self._then.say("todo", said, icon="history")

    def _show_none(self) -> None:
        words = self.look.words
        for each in (self._now, self._sign, self._again, self._then):
            each.hide()
        self._print.setEnabled(False)
        none = kit.EmptyState(
            self.look, "scroll-text", words("record.none"), words("record.none_hint")
        )
        self._scroller.setWidget(none)

    def _turn(self, signature: str) -> None:
        self._as_signed = signature
        self.refresh()

    def _meanings(self) -> tuple[str, ...]:
        """Return with which meanings whoever is in front may sign a whole record."""
        session = self.floor.session
        return tuple(m for m in SAYS if session is not None and session.may(f"sign.{m}"))

    def _open_meaning(self) -> None:
        self._meaning.ask(self._meanings())

    def _ask_signature(self, meaning: str) -> None:
        """Let whoever is in front sign what this page was drawn from, and nothing beyond."""
        facts = self._facts
        if facts is None:
            return
        record = facts.record
        ask = Ask(record.stream, meaning, seen=frozenset(record.shown))
        title = Teller(self.look.words, facts.names).record(record.stream)
        self._signing.ask(Subject(title, meaning, asks=(ask,)))

    def _signed(self) -> None:
        self.tell.emit(Notice(self.look.words("record.signed")))
        self.refresh()

    def _open_print(self) -> None:
        session = self.floor.session
        if self._facts is not None:
            by = "" if session is None else session.name.of(self.look.words.language)
            self._printing.show_record(self._facts, by)

    def _printed(self, path: object) -> None:
        self.tell.emit(Notice(self.look.words("record.printed", path=str(path))))

    def _lay_out(self) -> None:
        look = self.look
        self._header.add(self._now)
        self._header.add(self._print)
        self._header.add(self._sign)
        edge = look.space(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(3))
        column.addWidget(self._header)
        column.addWidget(self._then)
        column.addWidget(self._again)
        column.addWidget(self._scroller, 1)
