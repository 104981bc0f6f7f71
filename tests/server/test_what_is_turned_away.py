"""Whatever is malformed, forged, replayed or too much is turned away, and nothing of it counts."""

import secrets
import zlib
from hashlib import sha256

import msgspec
import pytest
import requests
import zstandard

from app.capabilities.sites.events import AreaDefined
from app.journal.event import LIMIT_BYTES, Envelope, payload_of, seal
from app.kernel.clock import SystemClock
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey, new_private_bytes
from app.sync import outbox
from app.sync.enrolment import Newcomer, enrol
from app.sync.protocol import (
    BODY_BYTES,
    OPEN_BYTES,
    PUSH_EVENTS,
    Cursor,
    Fetch,
    Give,
    Pull,
    Push,
    Sorry,
)
from app.sync.signing import Identity, request_text
from app.sync.transport import Server, Transport, Trouble
from app.sync.wire import pack, unpack
from server import shelves
from tests.server.live import ADMIN, AREA, NAME, a_server, enrolled

NOTHING = Push(events=())


@pytest.fixture(scope="module")
def plant(tmp_path_factory):
    """A server and one enrolled station that does not exchange by itself."""
    folder = tmp_path_factory.mktemp("plant")
    with a_server(folder / "server") as server:
        station = enrolled(server, "ST-1", folder / "ST-1")
        yield server, station
        station.close()


def send(server, station, body, *, path="/v1/push", skew_ms=0, nonce=None, signed=None):
    """Send one request by hand; `signed` is what is signed in place of the body."""
    nonce = nonce or secrets.token_hex(8)
    time_ms = SystemClock().now_ms() + skew_ms
    text = request_text("POST", path, body if signed is None else signed, time_ms, nonce)
    headers = {
        "Lineside-Station": station.name,
        "Lineside-Time": str(time_ms),
        "Lineside-Nonce": nonce,
        "Lineside-Signature": station.key.sign(text).hex(),
    }
    return requests.post(server.url + path, data=body, headers=headers, timeout=10)


def code(response):
    return unpack(Sorry, response.content).code


def call(station, ask):
    transport = Transport(Server(station.url), station.me, SystemClock())
    try:
        return transport.call(ask)
    finally:
        transport.close()


def an_event(by, **fields):
    happened = AreaDefined(area="X", name=NAME)
    said = {
        "station": by.name,
        "chain": f"{by.name}-{secrets.token_hex(4)}",
        "seq": 1,
        "prev": "",
        "hlc": 1,
        "wall": 0,
        "offset": 0,
        "time_quality": "",
        "actor": ADMIN,
        "rights_at": "",
        "area": "plant",
        "stream": happened.stream,
        "kind": happened.kind,
        "v": 1,
        "payload": payload_of(happened),
    }
    return seal(Envelope(**(said | fields)))


def sealed_push(station, *events):
    return Push(
        events=tuple(one.data for one in events),
        seals=tuple(outbox.seal_of(station.me, one) for one in events),
    )


def test_a_request_is_heard_once(plant):
    server, station = plant
    assert send(server, station, pack(NOTHING), nonce="n1").status_code == 200
    again = send(server, station, pack(NOTHING), nonce="n1")
    assert (again.status_code, code(again)) == (409, "sync.replayed")


def test_a_bad_signature_is_turned_away(plant, warnings):
    server, station = plant
    with warnings.expected("sync.turned_away"):
        response = send(server, station, pack(NOTHING), signed=b"something else")
    assert (response.status_code, code(response)) == (401, "sync.signature_wrong")


def test_without_a_signature_nobody_is_served(plant):
    server, _ = plant
    response = requests.post(server.url + "/v1/pull", data=b"", timeout=10)
    assert (response.status_code, code(response)) == (401, "sync.signature_missing")


def test_a_request_of_another_hour_is_turned_away(plant):
    server, station = plant
    response = send(server, station, pack(NOTHING), skew_ms=3_600_000)
    assert (response.status_code, code(response)) == (401, "sync.clock_off")


def test_what_a_stranger_offers_is_held_and_does_not_count(plant, warnings):
    server, station = plant
    stranger = Identity("STRANGER", SigningKey(new_private_bytes()).sign)
    transport = Transport(Server(server.url), stranger, SystemClock())
    before = server.house.read(shelves.held_count).result()
    event = an_event(station, station="STRANGER")
    with warnings.expected("sync.turned_away"), pytest.raises(Trouble) as trouble:
        transport.call(Push(events=(event.data,)))
    transport.close()
    assert (trouble.value.code, trouble.value.refused) == ("sync.station_unknown", True)
    assert server.house.read(shelves.held_count).result() == before + 1


def test_what_is_too_long_for_an_event_is_not_kept_for_a_stranger(plant, warnings):
    """Packed it is a few bytes: held as it is, anybody could fill the server's disk with them."""
    server, _ = plant
    stranger = Identity("STRANGER", SigningKey(new_private_bytes()).sign)
    transport = Transport(Server(server.url), stranger, SystemClock())
    before = server.house.read(shelves.held_count).result()
    with warnings.expected("sync.turned_away"), pytest.raises(Trouble) as trouble:
        transport.call(Push(events=(bytes(LIMIT_BYTES + 1),)))
    transport.close()
    assert trouble.value.code == "sync.station_unknown"
    assert server.house.read(shelves.held_count).result() == before


def test_a_body_over_the_limit_is_not_read(plant):
    server, station = plant
    response = send(server, station, b"x" * (BODY_BYTES + 1))
    assert response.status_code == 413


def test_a_zstd_bomb_is_not_opened(plant):
    server, station = plant
    bomb = zstandard.ZstdCompressor().compress(bytes(OPEN_BYTES * 8))
    assert len(bomb) < 20_000
    response = send(server, station, bomb)
    assert (response.status_code, code(response)) == (413, "sync.too_large")


@pytest.mark.parametrize("body", [b"", b"{}", b"\x28\xb5\x2f\xfd", zlib.compress(b"x")])
def test_what_is_not_of_the_protocol_is_unreadable(plant, body):
    server, station = plant
    response = send(server, station, body)
    assert (response.status_code, code(response)) == (400, "sync.unreadable")


def test_an_unknown_word_in_an_ask_is_unreadable(plant):
    server, station = plant
    packed = msgspec.msgpack.encode({"events": [], "seals": [], "please": True})
    response = send(server, station, zstandard.ZstdCompressor().compress(packed))
    assert code(response) == "sync.unreadable"


def test_too_many_events_in_one_push_are_refused(plant):
    _, station = plant
    with pytest.raises(Trouble) as trouble:
        call(station, Push(events=(b"",) * (PUSH_EVENTS + 1)))
    assert trouble.value.code == "sync.too_large"


def test_too_many_seals_in_one_push_are_refused(plant):
    _, station = plant
    seal = outbox.seal_of(station.me, an_event(station))
    with pytest.raises(Trouble) as trouble:
        call(station, Push(events=(), seals=(seal,) * (PUSH_EVENTS + 1)))
    assert trouble.value.code == "sync.too_large"


def test_one_bad_event_does_not_stop_the_others(plant):
    _, station = plant
    good = an_event(station)
    pushed = call(
        station,
        Push(
            events=(b"{}", b"x" * (LIMIT_BYTES + 1), good.data),
            seals=(outbox.seal_of(station.me, good),),
        ),
    )
    first, second, third = pushed.outcomes
    assert (first.verdict, second.verdict) == ("held", "held")
    assert third.position is not None


def test_an_event_in_anothers_name_never_counts(plant):
    _, station = plant
    forged = an_event(station, station="server")
    one = outbox.seal_of(Identity("server", station.me.sign), forged)
    (outcome,) = call(station, Push(events=(forged.data,), seals=(one,))).outcomes
    assert (outcome.verdict, outcome.reason) == ("quarantined", "seal_forged")


def test_an_event_nobody_vouches_for_waits(plant):
    _, station = plant
    (outcome,) = call(station, Push(events=(an_event(station).data,))).outcomes
    assert (outcome.verdict, outcome.reason) == ("waiting", "unsealed")


def test_an_event_without_the_one_before_waits_and_its_hash_is_asked_for(plant):
    _, station = plant
    first = an_event(station)
    second = an_event(station, chain=first.envelope.chain, seq=2, prev=first.hash)
    (outcome,) = call(station, sealed_push(station, second)).outcomes
    assert (outcome.verdict, outcome.missing) == ("waiting", first.hash)
    (brought,) = call(station, sealed_push(station, first)).outcomes
    (now,) = call(station, sealed_push(station, second)).outcomes
    assert now.position == brought.position + 1


def test_an_event_of_a_foreign_area_is_quarantined(plant):
    _, station = plant
    (outcome,) = call(station, sealed_push(station, an_event(station, area="LINE-9"))).outcomes
    assert (outcome.verdict, outcome.reason) == ("quarantined", "area_foreign")


def test_an_act_of_a_person_nobody_added_is_quarantined(plant):
    _, station = plant
    (outcome,) = call(station, sealed_push(station, an_event(station, actor="GHOST"))).outcomes
    assert (outcome.verdict, outcome.reason) == ("quarantined", "person_unknown")


def test_a_stream_never_changes_area(plant):
    _, station = plant
    happened = AreaDefined(area=AREA, name=NAME)  # that stream lies in the plant's area
    astray = an_event(station, stream=happened.stream, area=AREA)
    (outcome,) = call(station, sealed_push(station, astray)).outcomes
    assert (outcome.verdict, outcome.reason) == ("quarantined", "stream_elsewhere")


def test_a_foreign_area_is_not_handed_out(plant):
    _, station = plant
    with pytest.raises(Trouble) as trouble:
        call(station, Pull(area="LINE-9", cursor=Cursor()))
    assert (trouble.value.code, trouble.value.refused) == ("sync.area_foreign", True)


def test_content_no_event_names_is_neither_taken_nor_given(plant):
    _, station = plant
    for ask in (Give(media="image/png", data=b"x"), Fetch(name=sha256(b"x").hexdigest())):
        with pytest.raises(Trouble):
            call(station, ask)


def test_a_cursor_of_another_log_is_told_so(plant):
    _, station = plant
    page = call(station, Pull(area="plant", cursor=Cursor("", 1, "f" * 64)))
    assert page.restored


def newcomer(token):
    key = SigningKey(new_private_bytes())
    return Newcomer(token, NAME, "operator", key.public_key.hex()), key


def enrolling(server, name, token):
    who, key = newcomer(token)
    return enrol(Server(server.url), who, Identity(name, key.sign), SystemClock())


def test_a_token_works_once(plant):
    server, _ = plant
    token = server.ticket("ST-7")
    assert enrolling(server, "ST-7", token).areas == (AREA,)
    with pytest.raises(Refused, match=r"sites\.token_used"):
        enrolling(server, "ST-7", token)


def test_a_token_expires(plant):
    server, _ = plant
    token = server.ticket("ST-8", now_ms=SystemClock().now_ms() - 16 * 60_000)
    with pytest.raises(Refused, match=r"sites\.token_expired"):
        enrolling(server, "ST-8", token)


def test_a_token_is_for_one_station(plant):
    server, _ = plant
    with pytest.raises(Refused, match=r"sites\.token_for_another"):
        enrolling(server, "ST-10", server.ticket("ST-9"))


def test_who_enrols_must_hold_the_key_it_shows(plant):
    server, _ = plant
    who, _ = newcomer(server.ticket("ST-11"))
    thief = Identity("ST-11", SigningKey(new_private_bytes()).sign)
    with pytest.raises(Refused, match=r"sync\.signature_wrong"):
        enrol(Server(server.url), who, thief, SystemClock())


def test_another_machine_is_spoken_to_over_tls_only():
    with pytest.raises(Refused, match=r"sync\.needs_https"):
        Server("http://192.0.2.7:8443")
