"""What one may ask when something is not as required: write it down, and hold what it is about."""

from decimal import Decimal
from typing import ClassVar

from msgspec.structs import replace

from app.capabilities.flows.notices.decisions import notice
from app.capabilities.materials.lots.queries import lot as lot_of
from app.capabilities.production.holds.answers import Scope
from app.capabilities.production.orders.queries import order as order_of
from app.capabilities.quality.nonconformance.containing.decisions import (
    Holding,
    hold_lot,
    hold_work,
)
from app.capabilities.quality.nonconformance.records import decisions
from app.capabilities.quality.nonconformance.records.bodies import Found, Picture, Severity, Terms
from app.capabilities.quality.nonconformance.records.events import (
    NonconformanceContained,
    NonconformanceOpened,
    nonconformance_stream,
)
from app.capabilities.quality.nonconformance.records.queries import nonconformance, terms
from app.capabilities.quality.nonconformance.registering.bodies import (
    NCR_REVIEW,
    SEVERITIES,
    HoldScope,
    OpenNonconformance,
)
from app.capabilities.quality.nonconformance.registering.queries import seen
from app.capabilities.quality.nonconformance.reviewing.queries import begin
from app.journal.capability import Acting, Command, Plugs
from app.journal.event import Happened
from app.journal.ruling import Fired, Matter
from app.journal.todo import Urgency
from app.kernel.refused import Refused
from app.kernel.words import Bilingual

REGISTER = "quality.register"
HEADS = ("quality_head", "production_head")
"""Who is told of one, and hears of what is late."""


class RegisterNonconformance(Command, frozen=True, kw_only=True):
    """Write down that something is not as required, and hold it at once.

    What is not said is taken from its form, its order, its lot: how much, what failed. `title` is
    the code's name where empty, `severity` the code's; `name` a new one.
    """

    right: ClassVar[str] = REGISTER
    code: str
    matter: Matter = Matter()
    quantity: Decimal | None = None
    unit: str = ""
    title: str = ""
    found: Found | None = None
    severity: Severity | None = None
    registered: bool = False
    pictures: tuple[Picture, ...] = ()
    remark: str = ""
    place: str = ""
    hold: HoldScope = HoldScope.OPERATION
    flow: str = NCR_REVIEW
    name: str = ""


def register(acting: Acting, command: RegisterNonconformance) -> list[Happened]:
    """Open one, by the rules of `nonconformance.decisions.open_`, and hold what it is about.

    Refusals beside those: `ncr.code_unknown`, `ncr.order_unknown`, `ncr.lot_unknown`.
    """
    here = terms(acting.connection, acting.now_ms)
    known = seen(acting.connection, command.matter, acting.plugs)
    _check_known(acting, known.matter)
    named = decisions.titled(here, command.code)
    title = command.title.strip()
    name = command.name or acting.new_id()
    opened = NonconformanceOpened(
        name=name,
        number="",
        code=command.code,
        title=Bilingual(title, title) if title else named,
        matter=replace(known.matter, stream=known.matter.stream or nonconformance_stream(name)),
        quantity=known.quantity if command.quantity is None else command.quantity,
        unit=command.unit or known.unit,
        found=command.found or known.found,
        severity=command.severity or _severity(here, command.code),
        registered=command.registered or known.registered,
        pictures=command.pictures,
        remark=command.remark.strip(),
        flow=command.flow,
    )
    return _open(acting, opened, command.hold, command.place.strip())


def open_by_rule(
    acting: Acting, fired: Fired, settings: OpenNonconformance
) -> tuple[Happened, ...]:
    """Open one for a rule, named by its firing: nothing where that did already."""
    if nonconformance(acting.connection, fired.key) is not None:
        return ()
    here = terms(acting.connection, acting.now_ms)
    known = seen(acting.connection, fired.matter, acting.plugs)
    opened = NonconformanceOpened(
        name=fired.key,
        number="",
        code=settings.code,
        title=here.named(settings.code),
        matter=known.matter,
        quantity=known.quantity if known.quantity > 0 else Decimal(1),
        unit=known.unit,
        found=known.found,
        severity=Severity(settings.severity or _severity(here, settings.code)),
        registered=known.registered,
        flow=settings.flow,
        firing=fired.key,
        rule=fired.rule,
    )
    return tuple(_open(acting, opened, settings.hold, ""))


def check_action(settings: OpenNonconformance, plugs: Plugs) -> None:
    """Refuse `ncr.action_code`, `ncr.action_severity` for settings that make no sense."""
    del plugs
    if not settings.code.strip():
        raise Refused("ncr.action_code")
    if settings.severity not in SEVERITIES:
        raise Refused("ncr.action_severity", severity=settings.severity)


def _open(
    acting: Acting, wanted: NonconformanceOpened, scope: HoldScope, place: str
) -> list[Happened]:
    opened = decisions.open_(wanted, nonconformance(acting.connection, wanted.name), acting.now.day)
    held = _held(acting, opened, scope)
    contained = NonconformanceContained(
        name=opened.name, holds=tuple(held), place=place, firing=opened.firing
    )
    return [
        opened,
        *held.values(),
        *((contained,) if held or place else ()),
        *begin(acting, opened),
        *_told(opened),
    ]


def _told(opened: NonconformanceOpened) -> list[Happened]:
    """Tell both heads of what a person registered; a rule says for itself whom it tells."""
    if opened.firing:
        return []
    said = Bilingual(
        f"{opened.number} {opened.title.zh}".strip(), f"{opened.number} {opened.title.en}".strip()
    )
    is_grave = opened.severity is Severity.CRITICAL
    return [
        notice(
            f"{opened.name}-ncr",
            said,
            roles=HEADS,
            urgency=Urgency.NOW if is_grave else Urgency.SOON,
            matter=replace(opened.matter, stream=opened.stream),
        )
    ]


def _held(acting: Acting, opened: NonconformanceOpened, scope: HoldScope) -> dict[str, Happened]:
    """Return the holds it sets, by what they are on: its lot of material, its work."""
    matter = opened.matter
    held = Holding(opened.name, opened.number, opened.title, is_rule=bool(opened.firing))
    lot = lot_of(acting.connection, matter.lot) if matter.lot else None
    work = _scope(matter, scope)
    return {
        **hold_lot(held, lot),
        **({} if work is None else hold_work(held, work, matter.lot)),
    }


def _scope(matter: Matter, scope: HoldScope) -> Scope | None:
    """Return what work is held; None where there is none."""
    if scope is HoldScope.EQUIPMENT and matter.equipment:
        return Scope(equipment=matter.equipment)
    if scope is HoldScope.NOTHING or not matter.order:
        return None
    is_whole = scope is HoldScope.ORDER or not matter.operation
    return Scope(order=matter.order, operation="" if is_whole else matter.operation)


def _severity(here: Terms, code: str) -> Severity:
    found = (one.severity for one in here.codes if one.code == code)
    return next(found, Severity.MAJOR)


def _check_known(acting: Acting, matter: Matter) -> None:
    """Refuse an order nobody knows; a lot is one of material or an order's own."""
    if matter.order and order_of(acting.connection, matter.order) is None:
        raise Refused("ncr.order_unknown", order=matter.order)
    if matter.lot and not matter.order and lot_of(acting.connection, matter.lot) is None:
        raise Refused("ncr.lot_unknown", lot=matter.lot)
