"""Printing the certification letter of somebody whose identity was verified."""

from PySide6.QtWidgets import QWidget

from app.capabilities.people.accounts.queries import Person
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.paper.certification import CertificationSheets, Certified
from app.ui.screens.people.users_facts import UsersFacts
from app.ui.screens.printing import PrintSheet
from app.ui.theme.fonts import families
from app.ui.theme.look import Look


class LetterSheet(PrintSheet):
    """Controls: `letter-path`, `letter-browse`, `letter-save`."""

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        super().__init__(floor, look, host, look.words("users.letter"), name="letter")
        self._moments = Moments(look.words, floor.station.clock)

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
        sheets = CertificationSheets(about, printed, words, families())
        self.show_sheets(sheets, f"certification-{one.person}")
