"""The server judges every event by the right its author knew of then, and by the right now."""

from decimal import Decimal
from hashlib import sha256

import msgspec
import pytest

from app.capabilities.flows.moves.events import Cause, Moved
from app.capabilities.people.accounts.commands import (
    AddPerson,
    DefineRole,
    DisablePerson,
    SetRoles,
)
from app.capabilities.people.accounts.events import Grant, PersonAdded, RolesSet
from app.capabilities.people.accounts.queries import person
from app.capabilities.people.rights.commands import ReadmitEvent
from app.capabilities.people.rights.decisions import FRESH_MS
from app.capabilities.people.rights.events import EventReadmitted
from app.capabilities.people.rights.queries import acted_without_right
from app.capabilities.people.signatures.commands import Ask, Circumstance, Sign, draft
from app.capabilities.people.signatures.decisions import WITHDRAWN, written
from app.capabilities.people.signatures.events import Signed
from app.capabilities.production.calls.commands import CallForHelp
from app.capabilities.production.calls.events import CallAnswered, CallRaised, CallReason
from app.capabilities.production.calls.queries import open_calls
from app.capabilities.production.release.queries import blocks_release
from app.capabilities.sites.events import AreaDefined, ForkSeen
from app.journal.event import PLANT, Covering
from app.kernel.refused import Refused
from app.kernel.sealing import SigningKey
from app.kernel.words import Bilingual
from app.sync.protocol import Push
from tests.capabilities.people.plant import a_person, let_sign
from tests.server.court import (
    ADMIN,
    AREA,
    FINE,
    FLAGGED,
    LEAD,
    OPERATOR,
    OTHER,
    OUT,
    QA,
    a_court,
)

HELP = CallForHelp(reason=CallReason.HELP)


@pytest.fixture
def court(tmp_path):
    made = a_court(tmp_path / "server")
    yield made
    made.close()


def leaves(court, who=OPERATOR, at="ST-2"):
    """An administrator ends an account at one station; the server knows it."""
    court.at(at, DisablePerson(person=who, why="left the plant"), ADMIN)
    court.exchange(at)


def raised(court, station="ST-1", actor=OPERATOR):
    (sealed,) = court.say(
        station, CallRaised(call=f"{court.clock.ms}", reason=CallReason.HELP), actor=actor
    )
    return sealed


def test_an_act_under_a_right_held_then_and_now_is_fine(court):
    sealed = raised(court)
    court.exchange("ST-1")
    assert court.word(sealed) == FINE
    assert court.word(sealed, "ST-1") == FINE


@pytest.mark.requirement("P11-26")
def test_who_acts_offline_an_hour_after_they_left_is_flagged_on_every_node(court):
    leaves(court)
    court.clock.ms += 3_600_000
    sealed = raised(court)
    court.push("ST-1")
    assert court.word(sealed) == FLAGGED
    assert court.word(sealed, "ST-1") == FLAGGED
    court.exchange("ST-1", "ST-2")
    assert court.word(sealed, "ST-2") == FLAGGED
    assert len(court.nodes["ST-2"].ask(open_calls)) == 1
    assert len(court.digests(AREA)) == 1


@pytest.mark.requirement("P11-26")
def test_who_acts_where_the_news_of_their_leaving_has_come_is_kept_out(court):
    leaves(court)
    court.pull("ST-1")
    sealed = raised(court)
    court.exchange("ST-1", "ST-2")
    assert court.word(sealed) == OUT
    assert court.word(sealed, "ST-1") == OUT
    assert [len(court.nodes[each].ask(open_calls)) for each in ("ST-1", "ST-2")] == [0, 0]


def test_a_role_taken_away_meanwhile_is_flagged_and_one_never_held_is_kept_out(court):
    (call,) = court.at("ST-1", HELP)
    name = court.nodes["ST-1"].ask(open_calls)[0].call
    answered = court.say("ST-1", CallAnswered(call=name), actor=LEAD)
    never = court.say("ST-1", CallAnswered(call=name), actor=OPERATOR)
    court.at("ST-2", SetRoles(person=LEAD, roles=("warehouse",), why="moved"), ADMIN)
    court.exchange("ST-2")
    court.exchange("ST-1")
    words = [court.word(each) for each in (call, *answered, *never)]
    assert words == [FINE, FLAGGED, OUT]


def test_a_role_that_is_narrowed_flags_what_it_granted(court):
    sealed = raised(court)
    narrow = DefineRole(
        role="operator",
        name=Bilingual("操作工", "Operator"),
        rights=("production.report",),
        why="calls are the leads'",
    )
    court.at("ST-2", narrow, ADMIN)
    court.exchange("ST-2", "ST-1")
    assert court.word(sealed) == FLAGGED


def test_a_right_counts_in_its_place_only(court):
    here = (Grant(role="operator", stations=("ST-2",)),)
    court.at(
        "ST-2",
        AddPerson(
            person=OTHER,
            name=Bilingual("乙", "B"),
            badge="B-0102",
            roles=("operator",),
            scopes=here,
            why="new",
        ),
        ADMIN,
    )
    court.exchange("ST-2", "ST-1")
    there, away = raised(court, "ST-2", OTHER), raised(court, "ST-1", OTHER)
    court.exchange("ST-1", "ST-2")
    assert (court.word(there), court.word(away)) == (FINE, OUT)


def test_who_acts_at_the_station_that_just_added_them_is_fine(court):
    """The plant's log does not hold it yet, but their station did."""
    court.at("ST-1", a_person(OTHER), ADMIN)
    sealed = raised(court, "ST-1", OTHER)
    court.exchange("ST-1")
    assert court.word(sealed) == FINE


def test_a_tampered_station_that_grants_itself_a_role_is_kept_out_with_all_that_follows(court):
    grant = RolesSet(person=OPERATOR, before=("operator",), now=("it_admin",), why="because")
    (granted,) = court.say("ST-1", grant, actor=OPERATOR)
    added = court.say("ST-1", *_adding("P-0999"), actor=OPERATOR)
    ghost = raised(court, "ST-1", "P-0999")
    honest = raised(court, "ST-1", OPERATOR)
    court.exchange("ST-1", "ST-2")
    assert court.word(granted) == OUT
    assert {court.word(each) for each in added} == {OUT}
    assert court.word(ghost) == ("quarantined", "person_unknown")
    assert court.word(honest) == FINE, "the rest of the station's work goes on"
    for node in court.nodes.values():
        assert node.ask(person, OPERATOR).roles == ("operator",)
        assert node.ask(person, "P-0999") is None
    assert len(court.digests(PLANT)) == 1


def _adding(who):
    yield PersonAdded(person=who, name=Bilingual("鬼", "Ghost"), badge="B-0999")
    yield RolesSet(person=who, before=(), now=("operator",), why="because")


def test_a_stale_claim_is_bounded_by_a_flag(court):
    """A rogue station that never pulls again acts for a leaver for ever: each act is flagged."""
    leaves(court)
    acts = [raised(court) for _ in range(3)]
    court.push("ST-1")
    assert {court.word(each) for each in acts} == {FLAGGED}


def test_what_only_the_server_says_is_kept_out_from_anybody_else(court):
    (sealed,) = court.say(
        "ST-1", ForkSeen(station="ST-2", chain="ST-2-1", seq=1, prev=""), actor=""
    )
    court.exchange("ST-1")
    assert court.word(sealed) == OUT


def test_nobody_does_what_needs_a_right(court):
    sealed = raised(court, actor="")
    court.exchange("ST-1")
    assert court.word(sealed) == OUT


def test_without_any_news_of_the_plant_it_counts_as_it_was_founded(tmp_path):
    court = a_court(tmp_path / "server")
    court.enrol("ST-3")
    early, stranger = raised(court, "ST-3", OPERATOR), raised(court, "ST-3", OTHER)
    court.at("ST-2", a_person(OTHER), ADMIN)
    court.exchange("ST-2")
    assert early.envelope.rights_at == ""
    court.push("ST-3")
    assert (court.word(early), court.word(stranger)) == (FINE, OUT)
    court.close()


def test_an_own_event_that_came_back_with_a_place_further_on_claims_no_news_in_between(court):
    """ST-1 pushes news of its own before it pulls what others said: it must not seem to know."""
    leaves(court)
    court.at("ST-1", a_person(OTHER), ADMIN)
    court.push("ST-1")
    sealed = raised(court)
    court.push("ST-1")
    assert court.word(sealed) == FLAGGED


@pytest.mark.requirement("P11-26")
def test_a_person_with_the_right_lets_in_what_was_kept_out_and_every_node_sees_it_turn(court):
    never = raised(court, "ST-1", OTHER)
    court.exchange("ST-1")
    assert court.word(never) == ("quarantined", "person_unknown")
    court.at("ST-2", ReadmitEvent(event=never.hash, why="the trainee was not entered yet"), QA)
    court.exchange("ST-2", "ST-1", "ST-2")
    for node in ("server", "ST-1", "ST-2"):
        assert court.word(never, node) == ("", "readmitted")
    assert len(court.nodes["ST-2"].ask(open_calls)) == 1
    assert len(court.digests(AREA)) == 1


@pytest.mark.requirement("P11-26")
def test_who_acted_without_a_right_is_on_every_desk_and_the_order_is_not_released(court):
    leaves(court)
    order = "WORK000434"
    acts = [
        court.say("ST-1", a_move(order, "B10"))[0],
        court.say("ST-1", a_move(order, "B20"))[0],
        raised(court),
    ]
    court.exchange("ST-1", "ST-2")
    for ask in (court.ask, court.nodes["ST-1"].ask, court.nodes["ST-2"].ask):
        (found,) = ask(lambda c: list(acted_without_right(c)))
        assert (found.kind, found.subjects, found.owner) == (
            "acted_without_right",
            (OPERATOR,),
            ADMIN,
        )
        assert set(found.looked_at) == {sealed.hash for sealed in acts}
        assert ask(blocks_release, order)
        assert not ask(blocks_release, "WORK0004345")
        assert not ask(blocks_release, order, {sealed.hash for sealed in acts[:2]})


def a_move(order, step, **facts):
    said = {"source": step, "target": "B40", "quantity": Decimal(3), "cause": Cause.GOOD}
    return Moved(case=order, unit="pc", **{**said, **facts})


@pytest.mark.parametrize(
    ("who", "cause", "of", "word"),
    [
        (OPERATOR, Cause.GOOD, OPERATOR, FINE),
        (OPERATOR, Cause.GOOD, LEAD, OUT),
        (LEAD, Cause.GOOD, OPERATOR, FINE),
        (OPERATOR, Cause.RELEASE, LEAD, OUT),
        (LEAD, Cause.RELEASE, LEAD, FINE),
        (OPERATOR, Cause.GOOD, "", ("waiting", "named_missing")),
    ],
)
def test_a_correction_needs_to_be_ones_own_or_a_right_of_its_own(court, who, cause, of, word):
    """`of` made the move that is taken back; nobody: it is not there, and may come yet."""
    original = "f" * 64
    if of:
        original = court.say("ST-1", a_move("W1", "B10"), actor=of)[0].hash
    back = a_move("W1", "B10", quantity=Decimal(-1), cause=cause, corrects=original)
    (sealed,) = court.say("ST-1", back, actor=who)
    court.exchange("ST-1")
    assert court.word(sealed) == word


def has_a_key(court, who=OPERATOR):
    """Let a person sign; every station hears of it."""
    key = SigningKey(sha256(who.encode()).digest())
    for command in let_sign(who, key, "ST-1"):
        court.at("ST-2", command, ADMIN)
    court.exchange("ST-2", "ST-1")
    return key


def performed(act, meaning="performed"):
    return Ask(act.envelope.stream, meaning, made=(act.hash,))


def signed(court, ask, key, who=OPERATOR):
    """Sign as a station does; its own checks ask for the right."""
    node = court.nodes["ST-1"]
    circumstance = Circumstance(
        key=key.public_key.hex(),
        session="s",
        components=("id", "secret"),
        meaning_text=Bilingual("", ""),
        offset_min=0,
        time_quality="synchronised",
        program="test",
    )
    with node.engine.begin() as connection:
        acting = node.journal.acting(connection, who)
        manifest, covers = draft(acting, ask, circumstance)
        text = written(manifest)
        command = Sign(manifest=text, signature=key.sign(text.encode()).hex(), covers=covers)
        return node.journal.carry_out(connection, command, who).events[0]


def test_a_genuine_signature_counts_and_one_under_no_key_of_its_signer_is_kept_out(court):
    key = has_a_key(court)
    act = raised(court)
    good = signed(court, performed(act), key)
    court.exchange("ST-1")
    assert court.word(good) == FINE
    said = msgspec.json.decode(good.envelope.payload, type=Signed)
    forged = msgspec.structs.replace(said, signature="00" * 64)
    other = msgspec.structs.replace(said, meaning="witnessed")
    words = [court.word(each) for each in pushed_as(court, good, forged, other)]
    assert words == [("quarantined", "signature_forged")] * 2
    (stolen,) = pushed_as(court, good, said, actor=LEAD)
    assert court.word(stolen) == ("quarantined", "signature_forged")


def test_what_takes_a_signature_back_waits_for_the_signature_it_names(court):
    key = has_a_key(court)
    act = raised(court)
    given = signed(court, performed(act), key)
    record = act.envelope.stream
    back = signed(court, Ask(record, WITHDRAWN, reason="wrong", withdraws=given.hash), key)
    carried = Push(events=(back.data,), seals=(court.seal_of(back),))
    intake = court.house.intake
    pushed = court.house.write(lambda c: intake.push(c, "ST-2", carried)).result()
    assert [(one.reason, one.missing) for one in pushed.outcomes] == [("named_missing", given.hash)]
    court.exchange("ST-1")
    assert (court.word(given), court.word(back)) == (FINE, FINE)


def pushed_as(court, like, *signatures, actor=OPERATOR):
    """Let a tampered station write signatures that cover what a genuine one does."""
    node = court.nodes["ST-1"]
    facts = [Covering(each, like.envelope.covers) for each in signatures]
    with node.engine.begin() as connection:
        events = node.journal.record(connection, facts, actor).events
    court.exchange("ST-1")
    return events


def test_signing_as_somebody_who_left_is_flagged_like_any_act(court):
    key = has_a_key(court)
    leaves(court)
    act = raised(court)
    sealed = signed(court, performed(act), key)
    court.push("ST-1")
    assert court.word(sealed) == FLAGGED


def test_a_release_is_refused_on_rights_nobody_has_heard_of_for_long(court):
    key = has_a_key(court, QA)
    act = raised(court)
    court.clock.ms += FRESH_MS + 60_000
    with pytest.raises(Refused, match=r"rights\.stale"):
        signed(court, performed(act, "approved"), key, who=QA)
    court.pull("ST-1")
    assert signed(court, performed(act, "approved"), key, who=QA)


def test_a_tampered_station_lets_in_no_act_of_its_own_person(court):
    area = AreaDefined(area="LINE-9", name=Bilingual("九线", "Line 9"))
    beyond = court.say("ST-1", area, actor=QA)[0]
    own = court.say("ST-1", EventReadmitted(event=beyond.hash, why="trust me"), actor=QA)[0]
    court.exchange("ST-1")
    assert court.word(beyond) == OUT
    assert court.word(own) == OUT


def test_only_who_has_the_right_lets_anything_in(court):
    never = raised(court, "ST-1", OTHER)
    court.exchange("ST-1")
    court.at("ST-2", ReadmitEvent(event=never.hash, why="please"), LEAD)
    court.exchange("ST-2")
    assert court.word(never) == ("quarantined", "person_unknown")


@pytest.mark.parametrize("is_let_in_first", [False, True])
def test_nobody_lets_in_a_forged_signature_neither_before_nor_after_it_comes(
    court, is_let_in_first
):
    key = has_a_key(court)
    act = raised(court)
    good = signed(court, performed(act), key)
    said = msgspec.json.decode(good.envelope.payload, type=Signed)
    forged = Covering(msgspec.structs.replace(said, signature="00" * 64), good.envelope.covers)
    (sealed,) = court.say("ST-1", forged)
    (let_in,) = court.say("ST-2", EventReadmitted(event=sealed.hash, why="trust me"), actor=QA)
    order = ("ST-2", "ST-1") if is_let_in_first else ("ST-1", "ST-2")
    court.exchange(*order)
    assert court.word(let_in) == FINE
    assert court.word(sealed) == ("quarantined", "signature_forged")


def test_nobody_lets_in_their_own_act_or_without_saying_why(court):
    never = raised(court, "ST-1", OTHER)
    court.exchange("ST-1")
    for actor, why, code in ((OTHER, "it was me", "own_event"), (QA, " ", "why_missing")):
        with pytest.raises(Refused, match=code):
            court.at("ST-1", ReadmitEvent(event=never.hash, why=why), actor)
