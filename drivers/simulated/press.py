"""The machine that is played where nobody gives another: a moulding machine of 160 t.

    lineside device simulate equipment --tcp 1502
    lineside device watch tcp:127.0.0.1:1502 --driver equipment.modbus-tcp --set tags=press.toml

TAGS is the tag table to bind it with: save it as `press.toml`, or give it to the device as it is.
"""

from drivers.equipment.tags import read_tags
from drivers.simulated.course import read_course
from drivers.simulated.machine import SimulatedMachine
from drivers.simulated.stage import Stage

TAGS = """\
period_ms = 1000

[[tag]]
name = "melt"
unit = "°C"
register = 100
scale = "0.1"

[[tag]]
name = "mould"
unit = "°C"
register = 101
scale = "0.1"

[[tag]]
name = "injection"
unit = "MPa"
register = 102
scale = "0.1"

[[tag]]
name = "cycle"
unit = "s"
register = 103
scale = "0.01"

[[tag]]
name = "vibration"
unit = "mm/s"
register = 104
type = "float32"

[[tag]]
name = "oil"
unit = "°C"
register = 106
scale = "0.1"

[[tag]]
name = "state"
register = 200
kind = "input"
type = "uint16"

[state]
tag = "state"
running = ["1"]
fault = ["9"]
stopped = { "2" = "setup", "3" = "material", "4" = "maintenance" }
"""
COURSE = """\
seed = 7

[parameter.melt]
value = "225.0"
noise = "0.8"

[parameter.mould]
value = "50.2"
noise = "0.4"

[parameter.injection]
value = "80.5"
noise = "2.0"

[parameter.cycle]
value = "18.05"
noise = "0.20"
decimals = 2

[parameter.vibration]
value = "1.80"
noise = "0.15"
drift = "0.0005"
decimals = 2

[parameter.oil]
value = "44.0"
noise = "0.3"

[state]
"0" = "1"
"""


def on_modbus(stage: Stage) -> SimulatedMachine:
    """Put it on a stage: Modbus RTU on a serial one, TCP on a network one."""
    return SimulatedMachine(stage, read_tags(TAGS), read_course(COURSE))
