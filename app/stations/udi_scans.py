"""Scans of what others print: a device's UDI, whoever issued it, and why one cannot be used."""

from datetime import UTC, datetime

from app.kernel.refused import Refused
from app.kernel.symbols import gs1
from app.kernel.symbols.decoded import Fault, Scheme
from app.kernel.symbols.decoding import decode
from app.kernel.symbols.gs1.faults import sort_of
from app.kernel.symbols.gs1.relations import MUTEX, REPEATS, REQUISITES
from app.kernel.symbols.udi import Udi
from app.stations.shown import shown
from drivers.scanners.scan import Scan

_BETWEEN = {REPEATS: "scan.gs1_repeats", MUTEX: "scan.gs1_excludes", REQUISITES: "scan.gs1_needs"}
_OTHERS = {
    "CHECK_CHARACTER": "scan.udi_check",
    "LINK_CHARACTER": "scan.udi_link",
    "DATE": "scan.udi_date",
}


def read(scan: Scan) -> Udi | None:
    """Return the UDI of a scan, None where it is none.

    Without an AIM identifier or brackets it counts only where all of it is right.
    """
    today = datetime.fromtimestamp(scan.heard_at_ms / 1000, UTC).date()
    found = Udi(decode(scan.aim + scan.text, today), scan.text, scan.aim)
    is_said = bool(scan.aim) or gs1.is_bracketed(scan.text)
    if found.scheme is Scheme.PLAIN or not found.decoded.elements:
        return None
    return None if found.scheme is Scheme.GS1 and not (is_said or found.valid) else found


def refusal(udi: Udi) -> Refused | None:
    """Return what is wrong with a UDI, None where nothing is."""
    return _refused(udi, udi.faults[0]) if udi.faults else None


def _refused(udi: Udi, fault: Fault) -> Refused:
    value, others = shown(fault.value), ", ".join(fault.others)
    if udi.scheme is not Scheme.GS1:
        code = _OTHERS.get(fault.word, "scan.udi_form")
        return Refused(code, scheme=udi.scheme.upper(), value=value)
    if fault.word in _BETWEEN:
        return Refused(_BETWEEN[fault.word], ai=fault.where, others=others)
    return Refused(f"scan.element_{sort_of(fault.word)}", ai=fault.where, value=value)
