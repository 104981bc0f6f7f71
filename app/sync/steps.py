"""What the exchange is told, and what it asks its driver to do: one frozen value per step."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.sync.protocol import (
    Content,
    Cursor,
    End,
    Fetch,
    Give,
    Given,
    Heard,
    Page,
    Pull,
    Push,
    Pushed,
    PutBack,
)

# -- what it is told ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moment:
    """The driver's clock (monotonic) and one random number in [0, 1)."""

    now_s: float
    chance: float


@dataclass(frozen=True, slots=True)
class Opened:
    """The store is open: how far each area's log is held, and where the own chain ends."""

    cursors: Mapping[str, Cursor]
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Woken:
    """Something may be there to exchange; `urgent` breaks off the wait after a failure."""

    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Rested:
    """The rest is over."""


@dataclass(frozen=True, slots=True)
class Collected:
    """The outbox was read, and where the own chain ends."""

    push: Push | None
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """The store did what was asked; `contradicted`: the server told another story before.

    `put_back`: nothing was done, for the server holds what this node once wrote and lacks: the
    disk is an older copy. Where the chain ends here.
    """

    contradicted: bool = False
    put_back: End | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Content of those the server wants, and the names of those missing here."""

    give: Give | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replied:
    """The server answered the call."""

    reply: Page | Pushed | Content | Given | Heard


@dataclass(frozen=True, slots=True)
class Failed:
    """The call got no usable answer: `sync.unreachable`, or the code the server gave.

    `refused`: the server answered, and a second try would get the same answer.
    """

    code: str
    retry_after_s: float = 0.0
    refused: bool = False


Told = Opened | Woken | Rested | Collected | Stored | Found | Replied | Failed


# -- what it asks for --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remind:
    """Offer also what was set aside."""


@dataclass(frozen=True, slots=True)
class Collect:
    """Read the outbox, `limit` events at most."""

    limit: int


@dataclass(frozen=True, slots=True)
class Call:
    """Ask the server."""

    ask: Pull | Push | Fetch | Give | PutBack


@dataclass(frozen=True, slots=True)
class Apply:
    """Bring a page into the journal and move the cursor, unless it contradicts what is held.

    `admitted`: the server was told that this disk is an older copy.
    """

    area: str
    since: Cursor
    page: Page
    admitted: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Keep the server's word on a push."""

    push: Push
    pushed: Pushed


@dataclass(frozen=True, slots=True)
class StartOver:
    """The server was restored: forget its word and offer everything again."""

    epoch: str


@dataclass(frozen=True, slots=True)
class Look:
    """Find content the server wants and is held here, and what is missing here."""

    wants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepContent:
    """Keep content that arrived, if its bytes have this name."""

    name: str
    content: Content


@dataclass(frozen=True, slots=True)
class Rest:
    """Do nothing until then, or until woken."""

    until_s: float


Do = Remind | Collect | Call | Apply | Note | StartOver | Look | KeepContent | Rest
