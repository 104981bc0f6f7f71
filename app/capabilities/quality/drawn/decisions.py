"""Whether what a form recorded of a lot's sample is what its inspection asked for. Pure.

ISO 2859-1 §9.1: the severity follows from the history of lots, nobody chooses it; §9.3: a lot that
comes again does not count for switching.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from app.capabilities.forms.definition.bodies import Form
from app.capabilities.forms.judging.answers import Held
from app.capabilities.forms.numbers.bodies import Samples
from app.capabilities.forms.structures.bodies import Matrix
from app.capabilities.quality.plans.bodies import Drawn
from app.capabilities.quality.sampling.bodies import Found, Sample, Sampled
from app.capabilities.quality.sampling.decisions import aql_of
from app.capabilities.quality.sampling.kinds import SAMPLING
from app.kernel.refused import Refused
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class _Measured:
    """A characteristic of a form: its path, label, and on how many pieces; None for any number."""

    path: str
    label: Bilingual
    places: int | None


def asked_sample(drawn: Sequence[Drawn], size: Decimal, *, is_again: bool) -> Sample | None:
    """Return what a form's sampling field is to say, with nothing found yet; None without a plan.

    `size` is that of the lot, rounded up to whole pieces; `is_again` tells that it comes again
    after it was not accepted.
    """
    by_plan = [one for one in drawn if one.letter]
    if not by_plan:
        return None
    first = by_plan[0]
    return Sample(
        lot_size=int(size.to_integral_value(rounding="ROUND_CEILING")),
        severity=first.severity,
        classes={
            one.defects: Found(found=0, letter=one.letter, n=one.n, ac=one.ac, re=one.re)
            for one in by_plan
        },
        resubmitted=is_again,
        edition=first.edition,
        level=first.level,
    )


def check_form(drawn: Sequence[Drawn], form: Form) -> None:
    """Refuse `inspection.form_samples_otherwise` for a form that cannot record this sample.

    One of its sampling fields has the plan's level and its classes of defects with their AQLs. Of a
    fixed number of pieces every characteristic has its readings: `inspection.form_holds_fewer`.
    """
    wanted = {(one.defects, one.level, aql_of(one.aql)) for one in drawn if one.letter}
    if wanted and wanted not in [_of(settings) for settings in _sampled(form)]:
        raise Refused("inspection.form_samples_otherwise", form=form.code)
    for one in drawn:
        _check_holds(one, form)


def check_readings(
    drawn: Sequence[Drawn], form: Form, held: Mapping[str, Held], hidden: Collection[str]
) -> None:
    """Refuse `inspection.fewer_readings`: something was read on fewer pieces than were drawn.

    A form may leave it open how many, or not require them. What does not apply and the fields that
    are not asked (`hidden`) are not counted.
    """
    for one in drawn:
        for measured in _measured(form):
            is_asked = measured.path.partition("/")[0] not in hidden
            if is_asked and measured.places != 1 and measured.path not in one.fewer:
                _check_read(measured, one.readings, held)


def _check_read(measured: _Measured, n: int, held: Mapping[str, Held]) -> None:
    mine = [value for path, value in held.items() if _is_of(path, measured.path)]
    read = sum(not value.not_applicable and value.value is not None for value in mine)
    if read < n and not any(value.not_applicable for value in mine):
        raise Refused("inspection.fewer_readings", field=measured.label, read=read, n=n)


def check_sample(asked: Sample | None, held: Iterable[Held]) -> None:
    """Refuse what was recorded of another sample than was asked for.

    Refusals: `inspection.other_sample`, `inspection.comes_again` for a lot that was not accepted
    before and is recorded as a new one, `inspection.comes_first` the other way round.
    """
    if asked is None:
        return
    recorded = [one.value for one in held if isinstance(one.value, Sample)]
    same = [one for one in recorded if _plain(one) == _plain(asked)]
    if not same:
        first = next(iter(asked.classes.values()))
        raise Refused(
            "inspection.other_sample", size=asked.lot_size, letter=first.letter, n=first.n
        )
    if all(one.resubmitted is not asked.resubmitted for one in same):
        raise Refused("inspection.comes_again" if asked.resubmitted else "inspection.comes_first")


def _measured(form: Form) -> Iterator[_Measured]:
    """Return the characteristics a form measures; the lines of a table are as many as one adds."""
    for field in form.fields:
        match field.kind:
            case "samples":
                n = msgspec.convert(field.settings, Samples).n
                yield _Measured(field.key, field.label, n)
            case "matrix":
                for row in msgspec.convert(field.settings, Matrix).rows:
                    yield _Measured(f"{field.key}/{row.key}", row.label, row.n)
            case "measurement" | "weight":
                yield _Measured(field.key, field.label, 1)


def _check_holds(drawn: Drawn, form: Form) -> None:
    """Refuse a characteristic of fewer samples than pieces are drawn.

    Single values stand beside samples for the whole of them; a form that measures nothing else
    holds one piece.
    """
    n = drawn.readings
    measured = [one for one in _measured(form) if one.path not in drawn.fewer]
    sampled = [one for one in measured if one.places != 1]
    has_rows = any(field.kind == "table" for field in form.fields)
    for one in sampled or ([] if has_rows else measured):
        if one.places is not None and one.places < n:
            raise Refused(
                "inspection.form_holds_fewer",
                form=form.code,
                field=one.label,
                places=one.places,
                n=n,
            )


def _is_of(path: str, characteristic: str) -> bool:
    return path == characteristic or path.startswith(f"{characteristic}/")


def _plain(sample: Sample) -> tuple[object, ...]:
    """Return what a sample is of, without what was found in it."""
    plans = {code: (one.letter, one.n, one.ac, one.re) for code, one in sample.classes.items()}
    return (sample.lot_size, sample.severity, sample.level, plans)


def _sampled(form: Form) -> Iterator[Sampled]:
    for field in form.fields:
        if field.kind == SAMPLING:
            yield msgspec.convert(field.settings, Sampled)


def _of(settings: Sampled) -> set[tuple[str, str, Decimal]]:
    return {(one.code, settings.level, aql_of(one.aql)) for one in settings.classes}
