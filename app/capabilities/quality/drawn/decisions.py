"""Whether what a form recorded of a lot's sample is what its inspection asked for. Pure.

ISO 2859-1 §9.1: the severity follows from the history of lots, nobody chooses it; §9.3: a lot that
comes again does not count for switching.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from app.capabilities.forms.definition.bodies import Form
from app.capabilities.forms.judging.answers import Held
from app.capabilities.quality.plans.bodies import Drawn
from app.capabilities.quality.sampling.bodies import Found, Sample, Sampled
from app.capabilities.quality.sampling.decisions import aql_of
from app.capabilities.quality.sampling.kinds import SAMPLING
from app.kernel.refused import Refused


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

    One of its sampling fields has the plan's level and its classes of defects with their AQLs.
    """
    wanted = {(one.defects, one.level, aql_of(one.aql)) for one in drawn if one.letter}
    if wanted and wanted not in [_of(settings) for settings in _sampled(form)]:
        raise Refused("inspection.form_samples_otherwise", form=form.code)


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
