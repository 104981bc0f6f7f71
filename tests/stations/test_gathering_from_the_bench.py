"""From a register to the journal: a played machine, the bench, the gathering, a segment."""

from decimal import Decimal
from queue import Queue

from app.capabilities.equipment.machines.commands import DefineEquipment, DefineParameter
from app.capabilities.equipment.machines.queries import crossings, segments, state_of, traces
from app.journal.journal import Changes
from app.kernel.words import Bilingual
from app.stations.bench import Bench, Binding
from app.stations.gathering import Gathering
from app.stations.inbox import Inbox
from app.stations.measured import Gathered
from drivers.links.backoff import Backoff
from drivers.simulated.press import TAGS, on_modbus
from drivers.simulated.stage import TcpStage
from tests.stations.test_gathering import FOR_EVER
from tests.ui.screens.station_at_work import a_station


def quick() -> Backoff:
    return Backoff(first_s=0.01, most_s=0.02)


def until(queue, kind):
    while kind not in queue.get(timeout=15).kinds:
        pass


def test_a_machine_on_the_bench_is_recorded_over_a_pulled_cable(tmp_path):
    at = a_station(tmp_path / "S1")
    committed: Queue[Changes] = Queue()
    taken: Queue[Gathered] = Queue()
    at.station.listen(lambda change: committed.put(change) if change else None)
    name = Bilingual("注塑机", "Moulding machine")
    at.do(DefineEquipment(equipment="IM-01", name=name, work_centre="IM"))
    at.do(
        DefineParameter(
            equipment="IM-01", parameter="melt", name=name, unit="°C", high=Decimal(235)
        )
    )
    with on_modbus(TcpStage()) as press:
        tags = TAGS.replace("period_ms = 1000", "period_ms = 20")
        binding = Binding("IM", "equipment.modbus-tcp", press.open(), "IM-01", {"tags": tags})
        bench = Bench((binding,), now_ms=at.clock.now_ms, backoff=quick)
        inbox = Inbox()
        bench.listen(inbox)
        gathering = Gathering(at.station, bench.bindings, inbox)
        gathering.listen(taken.put)
        bench.start()  # before the gathering: the state it tells once waits in the inbox
        gathering.start()
        until(committed, "equipment.state_changed")
        assert at.ask(state_of, "IM-01").state == "running"
        press.play("set melt 241.5")
        until(committed, "equipment.limit_crossed")
        press.play("pull")
        press.play("set melt 226.0")
        press.play("plug")
        wanted = Decimal("226.0")
        while not any(one.point.value == wanted for one in taken.get(timeout=15).samples):
            pass
        bench.stop()
        gathering.close()
    rows = at.ask(segments, "IM-01", 0, FOR_EVER)  # the return inside ends one of them
    every = [trace for row in rows for trace in at.ask(traces, row.body)]
    found = {trace.parameter for trace in every}
    assert found == {"melt", "mould", "injection", "cycle", "vibration", "oil"}
    melt = [trace for trace in every if trace.parameter == "melt"]
    values = [point.value for trace in melt for point in trace.points]
    assert Decimal("241.5") in values
    assert Decimal("226.0") in values
    (crossing,) = at.ask(crossings, "IM-01", 5)
    assert (crossing.value, crossing.limit) == ("241.5", "235")
    at.station.close()
