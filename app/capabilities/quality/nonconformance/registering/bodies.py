"""What a rule is told when it opens a nonconformance."""

from enum import StrEnum

import msgspec

from app.capabilities.quality.nonconformance.records.bodies import Severity

NCR_REVIEW = "NCR-REVIEW"
"""The flow a review goes by where nobody names another one."""


class HoldScope(StrEnum):
    """What is held when it is opened; its words are `ncr.hold_scope.<value>`.

    A lot of material it is about is held in any case.
    """

    OPERATION = "operation"
    ORDER = "order"
    EQUIPMENT = "equipment"
    NOTHING = "nothing"


class OpenNonconformance(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule opens: by which code, how bad (empty: as the terms say), by which flow."""

    code: str
    severity: str = ""
    flow: str = NCR_REVIEW
    hold: HoldScope = HoldScope.OPERATION


SEVERITIES = ("", *(one.value for one in Severity))
