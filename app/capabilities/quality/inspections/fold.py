"""From what happened to an inspection to how it stands. Total: every order of events folds."""

from typing import Any

from msgspec.structs import replace

from app.capabilities.quality.inspections.events import (
    FirstArticleReleased,
    InspectionAsked,
    InspectionBegun,
    InspectionCancelled,
    InspectionConcluded,
)
from app.capabilities.quality.inspections.tables import (
    ACCEPTED,
    ASKED,
    BEGUN,
    CANCELLED,
    REJECTED,
    RELEASED,
    InspectionClashRow,
    InspectionRow,
)
from app.capabilities.quality.plans.bodies import Trigger
from app.journal.event import Event
from app.journal.rows import Rows
from app.kernel.quantity import kept

BEGUN_APART, CONCLUDED_APART, OWN_RELEASE = "begun_apart", "concluded_apart", "own_release"
_UNDECIDED: dict[str, Any] = {
    "concluded": "",
    "concluded_by": "",
    "concluded_ms": 0,
    "verdict": "",
    "inputs": "",
    "released": "",
    "released_by": "",
    "released_ms": 0,
}
"""An inspection whose form no longer counts is decided by the next one."""


def fold(rows: Rows, event: Event) -> None:
    """Fold one event of an inspection; one before it was asked for, which is forged, is nothing."""
    row = rows.get(InspectionRow)
    what = event.happened
    if isinstance(what, InspectionAsked):
        if row is None or row.state == CANCELLED:
            rows.put(_asked(event, what))
    elif row is not None:
        _go_on(rows, row, event)


def _go_on(rows: Rows, row: InspectionRow, event: Event) -> None:
    match event.happened:
        case InspectionBegun() as begun:
            _begin(rows, row, event, begun)
        case InspectionConcluded() as concluded:
            _conclude(rows, row, event, concluded)
        case FirstArticleReleased() as released:
            _release(rows, row, event, released)
        case InspectionCancelled() as cancelled:
            if row.state in (ASKED, BEGUN):
                rows.put(replace(row, state=CANCELLED, reason=cancelled.reason))


def _asked(event: Event, asked: InspectionAsked) -> InspectionRow:
    plan, about = asked.plan, asked.about
    return InspectionRow(
        stream=event.stream,
        inspection=asked.inspection,
        plan=plan.code,
        revision=plan.revision,
        pin=plan.pin,
        title_zh=plan.title.zh,
        title_en=plan.title.en,
        form=plan.form,
        trigger=plan.trigger.value,
        reviewed=plan.reviewed,
        order=about.order,
        operation=about.operation,
        lot=about.lot,
        product=about.product,
        material=about.material,
        supplier=about.supplier,
        equipment=about.equipment,
        size=kept(about.size),
        unit=about.unit,
        occasions=asked.occasions,
        causes=asked.causes,
        sample=asked.sample,
        asked=event.hash,
        asked_by=event.actor,
        asked_ms=event.wall,
        station=event.station,
    )


def _begin(rows: Rows, row: InspectionRow, event: Event, begun: InspectionBegun) -> None:
    """A form begun apart is kept beside the first; one that was voided is followed by the next."""
    is_next = begun.replaces == row.filled
    if row.filled and not is_next:
        rows.put(_clash(event, BEGUN_APART, row.asked))
        rows.put(replace(row, apart=_others(row, begun.filled, keep=row.filled)))
    elif row.state not in (REJECTED, CANCELLED):
        rows.put(
            replace(
                row,
                state=BEGUN,
                filled=begun.filled,
                maker=begun.maker,
                begun_by=event.actor,
                begun_ms=event.wall,
                **_UNDECIDED,
            )
        )


def _conclude(rows: Rows, row: InspectionRow, event: Event, done: InspectionConcluded) -> None:
    """The more careful of two conclusions that did not know of each other stands: not accepted."""
    is_apart = bool(row.concluded) and done.replaces != row.concluded
    if is_apart:
        rows.put(_clash(event, CONCLUDED_APART, row.concluded))
        if done.accepted or row.state == REJECTED:
            return
    rows.put(
        replace(
            row,
            state=ACCEPTED if done.accepted else REJECTED,
            filled=done.filled,
            apart=_others(row, row.filled, keep=done.filled),
            concluded=event.hash,
            concluded_by=event.actor,
            concluded_ms=event.wall,
            verdict=done.verdict,
            inputs=done.inputs,
            inspectors=tuple(sorted({*row.inspectors, *done.inspectors, event.actor})),
            released="",
            released_by="",
            released_ms=0,
        )
    )


def _others(row: InspectionRow, added: str, *, keep: str) -> tuple[str, ...]:
    return tuple(sorted({*row.apart, added} - {keep, ""}))


def _release(rows: Rows, row: InspectionRow, event: Event, released: FirstArticleReleased) -> None:
    """A release by who made or inspected the piece does not count, wherever it came from."""
    if row.state != ACCEPTED or row.trigger != Trigger.FIRST_ARTICLE:
        return
    if event.actor in (row.maker, row.begun_by, *row.inspectors):
        rows.put(_clash(event, OWN_RELEASE, row.concluded))
        return
    if released.conclusion == row.concluded:
        rows.put(
            replace(
                row,
                state=RELEASED,
                released=event.hash,
                released_by=event.actor,
                released_ms=event.wall,
            )
        )


def _clash(event: Event, matter: str, first: str) -> InspectionClashRow:
    return InspectionClashRow(
        stream=event.stream,
        matter=matter,
        first=first,
        second=event.hash,
        by=event.actor,
        station=event.station,
        at_ms=event.wall,
    )
