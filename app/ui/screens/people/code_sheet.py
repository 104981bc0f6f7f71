"""A person's secret, for administrators: a first one-time code, a reset by two, a key sent ahead.

Controls: `code-give`, `code-why`, `code-ask`, `code-approve`, `code-shown`, `code-station`,
`code-send`.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy import Connection

from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.secrets.commands import AskReset
from app.capabilities.people.secrets.queries import Secret, nodes_of, secret
from app.capabilities.sites.queries import stations
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.stations.secret_change import SecretChange, code_in_groups
from app.ui import kit
from app.ui.floor import Floor
from app.ui.moments import Moments
from app.ui.theme.look import Look

Facts = tuple[Secret | None, tuple[str, ...], tuple[tuple[str, Bilingual], ...]]


class CodeSheet(kit.Sheet):
    """Opened for one person. A code is shown once and is nowhere kept to be read again."""

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("code.title"), name="code", side="right", width=460)
        self._floor = floor
        self._moments = Moments(words, floor.station.clock)
        self._change = SecretChange(floor.station)
        self._person: Person | None = None
        self._secret: Secret | None = None
        self._who = kit.Text(look, "", "title", elide=True)
        self._stands = kit.Text(look, "", "body", "ink2", wrap=True)
        self._trouble = kit.Banner(look, "fail", "", name="code-trouble")
        self._give = _button(look, "code-give", words("code.give"), "key-round", self._do_give)
        self._why = kit.Field(look, words("code.why"), name="code-why")
        self._ask = _button(look, "code-ask", words("code.ask"), "rotate-ccw", self._do_ask)
        self._approve = _button(
            look, "code-approve", words("code.approve"), "badge-check", self._do_approve
        )
        self._shown = kit.Text(look, "", "figures").aligned(Qt.AlignmentFlag.AlignCenter)
        self._shown.setObjectName("code-shown")
        self._once = kit.Text(look, words("code.once"), "hint", wrap=True)
        self._station = kit.SelectField(look, words("code.station"), (), name="code-station")
        self._send = _button(look, "code-send", words("code.send"), "send", self._do_send)
        self._lay_out()

    def ask(self, person: Person) -> None:
        """Open it for somebody."""
        self._person = person
        self._trouble.hide()
        self._shown.hide()
        self._once.hide()
        self._why.put("")
        who = person.person

        def query(connection: Connection) -> Facts:
            places = tuple((one.station, one.name) for one in stations(connection))
            return secret(connection, who), nodes_of(connection, who), places

        self._floor.ask(self, query, self._known)

    def _known(self, facts: Facts) -> None:
        held, nodes, places = facts
        if self._person is None:
            return
        language = self.look.words.language
        self._secret = held
        self._who.say(f"{self._person.name.of(language)} · {self._person.person}")
        self._stands.say(self._standing(held))
        is_asked = held is not None and held.reset_asked_by != ""
        self._give.setVisible(held is None or held.to_change)
        self._approve.setVisible(is_asked)
        for part in (self._why, self._ask):
            part.setVisible(held is not None and not is_asked)
        options = ((code, f"{code} · {name.of(language)}") for code, name in places)
        self._station.show_options(tuple(one for one in options if one[0] not in nodes))
        can_send = held is not None and self._floor.station.sessions.outside.send_key is not None
        self._station.setVisible(can_send)
        self._send.setVisible(can_send)
        self.open()

    def _standing(self, held: Secret | None) -> str:
        words = self.look.words
        if held is None:
            return words("code.none")
        if held.reset_asked_by:
            when = self._moments.when(held.reset_asked_at_ms)
            return words("code.asked", who=held.reset_asked_by, when=when, why=held.reset_why)
        since = self._moments.date_time(held.set_at_ms) if held.set_at_ms else "–"
        return words("code.to_change" if held.to_change else "code.own", since=since)

    def _do_give(self) -> None:
        self._run(self._give, self._change.give_code)

    def _do_approve(self) -> None:
        self._run(self._approve, self._change.confirm_reset)

    def _run(self, button: kit.Button, make: Callable[[str], str]) -> None:
        """Make a code on a worker and show it."""
        if self._person is not None:
            who = self._person.person
            button.busy(True)
            self._floor.work(self, lambda: make(who), self._show_code, self._refuse)

    def _show_code(self, code: str) -> None:
        self._calm()
        for part in (self._give, self._approve, self._why, self._ask, self._station, self._send):
            part.hide()
        self._stands.say(self.look.words("code.given"))
        self._shown.say(code_in_groups(code))
        self._shown.show()
        self._once.show()

    def _do_ask(self) -> None:
        if self._person is not None:
            self._ask.busy(True)
            command = AskReset(person=self._person.person, why=self._why.text())
            self._floor.act(self, command, lambda _: self._asked(), self._refuse)

    def _asked(self) -> None:
        self._calm()
        if self._person is not None:
            self.ask(self._person)

    def _do_send(self) -> None:
        session, send = self._floor.session, self._floor.station.sessions.outside.send_key
        if self._person is None or session is None or send is None:
            return
        who, to, by = self._person.person, self._station.value(), session.person
        self._send.busy(True)
        self._floor.work(self, lambda: send(who, to, by), lambda _: self._asked(), self._refuse)

    def _refuse(self, refused: Refused) -> None:
        self._calm()
        self._trouble.say("fail", self.look.words.refusal(refused))
        self._trouble.show()

    def _calm(self) -> None:
        self._trouble.hide()
        for button in (self._give, self._ask, self._approve, self._send):
            button.busy(False)

    def _lay_out(self) -> None:
        ahead = QVBoxLayout()
        ahead.setSpacing(self.look.space(2))
        ahead.addWidget(self._station)
        ahead.addWidget(self._send)
        parts: tuple[QWidget, ...] = (
            *(self._who, self._stands, self._trouble, self._shown, self._once),
            *(self._give, self._why, self._ask, self._approve),
        )
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addLayout(ahead)


def _button(look: Look, name: str, text: str, icon: str, do: Callable[[], None]) -> kit.Button:
    button = kit.Button(look, text, name=name, icon=icon)
    button.clicked.connect(do)
    return button
