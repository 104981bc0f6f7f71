"""What is told of labels."""

from enum import StrEnum


class State(StrEnum):
    """How a label stands; its words are `labels.state.<value>`."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    VERIFIED = "verified"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    VOIDED = "voided"


WAITING = frozenset({State.QUEUED, State.CLAIMED, State.SENDING})
"""Nothing is said yet of whether the label is on paper."""
ON_PAPER = frozenset({State.SENT, State.VERIFIED})


class VoidReason(StrEnum):
    """Why a label is voided; its words are `labels.void.<value>`."""

    NOT_PRINTED = "not_printed"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    WRONG_DATA = "wrong_data"
    NOT_NEEDED = "not_needed"
    LOST = "lost"
    SCRAPPED = "scrapped"
    """The piece it stands on was scrapped."""


class ReprintReason(StrEnum):
    """Why the same label is printed once more; its words are `labels.reprint.<value>`."""

    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    LOST = "lost"
    SECOND_PLACE = "second_place"


REPLACES = frozenset({ReprintReason.UNREADABLE, ReprintReason.DAMAGED, ReprintReason.LOST})
"""Reasons for which the copy before it counts no more: it was destroyed, or is not to be found."""
