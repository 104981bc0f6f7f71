"""Questions about the switching of inspection."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.capabilities.documents.queries import all_in_force
from app.capabilities.forms.definition.bodies import FORM
from app.capabilities.forms.filling.queries import completed_values, layout
from app.capabilities.quality.sampling.answers import SamplingPlan, Switching
from app.capabilities.quality.sampling.bodies import Sample, Sampled
from app.capabilities.quality.sampling.decisions import plan
from app.capabilities.quality.switching.answers import SwitchingView
from app.capabilities.quality.switching.decisions import Inspected, history
from app.capabilities.quality.switching.events import switching_stream
from app.capabilities.quality.switching.tables import SaidRow
from app.journal.capability import Plugs
from app.journal.discrepancy import Discrepancy
from app.journal.rows import read
from app.kernel.refused import Refused
from app.store.prepared import Prepared

LIGHTER = "inspected_lighter"
"""A lot was inspected less hard than the history of its lots asks for."""
_S = SaidRow.table
_SAID = Prepared(select(_S).where(_S.c.stream == bindparam("stream")))
_HARD = {"reduced": 0, "normal": 1, "tightened": 2}


def sampled_fields(
    connection: Connection, plugs: Plugs, now_ms: int
) -> tuple[tuple[str, str, Sampled], ...]:
    """Return every sampling field of the forms in force: form, key, settings."""
    found = []
    for pin in all_in_force(connection, FORM, now_ms):
        try:
            laid = layout(connection, pin.body, plugs)
        except Refused:  # a form of a kind this station lacks
            continue
        found += [
            (pin.code, key, top.settings)
            for key, top in laid.tops.items()
            if isinstance(top.settings, Sampled)
        ]
    return tuple(found)


def switching(
    connection: Connection, form: str, field: str, settings: Sampled, of: str
) -> tuple[SwitchingView, ...]:
    """Return where inspection of one thing stands, for each class of defects."""
    lots = lots_of(connection, form, field).get(of, [])
    said = _said(connection, form, field, of)
    return tuple(
        _view((form, field, of, one.code), history(settings, one.code, lots, said))
        for one in settings.classes
    )


def lots_of(connection: Connection, form: str, field: str) -> dict[str, list[Inspected]]:
    """Return the completed samples of a form's field, by what was inspected, oldest first."""
    found: dict[str, list[Inspected]] = {}
    for one in completed_values(connection, form, field):
        try:
            sample = msgspec.json.decode(one.value, type=Sample)
        except msgspec.MsgspecError:
            continue
        inspected = Inspected(one.at_ms, one.filled, one.lot, one.by, sample)
        found.setdefault(one.of, []).append(inspected)
    return found


def plans_for(
    connection: Connection, form: str, field: str, settings: Sampled, of: str, lot_size: int
) -> tuple[tuple[str, SamplingPlan], ...]:
    """Return the plan of each class of defects for the next lot, as hard as its history asks.

    Refusals: `switching.discontinued`, those of the plan.
    """
    views = switching(connection, form, field, settings, of)
    if any(one.now.is_discontinued for one in views):
        raise Refused("switching.discontinued", of=of)
    severity = hardest(one.now for one in views)
    return tuple(
        (one.code, plan(lot_size, settings.level, one.aql, severity)) for one in settings.classes
    )


def hardest(states: Iterable[Switching]) -> str:
    """Return the hardest of several severities: one sample answers for all classes of defects."""
    return max((str(one.severity) for one in states), key=_HARD.__getitem__, default="normal")


def lighter(connection: Connection) -> tuple[Discrepancy, ...]:
    """Return lots inspected less hard than their history asks for, as a merge may bring."""
    found = []
    for form, field, settings in _known(connection):
        for of, lots in lots_of(connection, form, field).items():
            said = _said(connection, form, field, of)
            found += _lighter(form, (field, of), lots, [
                history(settings, one.code, lots, said) for one in settings.classes
            ])
    return tuple(found)
