"""The field kind `sampling`: a lot is judged by a plan of GB/T 2828.1 = ISO 2859-1 (kind 46)."""

from msgspec.structs import replace

from app.capabilities.quality.sampling.bodies import Found, Sample, Sampled
from app.capabilities.quality.sampling.decisions import accepts, aql_of, plan
from app.capabilities.quality.standards.single_plans import EDITION
from app.journal.capability import FieldKind
from app.kernel.refused import Refused

SAMPLING = "sampling"


def _sampled(settings: Sampled, value: Sample) -> Sample:
    """Work the plan of each class out anew. Refusals: those of the plan and of the count."""
    classes = {}
    for one in settings.classes:
        given = value.classes.get(one.code)
        if given is None:
            raise Refused("sampling.class_not_counted", defects=one.code)
        wanted = plan(value.lot_size, settings.level, one.aql, value.severity)
        accepts(wanted, given.found)
        classes[one.code] = Found(
            found=given.found, letter=wanted.letter, n=wanted.n, ac=wanted.ac, re=wanted.re
        )
    if strange := set(value.classes) - set(classes):
        raise Refused("sampling.class_unknown", defects=min(strange))
    return replace(value, classes=classes, edition=EDITION, level=settings.level)


def _passes(settings: Sampled, value: Sample) -> bool:
    del settings
    return all(one.found <= one.ac for one in value.classes.values())


def _said(settings: Sampled, value: Sample) -> str:
    parts = [
        f"{one.label.zh}: n={value.classes[one.code].n} {value.classes[one.code].found}"
        f" ({value.classes[one.code].ac}/{value.classes[one.code].re})"
        for one in settings.classes
        if one.code in value.classes
    ]
    return " · ".join(parts)


def _sound(settings: Sampled) -> None:
    codes = [one.code for one in settings.classes]
    if not codes or len(set(codes)) < len(codes):
        raise Refused("form.settings_unsound", setting="classes")
    for one in settings.classes:
        aql_of(one.aql)
        plan(2, settings.level, one.aql)


KINDS = (
    FieldKind(
        SAMPLING,
        "quality",
        "microscope",
        Sampled,
        Sample,
        sound=_sound,
        accept=_sampled,
        passes=_passes,
        said=_said,
        worth=lambda settings, value: tuple(str(one.found) for one in value.classes.values()),
        is_test=True,
    ),
)
