"""When a gate lets production go on. Pure."""

from decimal import Decimal

from app.capabilities.quality.due.answers import Due, State
from app.capabilities.quality.inspections.answers import Standing
from app.kernel.refused import Refused

_MINUTE_MS = 60_000


def check_first_article(waiting: Due | None) -> None:
    """Refuse `first_article.not_released`, or `.failed` where the last one was not accepted."""
    if waiting is None:
        return
    if waiting.last_failed and waiting.step is Standing.TO_BEGIN:
        raise Refused("first_article.failed", inspection=waiting.title)
    raise Refused("first_article.not_released", inspection=waiting.title)


def check_patrol(waiting: Due | None) -> None:
    """Refuse `patrol.overdue`, or `patrol.failed` where the last one was not accepted."""
    if waiting is None or waiting.state is not State.OVERDUE:
        return
    if waiting.last_failed:
        raise Refused("patrol.failed", inspection=waiting.title)
    late_min = (waiting.late_ms or 0) // _MINUTE_MS
    raise Refused("patrol.overdue", inspection=waiting.title, minutes=late_min)


def check_final(wanted: Decimal, covered: Decimal, waiting: Due | None) -> None:
    """Refuse `final.not_accepted` where more would go on than accepted inspections cover, or
    `final.failed` where the last of them was not accepted."""
    if wanted <= covered:
        return
    failed = waiting is not None and waiting.last_failed and waiting.step is Standing.TO_BEGIN
    code = "final.failed" if failed else "final.not_accepted"
    title = "" if waiting is None else waiting.title
    raise Refused(code, inspection=title, covered=covered)
