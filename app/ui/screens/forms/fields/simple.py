"""Kinds with one value that a control of the kit holds: words, choices, days, names."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.times.bodies import Span
from app.ui import kit
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import OneValue, name_for


# ------------------------------------------------------------------------------ words
def _line(around: Around, place: Place) -> kit.Control[str]:
    settings = place.settings
    return kit.TextField(
        around.look,
        around.label(place),
        name=name_for(place),
        longest=settings.longest,
        pattern=settings.pattern,
    )


def _area(around: Around, place: Place) -> kit.Control[str]:
    return kit.LongText(
        around.look, around.label(place), name=name_for(place), longest=place.settings.longest
    )


def _note(around: Around, place: Place) -> kit.Control[str]:
    return kit.RichNote(
        around.look, around.label(place), name=name_for(place), longest=place.settings.longest
    )


# ------------------------------------------------------------------------------ choices
def _yes_no(around: Around, place: Place) -> kit.Control[bool | None]:
    return kit.YesNo(around.look, around.label(place), name=name_for(place))


def _pass_fail(around: Around, place: Place) -> kit.Control[str]:
    may = place.settings.may_not_apply
    return kit.PassFail(around.look, around.label(place), name=name_for(place), na=may)


def _one_of(around: Around, place: Place) -> kit.Control[str]:
    return kit.ChoiceField(
        around.look, around.label(place), options_of(around, place), name=name_for(place)
    )


def options_of(around: Around, place: Place) -> tuple[kit.Option, ...]:
    """Return the choices of a field as the kit has them."""
    return tuple(kit.Option(one.code, around.said(one.label)) for one in place.settings.choices)


def _checklist(around: Around, place: Place) -> kit.Control[Any]:
    settings = place.settings
    items = tuple(
        kit.Item(one.code, around.said(one.label), may_skip=one.code in settings.may_not_apply)
        for one in settings.items
    )
    return kit.ChecklistField(around.look, around.label(place), items, name=name_for(place))


def _ticked(place: Place, value: tuple[tuple[str, str], ...]) -> dict[str, str] | None:
    """Return all answers; None while an item has none: a checklist is handed in whole."""
    ticks = dict(value)
    return ticks if all(one.code in ticks for one in place.settings.items) else None


def _ticks(place: Place, value: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, value[one.code]) for one in place.settings.items)


# ------------------------------------------------------------------------------ times
def _day(around: Around, place: Place) -> kit.Control[str]:
    settings = place.settings
    limits = kit.DayLimits(low=_date(settings.not_before), high=_date(settings.not_after))
    today = around.moments.today
    return kit.DateField(
        around.look, around.label(place), name=name_for(place), today=today, limits=limits
    )


def _date(said: str) -> Any:  # noqa: ANN401  # a date or None
    return datetime.fromisoformat(said).date() if said else None


def _moment(around: Around, place: Place) -> kit.Control[str]:
    moments = around.moments

    def now() -> datetime:
        zone = timezone(timedelta(minutes=moments.offset_min()))
        return datetime.fromtimestamp(moments.now_ms() / 1000, UTC).astimezone(zone)

    return kit.DateTimeField(around.look, around.label(place), name=name_for(place), now=now)


def _duration(around: Around, place: Place) -> kit.Control[Any]:
    return kit.DurationField(
        around.look,
        around.label(place),
        name=name_for(place),
        now_ms=around.moments.now_ms,
        least_ms=(place.settings.least_s or 0) * 1_000,
    )


def _span(_place: Place, spell: kit.Spell) -> Span | None:
    """Return what a stopped timer, or somebody who typed, says; None while the timer runs."""
    if spell.is_running or not spell.ms:
        return None
    if spell.began_ms and spell.ended_ms:
        return Span(
            ms=spell.ended_ms - spell.began_ms, from_ms=spell.began_ms, to_ms=spell.ended_ms
        )
    return Span(ms=spell.ms)


def _spell(_place: Place, span: Span) -> kit.Spell:
    return kit.Spell(ms=span.ms, began_ms=span.from_ms or 0, ended_ms=span.to_ms or 0)


# ------------------------------------------------------------------------------ names
def pick(icon: str) -> Any:  # noqa: ANN401  # a maker of OneValue
    """Return how a kind that names something is filled: from the list its picks give."""

    def make(around: Around, place: Place) -> kit.Control[str]:
        offered = around.picks.get(place.kind.code)

        def picks() -> tuple[kit.Pick, ...]:
            return () if offered is None else offered(place)

        return kit.PickField(
            around.look, around.label(place), picks, name=name_for(place), icon=icon
        )

    return make


def _same(_place: Place, value: Any) -> Any:  # noqa: ANN401  # as the control has it
    return value


def _some(_place: Place, value: Any) -> Any:  # noqa: ANN401  # as the control has it
    return value or None


ONE_VALUE = {
    "text": OneValue(_line, _some, _same),
    "multiline": OneValue(_area, _some, _same),
    "rich_note": OneValue(_note, _some, _same),
    "boolean": OneValue(_yes_no, _same, _same),
    "pass_fail": OneValue(_pass_fail, _some, _same),
    "single_choice": OneValue(_one_of, _some, _same),
    "checklist": OneValue(_checklist, _ticked, _ticks),
    "date": OneValue(_day, _some, _same),
    "datetime": OneValue(_moment, _some, _same),
    "duration": OneValue(_duration, _span, _spell),
    "person": OneValue(pick("user"), _some, _same),
    "linked_record": OneValue(
        pick("link"),
        lambda place, value: {"record": value} if value else None,
        lambda place, value: value.record,
    ),
}
"""How each of these kinds is filled, by its code."""
