"""Sign at this station: prove who signs, draft the manifest, sign it, record it, all or nothing.

    signing = Signing(station)
    signing.sign((Ask(record, "reviewed", seen=shown),), Credentials("P-0118", pin, badge))
    signing.act_signed(SetRoles(...), "administered", credentials)

Every method blocks for argon2 and the writer: call it on a worker.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from app.capabilities.people.signatures.commands import Ask, Circumstance, Sign, draft
from app.capabilities.people.signatures.decisions import meaning, written
from app.journal.capability import Command
from app.journal.journal import Changes, Journal, merged
from app.kernel.ids import new_id
from app.kernel.refused import Refused
from app.kernel.release import release
from app.kernel.words import LANGUAGES, Bilingual, Words
from app.stations.session import Proof
from app.stations.station import Station
from app.stations.timekeeper import check_trusted

WITNESSED = "witnessed"
"""What the second person signs with who saw something done."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody gives to sign: who, their secret, and the badge or id they showed."""

    person: str
    secret: str
    shown: str = ""

    def __repr__(self) -> str:
        return f"Credentials({self.person})"


class Signing:
    """Signs records at one station."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def sign(
        self,
        asks: Sequence[Ask],
        who: Credentials,
        *,
        first: Sequence[Command] = (),
        then: Sequence[Command] = (),
    ) -> Changes:
        """Sign each of a listed set with one authentication; each gets its own signature.

        `first` are acts of the signer that must be allowed before, `then` those that follow from
        the signatures; all in one transaction. Refuses as `Sessions.prove`, the acts and
        `signatures.commands.sign`, and a release `station.needs_server` and `time.suspect`; then
        nothing is signed.
        """
        self._check_release(*(ask.meaning for ask in asks))
        for command in (*first, *then):
            self._station.check_in_touch(command)
        proof = self._station.sessions.prove(who.person, who.secret, who.shown)
        group = new_id(self._station.clock) if len(asks) > 1 else ""

        def work(connection: Connection) -> list[Changes]:
            act = partial(self._station.journal.carry_out, connection, actor=who.person)
            before = [act(command=one) for one in first]
            given = [self._signed(connection, ask, proof, group=group) for ask in asks]
            return [*before, *given, *(act(command=one) for one in then)]

        return self._write(work)

    def sign_together(
        self, first: tuple[Ask, Credentials], second: tuple[Ask, Credentials]
    ) -> Changes:
        """Let two people sign as one act: who did it, and who saw it done.

        The second shows both components, whoever is in front. Refuses `signature.same_person`.
        """
        (ask, who), (second_ask, witness) = first, second
        self._check_witness(who, witness)
        self._check_release(ask.meaning, second_ask.meaning)
        proof = self._station.sessions.prove(who.person, who.secret, who.shown)
        other = self._station.sessions.prove(witness.person, witness.secret, witness.shown)
        return self._write(
            lambda c: [
                self._signed(c, ask, proof, with_=other.person),
                self._signed(c, second_ask, other, with_=proof.person),
            ]
        )

    def act_signed(
        self, command: Command, says: str, who: Credentials, reason: str = ""
    ) -> Changes:
        """Carry out a command and sign what it made, in each stream it touched, as one act."""
        return self.acts_signed((command,), says, who, reason)

    def acts_signed(
        self, commands: Iterable[Command], says: str, who: Credentials, reason: str = ""
    ) -> Changes:
        """Carry out several commands and sign what each made, with one authentication."""
        todo = tuple(commands)
        for command in todo:
            self._station.check_in_touch(command)
        self._check_release(says)
        proof = self._station.sessions.prove(who.person, who.secret, who.shown)

        def work(connection: Connection) -> list[Changes]:
            journal = self._station.journal
            done = [journal.carry_out(connection, one, who.person) for one in todo]
            group = new_id(self._station.clock) if len(todo) > 1 else ""
            asks = _asks(done, says, reason)
            return [*done, *(self._signed(connection, ask, proof, group=group) for ask in asks)]

        return self._write(work)

    def act_witnessed(
        self, command: Command, says: str, who: Credentials, witness: Credentials
    ) -> Changes:
        """Carry out a command and let two people sign what it made: who did it, who saw it done.

        One transaction. The only way for a command that takes a second person
        (`Command.witness`). Refuses as `act_signed` and `sign_together`.
        """
        self._check_witness(who, witness)
        self._station.check_in_touch(command)
        self._check_release(says, WITNESSED)
        proof = self._station.sessions.prove(who.person, who.secret, who.shown)
        other = self._station.sessions.prove(witness.person, witness.secret, witness.shown)

        def work(connection: Connection) -> list[Changes]:
            journal = self._station.journal
            done = [journal.carry_out(connection, command, who.person, other.person)]
            given = [
                self._signed(connection, ask, mine, with_=theirs.person)
                for meant, mine, theirs in ((says, proof, other), (WITNESSED, other, proof))
                for ask in _asks(done, meant, "")
            ]
            return [*done, *given]

        return self._write(work)

    def _check_witness(self, who: Credentials, witness: Credentials) -> None:
        if who.person == witness.person:
            raise Refused("signature.same_person")
        if not witness.shown.strip():
            raise Refused("signature.both_components")

    def _check_release(self, *says: str) -> None:
        """Refuse a release while the server does not answer, or the clock cannot be believed."""
        if any(meaning(one).is_release for one in says):
            if not self._station.in_touch:
                raise Refused("station.needs_server")
            check_trusted(self._station.time.reading().quality)

    def _write(self, work: Callable[[Connection], Iterable[Changes]]) -> Changes:
        self._station.time.look()  # a jump is noted before what is signed under it
        return self._station.writer.act(lambda c: merged(work(c))).result()

    def _signed(
        self, connection: Connection, ask: Ask, proof: Proof, *, group: str = "", with_: str = ""
    ) -> Changes:
        journal = self._station.journal
        return signed(journal, connection, ask, proof, group=group, with_=with_)


def signed(
    journal: Journal,
    connection: Connection,
    ask: Ask,
    proof: Proof,
    *,
    group: str = "",
    with_: str = "",
) -> Changes:
    """Draft, sign and record one signature. Signing itself takes some 0.1 ms."""
    circumstance = Circumstance(
        key=proof.key.public_key.hex(),
        session=proof.session,
        components=proof.components,
        meaning_text=_in_words(ask.meaning),
        offset_min=journal.offset_min(),
        time_quality=journal.time_quality(),
        program=release(),
        group=group,
        with_=with_,
    )
    manifest, covers = draft(journal.acting(connection, proof.person), ask, circumstance)
    text = written(manifest)
    signature = proof.key.sign(text.encode()).hex()
    command = Sign(manifest=text, signature=signature, covers=covers)
    return journal.carry_out(connection, command, proof.person)


def _asks(done: Iterable[Changes], says: str, reason: str) -> list[Ask]:
    """Return what is to be signed after acts: the events they made, stream by stream.

    What rules made of them is nobody's own act, and nobody signs it unseen.
    """
    meaning(says)
    made: defaultdict[str, list[str]] = defaultdict(list)
    for change in done:
        for sealed in change.events:
            if sealed.envelope.actor:
                made[sealed.envelope.stream].append(sealed.hash)
    return [Ask(stream, says, made=tuple(names), reason=reason) for stream, names in made.items()]


def _in_words(says: str) -> Bilingual:
    zh, en = (Words(language)(f"signature.meaning.{says}") for language in LANGUAGES)
    return Bilingual(zh, en)
