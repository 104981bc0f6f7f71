"""What hangs on a demo station: its scanner; the warehouse has a scale and a label printer besides,
the shop a moulding machine that tells its values, a caliper and a micrometer with data keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.stations.profile import DeviceLine
from drivers.device import Kind
from drivers.printers.languages import ZPL
from drivers.simulated.device import SimulatedDevice
from drivers.simulated.gauge import SimulatedGauge
from drivers.simulated.machine import SimulatedMachine
from drivers.simulated.press import TAGS, on_modbus
from drivers.simulated.printer import SimulatedPrinter
from drivers.simulated.scale import SimulatedScale
from drivers.simulated.scanner import SimulatedScanner
from drivers.simulated.stage import PtyStage, TcpStage

PAPER = (720, 480)
"""The roll of the demo's label printer in dots: 60 by 40 mm at 12 a millimetre."""
WAREHOUSE, SHOP = "WH-PK", "CNC-QC"
SCALE, PRINTER, MACHINE = "SC-01", "LB-01", "IM-01"
GAUGES = CALIPER, MICROMETER = "G-02", "G-03"


@dataclass(frozen=True, slots=True)
class Instruments:
    """The simulated devices of one station; it may have its scanner only."""

    scanner: SimulatedScanner
    scale: SimulatedScale | None = None
    printer: SimulatedPrinter | None = None
    machine: SimulatedMachine | None = None
    gauges: Mapping[str, SimulatedGauge] = field(default_factory=dict)
    """The gauges on cables, by the code on each."""

    def open(self) -> tuple[DeviceLine, ...]:
        """Plug everything in; return the lines of the profile that bind it."""
        lines = [DeviceLine("SCAN-1", "scanner", f"serial:{self.scanner.open()}")]
        if self.scale is not None:
            lines.append(DeviceLine(SCALE, "scale.mt-sics", self.scale.open(), SCALE))
            self.scale.play(f"serial {SCALE}")
        if self.printer is not None:
            lines.append(DeviceLine(PRINTER, "printer.zpl", self.printer.open()))
        if self.machine is not None:
            said = {"tags": TAGS}
            line = DeviceLine(MACHINE, "equipment.modbus-tcp", self.machine.open(), MACHINE, said)
            lines.append(line)
        for code, gauge in self.gauges.items():
            lines.append(DeviceLine(code, "gauge.mitutoyo", gauge.open(), code))
        return tuple(lines)

    def close(self) -> None:
        """Put everything away."""
        self.scanner.close()
        for _, device in self.played().values():
            device.close()

    def played(self) -> Mapping[str, tuple[Kind, SimulatedDevice]]:
        """Return what is played by hand, by its role; the scanner has its own column."""
        every = (
            (SCALE, Kind.SCALE, self.scale),
            (PRINTER, Kind.PRINTER, self.printer),
            (MACHINE, Kind.EQUIPMENT, self.machine),
            *((code, Kind.GAUGE, gauge) for code, gauge in self.gauges.items()),
        )
        return {role: (kind, device) for role, kind, device in every if device is not None}


def instruments(station: str) -> Instruments:
    """Return the instruments of a demo station, not yet plugged in."""
    scanner = SimulatedScanner(name=f"{station}-scanner")
    if station == SHOP:
        gauges = {
            one: SimulatedGauge(PtyStage(f"{station}-{one}")) for one in (CALIPER, MICROMETER)
        }
        return Instruments(scanner, machine=on_modbus(TcpStage()), gauges=gauges)
    if station != WAREHOUSE:
        return Instruments(scanner)
    return Instruments(
        scanner,
        SimulatedScale(PtyStage(f"{station}-scale"), "mt-sics"),
        SimulatedPrinter(PtyStage(f"{station}-printer"), ZPL, paper=PAPER),
    )
