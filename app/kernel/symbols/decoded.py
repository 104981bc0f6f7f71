"""What a symbol's text says, whoever issued it: one value for scans, labels and records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Scheme(StrEnum):
    """By whose rules a text is written."""

    GS1 = "gs1"
    HIBC = "hibc"
    ICCBBA = "iccbba"
    MA = "ma"
    AHM = "ahm"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in the word of the rule; `where` names the element, `value` what stands there.

    `others` are the elements that are missing or must not stand beside it.
    """

    word: str
    where: str = ""
    value: str = ""
    others: tuple[str, ...] = ()

    def __str__(self) -> str:
        beside = f" {','.join(self.others)}" if self.others else ""
        return f"{self.word} ({self.where}){beside}" if self.where else f"{self.word}{beside}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text read. `valid` is false where anything is wrong; the data stand beside all the same.

    `elements` are keyed by GS1 application identifier, or by `di`, `lic`, `lot`, `serial`, `expiry`
    and so on; dates are ISO. `symbology` is told where the scanner named it and the whole is
    valid; `element_string` is the data again, `{FNC1}` for each separator. `awaited` names what
    another symbol on the same item must bring.
    """

    scheme: Scheme
    elements: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    symbology: str = ""
    element_string: str = ""
    awaited: tuple[Fault, ...] = ()

    @property
    def valid(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults

    @property
    def errors(self) -> tuple[str, ...]:
        """Return what is wrong, each as one line."""
        return tuple(str(fault) for fault in self.faults)
