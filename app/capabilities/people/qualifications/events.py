"""What can happen to qualifications. A change carries what was before beside what is now."""

from typing import ClassVar

from app.journal.event import Happened, Whole
from app.kernel.words import Bilingual


class QualificationDefined(Happened, frozen=True, kw_only=True):
    """There is such a qualification; granted without an end, it lasts `months`."""

    kind: ClassVar[str] = "people.qualification_defined"
    plant_wide: ClassVar[bool] = True

    qualification: str
    name: Bilingual
    months: Whole

    @property
    def stream(self) -> str:
        return f"qualification/{self.qualification}"


class _OfGrant(Happened, frozen=True, kw_only=True):
    """One person's one qualification."""

    plant_wide: ClassVar[bool] = True

    person: str
    qualification: str

    @property
    def stream(self) -> str:
        return f"qualified/{self.person}/{self.qualification}"


class QualificationGranted(_OfGrant, frozen=True, kw_only=True):
    """Whoever acts vouches for the person until then; `level` counts up from 1.

    `before_ms` is until when it was granted before, 0 where it was not.
    """

    kind: ClassVar[str] = "people.qualification_granted"

    level: Whole
    until_ms: Whole
    evidence: str
    before_ms: Whole
    before_level: Whole


class QualificationWithdrawn(_OfGrant, frozen=True, kw_only=True):
    """The person is qualified no more; `before_ms` is until when they would have been."""

    kind: ClassVar[str] = "people.qualification_withdrawn"

    before_ms: Whole
    why: str
