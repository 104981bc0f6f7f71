"""What can happen to a notice: it is sent, and each person it reaches sees it."""

from typing import ClassVar

from app.journal.event import Happened, Whole
from app.journal.ruling import Matter
from app.journal.todo import Urgency
from app.kernel.words import Bilingual


class _OfNotice(Happened, frozen=True, kw_only=True):
    notice: str

    @property
    def stream(self) -> str:
        return notice_stream(self.notice)


class NoticeSent(_OfNotice, frozen=True, kw_only=True):
    """Whoever has one of `roles`, and `people` by name, are told `text`.

    `notice` names it: one of the same name, sent at another station, is the same notice. What a
    rule sends is named by its firing. `escalated` roles are shown it too where it is urgent now
    and nobody has seen it for as long as the plant allows.
    """

    kind: ClassVar[str] = "flows.notice_sent"
    text: Bilingual
    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    matter: Matter = Matter()
    firing: str = ""
    escalated: tuple[str, ...] = ()


class NoticeSeen(_OfNotice, frozen=True, kw_only=True):
    """The actor has seen it: at this station, and so at every other. Each sees for themselves."""

    kind: ClassVar[str] = "flows.notice_seen"
    order_free: ClassVar[bool] = True


class NoticePatienceSet(Happened, frozen=True, kw_only=True):
    """How many minutes an urgent notice may stay unseen before its escalation roles see it too."""

    kind: ClassVar[str] = "flows.notice_patience_set"
    plant_wide: ClassVar[bool] = True
    restates: ClassVar[bool] = True
    minutes: Whole

    @property
    def stream(self) -> str:
        return PATIENCE_STREAM


PATIENCE_STREAM = "notice_patience"


def notice_stream(notice: str) -> str:
    """Return the stream of one notice."""
    return f"notice/{notice}"
