"""The queue of a station's labels: what waits, what is printed, what somebody has to settle.

Controls by name: `labels-print`, `filter-<part>` chips, the table `labels`, and those of the card
and the sheets. A scan settles the label it was taken from.
"""

from app.capabilities.labels.jobs import decisions
from app.capabilities.labels.jobs.answers import WAITING, State
from app.capabilities.labels.jobs.commands import PRINT, REPRINT, VOID, VerifyLabel
from app.capabilities.labels.jobs.tables import LabelRow
from app.kernel.refused import Refused
from app.kernel.symbols.udi import Udi
from app.kernel.words import Words
from app.stations.bench import DeviceState, Kind
from app.stations.recogniser import Meaning
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.labels.label_acts import LabelActs
from app.ui.screens.labels.label_card import LabelCard
from app.ui.screens.labels.label_words import serial, to_scan
from app.ui.screens.labels.pictures import Pictures
from app.ui.screens.labels.printer_card import PrinterCard
from app.ui.screens.labels.queue_columns import queue_columns
from app.ui.screens.labels.queue_facts import LABELS, PARTS, QueueFacts, queue_facts
from app.ui.screens.labels.sums_card import SumsCard
from app.ui.screens.list_beside import Beside, lay_beside
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Place, Screen


class LabelQueue(Screen):
    """List and label side by side."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, LABELS)
        look, station = parts.look, parts.floor.station
        words = look.words
        self._facts: QueueFacts | None = None
        self._chosen = self._pictured = self._order = ""
        self._proving: set[str] = set()
        self._devices = parts.news
        self._here = station.profile.station
        self._moments = Moments(words, station.clock)
        self._pictures = Pictures(parts.floor, self)
        self._acts = LabelActs(parts, self, self._pictures)
        self._header = kit.PageHeader(
            look, words("label_queue.title"), words("label_queue.sub"), name="labels-header"
        )
        self._print = kit.Button(
            look,
            words("label_queue.print"),
            name="labels-print",
            kind="primary",
            icon="printer",
            size="normal",
        )
        self._print.busy(True)  # until it is known what there is to print
        self._sums = SumsCard(look)
        self._printer = PrinterCard(look)
        self._parts = kit.FilterChips(look, _filters(words, None), name="labels-part")
        columns = queue_columns(look, self._moments)
        self._table = kit.DataTable(
            look, columns, name="labels", accessible=words("label_queue.title")
        )
        self._card = LabelCard(look, self._moments)
        self._find = kit.TypeSheet(
            look,
            self,
            words("label_queue.find"),
            name="labels-find",
            label=words("label_queue.serial"),
            action=words("label_queue.find"),
        )
        self._lay_out()
        self._connect()
        self._table.show_loading()
        self._print.block(words("kit.table.loading"))

    def about(self, place: Place) -> None:
        self._order = place.order
        if place.record:
            self._chosen = place.record.removeprefix("label/")

    def refresh(self) -> None:
        now_ms, today = self._moments.now_ms(), self._moments.today().isoformat()
        self.floor.ask(self, lambda c: queue_facts(c, self._here, today, now_ms), self._show)

    def accepts(self, meaning: Meaning) -> bool:
        """Take the scan of a label: it proves the uncertain one in front, or its own."""
        if not isinstance(meaning, Udi):
            return False
        row = self._uncertain_in_front() or self._numbered(meaning.serial)
        if row is None:
            raise Refused("labels.not_here", serial=meaning.serial)
        self._pick(row)
        self._check(row, meaning)
        verify = VerifyLabel(label=row.label, scanned=meaning.text, aim=meaning.aim)
        self._proving.add(row.label)  # the next scan is another label's, before we are told again
        self.floor.act(
            self, verify, lambda _: self._say_proven(row), lambda why: self._not_proven(row, why)
        )
        return True

    # ------------------------------------------------------------------ showing
    def _show(self, facts: QueueFacts) -> None:
        self._facts = facts
        self._sums.show_sums(facts.queue.sums, facts.queue.order)
        self._parts.show_filters(_filters(self.look.words, facts))
        self._print.busy(False)
        self._print.block(self._block(PRINT))
        self._show_printers()
        self._show_part()

    def _show_part(self, _part: str = "") -> None:
        facts = self._facts
        if facts is None:
            return
        rows = facts.part(self._parts.value())
        self._table.show_rows(rows)
        row = facts.label(self._chosen) or next(iter((*facts.queue.uncertain, *rows)), None)
        self._pick(row)

    def _pick(self, row: LabelRow | None) -> None:
        facts = self._facts
        self._chosen = "" if row is None else row.label
        if row is None or facts is None:
            self._pictured = ""
            self._card.show_nothing()
            return
        asker = facts.people.get(row.requested_by)
        who = row.requested_by if asker is None else asker.of(self.look.words.language)
        rights = {"void": VOID, "reprint": REPRINT, "record": "records.view"}
        self._mark(row)
        self._card.show_label(row, who, {one: self._block(of) for one, of in rights.items()})
        if self._pictured != row.label:
            self._pictured = row.label
            self._pictures.label(row, self._card.preview)

    def _mark(self, row: LabelRow) -> None:
        """Mark the label in front in the list, where the list has it."""
        names = [one.label for one in self._table.rows()]
        if row.label in names:
            self._table.view.selectRow(names.index(row.label))

    def _show_printers(self, _: object = None) -> None:
        facts = self._facts
        if facts is not None:
            waiting = sum(row.state in WAITING for row in facts.queue.jobs)
            self._printer.show_printers(self._printers(), waiting, facts.batch())

    def _printers(self) -> tuple[DeviceState, ...]:
        return tuple(one for one in self._devices.devices if one.kind is Kind.PRINTER)

    def _block(self, right: str) -> str:
        session = self.floor.session
        may = session is not None and session.may(right)
        return "" if may else self.look.words("label_queue.no_right")

    # ------------------------------------------------------------------ scanning
    def _uncertain_in_front(self) -> LabelRow | None:
        row = None if self._facts is None else self._facts.label(self._chosen)
        if row is None or row.label in self._proving:
            return None
        return row if row.state == State.UNCERTAIN else None

    def _numbered(self, number: str) -> LabelRow | None:
        """Return the label of a number; of several copies one that is still to be proven."""
        found = [] if self._facts is None else self._facts.queue.jobs
        copies = [row for row in found if row.serial == number]
        return next(iter(sorted(copies, key=to_scan, reverse=True)), None)

    def _not_proven(self, row: LabelRow, refused: Refused) -> None:
        self._proving.discard(row.label)
        self.say_refused(refused)

    def _say_proven(self, row: LabelRow) -> None:
        words = self.look.words
        self._card.scan.accept(words("label_queue.proven"), serial(words, row))

    def _check(self, row: LabelRow, scan: Udi) -> None:
        """Refuse a scan aloud that the command would refuse; show what differs."""
        expected = self._facts.scans.get(row.label) if self._facts is not None else None
        try:
            if expected is not None:
                decisions.verify(row, self._here, scan.text, scan.aim, expected)
        except Refused as refused:
            if refused.code == "labels.scan_differs":
                self._card.show_differs(refused.facts["expected"], refused.facts["scanned"])
            raise

    # ------------------------------------------------------------------ what people do here
    def _asked(self, what: str) -> None:
        row = None if self._facts is None else self._facts.label(self._chosen)
        if what == "find":
            self._find.open()
        elif row is not None and what == "void":
            self._acts.void(row)
        elif row is not None and what == "reprint":
            self._acts.reprint(row)
        elif row is not None:
            self.go.emit(Place(RECORD, record=row.stream))

    def _open_print(self) -> None:
        if self._facts is not None:
            self._acts.print_labels(self._facts, self._printers(), self._order)

    def _found(self, number: str) -> None:
        """Open a label by its number typed by hand; only a scan proves one."""
        row = self._numbered(number.strip())
        if row is None:
            self.say_refused(Refused("labels.not_here", serial=number.strip()))
        else:
            self._pick(row)

    # ------------------------------------------------------------------ building
    def _lay_out(self) -> None:
        words = self.look.words
        self._table.empty_says(words("label_queue.empty"), words("label_queue.empty_how"))
        parts = Beside(
            self._header,
            self._print,
            (self._printer, self._parts),
            self._table,
            self._card,
            shares=(16, 10),
            above=(self._sums,),
        )
        lay_beside(self, self.look, parts)

    def _connect(self) -> None:
        self._print.clicked.connect(self._open_print)
        self._parts.chosen.connect(self._show_part)
        self._table.opened.connect(self._pick)
        self._card.asked.connect(self._asked)
        self._acts.told.connect(self.tell)
        self._acts.refused.connect(self.say_refused)
        self._find.entered.connect(self._found)
        self._devices.device_changed.connect(self._show_printers)


def _filters(words: Words, facts: QueueFacts | None) -> tuple[kit.Filter, ...]:
    return tuple(
        kit.Filter(
            key, words(f"label_queue.part.{key}"), len(facts.part(key)) if facts else 0, role
        )
        for key, role in PARTS
    )
