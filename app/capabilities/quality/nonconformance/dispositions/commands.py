"""What one may ask to decide what becomes of nonconforming pieces, and to close it at the end."""

from collections.abc import Mapping
from typing import ClassVar

from app.capabilities.people.accounts.queries import may
from app.capabilities.quality.nonconformance.dispositions import decisions
from app.capabilities.quality.nonconformance.dispositions.queries import (
    check_signed,
    ground,
    uncounted,
    unwitnessed,
)
from app.capabilities.quality.nonconformance.evaluating.commands import freed
from app.capabilities.quality.nonconformance.records.bodies import (
    MENDS,
    ONLINE,
    RIGHT_OF,
    Disposition,
    Part,
    Split,
)
from app.capabilities.quality.nonconformance.records.queries import has_signed, known, open_results
from app.capabilities.quality.nonconformance.reviewing.queries import (
    sign_turn,
    take_turn,
    turn_back,
)
from app.journal.capability import Acting, Command
from app.journal.event import Happened
from app.kernel.expressions import Worth
from app.kernel.refused import Refused

EVALUATE, CLOSE = "quality.evaluate", "quality.close"


class ProposeDisposition(Command, frozen=True, kw_only=True):
    """Propose what becomes of every piece that is held."""

    right: ClassVar[str] = EVALUATE
    name: str
    splits: tuple[Split, ...]
    remark: str = ""


class ApproveDisposition(Command, frozen=True, kw_only=True):
    """Approve a proposal as the supervisor, or as quality what may be decided without the server.

    It follows the actor's signature: `Signing.sign((Ask(...),), who, then=(ApproveDisposition,))`.
    """

    name: str
    proposal: str
    part: Part
    remark: str = ""


class ApproveOnline(Command, frozen=True, kw_only=True):
    """Approve a downgrade, a concession, a repair: only while the server is in touch."""

    needs_server: ClassVar[bool] = True
    name: str
    proposal: str
    part: Part
    remark: str = ""


class SendDispositionBack(Command, frozen=True, kw_only=True):
    """Send a proposal back to be improved, or refuse it, and say why."""

    name: str
    proposal: str
    remark: str
    refused: bool = False


class CloseNonconformance(Command, frozen=True, kw_only=True):
    """Close it: everything is done and verified. What it held is free."""

    right: ClassVar[str] = CLOSE
    name: str
    remark: str = ""


def propose(acting: Acting, command: ProposeDisposition) -> list[Happened]:
    """Answer ProposeDisposition, by the rules of `decisions.propose`, in the flow's turn."""
    it = known(acting.connection, command.name)
    here = ground(acting.connection, it, acting.now_ms)
    proposed = decisions.propose(it, command.splits, here, command.remark)
    kinds = {one.disposition for one in command.splits}
    facts: Mapping[str, Worth] = {
        **{one.value: one in kinds for one in Disposition},
        "mends": bool(kinds & MENDS),
        "online": any(part in ONLINE for part in proposed.needs),
    }
    return [proposed, *take_turn(acting, it, "propose", "proposed", facts)]


def approve(acting: Acting, command: ApproveDisposition) -> list[Happened]:
    """Answer ApproveDisposition."""
    return _approved(acting, command, is_online=False)


def approve_online(acting: Acting, command: ApproveOnline) -> list[Happened]:
    """Answer ApproveOnline."""
    return _approved(acting, command, is_online=True)


def send_back(acting: Acting, command: SendDispositionBack) -> list[Happened]:
    """Answer SendDispositionBack: by anybody who may approve. Refuses also `right.missing`."""
    rights = dict.fromkeys(RIGHT_OF.values())
    if not any(may(acting.connection, acting.actor, one, acting.place) for one in rights):
        raise Refused("right.missing", right=next(iter(rights)))
    it = known(acting.connection, command.name)
    back = decisions.send_back(it, command.proposal, command.remark, refused=command.refused)
    return [back, *turn_back(acting, it, back.remark)]


def close(acting: Acting, command: CloseNonconformance) -> list[Happened]:
    """Answer CloseNonconformance, by the rules of `decisions.close`, in the flow's turn."""
    it = known(acting.connection, command.name)
    check_signed(acting.connection, it)
    closed = decisions.close(
        it,
        unwitnessed=len(unwitnessed(acting.connection, it)),
        open_results=open_results(acting.connection, it.row.filled, acting.plugs),
        labels=sum(map(len, uncounted(acting.connection, it).values())),
        remark=command.remark,
    )
    turn = take_turn(acting, it, "close", "closed", {})
    return [closed, *freed(acting, it, f"{it.row.number} closed"), *turn]


def _approved(
    acting: Acting, command: ApproveDisposition | ApproveOnline, *, is_online: bool
) -> list[Happened]:
    """Approve, after signing, in the order of the flow's signatures. Refuses `right.missing`."""
    right = RIGHT_OF[command.part]
    if not may(acting.connection, acting.actor, right, acting.place):
        raise Refused("right.missing", right=right)
    it = known(acting.connection, command.name)
    needs_release = command.part in ONLINE
    said = decisions.ONLINE_MEANINGS if needs_release else decisions.OFFLINE_MEANINGS
    approved = decisions.approve(
        it,
        command.proposal,
        command.part,
        actor=acting.actor,
        is_signed=has_signed(
            acting.connection, it.row.stream, acting.actor, said, command.proposal
        ),
        is_online=is_online,
        remark=command.remark,
    )
    return [*sign_turn(acting, it), approved]
