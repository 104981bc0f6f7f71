"""Field kinds that hold a machine, and what its parameters were at a moment."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from app.capabilities.equipment.machines.answers import Limits
from app.capabilities.equipment.machines.events import EquipmentState
from app.capabilities.equipment.machines.queries import machine, parameter, state_of
from app.capabilities.equipment.machines.tables import EquipmentRow
from app.journal.capability import Acting, FieldKind
from app.journal.event import Whole
from app.kernel.quantity import is_exact, plain
from app.kernel.refused import Refused

FRESH_S = 120
"""A sample older than this says nothing of now, where a form does not say otherwise."""
AHEAD_MS = 60_000
"""A machine's clock may be so far ahead of ours (DESIGN §2)."""


class EquipmentField(msgspec.Struct, frozen=True, kw_only=True):
    """A machine: one of `of` and of `work_centre`, any where empty.

    One that is at fault is never accepted; `running`: one that stands neither.
    """

    of: tuple[str, ...] = ()
    work_centre: str = ""
    running: bool = False


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """What a parameter should keep to, limits included, in the machine's own unit.

    One without limits is held against those of the machine as they then are.
    """

    parameter: str
    low: Decimal | None = None
    high: Decimal | None = None


class SnapshotField(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot of a machine's parameters, each in its window, none older than `fresh_s`.

    `equipment` is the machine, any where empty.
    """

    windows: tuple[Window, ...]
    equipment: str = ""
    fresh_s: int = FRESH_S


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """What a parameter was at `at_ms` (ms since 1970 UTC), and the limits it was held against."""

    value: Decimal
    unit: str
    at_ms: Whole
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def passes(self) -> bool | None:
        """Judge it; None where nothing limits it."""
        if self.low is None and self.high is None:
            return None
        return Limits(self.low, self.high).crossed(self.value) is None


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """What a machine's parameters were, by their code."""

    equipment: str
    samples: dict[str, Sample]


def _accept_code(settings: EquipmentField, value: str) -> str:
    del settings
    if not value.strip():
        raise Refused("field.empty")
    return value.strip()


def _admit_machine(acting: Acting, settings: EquipmentField, value: str) -> None:
    """Refusals: `equipment.unknown`, `.other`, `.elsewhere`, `.at_fault`, `.not_running`."""
    found = _known(acting, value)
    if settings.of and value not in settings.of:
        raise Refused("equipment.other", equipment=value, wanted=", ".join(settings.of))
    if settings.work_centre and found.work_centre != settings.work_centre:
        raise Refused("equipment.elsewhere", equipment=value, wanted=settings.work_centre)
    row = state_of(acting.connection, value)
    state = "" if row is None else row.state
    if state == EquipmentState.FAULT:
        raise Refused("equipment.at_fault", equipment=value)
    if settings.running and state != EquipmentState.RUNNING:
        raise Refused("equipment.not_running", equipment=value)


def _sound_snapshot(settings: SnapshotField) -> None:
    named = [one.parameter for one in settings.windows]
    if not named or len(set(named)) < len(named):
        raise Refused("form.settings_unsound", setting="windows")
    for one in settings.windows:
        stated = [limit for limit in (one.low, one.high) if limit is not None]
        if not all(is_exact(limit) for limit in stated) or stated != sorted(stated):
            raise Refused("form.settings_unsound", setting="windows")
    if settings.fresh_s <= 0:
        raise Refused("form.settings_unsound", setting="fresh_s")


def _accept_snapshot(settings: SnapshotField, value: Snapshot) -> Snapshot:
    """Keep what is asked for, each with the limits the form gives it.

    Refusals: `equipment.parameter_missing`, `field.not_exact`.
    """
    kept: dict[str, Sample] = {}
    for one in settings.windows:
        sample = value.samples.get(one.parameter)
        if sample is None:
            raise Refused("equipment.parameter_missing", parameter=one.parameter)
        if not sample.value.is_finite():
            raise Refused("field.not_exact")
        if one.low is not None or one.high is not None:
            sample = msgspec.structs.replace(sample, low=one.low, high=one.high)
        kept[one.parameter] = sample
    return Snapshot(equipment=value.equipment, samples=kept)


def _passes(settings: SnapshotField, value: Snapshot) -> bool | None:
    del settings
    told = [one.passes for one in value.samples.values()]
    if all(one is None for one in told):
        return None
    return all(one is not False for one in told)


def _admit_snapshot(acting: Acting, settings: SnapshotField, value: Snapshot) -> None:
    """Refusals: `equipment.unknown`, `.other`, `.parameter_unknown`, `.unit`, `.stale`,
    `.limits_are_others`.
    """
    _known(acting, value.equipment)
    if settings.equipment and value.equipment != settings.equipment:
        raise Refused("equipment.other", equipment=value.equipment, wanted=settings.equipment)
    own = {one.parameter for one in settings.windows if one.low is None and one.high is None}
    for code, sample in value.samples.items():
        known = parameter(acting.connection, value.equipment, code)
        if known is None:
            raise Refused("equipment.parameter_unknown", equipment=value.equipment, parameter=code)
        if sample.unit != known.unit:
            raise Refused("equipment.unit", parameter=code, unit=sample.unit, wanted=known.unit)
        age_ms = acting.now_ms - sample.at_ms
        if not -AHEAD_MS <= age_ms <= settings.fresh_s * 1_000:
            raise Refused("equipment.stale", parameter=code, seconds=settings.fresh_s)
        limits = (known.limits.low, known.limits.high)
        if code in own and (sample.low, sample.high) != limits:
            raise Refused("equipment.limits_are_others", parameter=code)


def _known(acting: Acting, code: str) -> EquipmentRow:
    found = machine(acting.connection, code)
    if found is None:
        raise Refused("equipment.unknown", equipment=code)
    return found


def _said(value: Snapshot) -> Iterator[str]:
    for code, one in value.samples.items():
        yield f"{code} {plain(one.value)} {one.unit}"


KINDS = (
    FieldKind(
        "equipment",
        "plant",
        "wrench",
        EquipmentField,
        str,
        accept=_accept_code,
        said=lambda settings, value: value,
        admit=_admit_machine,
    ),
    FieldKind(
        "parameters",
        "plant",
        "activity",
        SnapshotField,
        Snapshot,
        sound=_sound_snapshot,
        accept=_accept_snapshot,
        passes=_passes,
        said=lambda settings, value: " · ".join((value.equipment, *_said(value))),
        worth=lambda settings, value: value.equipment,
        admit=_admit_snapshot,
    ),
)
