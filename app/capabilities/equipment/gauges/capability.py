"""The plug of gauges."""

from app.capabilities.equipment.gauges import commands, events
from app.capabilities.equipment.gauges.fold import fold
from app.capabilities.equipment.gauges.kinds import KINDS, check_reading
from app.capabilities.equipment.gauges.ruling import ACTIONS, WATCHES
from app.capabilities.equipment.gauges.tables import CalibrationRow, GaugeRow, OutRow
from app.capabilities.equipment.gauges.todos import todos
from app.capabilities.equipment.machines.commands import DEFINE, OPERATE
from app.journal.capability import Capability, or_a_rule

CAPABILITY = Capability(
    name="equipment.gauges",
    happened=(
        events.GaugeDefined,
        events.GaugeCalibrated,
        events.GaugeTakenOut,
        events.GaugePutBack,
    ),
    rows=(GaugeRow, CalibrationRow, OutRow),
    fold=fold,
    commands={
        commands.DefineGauge: commands.define_gauge,
        commands.CalibrateGauge: commands.calibrate_gauge,
        commands.TakeGaugeOut: commands.take_gauge_out,
        commands.PutGaugeBack: commands.put_gauge_back,
    },
    field_kinds=KINDS,
    watches=WATCHES,
    rule_actions=ACTIONS,
    reading_checks=(check_reading,),
    todos=(todos,),
    needs={
        events.GaugeDefined: (DEFINE,),
        events.GaugeCalibrated: (commands.CALIBRATE,),
        events.GaugeTakenOut: or_a_rule(OPERATE),
        events.GaugePutBack: (commands.CALIBRATE,),
    },
)
