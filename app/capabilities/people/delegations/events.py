"""What can happen to a delegation."""

from typing import ClassVar

from app.journal.event import Happened, Whole


class _OfDelegation(Happened, frozen=True, kw_only=True):
    plant_wide: ClassVar[bool] = True

    delegation: str

    @property
    def stream(self) -> str:
        return f"delegation/{self.delegation}"


class AuthorityDelegated(_OfDelegation, frozen=True, kw_only=True):
    """`grantor` lets `to` sign with these meanings in their stead from then to then."""

    kind: ClassVar[str] = "people.authority_delegated"

    grantor: str
    to: str
    meanings: tuple[str, ...]
    from_ms: Whole
    until_ms: Whole
    why: str


class DelegationEnded(_OfDelegation, frozen=True, kw_only=True):
    """A delegation, given by the event `given`, ends before its time."""

    kind: ClassVar[str] = "people.delegation_ended"

    given: str
    why: str
