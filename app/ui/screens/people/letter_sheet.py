"""Printing somebody's certification letter: to a PDF at a path, opened where one can."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.capabilities.people.accounts.queries import Person
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.paper import files
from app.ui.paper.certification import CertificationSheets, Certified
from app.ui.paper.sheets import pdf, pictures
from app.ui.screens.people.users_facts import UsersFacts
from app.ui.theme.fonts import families
from app.ui.theme.look import Look

_PREVIEW_DPI = 60


class LetterSheet(kit.Sheet):
    """Controls: `letter-path`, `letter-save`."""

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("users.letter"), name="letter", side="centre", width=620)
        self.floor = floor
        self._moments = Moments(words, floor.station.clock)
        self._sheets: CertificationSheets | None = None
        self._preview = kit.Text(look, "")
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._path = kit.Field(look, words("orders.traveller.path"), name="letter-path")
        self._path.entered.connect(self._save)
        self._do = kit.Button(
            look, words("orders.traveller.save"), name="letter-save", kind="primary", icon="save"
        )
        self._do.clicked.connect(self._save)
        desk = kit.Card(look, "letter-preview", "well")
        desk.body.addWidget(self._preview)
        self.body.addWidget(desk, 1)
        self.body.addWidget(self._path)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)

    def show_person(self, facts: UsersFacts, one: Person) -> None:
        """Lay the letter of somebody out whose identity was verified."""
        held, policy = facts.trust.verified.get(one.person), facts.trust.policy
        if held is None or not held.is_verified:
            return
        words, station = self.look.words, self.floor.station
        about = Certified(
            person=one.person,
            name=one.name,
            how=words(f"people.identity.{held.how}"),
            evidence=held.evidence,
            by=facts.name(held.by, words.language),
            day=self._moments.day(held.at_ms),
            policy="" if policy is None else words("users.policy_version", n=policy.version),
        )
        at = self._moments.local(station.clock.now_ms())
        session = self.floor.session
        by = "" if session is None else session.name.of(words.language)
        printed = (at, by, station.profile.station)
        self._sheets = CertificationSheets(about, printed, words, families())
        self._preview.setPixmap(QPixmap.fromImage(pictures(self._sheets, _PREVIEW_DPI)[0]))
        self._preview.setAccessibleName(self._sheets.title)
        self._path.put(files.suggested(f"certification-{one.person}"))
        self._path.fail("")
        self.open()

    def _save(self, _: object = None) -> None:
        sheets, text = self._sheets, self._path.text().strip()
        if sheets is None or not text:
            return
        path = Path(text)
        self._do.busy(True)
        self.floor.work(self, lambda: files.written(path, pdf(sheets)), self._saved, self._failed)

    def _saved(self, path: Path) -> None:
        self._do.busy(False)
        self.close_sheet()
        files.show(path)

    def _failed(self, refused: Refused) -> None:
        self._do.busy(False)
        self._path.fail(self.look.words.refusal(refused))
