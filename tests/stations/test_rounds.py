"""A station looks round by its own clock, with nobody in front and without a server."""

import threading
from decimal import Decimal

from app.capabilities.documents.queries import all_in_force
from app.capabilities.flows.notices.events import NoticeSent
from app.capabilities.materials.bodies import MATERIAL
from app.capabilities.materials.lots.events import LotReceived
from app.capabilities.rules.definition.bodies import RULE, Doing
from app.journal.journal import Changes
from app.stations.rounds import Rounds
from tests.capabilities.documents.library import put_in_force
from tests.capabilities.materials.factory import ADHESIVE, DAY_MS
from tests.capabilities.rules.factory import a_rule
from tests.ui.screens.station_at_work import a_station

TELL = Doing(action="notify", settings={"roles": ["warehouse"]})
SOON = a_rule("R-4", TELL, when="materials.lots", given="days_left < 7")


def a_store(tmp_path):
    """Return a station with a lot of adhesive, and a rule that looks at what it keeps."""
    at = a_station(tmp_path)
    journal = at.station.journal

    def begin(connection):
        for form, body in ((MATERIAL, ADHESIVE), (RULE, SOON)):
            put_in_force(journal, connection, form, body.code, body)
        (pin,) = all_in_force(connection, MATERIAL, journal._clock.now_ms())
        lot = LotReceived(
            lot="L-1",
            material=ADHESIVE.code,
            material_name=ADHESIVE.name,
            pin=pin.body,
            supplier="KESTREL",
            supplier_lot="K1",
            quantity=Decimal(500),
            unit=ADHESIVE.unit,
            expiry="2026-01-31",
        )
        return journal.record(connection, [lot], "P-0113")

    at.station.writer.act(begin).result()
    at.station.writer.act(lambda _: None).result()  # by then everybody was told of what began
    return at


def test_what_a_rule_watches_fires_when_its_time_comes_and_once(tmp_path):
    at = a_store(tmp_path)
    heard: list[Changes | None] = []
    at.station.listen(heard.append)
    rounds = Rounds(at.station)
    assert rounds.look() is None
    assert heard == []  # nothing fired: no screen asks again
    at.clock.ms += 66 * DAY_MS
    fired = rounds.look()
    assert fired is not None
    assert NoticeSent.kind in fired.kinds
    assert all(one.envelope.actor == "" for one in fired.events)
    assert rounds.look() is None
    at.station.close()


def test_rounds_are_gone_at_once_when_the_station_closes(tmp_path):
    at = a_store(tmp_path)
    at.clock.ms += 66 * DAY_MS
    told = threading.Event()
    at.station.listen(lambda change: told.set())
    rounds = Rounds(at.station, every_s=0.001)
    rounds.start()
    assert told.wait(20)
    rounds.close()
    rounds.close()
    at.station.close()
