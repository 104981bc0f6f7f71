"""What people sign about the switching of inspection; the rest follows from the lots themselves.

`form` and `field` name where the samples are recorded, `of` what is inspected: a material with its
supplier (`RM-101@Harbor`) or a product.
"""

from typing import ClassVar

from app.journal.event import Happened


class _OfSwitching(Happened, frozen=True, kw_only=True):
    form: str
    field: str
    of: str

    @property
    def stream(self) -> str:
        return switching_stream(self.form, self.field, self.of)


class ReducedAgreed(_OfSwitching, frozen=True, kw_only=True):
    """Production is steady or not; the responsible authority agrees to reduced or not (§9.3.3)."""

    kind: ClassVar[str] = "quality.reduced_agreed"
    is_steady: bool
    is_agreed: bool
    reason: str


class InspectionResumed(_OfSwitching, frozen=True, kw_only=True):
    """After discontinuation the corrective action was accepted: inspection goes on, tightened."""

    kind: ClassVar[str] = "quality.inspection_resumed"
    reason: str


class InspectionTightened(_OfSwitching, frozen=True, kw_only=True):
    """A rule asks for tightened inspection from the next lot on; `firing` is its key."""

    kind: ClassVar[str] = "quality.inspection_tightened"
    reason: str
    firing: str = ""


def switching_stream(form: str, field: str, of: str) -> str:
    """Return the stream of what people sign about one switching."""
    return f"switching/{form}/{field}/{of}"
