"""The plug of notices."""

from app.capabilities.flows.notices.commands import (
    ASK,
    SETTLE,
    SeeNotices,
    SetNoticePatience,
    see,
    set_patience,
)
from app.capabilities.flows.notices.events import NoticePatienceSet, NoticeSeen, NoticeSent
from app.capabilities.flows.notices.fold import fold
from app.capabilities.flows.notices.tables import NoticeRow, NoticeSeenRow, PatienceRow
from app.journal.capability import NOTE, SERVERS_OWN, Capability, Whose, or_a_rule


def seeing(happened: NoticeSeen, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return that people see for themselves, without any right; nobody does it for them."""
    del happened, whose
    return NOTE if actor else SERVERS_OWN


CAPABILITY = Capability(
    name="flows.notices",
    happened=(NoticeSent, NoticeSeen, NoticePatienceSet),
    rows=(NoticeRow, NoticeSeenRow, PatienceRow),
    fold=fold,
    commands={SeeNotices: see, SetNoticePatience: set_patience},
    needs={
        NoticeSent: or_a_rule(ASK, named="notice"),
        NoticeSeen: seeing,
        NoticePatienceSet: (SETTLE,),
    },
)
