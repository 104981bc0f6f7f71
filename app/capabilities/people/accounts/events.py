"""What can happen to people and roles (plant-wide), and at a station's door (in its area).

A change carries what was before beside what is now, so that the audit trail needs no second look.
"""

from typing import ClassVar

import msgspec

from app.journal.event import Happened, Whole
from app.kernel.place import Place
from app.kernel.words import Bilingual


class _OfPerson(Happened, frozen=True, kw_only=True):
    """Lies in the person's own stream, in the plant area."""

    plant_wide: ClassVar[bool] = True

    person: str

    @property
    def stream(self) -> str:
        return f"person/{self.person}"


class PersonAdded(_OfPerson, frozen=True, kw_only=True):
    """A person exists from now on; the id is theirs for ever (P11-17)."""

    kind: ClassVar[str] = "people.person_added"

    name: Bilingual
    badge: str
    team: str = ""


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """Where one of a person's roles counts: at these stations of these areas; empty for any."""

    role: str
    areas: tuple[str, ...] = ()
    stations: tuple[str, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        """Tell whether nothing is left out."""
        return not self.areas and not self.stations

    def covers(self, place: Place) -> bool:
        """Tell whether the role counts in a place."""
        in_area = not self.areas or place.area in self.areas
        return in_area and (not self.stations or place.station in self.stations)


class RolesSet(_OfPerson, frozen=True, kw_only=True):
    """A person's roles, before and now, and why.

    A role that `scopes` names counts in those places only, each other one everywhere.
    """

    kind: ClassVar[str] = "people.roles_set"

    before: tuple[str, ...]
    now: tuple[str, ...]
    why: str
    scopes_before: tuple[Grant, ...] = ()
    scopes: tuple[Grant, ...] = ()


class PersonDisabled(_OfPerson, frozen=True, kw_only=True):
    """A person acts no more; everything they did stays theirs."""

    kind: ClassVar[str] = "people.person_disabled"

    why: str


class KeyIssued(_OfPerson, frozen=True, kw_only=True):
    """A person's signing key lies sealed at a station; `public_key` in hex."""

    kind: ClassVar[str] = "people.key_issued"

    station: str
    public_key: str


class RoleDefined(Happened, frozen=True, kw_only=True):
    """A role and its rights, before and now. What no role grants, nobody may."""

    kind: ClassVar[str] = "people.role_defined"
    plant_wide: ClassVar[bool] = True

    role: str
    name: Bilingual
    before: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def stream(self) -> str:
        return f"role/{self.role}"


class _AtDoor(Happened, frozen=True, kw_only=True):
    """Happened at a station's login; each stands alone, so order does not matter."""

    order_free: ClassVar[bool] = True

    station: str

    @property
    def stream(self) -> str:
        return f"access/{self.station}"


class LoggedIn(_AtDoor, frozen=True, kw_only=True):
    """A person opened their key with their PIN."""

    kind: ClassVar[str] = "people.logged_in"

    person: str


class LoginFailed(_AtDoor, frozen=True, kw_only=True):
    """Somebody tried a person's PIN and had it wrong; `tries` counts up to the lockout."""

    kind: ClassVar[str] = "people.login_failed"

    person: str
    tries: Whole


class LockedOut(_AtDoor, frozen=True, kw_only=True):
    """Too many wrong tries: the person is locked at this station until then (P11-27)."""

    kind: ClassVar[str] = "people.locked_out"

    person: str
    tries: Whole
    until_ms: Whole


class LockoutLifted(_AtDoor, frozen=True, kw_only=True):
    """A supervisor let a locked person try again."""

    kind: ClassVar[str] = "people.lockout_lifted"

    person: str
    why: str


class LoggedOut(_AtDoor, frozen=True, kw_only=True):
    """A session ended: `left`, `idle`, `switched`, `closed` or `disabled` (P11-21)."""

    kind: ClassVar[str] = "people.logged_out"

    person: str
    how: str


class LoginRefused(_AtDoor, frozen=True, kw_only=True):
    """Somebody was turned away before any PIN was tried; `why` is the refusal's code.

    `badge` is what was shown where it is nobody's; `person` is who it was where that is known.
    """

    kind: ClassVar[str] = "people.login_refused"

    why: str
    person: str = ""
    badge: str = ""
