"""What this station is for: its place, who it serves, what hangs on it. Kept as a JSON file.

Nothing secret stands here; the identity (keys) is `identity.py`.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.kernel.refused import Refused
from app.kernel.words import LANGUAGES, Bilingual
from app.stations.key_places import write_privately

FILE_NAME = "profile.json"

Density = Literal["touch", "bench"]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class Purpose(StrEnum):
    """What a station is used as; decides which screens it opens with."""

    OPERATOR = "operator"
    WAREHOUSE = "warehouse"
    INSPECTION = "inspection"
    PACKAGING = "packaging"
    SUPERVISOR = "supervisor"
    ENGINEERING = "engineering"
    ADMINISTRATION = "administration"


class DeviceLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One device at this station: which driver speaks to it, over which link.

    Its `code` is its role here. `asset` is the equipment number that must answer, where one must.
    """

    code: Code
    driver: Code
    link: str
    """An address as `drivers/links/address.py` has them, or `keyboard`."""
    asset: str = ""
    settings: dict[str, str] = {}


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a station is. `areas` are what it subscribes to; the first is where it works."""

    station: Code
    name: Bilingual
    purpose: Purpose
    areas: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1)]
    zone: Bilingual = Bilingual("", "")
    density: Density = "touch"
    language: Literal["zh_CN", "en"] = LANGUAGES[0]  # type: ignore[assignment]  # one of the two
    work_centres: tuple[Code, ...] = ()
    operations: tuple[Code, ...] = ()
    equipment: tuple[Code, ...] = ()
    devices: tuple[DeviceLine, ...] = ()
    server: str = ""
    """Address of the server; empty for a station that stands alone."""

    @property
    def area(self) -> str:
        """Return the area this station's own acts belong to."""
        return self.areas[0]

    def serves(self, *, operation: str = "", work_centre: str = "") -> bool:
        """Tell whether a task of this operation or work centre is for this station."""
        return operation in self.operations or work_centre in self.work_centres


def read_profile(path: Path) -> Profile:
    """Read a profile. Refuses `sites.profile_missing` and `sites.profile_unreadable`."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Profile)
    except FileNotFoundError:
        raise Refused("sites.profile_missing", path=str(path)) from None
    except msgspec.DecodeError as error:
        raise Refused("sites.profile_unreadable", path=str(path), reason=str(error)) from error


def write_profile(path: Path, profile: Profile) -> None:
    """Write a profile, whole or not at all, in a form people can read and edit."""
    write_privately(path, msgspec.json.format(msgspec.json.encode(profile), indent=2) + b"\n")
