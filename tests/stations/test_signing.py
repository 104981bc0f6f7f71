"""Signing at a station: both components first, what was seen and nothing else, all or nothing."""

import threading
from decimal import Decimal

import msgspec
import pytest

from app.capabilities.flows.moves.events import node_stream
from app.capabilities.people.accounts.commands import AddPerson, DefineRole, SetRoles
from app.capabilities.people.accounts.queries import keys_of
from app.capabilities.people.delegations.commands import DelegateAuthority, EndDelegation
from app.capabilities.people.delegations.queries import delegations_of
from app.capabilities.people.identities.commands import WithdrawIdentity
from app.capabilities.people.policies.commands import AcknowledgePolicy, PublishPolicy
from app.capabilities.people.policies.queries import present_policy
from app.capabilities.people.signatures.commands import Ask, Sign
from app.capabilities.people.signatures.decisions import flaw, read_manifest
from app.capabilities.people.signatures.events import Signed
from app.capabilities.people.signatures.queries import Validity, signatures, status
from app.capabilities.production.operations.commands import ReportOperation, StartOperation
from app.capabilities.roster import ROSTER
from app.capabilities.rules.definition.bodies import RULE, Doing
from app.journal.event import COVERS_INSIDE, LIST, unseal
from app.journal.journal import Arrival
from app.journal.ledger import keep_lists, ledger_of
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words
from app.stations.self_check import checked
from app.stations.signing import Credentials, Signing
from app.sync import outbox
from app.sync.signing import Identity
from app.sync.transport import Contact
from app.ui.signature_words import printed_name
from tests.capabilities.documents.library import put_in_force
from tests.capabilities.rules.factory import a_rule
from tests.journal.node import a_node
from tests.ui.screens.station_at_work import (
    LEAD,
    OPERATOR,
    ORDER,
    PIN,
    PROFILE,
    a_peopled_station,
    a_station,
    release,
)

RECORD = f"node/{ORDER}/B10"
ADMIN = "P-0124"
SERVER = "https://server.test"
RIGHTS = {
    "operator": ("performed", "read"),
    "line_lead": ("performed", "witnessed", "reviewed"),
    "it_admin": ("administered",),
}


@pytest.fixture
def work(tmp_path):
    at = a_peopled_station(tmp_path / "s1")
    for role, meanings in RIGHTS.items():
        rights = tuple(f"sign.{one}" for one in meanings)
        more = ("people.administer",) if role == "it_admin" else ("production.report",)
        name = Bilingual(role, role)
        at.do(DefineRole(role=role, name=name, rights=(*rights, *more), why="they sign"))
    at.do(
        AddPerson(
            person=ADMIN,
            name=Bilingual("管理员", "Admin"),
            badge="B-00724",
            roles=("it_admin",),
            why="starts",
        )
    )
    at.issue(ADMIN)
    at.verify(ADMIN)
    at.do(StartOperation(order=ORDER, operation="B10"), OPERATOR)
    at.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(10)), OPERATOR)
    at.station.sessions.log_in(LEAD, PIN)
    yield at
    at.station.close()


def ask(at, meaning="reviewed", **more):
    seen = frozenset(at.ask(ledger_of, RECORD).entries)
    return Ask(RECORD, meaning, **({"seen": seen} | more))


def by(person, *, shown=True, secret=PIN):
    return Credentials(person, secret, person if shown else "")


@pytest.mark.requirement("P11-16")
def test_a_signature_names_record_content_meaning_and_signer_and_verifies(work):
    Signing(work.station).sign((ask(work),), by(LEAD))
    (one,) = work.ask(signatures, RECORD)
    assert (one.signer, one.meaning, one.validity) == (LEAD, "reviewed", Validity.VALID)
    assert work.ask(status, RECORD).signed_off == {"reviewed"}


@pytest.mark.requirement("P11-16")
def test_an_edit_after_a_signature_supersedes_it(work):
    Signing(work.station).sign((ask(work),), by(LEAD))
    work.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)), OPERATOR)
    (one,) = work.ask(signatures, RECORD)
    assert one.validity is Validity.SUPERSEDED
    now = work.ask(status, RECORD)
    assert (now.signed_off, now.unsigned) == (frozenset(), 1)


@pytest.mark.requirement("P11-16")
def test_a_signature_copied_to_another_record_does_not_verify(work):
    changes = Signing(work.station).sign((ask(work),), by(LEAD))
    sealed = changes.events[-1]
    signed = msgspec.json.decode(sealed.envelope.payload, type=Signed)
    keys = work.ask(keys_of, LEAD)
    assert flaw(signed, sealed.envelope.covers, keys, signer=LEAD) == ""
    elsewhere = msgspec.structs.replace(signed, record=f"node/{ORDER}/B20")
    assert flaw(elsewhere, sealed.envelope.covers, keys, signer=LEAD) == "of_another_record"
    assert flaw(signed, ("0" * 64,), keys, signer=LEAD) == "other_content"
    assert flaw(signed, sealed.envelope.covers, keys, signer=OPERATOR) == "of_another_record"
    assert flaw(signed, sealed.envelope.covers, frozenset(), signer=LEAD) == "foreign_key"
    forged = msgspec.structs.replace(signed, signature="00" * 64)
    assert flaw(forged, sealed.envelope.covers, keys, signer=LEAD) == "bad_signature"
    with pytest.raises(Refused, match=r"signature\.(forged|more_came|not_of_record)"):
        work.do(
            Sign(
                manifest=signed.manifest.replace("B10", "B20"),
                signature=signed.signature,
                covers=sealed.envelope.covers,
            ),
            LEAD,
        )


def test_what_came_after_the_record_was_shown_is_refused_until_it_is_shown(work):
    old = ask(work)
    work.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(2)), OPERATOR)
    with pytest.raises(Refused, match=r"signature\.more_came more=1"):
        Signing(work.station).sign((old,), by(LEAD))
    Signing(work.station).sign((ask(work),), by(LEAD))


@pytest.mark.requirement("P11-19")
def test_a_badge_alone_signs_nothing(work):
    with pytest.raises(Refused, match=r"login\.wrong_pin"):
        Signing(work.station).sign((ask(work),), Credentials(LEAD, "", LEAD))
    assert work.ask(signatures, RECORD) == ()


@pytest.mark.requirement("P11-20")
def test_the_first_signature_asks_both_components_and_the_next_the_secret(work):
    signing = Signing(work.station)
    with pytest.raises(Refused, match=r"signature\.both_components"):
        signing.sign((ask(work),), by(LEAD, shown=False))
    signing.sign((ask(work),), by(LEAD))
    work.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)), OPERATOR)
    with pytest.raises(Refused, match=r"login\.wrong_pin"):
        signing.sign((ask(work),), Credentials(LEAD, "", ""))
    signing.sign((ask(work),), by(LEAD, shown=False))
    first, second = work.ask(signatures, RECORD)
    assert first.signer == second.signer == LEAD


@pytest.mark.parametrize("how", ["left", "idle", "switched"])
def test_after_a_session_ended_both_components_are_asked_again(work, how):
    signing = Signing(work.station)
    signing.sign((ask(work),), by(LEAD))
    work.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)), OPERATOR)
    if how == "switched":
        work.station.sessions.log_in(OPERATOR, PIN)
    else:
        work.station.sessions.lock(how)
    work.station.sessions.log_in(LEAD, PIN)
    with pytest.raises(Refused, match=r"signature\.both_components"):
        signing.sign((ask(work),), by(LEAD, shown=False))


def test_another_s_badge_proves_nothing(work):
    with pytest.raises(Refused, match=r"signature\.both_components"):
        Signing(work.station).sign((ask(work),), Credentials(LEAD, PIN, OPERATOR))


def test_who_made_it_does_not_review_it(work):
    work.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)), LEAD)
    with pytest.raises(Refused, match=r"signature\.own_work"):
        Signing(work.station).sign((ask(work),), by(LEAD))


def test_without_the_right_for_a_meaning_nobody_signs(work):
    with pytest.raises(Refused, match=r"right\.missing right=sign\.approved"):
        Signing(work.station).sign((ask(work, "approved"),), by(LEAD))


def test_the_same_person_does_not_say_the_same_twice(work):
    signing = Signing(work.station)
    signing.sign((ask(work),), by(LEAD))
    with pytest.raises(Refused, match=r"signature\.signed_already"):
        signing.sign((ask(work),), by(LEAD))


def test_the_witness_is_somebody_else_and_shows_both_components(work):
    signing = Signing(work.station)
    mine = Ask(RECORD, "performed", made=tuple(work.ask(ledger_of, RECORD).entries))
    seen = Ask(RECORD, "witnessed", made=mine.made)
    with pytest.raises(Refused, match=r"signature\.same_person"):
        signing.sign_together((mine, by(LEAD)), (seen, by(LEAD)))
    with pytest.raises(Refused, match=r"signature\.both_components"):
        signing.sign_together((mine, by(OPERATOR)), (seen, by(LEAD, shown=False)))
    with pytest.raises(Refused, match=r"login\.wrong_pin"):
        signing.sign_together((mine, by(OPERATOR)), (seen, by(LEAD, secret="000000")))
    assert work.ask(signatures, RECORD) == ()
    signing.sign_together((mine, by(OPERATOR)), (seen, by(LEAD)))
    assert [s.meaning for s in work.ask(signatures, RECORD)] == ["performed", "witnessed"]


def test_an_act_two_people_sign_is_done_only_with_both_signatures(work):
    signing = Signing(work.station)
    scrap = ReportOperation(order=ORDER, operation="B10", good=Decimal(1))
    before = work.ask(ledger_of, RECORD).entries
    with pytest.raises(Refused, match=r"signature\.same_person"):
        signing.act_witnessed(scrap, "performed", by(OPERATOR), by(OPERATOR))
    with pytest.raises(Refused, match=r"signature\.both_components"):
        signing.act_witnessed(scrap, "performed", by(OPERATOR), by(LEAD, shown=False))
    with pytest.raises(Refused, match=r"login\.wrong_pin"):
        signing.act_witnessed(scrap, "performed", by(OPERATOR), by(LEAD, secret="000000"))
    with pytest.raises(Refused, match=r"right\.missing"):  # operators witness nothing here
        signing.act_witnessed(scrap, "performed", by(LEAD), by(OPERATOR))
    assert work.ask(ledger_of, RECORD).entries == before
    signing.act_witnessed(scrap, "performed", by(OPERATOR), by(LEAD))
    found = [(s.meaning, s.signer) for s in work.ask(signatures, RECORD)]
    assert found == [("performed", OPERATOR), ("witnessed", LEAD)]


def test_a_group_is_signed_whole_or_not_at_all(work):
    signing = Signing(work.station)
    other = Ask(f"order/{ORDER}", "reviewed", seen=frozenset())
    with pytest.raises(Refused, match=r"signature\.not_of_record"):
        signing.sign((ask(work), other), by(LEAD))
    assert work.ask(signatures, RECORD) == ()
    head = frozenset(work.ask(ledger_of, f"order/{ORDER}").entries)
    changes = signing.sign((ask(work), Ask(f"order/{ORDER}", "reviewed", seen=head)), by(LEAD))
    manifests = [
        read_manifest(msgspec.json.decode(one.envelope.payload, type=Signed).manifest)
        for one in changes.events
    ]
    assert len({m.group for m in manifests if m}) == 1
    assert {m.record for m in manifests if m} == {RECORD, f"order/{ORDER}"}


def test_a_withdrawal_is_a_signature_of_its_own_with_its_reason(work):
    signing = Signing(work.station)
    done = signing.sign((ask(work),), by(LEAD)).events[-1].hash
    with pytest.raises(Refused, match=r"signature\.reason_missing"):
        signing.sign((Ask(RECORD, "withdrawn", withdraws=done),), by(LEAD))
    with pytest.raises(Refused, match=r"signature\.not_yours"):
        signing.sign((Ask(RECORD, "withdrawn", withdraws=done, reason="no"),), by(OPERATOR))
    signing.sign((Ask(RECORD, "withdrawn", withdraws=done, reason="wrong lot"),), by(LEAD))
    first, second = work.ask(signatures, RECORD)
    assert (first.validity, second.withdraws, second.reason) == (
        Validity.WITHDRAWN,
        done,
        "wrong lot",
    )
    assert work.ask(status, RECORD).signed_off == frozenset()


def test_an_act_and_its_signature_are_one_transaction(work):
    signing = Signing(work.station)
    work.station.sessions.log_in(ADMIN, PIN)
    change = SetRoles(person=OPERATOR, roles=("line_lead",), why="moves to inspection")
    with pytest.raises(Refused, match=r"login\.wrong_pin"):
        signing.act_signed(change, "administered", by(ADMIN, secret="000000"))
    changes = signing.act_signed(change, "administered", by(ADMIN), "moves to inspection")
    made, signed = changes.events
    assert signed.envelope.covers == (made.hash,)
    assert signed.envelope.area == "plant"
    (one,) = work.ask(signatures, f"person/{OPERATOR}")
    assert (one.meaning, one.signer, one.validity) == ("administered", ADMIN, Validity.VALID)


@pytest.mark.requirement("P11-16")
def test_nobody_signs_what_a_rule_made_of_their_act(work):
    tell = Doing(action="notify", settings={"roles": ["operator"]})
    rule = a_rule("R-1", tell, when="flows.moved", given="cause == 'good'")
    station = work.station
    station.writer.act(
        lambda c: put_in_force(station.journal, c, RULE, "R-1", rule, from_ms=0)
    ).result()
    report = ReportOperation(order=ORDER, operation="B10", good=Decimal(1))
    changes = Signing(station).act_signed(report, "performed", by(LEAD))
    made = {one.hash: one.envelope for one in changes.events}
    signed = {name for one in made.values() for name in one.covers}
    assert {"rules.fired", "flows.notice_sent"} <= changes.kinds
    assert {made[name].actor for name in signed} == {LEAD}
    assert signed == {name for name, one in made.items() if one.actor and one.kind != Signed.kind}


@pytest.mark.requirement("P11-18")
def test_whose_identity_was_not_verified_or_not_any_more_signs_nothing(work):
    work.do(WithdrawIdentity(person=LEAD, why="the card was a copy"))
    with pytest.raises(Refused, match=r"signature\.identity_unverified"):
        Signing(work.station).sign((ask(work),), by(LEAD))
    assert work.ask(signatures, RECORD) == ()
    work.verify(LEAD)
    assert Signing(work.station).sign((ask(work),), by(LEAD)).events


@pytest.mark.requirement("P11-11")
def test_a_new_policy_is_acknowledged_before_the_next_signature_which_names_it(work):
    work.do(PublishPolicy(text=Bilingual("签名即负责", "Who signs answers for it"), why="start"))
    with pytest.raises(Refused, match=r"signature\.policy_unread"):
        Signing(work.station).sign((ask(work),), by(LEAD))
    work.do(AcknowledgePolicy(version=1), LEAD)
    changes = Signing(work.station).sign((ask(work),), by(LEAD))
    signed = msgspec.json.decode(changes.events[-1].envelope.payload, type=Signed)
    manifest = read_manifest(signed.manifest)
    assert manifest is not None
    assert manifest.policy == work.ask(present_policy).text


@pytest.fixture
def deputy(work):
    """Somebody without any role, whose name is printed when they sign in the lead's stead."""
    name = Bilingual("代理人", "Deputy")
    work.do(AddPerson(person="P-0130", name=name, badge="B-00730", why="starts"))
    work.issue("P-0130")
    work.verify("P-0130")
    return "P-0130"


@pytest.mark.requirement("P11-08")
def test_a_signature_in_anothers_stead_names_them_and_the_delegation(work, deputy):
    now_ms = work.clock.ms
    with pytest.raises(Refused, match=r"right\.missing"):
        Signing(work.station).sign((ask(work),), by(deputy))
    given = DelegateAuthority(
        to=deputy, meanings=("reviewed",), from_ms=now_ms, until_ms=now_ms + 60_000, why="ill"
    )
    work.do(given, LEAD)
    Signing(work.station).sign((ask(work),), by(deputy))
    (one,) = work.ask(signatures, RECORD)
    (row,) = work.ask(delegations_of, LEAD)
    assert (one.delegation, one.validity) == (row.delegation, Validity.VALID)
    said = printed_name(Words("en"), one)
    assert said == f"Deputy, by delegation of Line Lead ({row.delegation})"


def test_a_delegation_that_ended_signs_nothing_more_and_what_was_signed_stands(work, deputy):
    now_ms = work.clock.ms
    given = DelegateAuthority(
        to=deputy, meanings=("reviewed",), from_ms=now_ms, until_ms=now_ms + 60_000, why="ill"
    )
    work.do(given, LEAD)
    Signing(work.station).sign((ask(work),), by(deputy))
    work.clock.ms += 1_000
    (row,) = work.ask(delegations_of, deputy)
    work.do(EndDelegation(delegation=row.delegation, why="well again"), LEAD)
    work.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)), OPERATOR)
    with pytest.raises(Refused, match=r"right\.missing"):
        Signing(work.station).sign((ask(work),), by(deputy))
    assert work.ask(signatures, RECORD)[0].validity is Validity.SUPERSEDED


def test_a_long_record_is_covered_by_a_list_that_travels_with_its_signature(work):
    order = "WORK900001"
    record = node_stream(order, "B10")
    release(work, order, 1000)
    work.do(StartOperation(order=order, operation="B10"), OPERATOR)
    for _ in range(COVERS_INSIDE):
        work.do(ReportOperation(order=order, operation="B10", good=Decimal(1)), OPERATOR)
    seen = frozenset(work.ask(ledger_of, record).entries)
    done = Signing(work.station).sign((Ask(record, "reviewed", seen=seen),), by(LEAD))
    (stated,) = done.events[-1].envelope.covers
    assert stated.startswith(LIST)
    assert work.ask(status, record).signed_off == {"reviewed"}

    me = Identity("S1", work.station.facts.identity.key.sign)
    push = work.ask(lambda c: outbox.collect(c, me, 1000, 8 << 20))
    events = [unseal(data) for data in push.events]
    assert len(push.lists) == 1
    other = a_node("S9", capabilities=ROSTER)
    other.take([Arrival(sealed) for sealed in events])
    (one,) = other.ask(signatures, record)
    assert one.flaw == "not_here"
    other.ask(keep_lists, events, (b"[]", *push.lists))
    (one,) = other.ask(signatures, record)
    assert one.validity is Validity.VALID
    assert other.ask(status, record).signed_off == {"reviewed"}


@pytest.fixture
def releasing(work):
    """The line lead may approve here."""
    rights = ("production.report", "sign.approved", "sign.reviewed")
    name = Bilingual("班组长", "Line lead")
    work.do(DefineRole(role="line_lead", name=name, rights=rights, why="they approve"))
    work.station.sessions.log_in(LEAD, PIN)
    return work


def test_nothing_is_released_on_suspect_time_and_everything_else_is_signed(releasing):
    signing = Signing(releasing.station)
    releasing.clock.set_ms = -3_600_000
    with pytest.raises(Refused, match=r"time\.suspect"):
        signing.sign((ask(releasing, "approved"),), by(LEAD))
    signing.sign((ask(releasing),), by(LEAD))
    (one,) = releasing.ask(signatures, RECORD)
    assert (one.meaning, one.time_quality) == ("reviewed", "suspect")


def test_a_release_is_signed_again_once_the_server_agrees_with_the_clock(releasing):
    clock = releasing.clock
    clock.set_ms = -3_600_000
    releasing.station.watch_clock()
    clock.set_ms = 0
    releasing.station.hear(Contact(clock.ms, clock.monotonic_s(), 20))
    releasing.station.sessions.log_in(LEAD, PIN)
    Signing(releasing.station).sign((ask(releasing, "approved"),), by(LEAD))
    assert releasing.ask(status, RECORD).signed_off == {"approved"}


def test_what_needs_the_server_is_not_done_and_signed_without_it(tmp_path):
    at = a_station(tmp_path / "s1", profile=msgspec.structs.replace(PROFILE, server=SERVER))
    command = SetRoles(person=OPERATOR, roles=(), why="leaves")
    with pytest.raises(Refused, match=r"station\.needs_server"):
        Signing(at.station).act_signed(command, "administered", by(ADMIN))
    with pytest.raises(Refused, match=r"station\.needs_server"):
        Signing(at.station).sign((Ask(RECORD, "released"),), by(ADMIN))
    at.station.close()


def test_checking_the_journal_while_people_work_finds_nothing_wrong(work):
    """The head file is written after each commit: read later than the database it is ahead."""
    done = threading.Event()

    def reports():
        for _ in range(150):
            work.do(ReportOperation(order=ORDER, operation="B10", good=Decimal(1)), OPERATOR)
        done.set()

    working = threading.Thread(target=reports)
    working.start()
    found = [checked(work.station).problems]
    while not done.is_set():
        found.append(checked(work.station).problems)
    working.join()
    assert [problems for problems in found if problems] == []
