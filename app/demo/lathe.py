"""The demo's CNC lathe: what it measures, its tag table, and how it is played over Modbus TCP."""

from drivers.equipment.tags import read_tags
from drivers.simulated.course import read_course
from drivers.simulated.machine import SimulatedMachine
from drivers.simulated.stage import TcpStage

LATHE = "CNC-01"
DRIVER = "equipment.modbus-tcp"
TAGS = """\
period_ms = 500

[[tag]]
name = "spindle"
unit = "rpm"
register = 0
type = "uint16"

[[tag]]
name = "load"
unit = "A"
register = 1
scale = "0.1"

[[tag]]
name = "vibration"
unit = "mm/s"
register = 2
type = "float32"

[[tag]]
name = "coolant"
unit = "%"
register = 4
scale = "0.01"

[[tag]]
name = "state"
register = 10

[state]
tag = "state"
running = ["1"]
fault = ["9"]
stopped = { "2" = "setup", "3" = "tool" }
"""
COURSE = """\
seed = 11

[parameter.spindle]
value = "2803"
noise = "12"
decimals = 0

[parameter.load]
value = "10.6"
noise = "0.5"

[parameter.vibration]
value = "2.1"
noise = "0.25"
decimals = 2

[parameter.coolant]
value = "6.4"
noise = "0.08"
decimals = 2

[state]
"0" = "1"
"""


def lathe() -> SimulatedMachine:
    """Return the lathe, not yet plugged in."""
    return SimulatedMachine(TcpStage(), read_tags(TAGS), read_course(COURSE))
