"""A person's key comes to a station they never used, and leases bound how long it signs alone."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.capabilities.people.accounts.commands import AddPerson, DefineRole, DisablePerson
from app.capabilities.people.accounts.queries import door_log, person
from app.capabilities.people.secrets import queries as secrets
from app.capabilities.people.secrets.commands import AskReset, GiveCode
from app.capabilities.sites.commands import SetSigningPolicy
from app.capabilities.sites.queries import node_keys
from app.kernel.clock import SystemClock
from app.kernel.parcel import ParcelKey, unpacked
from app.kernel.refused import Refused
from app.kernel.sealing import Hardness, SigningKey, new_private_bytes, unseal, verifies
from app.kernel.words import Bilingual
from app.stations import identity
from app.stations.issued_keys import PARCELS, bundle_here, keep_parcel, key_here
from app.stations.joining import join
from app.stations.key_places import FileStore, key_stores
from app.stations.lease import SHELF, Running, held, standing, take_in
from app.stations.line import Line
from app.stations.profile import FILE_NAME, Profile, Purpose, write_profile
from app.stations.secret_change import SecretChange
from app.stations.station import open_station
from app.store import local
from app.sync import outbox
from app.sync.lease import VERSION, Lease, granted, read
from app.sync.protocol import AskKey, Renew
from app.sync.signing import Identity
from app.sync.transport import Server, Transport, Trouble
from server import leases
from tests.server.live import AREA, NAME, Heard, a_server

QUICK = Hardness(memory_kib=8, passes=1)
DAY_MS = 24 * 3_600_000
ADMIN, SECOND, OPERATOR = "P-0124", "P-0125", "P-0101"
PASSPHRASE = "nine green bottles"
SECRET = "machining at night"
NEXT = "another good secret"


class Post:
    """A real station with its line to the server; started and stopped as a test wants."""

    def __init__(self, server, folder, name):
        self.name, self.server = name, server
        self.folder, self.clock = folder, SystemClock()
        self.stores = key_stores(folder, PASSPHRASE)
        profile = Profile(
            station=name,
            name=NAME,
            zone=NAME,
            purpose=Purpose.OPERATOR,
            areas=(AREA,),
            server=server.url,
        )
        join(folder, profile, server.ticket(name), self.stores, self.clock)
        self.open()

    def open(self):
        self.station = open_station(self.folder, self.stores, clock=self.clock)
        self.line = Line(self.station, Server(self.server.url))
        self.heard = Heard()
        self.line.listen(self.heard)
        self.line.start()
        self.synced()

    def synced(self):
        for _ in range(2):
            before = self.line.status.rounds
            self.line.retry()
            self.heard.wait_for(lambda s, n=before: s.rounds > n and not s.code)
        self.heard.wait_for(lambda s: s.unsent == 0)

    def ask(self, query, *args):
        return self.station.ask(lambda c: query(c, *args)).result()

    def act(self, work):
        return self.station.writer.act(work).result()

    def log_in(self, who=OPERATOR, secret=SECRET):
        return self.station.sessions.log_in(who, secret)

    def refused(self, do, *args) -> str:
        with pytest.raises(Refused) as caught:
            do(*args)
        return caught.value.code

    def change(self, old=SECRET, new=NEXT, who=OPERATOR):
        SecretChange(self.station, QUICK).own(who, old, new)

    def lease(self):
        return self.ask(held, self.name)

    def close(self):
        self.line.close()
        self.station.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with a_server(tmp_path_factory.mktemp("plant") / "server") as server:
        found(server, *founding())
        yield server


def founding():
    rights = ("people.administer", "sites.administer")
    yield DefineRole(role="it_admin", name=Bilingual("管理", "IT"), rights=rights)
    for one, role in ((ADMIN, "it_admin"), (SECOND, "it_admin"), (OPERATOR, "operator")):
        yield somebody(one, role)


def somebody(one, role="operator"):
    name = Bilingual("某人", f"Somebody {one[-2:]}")
    return AddPerson(person=one, name=name, badge=f"B-{one}", roles=(role,), team="", why="starts")


def found(server, *commands, actor=""):
    house = server.house
    house.write(lambda c: house.found(c, commands, actor)).result()


@pytest.fixture(scope="module")
def posts(server, tmp_path_factory):
    """Two stations; the operator's first secret was a code given at the first of them."""
    folder = tmp_path_factory.mktemp("stations")
    first, second = (Post(server, folder / name, name) for name in ("ST-1", "ST-2"))
    for who in (ADMIN, SECOND, OPERATOR):
        an_own_secret(first, who)
    first.synced()
    second.synced()
    yield first, second
    first.close()
    second.close()


def an_own_secret(post, who, secret=SECRET):
    """Give a person a code as the founder does, and let them choose their own."""
    change = SecretChange(post.station, QUICK)
    code, made = change._coded(who)
    post.act(lambda c: keep_parcel(c, who, made.mine))
    by_founder(post, who, made)
    change.own(who, code, secret)


def by_founder(post, who, made):
    command = GiveCode(
        person=who, edition=made.edition, public_key=made.key.public_key.hex(), parcels=made.parcels
    )
    giver = ADMIN if who != ADMIN else SECOND
    post.act(lambda c: post.station.journal.carry_out(c, command, giver))


def lease_of(server, station):
    return server.house.read(lambda c: leases.grant(server.house, c, station)).result()


# -- keys ---------------------------------------------------------------------------------------


def test_every_node_says_where_parcels_for_it_go(posts):
    known = posts[1].ask(node_keys, ("server", "ST-1", "ST-2"))
    assert [one.station for one in known] == ["ST-1", "ST-2", "server"]


@pytest.mark.requirement("P11-04")
def test_a_first_login_fetches_the_key_and_only_the_secret_opens_it(posts):
    _, second = posts
    assert second.refused(second.log_in, OPERATOR, "not the secret") == "login.wrong_pin"
    session = second.log_in()
    public = bytes.fromhex(second.ask(secrets.secret, OPERATOR).public_key)
    assert verifies(public, session.key.sign(b"x"), b"x")
    second.synced()
    assert second.ask(key_here, OPERATOR) is not None
    assert "ST-2" in second.ask(person, OPERATOR).stations
    sent = second.ask(secrets.parcel, OPERATOR, "ST-2")
    assert sent is not None


def test_a_key_that_came_once_opens_without_the_server(posts):
    _, second = posts
    second.log_in()
    second.line.cable(out=True)
    try:
        assert second.log_in().person == OPERATOR
    finally:
        second.line.cable(out=False)


def test_without_the_server_a_key_that_never_came_stays_away(posts):
    _, second = posts
    second.line.cable(out=True)
    try:
        assert second.refused(second.log_in, ADMIN, SECRET) == "login.not_issued_here"
    finally:
        second.line.cable(out=False)


def test_a_named_station_has_the_key_before_anybody_came(server, posts, tmp_path):
    first, _ = posts
    third = Post(server, tmp_path / "ST-3", "ST-3")
    try:
        first.line.errands.send_key(OPERATOR, "ST-3", ADMIN)
        assert first.refused(first.line.errands.send_key, ADMIN, "ST-3", OPERATOR) == (
            "right.missing"
        )
        third.synced()
        third.line.cable(out=True)
        assert third.log_in().person == OPERATOR
    finally:
        third.close()


@pytest.mark.requirement("P11-24")
def test_another_stations_parcel_opens_nothing(posts):
    first, second = posts
    second.log_in()
    second.synced()
    foreign = second.ask(secrets.parcel, OPERATOR, "ST-2").parcel
    identity_here, secret = first.station.facts.identity, first.ask(secrets.secret, OPERATOR)
    kept = first.act(lambda c: local.get(c, PARCELS, OPERATOR))
    first.act(lambda c: keep_parcel(c, OPERATOR, foreign))
    assert first.act(lambda c: bundle_here(c, identity_here, secret)) is None
    first.act(lambda c: local.put(c, PARCELS, OPERATOR, kept))


def test_keys_are_not_asked_for_as_a_list(server, posts):
    first, _ = posts
    identity = first.station.facts.identity
    transport = Transport(Server(server.url), Identity("ST-1", identity.key.sign), SystemClock())
    codes = set()
    for _ in range(30):
        try:
            transport.call(AskKey(person="P-9999", to="ST-1"))
        except Trouble as trouble:
            codes.add(trouble.code)
    transport.close()
    assert codes == {"keys.no_such_person", "sync.too_many"}


# -- leases -------------------------------------------------------------------------------------


@pytest.mark.requirement("P11-04")
def test_a_lease_comes_at_the_first_contact_and_survives_a_restart(posts):
    first, _ = posts
    lease = first.lease()
    assert lease.until_ms - lease.issued_ms == 7 * DAY_MS
    first.close()
    first.open()
    assert first.lease().until_ms >= lease.until_ms


@pytest.mark.requirement("P11-04")
def test_past_the_lease_nobody_signs_and_recording_goes_on(posts):
    first, _ = posts
    outside = first.station.sessions.outside
    first.log_in()
    first.station.sessions.prove(OPERATOR, SECRET, f"B-{OPERATOR}")
    outside.trusted_ms = lambda: first.lease().until_ms
    try:
        code = first.refused(first.station.sessions.prove, OPERATOR, SECRET, f"B-{OPERATOR}")
        assert code == "sign.lease_over"
        assert first.log_in().person == OPERATOR
    finally:
        outside.trusted_ms = first.station.clock.now_ms


def test_a_forged_a_foreign_and_an_older_lease_change_nothing(server, posts):
    first, _ = posts
    before = first.lease()
    stranger = SigningKey(new_private_bytes())
    more = Lease(VERSION, "ST-1", before.issued_ms + 1, before.until_ms + DAY_MS, (), 0)
    older = Lease(VERSION, "ST-1", before.issued_ms - 1, before.until_ms + DAY_MS, (), 0)
    for text, code in (
        (granted(more, stranger.sign), "lease.forged"),
        (lease_of(server, "ST-2"), "lease.not_ours"),
        (granted(older, server.house.sign), "lease.older"),
        ("", "lease.unreadable"),
        ("A" * 300, "lease.forged"),
        ("not base 32 !", "lease.unreadable"),
    ):
        with pytest.raises(Refused) as caught:
            first.act(lambda c, t=text: take_in(c, t, "ST-1"))
        assert caught.value.code == code
    assert first.lease() == before


def test_a_lease_put_into_the_database_by_hand_is_none(posts):
    _, second = posts
    kept = second.act(lambda c: local.get(c, SHELF, "own"))
    try:
        second.act(lambda c: local.put(c, SHELF, "own", kept[:-4] + b"AAAA"))
        now_ms = second.clock.now_ms()
        found_ = second.act(lambda c: standing(c, "ST-2", now_ms, needed=False))
        assert found_.state is Running.MISSING
    finally:
        second.act(lambda c: local.put(c, SHELF, "own", kept))


def test_a_lease_brings_word_of_who_was_disabled_to_a_station_without_network(server, posts):
    first, second = posts
    leaver = "P-0177"
    found(server, somebody(leaver))
    first.synced()
    an_own_secret(first, leaver)
    first.synced()
    second.synced()
    second.log_in(leaver)
    second.line.cable(out=True)
    try:
        found(server, DisablePerson(person=leaver, why="left"), actor=ADMIN)
        assert second.log_in(leaver).person == leaver
        text = lease_of(server, "ST-2")
        assert leaver in read(text, server.house.nameplate.key, "ST-2").disabled
        second.act(lambda c: take_in(c, text, "ST-2"))
        assert second.refused(second.log_in, leaver) == "login.disabled"
    finally:
        second.line.cable(out=False)


def test_a_longer_lease_needs_a_rationale(server):
    longer = SetSigningPolicy(lease_days=60, secret_days=90, grace_days=14, why=" ")
    with pytest.raises(Refused, match=r"sites\.rationale_missing"):
        found(server, longer, actor=ADMIN)
    too_long = SetSigningPolicy(lease_days=91, secret_days=90, grace_days=14, why="far away")
    with pytest.raises(Refused, match=r"sites\.lease_days"):
        found(server, too_long, actor=ADMIN)


def test_a_site_that_thought_about_it_gets_its_longer_lease(server):
    found(server, SetSigningPolicy(lease_days=60, secret_days=90, grace_days=14, why="ship"))
    lease = read(lease_of(server, "ST-1"), server.house.nameplate.key, "ST-1")
    assert lease.until_ms - lease.issued_ms == 60 * DAY_MS
    found(server, SetSigningPolicy(lease_days=7, secret_days=90, grace_days=14, why="ashore"))


def test_nobody_else_is_granted_a_lease(server, warnings):
    with pytest.raises(Refused, match=r"sites\.station_unknown"):
        lease_of(server, "ST-99")
    stranger = Identity("ST-99", SigningKey(new_private_bytes()).sign)
    transport = Transport(Server(server.url), stranger, SystemClock())
    with (
        warnings.expected("sync.turned_away"),
        pytest.raises(Trouble, match=r"sync\.station_unknown"),
    ):
        transport.call(Renew())
    transport.close()


# -- secrets changed ----------------------------------------------------------------------------


@pytest.mark.requirement("P11-25")
def test_a_changed_secret_stops_the_old_one_everywhere_at_next_contact(posts):
    first, second = posts
    second.log_in()
    first.change(SECRET, NEXT)
    first.synced()
    second.synced()
    try:
        assert second.refused(second.log_in, OPERATOR, SECRET) == "login.wrong_pin"
        assert second.log_in(secret=NEXT).person == OPERATOR
    finally:
        first.change(NEXT, "yet another secret")
        first.change("yet another secret", "and one more secret")
        for spare in range(4):
            last = "and one more secret" if spare == 0 else f"spare secret no. {spare}"
            first.change(last, f"spare secret no. {spare + 1}")
        first.change("spare secret no. 4", SECRET)
        first.synced()
        second.synced()


def test_two_stations_changing_at_once_are_both_kept_and_the_later_counts(server, posts):
    first, second = posts
    who = "P-0188"
    found(server, somebody(who))
    first.synced()
    an_own_secret(first, who)
    first.synced()
    second.synced()
    second.log_in(who)
    second.synced()
    for post in posts:
        post.line.cable(out=True)
    with ThreadPoolExecutor() as both:
        for post, new in ((first, "chosen at the first"), (second, "chosen at the second")):
            both.submit(post.change, SECRET, new, who).result()
    for post in posts:
        post.line.cable(out=False)
        post.synced()
    first.synced()
    standing_ = {post.ask(secrets.secret, who).station for post in posts}
    assert standing_ == {"ST-2"}
    before = [one.before for one in first.ask(secrets.editions, who)]
    assert before[-1] == before[-2]
    assert first.refused(first.log_in, who, "chosen at the first") == "login.wrong_pin"
    assert first.log_in(who, "chosen at the second").person == who


@pytest.mark.requirement("P11-22")
def test_a_reset_takes_two_and_its_code_signs_nothing_until_it_is_changed(posts):
    first, _ = posts
    first.log_in(ADMIN)
    first.station.act(AskReset(person=OPERATOR, why="forgot it")).result()
    change = SecretChange(first.station, QUICK)
    assert first.refused(change.approve_reset, OPERATOR) == "people.reset_same_person"
    first.log_in(SECOND)
    before = first.ask(secrets.secret, OPERATOR).public_key
    code = change.approve_reset(OPERATOR)
    assert first.refused(first.log_in, OPERATOR, SECRET) == "login.wrong_pin"
    session = first.log_in(OPERATOR, code)
    assert session.to_change
    badge = f"B-{OPERATOR}"
    assert first.refused(first.station.sessions.prove, OPERATOR, code, badge) == (
        "sign.secret_to_change"
    )
    first.change(code, NEXT)
    after = first.ask(secrets.secret, OPERATOR)
    assert after.public_key != before
    assert after.public_key != session.key.public_key.hex()
    assert not after.to_change
    assert first.station.sessions.prove(OPERATOR, NEXT, badge).person == OPERATOR
    first.change(NEXT, SECRET)
    first.synced()


@pytest.mark.requirement("P11-04")
def test_a_device_never_enrolled_logs_nobody_in_and_leaves_a_trace(server, tmp_path, warnings):
    """Its own store knows nobody; asking the server for a key is turned away."""
    folder = tmp_path / "stray"
    stores = (FileStore(folder / "keys", passphrase=None, machine="test"),)
    folder.mkdir()
    stray = Profile(
        station="STRAY",
        name=NAME,
        zone=NAME,
        purpose=Purpose.OPERATOR,
        areas=(AREA,),
        server=server.url,
    )
    write_profile(folder / FILE_NAME, stray)
    identity.found(folder, "STRAY", stores)
    station = open_station(folder, stores)
    line = Line(station, Server(server.url))
    try:
        with pytest.raises(Refused, match=r"login\.unknown_person"):
            station.sessions.log_in(OPERATOR, SECRET)
        with warnings.expected("sync.turned_away"):
            assert line.errands.fetch_key(OPERATOR) is None
        (noted,) = station.ask(lambda c: door_log(c, "STRAY")).result()
        assert noted.what == "login_refused"
        assert station.ask(outbox.unsent).result().events == 1
    finally:
        line.close()
        station.close()


@pytest.mark.requirement("P11-24")
def test_a_stolen_database_with_its_parcels_opens_nothing_without_the_keyring(posts):
    first, _ = posts
    thief = ParcelKey(beside=SigningKey(new_private_bytes()))
    nodes = ("ST-1", "ST-2", "server")
    parcels = [one for to in nodes for one in first.ask(secrets.parcels_for, to)]
    assert parcels
    assert not [one for one in parcels if unpacked(one.parcel, thief, to=one.to)]
    kept = first.ask(key_here, OPERATOR)
    assert unseal(kept, secret=SECRET, station_secret=b"guessed" * 5) is None
    assert unseal(kept, secret=SECRET, station_secret=b"") is None
