"""What the demo plant buys and measures with: materials, lots, gauges, their calibrations.

Days are told from the day of the demo, so that one lot is always just expired and one gauge always
ran out yesterday.
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import msgspec

from app.capabilities.documents.commands import SaveDraft
from app.capabilities.equipment.gauges.commands import CalibrateGauge, DefineGauge
from app.capabilities.equipment.gauges.events import Finding, GaugeKind
from app.capabilities.materials.bodies import MATERIAL, Material
from app.capabilities.materials.lots.commands import HoldLot, ReceiveLot, ReleaseLot
from app.journal.capability import Command
from app.kernel.days import later
from app.kernel.paths import resources
from app.kernel.words import Bilingual

STOREKEEPER, INSPECTOR, METROLOGIST = "P-0113", "P-0115", "P-0122"
"""Who receives lots, who releases and holds them, who notes calibrations."""
INTERVAL_DAYS = 182
LABORATORY = "Clearbrook Metrology"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did."""

    command: Command
    actor: str


class _Material(Material, frozen=True, kw_only=True, forbid_unknown_fields=True):
    revision: str


class _Lot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    lot: str
    material: str
    supplier: str
    supplier_lot: str
    quantity: Decimal
    place: str
    expires_in: int | None = None
    released: str = ""
    held: str = ""


class _Gauge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    gauge: str
    name: Bilingual
    sort: GaugeKind
    serial: str
    work_centre: str
    due_in: int
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    resolution: Decimal | None = None
    found: Finding = Finding.PASS


def materials() -> tuple[SaveDraft, ...]:
    """Return the materials as they are drafted."""
    read = _read("materials.toml", dict[str, tuple[_Material, ...]])["material"]
    return tuple(_draft(one) for one in read)


def gauges() -> tuple[DefineGauge, ...]:
    """Return the gauges and scales of the plant."""
    return tuple(
        DefineGauge(
            gauge=one.gauge,
            name=one.name,
            sort=one.sort,
            serial=one.serial,
            unit=one.unit,
            low=one.low,
            high=one.high,
            resolution=one.resolution,
            work_centre=one.work_centre,
        )
        for one in _gauges()
    )


def stocked(today: str) -> tuple[Done, ...]:
    """Return what was done with gauges and lots up to a day (ISO): calibrated, received, held."""
    calibrated = (Done(_calibration(one, today), METROLOGIST) for one in _gauges())
    read = _read("lots.toml", dict[str, tuple[_Lot, ...]])["lot"]
    return (*calibrated, *(act for one in read for act in _delivered(one, today)))


def delivery(lot: str) -> ReceiveLot:
    """Return how a lot of bar stock is received that waits for its incoming inspection."""
    return ReceiveLot(
        lot=lot,
        material="RM-601",
        supplier="GRANITE",
        supplier_lot="316L-5560",
        quantity=Decimal(180),
        place="WH-Q1",
    )


def _draft(read: _Material) -> SaveDraft:
    said = {name: getattr(read, name) for name in Material.__struct_fields__}
    return SaveDraft(
        form=MATERIAL,
        code=read.code,
        revision=read.revision,
        title=read.name,
        body=msgspec.json.encode(Material(**said)),
    )


def _calibration(one: _Gauge, today: str) -> CalibrateGauge:
    due = later(today, one.due_in)
    return CalibrateGauge(
        gauge=one.gauge,
        certificate=f"CM-{one.gauge}",
        calibrated_by=LABORATORY,
        date=later(due, -INTERVAL_DAYS),
        due=due,
        found=one.found,
    )


def _delivered(one: _Lot, today: str) -> tuple[Done, ...]:
    came = ReceiveLot(
        lot=one.lot,
        material=one.material,
        supplier=one.supplier,
        supplier_lot=one.supplier_lot,
        quantity=one.quantity,
        expiry="" if one.expires_in is None else later(today, one.expires_in),
        place=one.place,
    )
    acts = [Done(came, STOREKEEPER)]
    if one.released:
        acts.append(Done(ReleaseLot(lot=one.lot, because=one.released), INSPECTOR))
    if one.held:
        acts.append(Done(HoldLot(lot=one.lot, reason=one.held), INSPECTOR))
    return tuple(acts)


def _gauges() -> tuple[_Gauge, ...]:
    return _read("gauges.toml", dict[str, tuple[_Gauge, ...]])["gauge"]


def _read(name: str, kind: type[T]) -> T:
    with (resources() / "plant" / name).open("rb") as file:
        return msgspec.convert(tomllib.load(file), kind)
