"""From what was filled in to the command of an act. Pure."""

from app.capabilities.quality.nonconformance.bodies import Found, Picture
from app.capabilities.quality.registering.commands import RegisterNonconformance
from app.ui.screens.quality.nonconformance.photos import Shot
from app.ui.screens.quality.nonconformance.register import Registered


def pictures(shots: tuple[Shot, ...]) -> tuple[Picture, ...]:
    """Return photos as a record names them."""
    return tuple(Picture(sha256=one.sha256, caption=one.caption) for one in shots)


def register(made: Registered, name: str) -> RegisterNonconformance:
    """Return what registers it under a name."""
    found = None
    if made.characteristic or made.measured:
        found = Found(characteristic=made.characteristic, measured=made.measured)
    return RegisterNonconformance(
        code=made.code,
        matter=made.matter,
        quantity=made.quantity,
        found=found,
        pictures=pictures(made.photos),
        remark=made.remark,
        name=name,
    )
