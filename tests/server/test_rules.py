"""Rules on a real server: nothing a station fired fires again, and what only the server sees does.

Two stations without the network each see too little; the server, who hears of both, sees enough.
"""

from contextlib import closing

import msgspec
import pytest
from sqlalchemy import select

from app.capabilities.forms.filling.commands import CompleteForm, EnterFields, StartForm
from app.capabilities.forms.filling.decisions import Entry
from app.capabilities.people.accounts.commands import DefineRole
from app.capabilities.rules.definition.bodies import RULE, Doing
from app.journal.event import unseal
from app.store.tables import event
from tests.capabilities.documents.library import put_in_force
from tests.capabilities.rules.factory import LOOK, a_rule
from tests.server.live import NAME, a_server, enrolled

TELL = Doing(action="notify", settings={"roles": ["operator"]})
EACH = a_rule("R-1", TELL)
THIRD = a_rule("R-2", TELL, given="verdict == 'fail' and form_fails_last_hour >= 3", per="form")
RIGHTS = ("production.report", "production.view", "forms.fill")


@pytest.fixture
def plant(tmp_path):
    """A server with two rules in force, and two stations that know them."""
    with a_server(tmp_path / "server") as server:
        house = server.house
        assert house is not None
        house.write(lambda c: _begin(house, c)).result()
        stations = [enrolled(server, name, tmp_path / name) for name in ("ST-1", "ST-2")]
        with closing(stations[0]), closing(stations[1]):
            for station in stations:
                station.start()
                station.synced()
            yield server, *stations


def _begin(house, connection):
    house.found(connection, (DefineRole(role="operator", name=NAME, rights=RIGHTS, why="forms"),))
    for form, body in (("form", LOOK), (RULE, EACH), (RULE, THIRD)):
        put_in_force(house._journal, connection, form, body.code, body)
    house.intake.settle_own(connection)


def test_the_server_fires_once_what_stations_cannot_see_and_nothing_twice(plant):
    server, one, two = plant
    server.stop()
    for station, name in ((one, "F-1"), (one, "F-2"), (two, "F-3")):
        fail(station, name)
    assert rules_fired(one) == [("R-1", "ST-1"), ("R-1", "ST-1")]
    assert rules_fired(two) == [("R-1", "ST-2")]
    server.start()
    for station in (one, two, one, two):
        station.synced()
    everything = [
        *[("R-1", "ST-1"), ("R-1", "ST-1"), ("R-1", "ST-2")],
        ("R-2", server.house._journal.author.station),
    ]
    assert rules_fired(one) == rules_fired(two) == everything
    assert len(events(one, "flows.notice_sent")) == 4
    assert len({e.stream for e in events(one, "flows.notice_sent")}) == 4


def fail(station, name):
    """Fill a form that fails."""
    station.do(StartForm(form=LOOK.code, filled=name))
    value = msgspec.json.encode("fail").decode()
    station.do(EnterFields(filled=name, entries=(Entry(path="look", value=value),)))
    station.do(CompleteForm(filled=name))


def rules_fired(station):
    """Return which rules fired and on which node, in order."""
    return sorted(
        (msgspec.json.decode(e.payload)["rule"], e.station) for e in events(station, "rules.fired")
    )


def events(station, kind):
    query = select(event.c.bytes).where(event.c.kind == kind)
    rows = station.writer.act(lambda c: c.execute(query).scalars().all()).result()
    return [unseal(bytes(data)).envelope for data in rows]
