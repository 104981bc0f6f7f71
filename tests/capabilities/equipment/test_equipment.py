"""Equipment: machines stand in work centres, stations serve them; said twice, known once."""

from app.capabilities.equipment.machines.capability import CAPABILITY
from app.capabilities.equipment.machines.commands import AssignWorkCentres, DefineEquipment
from app.capabilities.equipment.machines.queries import duties, machine, machines, served_by
from app.kernel.words import Bilingual
from tests.journal.node import a_node

LATHE = DefineEquipment(
    equipment="CNC-01", name=Bilingual("数控车床", "CNC lathe"), work_centre="CNC"
)


def a_shop():
    return a_node(capabilities=(CAPABILITY,))


def test_a_machine_stands_in_its_work_centre_until_it_is_moved():
    node = a_shop()
    node.do(LATHE)
    assert node.do(LATHE).events == ()
    node.do(DefineEquipment(equipment="CNC-01", name=LATHE.name, work_centre="CNC-2"))
    assert node.ask(machine, "CNC-01").work_centre == "CNC-2"
    assert [(m.equipment, m.name.en) for m in node.ask(machines)] == [("CNC-01", "CNC lathe")]
    assert node.ask(machine, "CNC-09") is None


def test_a_station_serves_what_it_was_last_given():
    node = a_shop()
    node.do(AssignWorkCentres(station="S1", work_centres=("CNC", "QC")))
    assert node.do(AssignWorkCentres(station="S1", work_centres=("CNC", "QC"))).events == ()
    node.do(AssignWorkCentres(station="S1", work_centres=("QC",)))
    assert node.ask(served_by, "S1") == ("QC",)
    assert node.ask(served_by, "S2") == ()
    assert node.ask(duties) == {"S1": ("QC",)}
