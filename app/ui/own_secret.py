"""Choosing one's own secret, over whatever is in front: at a person's wish, or when they must."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import Person, person
from app.ui.floor import Floor
from app.ui.theme.look import Look


class OwnSecret(QObject):
    """`changed` when the new secret counts."""

    changed = Signal()

    def __init__(self, floor: Floor, parent: QObject) -> None:
        super().__init__(parent)
        self._floor = floor

    def ask(self, look: Look, host: QWidget, why: str = "") -> None:
        """Ask whoever is in front for a secret of their own; `why` says what makes them."""
        # Imported here: no login waits for it.
        from app.stations.secret_change import SecretChange
        from app.ui.screens.people.own_secret_sheet import OwnSecretSheet

        session = self._floor.session
        if session is None:
            return
        who, change = session.person, SecretChange(self._floor.station)
        sheet = OwnSecretSheet(look, host)

        def given(both: tuple[str, str]) -> None:
            old, new = both
            self._floor.work(sheet, lambda: change.own(who, old, new), done, sheet.refuse)

        def done(_: None) -> None:
            sheet.done()
            self.changed.emit()

        def known(found: Person | None) -> None:
            if found is not None:
                sheet.ask(found, why)

        def query(connection: Connection) -> Person | None:
            return person(connection, who)

        sheet.given.connect(given)
        sheet.closed.connect(sheet.deleteLater)
        self._floor.ask(sheet, query, known)
