"""What kinds that name something offer, and of what may not be taken the reason."""

from app.capabilities.equipment.gauges.answers import Gauge, Standing
from app.capabilities.equipment.gauges.bodies import GaugeField
from app.capabilities.equipment.gauges.decisions import (
    check_range_covers,
    check_usable,
    range_of,
)
from app.capabilities.equipment.machines.answers import EquipmentNow
from app.capabilities.equipment.machines.events import EquipmentState
from app.capabilities.equipment.machines.kinds import EquipmentField
from app.capabilities.forms.definition.answers import Place
from app.capabilities.materials.lots import decisions as lot_rules
from app.capabilities.materials.lots.answers import Lot
from app.capabilities.materials.lots.bodies import LotField
from app.capabilities.people.accounts.queries import Person
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.ui.kit import Pick
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Picks
from app.ui.screens.forms.fields.picked import gauge_wanted, lot_key
from app.ui.screens.forms.named import Named

_HOUR_MS = 3_600_000


class FieldPicks:
    """Holds what was asked with the form, so that a list opens at once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._facts: FillFacts | None = None

    def know(self, facts: FillFacts) -> None:
        """Offer what these facts hold."""
        self._facts = facts

    def by_kind(self) -> dict[str, Picks]:
        """Return what is offered, by kind of field."""
        return {
            "person": self._people,
            "linked_record": self._records,
            "lot": self._lots,
            "gauge": self._gauges,
            "equipment": self._machines,
            "parameters": self._measured,
        }

    # ------------------------------------------------------------------ people and records
    def _people(self, place: Place) -> tuple[Pick, ...]:
        people = () if self._facts is None else self._facts.people
        return tuple(self._person(one, place) for one in people if one.is_active)

    def _person(self, one: Person, place: Place) -> Pick:
        roles = place.settings.roles
        fits = not roles or bool(set(roles) & set(one.roles))
        blocked = "" if fits else self._words("fill.other_role")
        return Pick(one.person, one.name.of(self._words.language), one.person, blocked=blocked)

    def _records(self, place: Place) -> tuple[Pick, ...]:
        records = () if self._facts is None else self._facts.records
        return tuple(
            Pick(one.stream, one.title.of(self._words.language), f"{one.form} · {one.filled}")
            for one in records
            if one.stream.startswith(place.settings.of)
        )

    # ------------------------------------------------------------------ lots
    def _lots(self, place: Place) -> tuple[Pick, ...]:
        """Offer lots of the materials wanted, the first to expire first, blocked ones last."""
        named, wanted = self._named(), place.settings
        fits = [one for one in named.lots if not wanted.of or one.material in wanted.of]
        made = [
            self._lot(one, container, wanted)
            for one in fits
            if not one.is_used_up
            for container in ("", *sorted(one.opened))
        ]
        return tuple(sorted(made, key=lambda one: bool(one.blocked)))

    def _lot(self, one: Lot, container: str, wanted: LotField) -> Pick:
        words = self._words
        refused = _lot_refused(one, container, wanted, self._named())
        expiry = words("fill.lot.expiry", day=one.expiry) if one.expiry else ""
        material = f"{one.material} {one.material_name.of(words.language)}"
        return Pick(
            lot_key(one.lot, container),
            lot_key(one.lot, container),
            " · ".join(part for part in (material, expiry) if part),
            "fail" if refused else "ok",
            words(f"materials.status.{one.status}"),
            blocked=words.refusal(refused) if refused else "",
        )

    # ------------------------------------------------------------------ gauges
    def _gauges(self, place: Place) -> tuple[Pick, ...]:
        wanted = gauge_wanted(place.settings)
        fits = [one for one in self._named().gauges if wanted.sort in ("", one.sort)]
        made = [self._gauge(one, wanted) for one in fits]
        return tuple(sorted(made, key=lambda one: bool(one.blocked)))

    def _gauge(self, one: Gauge, wanted: GaugeField) -> Pick:
        words, now = self._words, self._named().now
        refused = _gauge_refused(one, wanted, self._named())
        standing = one.standing(now)
        state = "fail" if refused else "warn" if standing is Standing.DUE_SOON else "ok"
        parts = (range_of(one) if one.measures else "", one.serial)
        return Pick(
            one.gauge,
            f"{one.gauge} {one.name.of(words.language)}",
            " · ".join(part for part in parts if part),
            state,
            words(f"equipment.gauge_standing.{standing}"),
            blocked=words.refusal(refused) if refused else "",
        )

    # ------------------------------------------------------------------ machines
    def _machines(self, place: Place) -> tuple[Pick, ...]:
        wanted: EquipmentField = place.settings
        return tuple(
            self._machine(one, _machine_refused(one, wanted))
            for one in self._named().machines
            if (not wanted.of or one.equipment in wanted.of)
            and wanted.work_centre in ("", one.work_centre)
        )

    def _measured(self, place: Place) -> tuple[Pick, ...]:
        """Offer the machines that have every parameter that is asked for."""
        named = self._named()
        asked = [one.parameter for one in place.settings.windows]
        return tuple(
            self._machine(one, None)
            for one in named.machines
            if all(named.parameter(one.equipment, code) is not None for code in asked)
        )

    def _machine(self, one: EquipmentNow, refused: Refused | None) -> Pick:
        words = self._words
        return Pick(
            one.equipment,
            f"{one.equipment} {one.name.of(words.language)}",
            one.work_centre,
            "fail" if refused else "ok" if one.state == EquipmentState.RUNNING else "",
            words(f"equipment.state.{one.state}") if one.state else "",
            blocked=words.refusal(refused) if refused else "",
        )

    def _named(self) -> Named:
        return Named() if self._facts is None else self._facts.named


def _lot_refused(one: Lot, container: str, wanted: LotField, named: Named) -> Refused | None:
    if not wanted.usable:
        return None
    until_ms = named.now.ms + wanted.hours * _HOUR_MS if wanted.hours else None
    try:
        lot_rules.check_usable(one, named.now, needs_until_ms=until_ms, container=container)
    except Refused as refused:
        return refused
    return None


def _gauge_refused(one: Gauge, wanted: GaugeField, named: Named) -> Refused | None:
    try:
        check_usable(one, named.now)
        if wanted.unit and one.measures:
            check_range_covers(one, (wanted.low, wanted.high), wanted.unit)
    except Refused as refused:
        return refused
    return None


def _machine_refused(one: EquipmentNow, wanted: EquipmentField) -> Refused | None:
    """Say what `_admit_machine` would: a fault is never accepted, standing still where asked."""
    if one.state == EquipmentState.FAULT:
        return Refused("equipment.at_fault", equipment=one.equipment)
    if wanted.running and one.state != EquipmentState.RUNNING:
        return Refused("equipment.not_running", equipment=one.equipment)
    return None
