"""A device as far as somebody has chosen it: kind, protocol, place, line, role. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.capabilities.sites.commands import BindDevice
from app.stations.bench import Binding, Kind
from app.stations.protocols import LINE, line_of
from app.stations.trial import SCANNER, FoundPort

WITH_LINE = ("serial:", "usb:")
SCHEMES = ("serial:", "usb:", "tcp:", "file:", "spooler:", "loopback:", "opc.tcp:")
_LP = "/usb/lp"


class Step(StrEnum):
    """One question of the wizard."""

    KIND = "kind"
    SCAN = "scan"
    PROTOCOL = "protocol"
    PLACE = "place"
    PROOF = "proof"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known so far; `role` is given from the start where another device takes it over."""

    kind: Kind | None = None
    driver: str = ""
    address: str = ""
    line: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    role: str = ""
    asset: str = ""
    takes_over: bool = False

    @property
    def has_line(self) -> bool:
        """Tell whether its place is a serial line with settings of its own."""
        return self.address.startswith(WITH_LINE)

    def steps(self) -> tuple[Step, ...]:
        """Return the questions in order; a scanner is found by a scan, all else by its place."""
        found = (Step.SCAN,) if self.kind is Kind.SCANNER else (Step.PROTOCOL, Step.PLACE)
        proof = () if self.kind is Kind.SCANNER else (Step.PROOF,)
        first = () if self.takes_over else (Step.KIND,)
        return (*first, *found, *proof, Step.NAME)

    def settings(self) -> dict[str, str]:
        """Return what differs from what its driver does by itself."""
        own = line_of(self.driver)
        line = {k: v for k, v in self.line.items() if self.has_line and own.get(k) != v}
        return {**line, **self.more}

    def binding(self) -> Binding:
        """Return the binding as the bench opens it."""
        return Binding(self.role, self.driver, self.address, self.asset, self.settings())

    def binding_on_trial(self) -> Binding:
        """Return it as the trial opens it: whichever device answers, for nobody said yet which."""
        return Binding("", self.driver, self.address, "", self.settings())

    def named(self, serial: str) -> "Wanted":
        """Return this with the serial number the device has said, where nobody gave another."""
        return replace(self, asset=serial) if serial else self

    def command(self) -> BindDevice:
        """Return what is asked of the journal."""
        settings = tuple(f"{key}={value}" for key, value in sorted(self.settings().items()))
        return BindDevice(
            role=self.role,
            driver=self.driver,
            address=self.address,
            asset=self.asset,
            settings=settings,
        )


def in_place_of(binding: Binding, kind: Kind) -> Wanted:
    """Return what is known where another device takes over a role: how it is talked to, so far."""
    own = {**line_of(binding.driver), **binding.settings}
    line = {key: own[key] for key in LINE}
    more = {key: value for key, value in binding.settings.items() if key not in LINE}
    driver = SCANNER if kind is Kind.SCANNER else binding.driver
    return Wanted(kind, driver, "", line, more, binding.role, binding.asset, takes_over=True)


def said_settings(text: str) -> dict[str, str]:
    """Return settings a person typed, `quiet_s=5 units=kg`; what is no pair is left out."""
    pairs = (word.partition("=") for word in text.split())
    return {key: value for key, equals, value in pairs if key and equals}


def given(text: str, kind: Kind | None) -> FoundPort | None:
    """Return a place whose address a person typed in full; None where it has to be looked for.

    A printer on a port that is only written to (`/dev/usb/lp0`) is such a file.
    """
    if text.startswith(SCHEMES):
        return FoundPort(text, text.partition(":")[2])
    if kind is Kind.PRINTER and _LP in text:
        return FoundPort(f"file:{text}", text)
    return None
