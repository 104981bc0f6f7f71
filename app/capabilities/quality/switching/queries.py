"""Questions about the switching of inspection."""

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, bindparam, select

from app.capabilities.documents.queries import all_in_force, body, in_force
from app.capabilities.forms.definition.bodies import FORM, Form
from app.capabilities.forms.filling.events import filled_stream
from app.capabilities.forms.filling.queries import layout
from app.capabilities.forms.readings.queries import completed_values, used_forms
from app.capabilities.quality.plans.bodies import InspectionPlan
from app.capabilities.quality.sampling.answers import SamplingPlan, Severity, Switching
from app.capabilities.quality.sampling.bodies import Sample, Sampled
from app.capabilities.quality.sampling.decisions import plan as single_plan
from app.capabilities.quality.sampling.kinds import SAMPLING
from app.capabilities.quality.switching.answers import Step, SwitchingView
from app.capabilities.quality.switching.decisions import (
    HARDNESS,
    Inspected,
    history,
    wanted_severities,
)
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


def severity_for(
    connection: Connection, plan: InspectionPlan, of: str, at_ms: int
) -> tuple[Severity, bool]:
    """Return how hard the next lot is inspected by a plan: the hardest of its form's fields.

    And whether inspection is discontinued. Normal where the plan takes no sample by the standard,
    or its form has not come here.
    """
    pin = in_force(connection, FORM, plan.form, at_ms) if plan.sample.level else None
    try:
        fields = () if pin is None else body(connection, pin.body, Form).fields
    except Refused:
        return Severity.NORMAL, False
    views = [
        view.now
        for field in fields
        if field.kind == SAMPLING
        for view in switching(
            connection, plan.form, field.key, msgspec.convert(field.settings, Sampled), of
        )
    ]
    return Severity(hardest(views)), any(one.is_discontinued for one in views)


def lots_of(connection: Connection, form: str, field: str) -> dict[str, list[Inspected]]:
    """Return the completed samples of a form's field, by what was inspected, oldest first."""
    found: dict[str, list[Inspected]] = {}
    for one in completed_values(connection, form, field):
        try:
            sample = msgspec.json.decode(one.value, type=Sample)
        except msgspec.MsgspecError:
            continue
        inspected = Inspected(one.at_ms, one.filled, one.lot, one.by, sample, one.hash)
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
        (one.code, single_plan(lot_size, settings.level, one.aql, severity))
        for one in settings.classes
    )


def hardest(states: Iterable[Switching]) -> str:
    """Return the hardest of several severities: one sample answers for all classes of defects."""
    return max((str(one.severity) for one in states), key=HARDNESS.__getitem__, default="normal")


def lighter(connection: Connection) -> Iterator[Discrepancy]:
    """Find lots inspected less hard than their history asked for, as a merge may bring."""
    for form, field, settings in _ever_sampled(connection):
        for of, lots in lots_of(connection, form, field).items():
            said = _said(connection, form, field, of)
            every = [history(settings, one.code, lots, said) for one in settings.classes]
            wanted = wanted_severities(every)
            for lot in lots:
                asked = wanted.get(lot.filled, lot.sample.severity)
                if HARDNESS[lot.sample.severity] < HARDNESS[asked]:
                    yield _too_light((form, field, of), lot, asked)


def _too_light(name: tuple[str, str, str], lot: Inspected, asked: str) -> Discrepancy:
    return Discrepancy(
        kind=LIGHTER,
        subjects=(lot.filled,),
        owner=lot.by,
        at_ms=lot.at_ms,
        stream=filled_stream(lot.filled),
        looked_at=(lot.hash,),
        facts={"lot": lot.lot or name[2], "used": lot.sample.severity, "asked": asked},
    )


def _ever_sampled(connection: Connection) -> Iterator[tuple[str, str, Sampled]]:
    """Return every sampling field lots were judged by, as its last revision used has it."""
    for form, pin in used_forms(connection).items():
        for field in body(connection, pin, Form).fields:
            if field.kind == SAMPLING:
                yield form, field.key, msgspec.convert(field.settings, Sampled)


def _said(connection: Connection, form: str, field: str, of: str) -> tuple[SaidRow, ...]:
    return read(connection, SaidRow, _SAID, {"stream": switching_stream(form, field, of)})


def _view(name: tuple[str, str, str, str], steps: tuple[Step, ...]) -> SwitchingView:
    form, field, of, defects = name
    now = steps[-1].after if steps else Switching()
    return SwitchingView(form, field, of, defects, now, steps)
