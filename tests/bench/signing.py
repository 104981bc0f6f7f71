"""From the secret to the open session, and from the secret to the signature on the disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

from app.capabilities.people.accounts.commands import DefineRole
from app.capabilities.people.signatures.commands import Ask
from app.capabilities.production.operations.commands import StartOperation
from app.journal.ledger import ledger_of
from app.kernel.sealing import Hardness
from app.kernel.words import Bilingual
from app.stations.secret_change import SecretChange
from app.stations.signing import Credentials, Signing
from tests.bench import raw
from tests.bench.figures import REPEATS, Arm, Bar, Figure, median, milliseconds
from tests.ui.screens.station_at_work import OPERATOR, ORDER, PIN, AtWork, a_peopled_station

TIMES = 4
"""Logins or signatures of one repeat."""
LEAST_KIB = 19 * 1024
"""OWASP's least memory for argon2id: a faster login would be a weaker one."""
SECRET = "machining at night"
RECORD = f"node/{ORDER}/B10"
BADGE = "B-00101"
BARE = "argon2id of the same hardness, and one fsync"


def login(folder: Path, share: int) -> Iterator[Figure]:
    """Look up, count the try, argon2id, note: until the session stands and all is on disk."""
    at = _a_station(folder)
    try:
        ours, bare = _both(folder, share, lambda: at.station.sessions.log_in(OPERATOR, SECRET))
    finally:
        at.station.close()
    yield Figure("login", "ms", Bar(most=1_000), ours, bare, BARE)
    yield Figure("login_memory", "MiB", Bar(least=LEAST_KIB / 1024), _constant(_memory_mib()))


def signing(folder: Path, share: int) -> Iterator[Figure]:
    """Prove, draft the manifest, sign it, commit: until the signature is on disk."""
    at = _a_station(folder)
    at.station.sessions.log_in(OPERATOR, SECRET)
    desk = Signing(at.station)

    def sign() -> None:
        seen = frozenset(at.ask(ledger_of, RECORD).entries)
        desk.sign((Ask(RECORD, "performed", seen=seen),), Credentials(OPERATOR, SECRET, BADGE))

    try:
        ours, bare = _both(folder, share, sign)
    finally:
        at.station.close()
    yield Figure("signing", "ms", Bar(most=300), ours, bare, BARE)


def _a_station(folder: Path) -> AtWork:
    """Return a station whose operator has a secret of the house's own hardness."""
    at = a_peopled_station(folder / "station")
    rights = ("production.report", "sign.performed")
    at.do(
        DefineRole(
            role="operator", name=Bilingual("操作工", "Operator"), rights=rights, why="signs"
        )
    )
    at.do(StartOperation(order=ORDER, operation="B10"), OPERATOR)
    SecretChange(at.station).own(OPERATOR, PIN, SECRET)
    return at


def _both(folder: Path, share: int, ours: Callable[[], object]) -> tuple[Arm, Arm]:
    """Return ours and the bare arm, in turns."""
    mine, theirs = [], []
    with (folder / "floor").open("wb") as file:

        def bare() -> None:
            _argon2()
            raw.fsync(file)

        for _ in range(max(2, TIMES * REPEATS // share)):
            mine.append(milliseconds(ours))
            theirs.append(milliseconds(bare))
    return median(mine), median(theirs)


def _argon2() -> None:
    hard = Hardness()
    hash_secret_raw(
        secret=SECRET.encode(),
        salt=b"s" * 16,
        time_cost=hard.passes,
        memory_cost=hard.memory_kib,
        parallelism=hard.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _memory_mib() -> float:
    return Hardness().memory_kib / 1024


def _constant(value: float) -> Arm:
    return Arm(value, value, value)
