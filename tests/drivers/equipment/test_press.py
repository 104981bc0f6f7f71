"""The moulding machine that ships is played and heard by one tag table."""

from drivers.device import Binding, Times
from drivers.equipment.sample import Working
from drivers.links.address import connect_to
from drivers.roster import driver
from drivers.simulated.press import TAGS
from drivers.simulated.roster import part
from drivers.simulated.stage import TcpStage
from tests.drivers.equipment.listening import NOW_MS, Listener, quick


def test_the_press_is_played_from_the_table_and_tells_its_values_and_state():
    cast = part("equipment")
    assert cast is not None
    assert list(cast.load({})) == ["modbus", "logger"]
    listener = Listener()
    found = driver("equipment.modbus-tcp")
    assert found is not None
    with cast.load({})["modbus"](TcpStage()) as press:
        binding = Binding("press", found.word, press.open(), "IM-01", {"tags": TAGS})
        connect = connect_to(binding, quick)
        device = found.load()(binding, connect, listener.ears(), Times(lambda: NOW_MS))
        device.start()
        assert listener.state().working is Working.RUNNING
        listener.good("oil")
        press.play("say melt 241.5")
        listener.reaches("melt", "241.5")
        press.play("state 3")
        assert listener.state().reason == "material"
        device.stop()
