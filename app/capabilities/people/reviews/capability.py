"""The plug of reviews."""

from app.capabilities.people.reviews import commands, events, tables
from app.capabilities.people.reviews.fold import fold
from app.journal.capability import SERVERS_OWN, Capability, Whose


def judging(happened: events.AccountJudged, actor: str, whose: Whose) -> tuple[str, ...]:
    """Return the right to review; nobody judges their own account."""
    del whose
    return SERVERS_OWN if happened.person == actor else (commands.REVIEW,)


CAPABILITY = Capability(
    name="people.reviews",
    happened=(events.ReviewStarted, events.AccountJudged, events.ReviewClosed),
    rows=(tables.ReviewRow, tables.JudgedRow),
    fold=fold,
    commands={
        commands.StartReview: commands.start_review,
        commands.JudgeAccount: commands.judge_account,
        commands.CloseReview: commands.close_review,
    },
    needs={
        events.ReviewStarted: (commands.REVIEW,),
        events.AccountJudged: judging,
        events.ReviewClosed: (commands.REVIEW,),
    },
)
