"""What is allowed with inspections: pure rules. What is due is told in `due`."""

from collections.abc import Collection
from dataclasses import dataclass

from app.capabilities.forms.filling.answers import Filled
from app.capabilities.quality.inspections.answers import Inspection, Standing
from app.capabilities.quality.inspections.events import (
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


def ask(wanted: Wanted, remark: str = "") -> InspectionAsked:
    """Ask for an inspection."""
    return InspectionAsked(
        inspection=wanted.name,
        plan=wanted.plan,
        about=wanted.about,
        occasions=wanted.occasions,
        causes=wanted.causes,
        sample=wanted.sample,
        remark=remark.strip(),
    )


def begin(
    name: str, now: Inspection | None, filled: str, *, actor: str, maker: str, form_state: str = ""
) -> InspectionBegun:
    """Begin. `now` is None where it is asked for in the same act; `maker` who made the piece.

    Refusals: `inspection.begun`, `inspection.over`, `inspection.own_work` (whoever made the first
    article does not inspect it).
    """
    row = None if now is None else now.row
    if row is not None and row.state in (ACCEPTED, REJECTED, "released"):
        raise Refused("inspection.over", inspection=row.title)
    begun = "" if row is None or row.state == CANCELLED else row.filled
    if begun and form_state != "voided":
        raise Refused("inspection.begun", person=row.begun_by if row else "")
    if maker and maker == actor:
        raise Refused("inspection.own_work")
    return InspectionBegun(inspection=name, filled=filled, replaces=begun, maker=maker)


def conclude(
    now: Inspection, form: Filled | None, inputs: str, inspectors: Collection[str], remark: str = ""
) -> InspectionConcluded:
    """Let the completed form decide. Nobody says otherwise than its verdict.

    Refusals: `inspection.not_begun`, `.cancelled`, `.form_open`, `.unreviewed`, `.no_verdict`,
    `.over`.
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
    return InspectionConcluded(
        inspection=row.inspection,
        filled=row.filled,
        inputs=inputs,
        verdict="pass" if form.verdict == "pass" else "fail",
        accepted=form.verdict == "pass",
        inspectors=tuple(sorted(set(inspectors))),
        replaces=row.concluded,
        remark=remark.strip(),
    )


def release(now: Inspection, *, actor: str, makers: Collection[str]) -> FirstArticleReleased:
    """Let production go on. `makers` are those who ran the operation.

    Refusals: `first_article.not_one`, `.not_accepted`, `.own_inspection` (who inspected it does not
    release it), `.own_work` (nor who made it).
    """
    row = now.row
    if row.trigger != Trigger.FIRST_ARTICLE:
        raise Refused("first_article.not_one")
    if now.step is not Standing.TO_RELEASE:
        raise Refused("first_article.not_accepted")
    if actor in (row.begun_by, row.concluded_by, *row.inspectors):
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
