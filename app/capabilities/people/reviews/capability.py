"""The plug of reviews."""

from app.capabilities.people.reviews import commands, events, tables
from app.capabilities.people.reviews.fold import fold
from app.journal.capability import Capability

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
)
