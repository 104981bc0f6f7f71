"""What hangs on a demo station: its scanner, and at the warehouse its scale and label printer."""

from dataclasses import dataclass

from app.stations.profile import DeviceLine
from drivers.printers.languages import ZPL
from drivers.simulated.device import SimulatedDevice
from drivers.simulated.printer import SimulatedPrinter
from drivers.simulated.scale import SimulatedScale
from drivers.simulated.scanner import SimulatedScanner
from drivers.simulated.stage import PtyStage

PAPER = (720, 480)
"""The roll of the demo's label printer in dots: 60 by 40 mm at 12 a millimetre."""
WAREHOUSE = "WH-PK"
SCALE, PRINTER = "SC-01", "LB-01"


@dataclass(frozen=True, slots=True)
class Instruments:
    """The simulated devices of one station; a station may have no scale and no printer."""

    scanner: SimulatedScanner
    scale: SimulatedScale | None = None
    printer: SimulatedPrinter | None = None

    def open(self) -> tuple[DeviceLine, ...]:
        """Plug everything in; return the lines of the profile that bind it."""
        lines = [DeviceLine("SCAN-1", "scanner", f"serial:{self.scanner.open()}")]
        if self.scale is not None:
            lines.append(DeviceLine(SCALE, "scale.mt-sics", self.scale.open(), SCALE))
            self.scale.play(f"serial {SCALE}")
        if self.printer is not None:
            lines.append(DeviceLine(PRINTER, "printer.zpl", self.printer.open()))
        return tuple(lines)

    def close(self) -> None:
        """Put everything away."""
        for device in self._all():
            device.close()

    def _all(self) -> tuple[SimulatedDevice, ...]:
        every = (self.scanner, self.scale, self.printer)
        return tuple(device for device in every if device is not None)


def instruments(station: str) -> Instruments:
    """Return the instruments of a demo station, not yet plugged in."""
    scanner = SimulatedScanner(name=f"{station}-scanner")
    if station != WAREHOUSE:
        return Instruments(scanner)
    return Instruments(
        scanner,
        SimulatedScale(PtyStage(f"{station}-scale"), "mt-sics"),
        SimulatedPrinter(PtyStage(f"{station}-printer"), ZPL, paper=PAPER),
    )
