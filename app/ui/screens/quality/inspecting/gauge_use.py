"""Which gauge measures an item, how it stands, and why it may not be used. Pure (IL-04)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.capabilities.equipment.gauges.answers import Gauge, Standing
from app.capabilities.equipment.gauges.decisions import check_range_covers, check_usable, range_of
from app.capabilities.forms.definition.answers import Place
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.stations.recogniser import EquipmentLabel, GaugeLabel, Meaning, gauge_meant
from app.ui import kit


@dataclass(frozen=True, slots=True)
class GaugeUse:
    """How an item is measured: the gauge, if one is chosen, and why it is refused.

    `state` is that of a chip; `is_needed` where nothing is recorded without one.
    """

    is_needed: bool
    gauge: Gauge | None = None
    code: str = ""
    state: str = "todo"
    refused: Refused | None = None


def gauge_use(
    place: Place, code: str, known: Mapping[str, Gauge], now: Moment, *, by_device: bool = False
) -> GaugeUse:
    """Return how an item stands that `code` shall measure; empty for none chosen."""
    needed = bool(getattr(place.settings, "needs_gauge", False)) and not by_device
    if not code:
        return GaugeUse(needed)
    found = known.get(code)
    if found is None:
        return GaugeUse(needed, None, code, "fail", Refused("gauge.unknown", gauge=code))
    refused = why_not(found, place, now)
    state = "fail" if refused else "warn" if found.standing(now) is Standing.DUE_SOON else "ok"
    return GaugeUse(needed, found, code, state, refused)


def why_not(gauge: Gauge, place: Place, now: Moment) -> Refused | None:
    """Return why a gauge may not measure a place: overdue, failed, or its range too small."""
    settings = place.settings
    sort = getattr(settings, "gauge_kind", "")
    if sort and gauge.sort != sort:
        return Refused("gauge.other_kind", gauge=gauge.gauge, name=gauge.name)
    try:
        check_usable(gauge, now)
        if getattr(settings, "unit", ""):
            limits = (getattr(settings, "lsl", None), getattr(settings, "usl", None))
            check_range_covers(gauge, limits, settings.unit)
    except Refused as refused:
        return refused
    return None


def scanned(known: Mapping[str, Gauge], meaning: Meaning) -> str:
    """Return the code of the gauge a scan means; empty for none.

    A label of ours counts though nobody knows its gauge: that is said beside it. A plain code is a
    gauge only where it is a known code, or the serial number its maker engraved.
    """
    if isinstance(meaning, EquipmentLabel):
        return meaning.code if meaning.code in known else ""
    meant = gauge_meant(meaning)
    if meant is None:
        return ""
    by_serial = (one.gauge for one in known.values() if one.serial == meant.code)
    found = meant.code if meant.code in known else next(by_serial, "")
    return found or (meant.code if isinstance(meaning, GaugeLabel) else "")


def said(use: GaugeUse, words: Words) -> str:
    """Return the gauge and until when it is calibrated, for a line."""
    gauge = use.gauge
    if gauge is None:
        return use.code or words("inspect.gauge.none")
    name = f"{words.of(gauge.name)} {gauge.gauge}"
    due = words("inspect.gauge.due", day=gauge.due) if gauge.due else ""
    return " · ".join(one for one in (name, due) if one)


def short(use: GaugeUse, words: Words, now: Moment) -> str:
    """Return the gauge for a chip: its code, with what is the matter where something is."""
    gauge = use.gauge
    if gauge is None:
        return use.code or words("inspect.gauge.choose")
    standing = gauge.standing(now)
    if use.refused is not None and standing in (Standing.USABLE, Standing.DUE_SOON):
        return f"{gauge.gauge} · {words('inspect.gauge.unfit')}"
    if standing is Standing.USABLE:
        return gauge.gauge
    left = gauge.days_left(now)
    if standing is Standing.DUE_SOON:
        return f"{gauge.gauge} · {words('inspect.gauge.days', n=left or 0)}"
    return f"{gauge.gauge} · {words(f'inspect.gauge.{standing.value}')}"


def offered(
    known: Mapping[str, Gauge], place: Place, now: Moment, words: Words
) -> tuple[kit.Pick, ...]:
    """Return the gauges of the kind an item asks for; those that may not be used say why."""
    sort = getattr(place.settings, "gauge_kind", "")
    fit = [one for one in known.values() if sort in ("", one.sort)]
    found = []
    for one in fit or list(known.values()):
        refused = why_not(one, place, now)
        blocked = "" if refused is None else words.refusal(refused)
        sub = " · ".join(part for part in (_range(one), words("inspect.gauge.due", day=one.due)))
        found.append(
            kit.Pick(
                one.gauge,
                f"{one.gauge} {words.of(one.name)}",
                blocked or sub,
                "fail" if refused else "ok",
                blocked=blocked,
            )
        )
    return tuple(sorted(found, key=lambda one: (bool(one.blocked), one.key)))


def usual(known: Mapping[str, Gauge], place: Place, here: tuple[str, ...], now: Moment) -> str:
    """Return the gauge an item is measured with here; empty where somebody has to choose.

    `here` are the gauges bound to the station's bench: one of them comes first. Where every gauge
    of the kind may not be used, the first stands there with why.
    """
    sort = getattr(place.settings, "gauge_kind", "")
    kind = [one for one in known.values() if sort in ("", one.sort)]
    fit = [one for one in kind if why_not(one, place, now) is None]
    bound = [one.gauge for one in fit if one.gauge in here]
    if bound:
        return bound[0]
    if not sort:
        return ""
    if fit:
        return fit[0].gauge if len(fit) == 1 else ""
    return kind[0].gauge if kind else ""


def _range(gauge: Gauge) -> str:
    return range_of(gauge) if gauge.measures else gauge.serial
