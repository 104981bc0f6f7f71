"""What is allowed with inspections: pure rules. What is due is told in `due`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.capabilities.forms.filling.answers import Filled
from app.capabilities.quality.drawn.decisions import asked_sample, check_readings, check_sample
from app.capabilities.quality.inspections.answers import Inspection, Sheet, Standing
from app.capabilities.quality.inspections.events import (
    AGAIN,
    About,
    FirstArticleReleased,
    InspectionAsked,
    InspectionBegun,
    InspectionCancelled,
    InspectionConcluded,
    Plan,
    named,
)
from app.capabilities.quality.inspections.tables import (
    ACCEPTED,
    CANCELLED,
    REJECTED,
    InspectionRow,
)
from app.capabilities.quality.plans.bodies import Drawn, Trigger
from app.kernel.refused import Refused

_MAY_BEGIN = (Standing.TO_BEGIN, Standing.CANCELLED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An inspection that something asks for: by which plan, of what, for which occasions."""

    plan: Plan
    about: About
    occasions: tuple[str, ...]
    causes: tuple[str, ...] = ()
    sample: tuple[Drawn, ...] = ()

    @property
    def name(self) -> str:
        """Return the name the inspection has, or will have."""
        about = self.about
        subject = (about.lot,) if about.lot and not about.order else (about.order, about.operation)
        return named(self.plan.code, subject, self.occasions)


def ask(wanted: Wanted, remark: str = "", *, firing: str = "") -> InspectionAsked:
    """Ask for an inspection."""
    return InspectionAsked(
        inspection=wanted.name,
        plan=wanted.plan,
        about=wanted.about,
        occasions=wanted.occasions,
        causes=wanted.causes,
        sample=wanted.sample,
        remark=remark.strip(),
        firing=firing,
    )


def begin(
    wanted: Wanted,
    now: Inspection | None,
    filled: str,
    *,
    actor: str,
    makers: Collection[str] = (),
    maker: str = "",
) -> InspectionBegun:
    """Begin. `now` is None where it is asked for in the same act.

    `makers` ran the operation, `maker` runs it now: of a first article only.
    Refusals: `inspection.begun`, `inspection.over`, `inspection.own_work` (whoever made the first
    article does not inspect it).
    """
    row = None if now is None else now.row
    begun = "" if row is None or row.state == CANCELLED else row.filled
    if row is not None and now is not None and now.step not in _MAY_BEGIN:
        if row.concluded:
            raise Refused("inspection.over", inspection=row.title)
        raise Refused("inspection.begun", person=row.begun_by)
    if actor in {*makers, maker} - {""}:
        raise Refused("inspection.own_work")
    return InspectionBegun(inspection=wanted.name, filled=filled, replaces=begun, maker=maker)


def check_investigated(before: Iterable[Inspection], uninvestigated: Collection[str]) -> None:
    """Refuse `inspection.uninvestigated`: nothing is inspected again before a failed result of the
    inspection before was investigated (CN-18). `uninvestigated` are forms.
    """
    for one in before:
        if one.row.state == REJECTED and not set(one.row.forms).isdisjoint(uninvestigated):
            raise Refused("inspection.uninvestigated", inspection=one.title)


def is_fresh(row: InspectionRow, form: Sheet) -> bool:
    """Tell whether a conclusion says what the form that decides says now.

    One that was not accepted stands also after its form was voided. One that says otherwise than
    its form, which is forged, says nothing.
    """
    if (row.state == REJECTED) is (form.verdict == "pass"):
        return False
    if (form.filled, form.state) == (row.filled, "voided"):
        return row.state == REJECTED
    return (form.filled, form.state, form.inputs) == (row.filled, "completed", row.inputs)


def deciding(forms: Sequence[Sheet]) -> Sheet | None:
    """Return the form that decides, of those begun for one inspection, the first begun first.

    The more careful one: a failed one decides, whatever another says; a voided one last.
    """
    standing = [one for one in forms if one.state != "voided"] or forms
    failed = [one for one in standing if (one.state, one.verdict) == ("completed", "fail")]
    return next(iter([*failed, *standing]), None)


def conclude(
    now: Inspection,
    form: Filled | None,
    inputs: str,
    inspectors: Collection[str],
    remark: str = "",
    *,
    makers: Collection[str] = (),
) -> InspectionConcluded:
    """Let the completed form decide. Nobody says otherwise than its verdict.

    Refusals: `inspection.not_begun`, `.cancelled`, `.form_open`, `.unreviewed`, `.no_verdict`,
    `.over`; `.own_work` where one of `makers` entered results; those of `check_sample`; of an
    accepted one those of `check_readings`.
    """
    row = now.row
    if row.state == CANCELLED:
        raise Refused("inspection.cancelled")
    if form is None or not row.filled:
        raise Refused("inspection.not_begun")
    if row.concluded and not now.is_overtaken:
        raise Refused("inspection.over", inspection=row.title)
    if form.state != "completed":
        raise Refused("inspection.form_open")
    if (row.reviewed or form.reviewed) and not now.is_reviewed:
        raise Refused("inspection.unreviewed")
    if form.verdict not in ("pass", "fail"):
        raise Refused("inspection.no_verdict")
    if not set(makers).isdisjoint(inspectors):
        raise Refused("inspection.own_work")
    _check_sampled(row, form)
    return InspectionConcluded(
        inspection=row.inspection,
        filled=form.filled,
        inputs=inputs,
        verdict="pass" if form.verdict == "pass" else "fail",
        accepted=form.verdict == "pass",
        inspectors=tuple(sorted(set(inspectors))),
        replaces=row.concluded,
        remark=remark.strip(),
    )


def _check_sampled(row: InspectionRow, form: Filled) -> None:
    """Compare what was recorded with the sample that was asked for; one that failed may end."""
    is_again = AGAIN in row.causes
    check_sample(asked_sample(row.sample, row.size, is_again=is_again), form.held.values())
    if form.verdict == "pass":
        check_readings(row.sample, form.layout.form, form.held, form.judged.hidden)


def named_by_people(cause: str, detail: str, before: Iterable[Inspection]) -> str:
    """Return the occasion of a change somebody names: the same until it was inspected, then anew.

    Two stations that say the same thing ask for the same inspection.
    """
    said = f"{cause}/{detail.strip()}"
    told = [set(one.row.occasions) for one in before if one.counts]
    while any(said in occasions for occasions in told):
        said += "+"
    return said


def release(
    now: Inspection, *, actor: str, makers: Collection[str], inspectors: Collection[str] = ()
) -> FirstArticleReleased:
    """Let production go on. `makers` are those who ran the operation, `inspectors` all who entered
    results of it, at whatever station.

    Refusals: `first_article.not_one`, `.not_accepted`, `.own_inspection` (who inspected it does not
    release it), `.own_work` (nor who made it).
    """
    row = now.row
    if row.trigger != Trigger.FIRST_ARTICLE:
        raise Refused("first_article.not_one")
    if now.step is not Standing.TO_RELEASE:
        raise Refused("first_article.not_accepted")
    if actor in {row.begun_by, row.concluded_by, *row.inspectors, *inspectors}:
        raise Refused("first_article.own_inspection")
    if actor == row.maker or actor in makers:
        raise Refused("first_article.own_work")
    return FirstArticleReleased(inspection=row.inspection, conclusion=row.concluded)


def cancel(now: Inspection, reason: str) -> InspectionCancelled:
    """Not carry it out. Refusals: `inspection.over`, `.cancelled`, `.why`."""
    row = now.row
    if row.state == CANCELLED:
        raise Refused("inspection.cancelled")
    if row.concluded:
        raise Refused("inspection.over", inspection=row.title)
    if not reason.strip():
        raise Refused("inspection.why")
    return InspectionCancelled(inspection=row.inspection, reason=reason.strip())


def step_of(row: InspectionRow, form_state: str, *, is_reviewed: bool, is_fresh: bool) -> Standing:
    """Return what is to be done next. `is_fresh`: the form is as it was when it was concluded."""
    if row.state == CANCELLED:
        return Standing.CANCELLED
    if row.concluded and is_fresh:
        waits = row.state == ACCEPTED and row.trigger == Trigger.FIRST_ARTICLE
        return Standing.TO_RELEASE if waits else Standing.DONE
    if not row.filled or form_state == "voided":
        return Standing.TO_BEGIN
    if form_state != "completed":
        return Standing.BEGUN
    return Standing.TO_CONCLUDE if is_reviewed or not row.reviewed else Standing.TO_REVIEW
