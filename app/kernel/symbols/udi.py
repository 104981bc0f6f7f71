"""What identifies a device (UDI), whoever issued it: one value for GS1, HIBC, ICCBBA and MA."""

from dataclasses import dataclass

from app.kernel.symbols.decoded import Decoded, Fault, Scheme
from app.kernel.symbols.gs1.dictionary import EXPIRY, GTIN, LOT, MADE, SERIAL
from app.kernel.symbols.gs1.relations import REQUISITES

_GS1 = {"di": GTIN, "lot": LOT, "serial": SERIAL, "expiry": EXPIRY, "mfg_date": MADE}


@dataclass(frozen=True, slots=True)
class Udi:
    """A device's identification as read; what a symbol does not say is empty. Dates are ISO.

    It may be half of one: a device identifier (DI) without the production identifiers (PI) that
    another symbol holds, or the other way round. `text` is what was scanned and
    `aim` what the scanner said of the symbol: what proves a label is its bytes.
    """

    decoded: Decoded
    text: str = ""
    aim: str = ""

    @property
    def scheme(self) -> Scheme:
        """Return by whose rules it is written."""
        return self.decoded.scheme

    @property
    def di(self) -> str:
        """Return the device identifier: the GTIN, or the issuer's own."""
        return self._value("di")

    @property
    def lot(self) -> str:
        """Return the lot."""
        return self._value("lot")

    @property
    def serial(self) -> str:
        """Return the serial number."""
        return self._value("serial")

    @property
    def expiry(self) -> str:
        """Return the expiry date."""
        return self._value("expiry")

    @property
    def made(self) -> str:
        """Return the date of manufacture."""
        return self._value("mfg_date")

    @property
    def has_pi(self) -> bool:
        """Tell whether it says more than which device it is."""
        return any((self.lot, self.serial, self.expiry, self.made))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with it, whatever another symbol may bring."""
        faults = self.decoded.faults
        if self.di:
            return faults
        return tuple(fault for fault in faults if fault.word != REQUISITES)

    @property
    def valid(self) -> bool:
        """Tell whether nothing is wrong with it, be it whole or half."""
        return not self.faults

    def _value(self, name: str) -> str:
        key = _GS1[name] if self.scheme is Scheme.GS1 else name
        return self.decoded.elements.get(key, "")
