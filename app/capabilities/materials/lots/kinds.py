"""The field kind that holds a lot: one that may not be used is never filled in (IL-03, IL-09)."""

from msgspec.structs import replace

from app.capabilities.materials.lots.bodies import LotField, PickedLot
from app.capabilities.materials.lots.decisions import check_usable
from app.capabilities.materials.lots.queries import lot, older
from app.journal.capability import Acting, FieldKind
from app.kernel.refused import Refused

MOST_HOURS = 24 * 366
_HOUR_MS = 3_600_000


def _sound(settings: LotField) -> None:
    if not 0 <= settings.hours <= MOST_HOURS:
        raise Refused("form.settings_unsound", setting="hours")


def _accept(settings: LotField, value: PickedLot) -> PickedLot:
    del settings
    if not value.lot.strip():
        raise Refused("field.empty")
    return replace(value, lot=value.lot.strip(), because=value.because.strip())


def _admit(acting: Acting, settings: LotField, value: PickedLot) -> None:
    """Refusals: `lot.unknown`, `lot.other_material`, those of `check_usable`, `lot.older_first`.

    Passing over an older lot needs no right, only a reason; the others no reason gets past.
    """
    found = lot(acting.connection, value.lot)
    if found is None:
        raise Refused("lot.unknown", lot=value.lot)
    if settings.of and found.material not in settings.of:
        wanted = ", ".join(settings.of)
        raise Refused("lot.other_material", lot=found.lot, material=found.material, wanted=wanted)
    if not settings.usable:
        return
    until_ms = acting.now_ms + settings.hours * _HOUR_MS if settings.hours else None
    check_usable(found, acting.now, needs_until_ms=until_ms, container=value.container)
    ahead = older(acting.connection, found, acting.now)
    if ahead and not value.because:
        raise Refused("lot.older_first", lot=found.lot, older=ahead[0].lot, expiry=ahead[0].expiry)


KINDS = (
    FieldKind(
        "lot",
        "plant",
        "layers",
        LotField,
        PickedLot,
        sound=_sound,
        accept=_accept,
        said=lambda settings, value: f"{value.lot} {value.container}".strip(),
        worth=lambda settings, value: value.lot,
        admit=_admit,
    ),
)
