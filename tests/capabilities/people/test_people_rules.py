"""What is allowed with people and roles."""

import msgspec
import pytest

from app.capabilities.forms.definition.bodies import FILL
from app.capabilities.people.accounts.capability import CAPABILITY as PEOPLE
from app.capabilities.people.accounts.commands import (
    DefineRole,
    DisablePerson,
    IssueKey,
    LiftLockout,
    ReplaceBadge,
    SetRoles,
)
from app.capabilities.people.accounts.decisions import (
    ADMINISTRATION,
    READING,
    check_apart,
    check_pin,
)
from app.capabilities.people.accounts.events import RoleDefined
from app.capabilities.people.accounts.queries import (
    by_badge,
    door_log,
    matrix,
    may,
    people,
    person,
    rights_of,
    roles,
)
from app.capabilities.people.signatures.decisions import MEANINGS
from app.capabilities.production.operations.commands import CORRECT
from app.capabilities.quality.nonconformance.records.bodies import RIGHT_OF
from app.capabilities.roster import ROSTER
from app.capabilities.sites.capability import CAPABILITY as SITES
from app.kernel.refused import Refused
from app.kernel.words import LANGUAGES, Bilingual, Words
from tests.capabilities.people.plant import HERE, ROLES, a_person, a_plant

ADMIN = "P-0124"
EVERY_RIGHT = sorted({right for role in ROLES for right in role.rights})
GMP = set(EVERY_RIGHT) - ADMINISTRATION - READING


def refusal(node, command, actor=ADMIN) -> Refused:
    before = len(node.events())
    with pytest.raises(Refused) as caught:
        node.do(command, actor)
    assert len(node.events()) == before, "a refused command leaves nothing behind"
    return caught.value


def test_an_administrator_adds_a_person_who_then_has_the_rights_of_their_role():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    added = node.ask(person, "P-0101")
    assert added.name == Bilingual("操作工 0101", "Operator 0101")
    assert added.is_active
    assert node.ask(may, "P-0101", "production.report", HERE)


def test_nobody_but_an_administrator_may_add_people():
    node = a_plant()
    node.do(a_person("P-0101", roles=("line_lead",)), ADMIN)
    assert refusal(node, a_person("P-0102"), actor="P-0101").code == "right.missing"
    assert refusal(node, a_person("P-0102"), actor="").code == "right.missing"


@pytest.mark.requirement("P11-17")
def test_an_id_is_never_given_out_again_not_even_after_its_owner_left():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    node.do(DisablePerson(person="P-0101", why="left the plant"), ADMIN)
    again = a_person("P-0101", badge="B-NEW")
    assert refusal(node, again).code == "people.id_taken"
    assert node.ask(person, "P-0101").name.en == "Operator 0101"


def test_a_badge_belongs_to_one_person_and_the_refusal_names_them():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    refused = refusal(node, a_person("P-0102", badge="B-0101"))
    assert refused.code == "people.badge_taken"
    assert "操作工 0101" in Words("zh_CN").refusal(refused)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"person": "p 1"}, "people.bad_id"),
        ({"person": ""}, "people.bad_id"),
        ({"person": "P-"}, "people.bad_id"),
        ({"badge": "B 1 2"}, "people.bad_badge"),
        ({"badge": ""}, "people.bad_badge"),
        ({"name": Bilingual("操作工", " ")}, "people.name_missing"),
        ({"roles": ("wizard",)}, "people.role_unknown"),
        ({"roles": ("it_admin", "operator")}, "people.roles_clash"),
        ({"why": " "}, "people.why_missing"),
    ],
)
def test_a_person_is_not_added_with(changes, code):
    assert refusal(a_plant(), a_person(**{"person": "P-0101", **changes})).code == code


def test_a_change_of_roles_keeps_what_was_before_and_why():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    changes = node.do(SetRoles(person="P-0101", roles=("line_lead",), why="promoted"), ADMIN)
    (sealed,) = changes.events
    text = bytes(sealed.envelope.payload).decode()
    assert '"before":["operator"]' in text
    assert '"now":["line_lead"]' in text
    assert '"why":"promoted"' in text
    assert sealed.envelope.actor == ADMIN
    assert sealed.envelope.area == "plant"


def test_nobody_changes_their_own_account():
    node = a_plant()
    own = SetRoles(person=ADMIN, roles=("auditor",), why="curious")
    assert refusal(node, own).code == "people.own_account"
    assert refusal(node, DisablePerson(person=ADMIN, why="tired")).code == "people.own_account"


def test_nobody_widens_their_own_rights_through_their_role():
    node = a_plant()
    wider = DefineRole(
        role="it_admin",
        name=Bilingual("系统管理员", "IT administrator"),
        rights=("people.administer", "sites.administer", "people.view", "production.view"),
        why="to look",
    )
    assert refusal(node, wider).code == "people.own_account"


def test_administration_and_a_gmp_right_do_not_meet_by_way_of_a_second_role():
    node = a_plant()
    looking = DefineRole(role="looking", name=Bilingual("查看", "Looking"), rights=("people.view",))
    node.do(looking, ADMIN)
    node.do(a_person("P-0125", roles=("it_admin", "looking")), ADMIN)
    doing = DefineRole(
        role="looking", name=Bilingual("查看", "Looking"), rights=("production.report",)
    )
    assert refusal(node, doing).code == "people.roles_clash"


@pytest.mark.requirement("P11-05")
def test_a_change_of_a_role_says_who_when_from_what_to_what_and_why():
    node = a_plant()
    narrower = ("production.view",)
    operator = DefineRole(role="operator", name=ROLES[0].name, rights=narrower)
    assert refusal(node, operator).code == "people.why_missing"
    node.clock.ms += 60_000
    (sealed,) = node.do(msgspec.structs.replace(operator, why="line closed"), ADMIN).events
    told = msgspec.json.decode(sealed.envelope.payload, type=RoleDefined)
    assert (told.before, told.now) == (tuple(sorted(ROLES[0].rights)), narrower)
    assert told.why == "line closed"
    assert (sealed.envelope.actor, sealed.envelope.wall) == (ADMIN, node.clock.ms)


def test_a_role_is_held_since_it_was_given_by_whom_and_why():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    given_ms = node.clock.ms
    node.clock.ms += 60_000
    both = SetRoles(person="P-0101", roles=("operator", "warehouse"), why="helps out")
    node.do(both, ADMIN)
    first, second = node.ask(person, "P-0101").holdings
    assert (first.role, first.since_ms, first.why) == ("operator", given_ms, "starts on line 1")
    assert (second.role, second.since_ms, second.by) == ("warehouse", node.clock.ms, ADMIN)


def test_another_badge_opens_the_door_and_the_lost_one_is_nobodys():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    node.do(a_person("P-0102"), ADMIN)
    node.clock.ms += 60_000
    taken = ReplaceBadge(person="P-0101", badge="B-0102", why="lost")
    assert refusal(node, taken).code == "people.badge_taken"
    spaced = ReplaceBadge(person="P-0101", badge="B 9", why="lost")
    assert refusal(node, spaced).code == "people.bad_badge"
    silent = ReplaceBadge(person="P-0101", badge="B-9901", why="")
    assert refusal(node, silent).code == "people.why_missing"
    node.do(ReplaceBadge(person="P-0101", badge="B-9901", why="lost"), ADMIN)
    assert node.ask(by_badge, "B-0101") == ()
    (now,) = node.ask(by_badge, "B-9901")
    assert (now.person, now.badge_since_ms) == ("P-0101", node.clock.ms)


def test_who_releases_product_has_no_part_in_making_it():
    """CN-03: by no role, by no two roles, and by no change of a role somebody has."""
    check_apart(frozenset({"sign.released", "production.view"}))
    with pytest.raises(Refused, match=r"people\.release_clash"):
        check_apart(frozenset({"sign.released", "production.report"}))
    node = a_plant()
    both = a_person("P-0101", roles=("operator", "qa_release"))
    assert refusal(node, both).code == "people.release_clash"


def test_saving_without_a_change_is_refused():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    same = SetRoles(person="P-0101", roles=("operator",), why="no reason")
    assert refusal(node, same).code == "people.roles_same"
    assert refusal(node, ROLES[0]).code == "people.role_same"


def test_a_leaver_has_no_right_and_cannot_be_changed():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    node.do(DisablePerson(person="P-0101", why="left the plant"), ADMIN)
    assert node.ask(rights_of, "P-0101", HERE) == frozenset()
    back = SetRoles(person="P-0101", roles=("qa_release",), why="again")
    assert refusal(node, back).code == "people.disabled"


def test_a_role_that_is_changed_changes_what_its_people_may():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    node.do(
        DefineRole(
            role="operator",
            name=Bilingual("操作工", "Operator"),
            rights=("people.view",),
            why="no production any more",
        ),
        ADMIN,
    )
    assert node.ask(rights_of, "P-0101", HERE) == {"people.view"}


@pytest.fixture(scope="module")
def everybody():
    """A plant with one person of each role, only to be looked at."""
    node = a_plant()
    for number, role in enumerate(ROLES):
        node.do(a_person(f"P-9{number:03d}", roles=(role.role,)), ADMIN)
    return node


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.role)
@pytest.mark.parametrize("right", [*EVERY_RIGHT, "production.fly", "people.*", ""])
def test_a_role_may_exactly_what_its_list_says(everybody, role, right):
    name = f"P-9{[r.role for r in ROLES].index(role.role):03d}"
    assert everybody.ask(may, name, right, HERE) == (right in role.rights)


def test_the_matrix_shows_the_same_and_counts_the_people(everybody):
    shown = everybody.ask(matrix)
    assert set(shown.rights) == set(EVERY_RIGHT)
    for role in ROLES:
        for right in shown.rights:
            assert shown.grants(role.role, right) == (right in role.rights)
    assert not shown.grants("wizard", "production.report")
    assert {role.role: role.people for role in shown.roles}["operator"] == 1


def test_who_is_nobody_may_nothing(everybody):
    for stranger in ("", "P-7777", "person/P-9000", "P-9000 "):
        assert everybody.ask(rights_of, stranger, HERE) == frozenset()


def test_no_shipped_role_mixes_administration_with_gmp_rights():
    for role in ROLES:
        check_apart(frozenset(role.rights))


def test_the_administrator_has_no_gmp_right():
    node = a_plant()
    assert not node.ask(rights_of, ADMIN, HERE) & GMP


def test_every_right_that_is_asked_for_is_some_roles_and_no_role_has_an_idle_one():
    asked = {c.right for each in (*ROSTER, PEOPLE, SITES) for c in each.commands} - {""}
    asked.add(CORRECT)  # of somebody else's report: told by the event, not by its command
    asked.add(FILL)  # and of a form: the form names it
    asked |= set(RIGHT_OF.values())  # and of an approval: the part it is given for
    asked |= {meaning.right for meaning in MEANINGS.values()} - {""}
    assert asked - set(EVERY_RIGHT) == set()
    assert set(EVERY_RIGHT) - asked - READING == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_right_has_a_name_for_people(language):
    words = Words(language)
    assert [r for r in EVERY_RIGHT if not words.knows(f"people.right.{r}")] == []
    groups = {right.partition(".")[0] for right in EVERY_RIGHT}
    assert [g for g in groups if not words.knows(f"people.right_group.{g}")] == []


def test_a_key_is_noted_once_per_station_and_a_new_one_voids_the_older_places():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    old, new = "a" * 64, "b" * 64
    for station in ("S1", "S2"):
        node.do(IssueKey(person="P-0101", station=station, public_key=old), ADMIN)
    assert node.ask(person, "P-0101").stations == ("S1", "S2")
    twice = IssueKey(person="P-0101", station="S1", public_key=old)
    assert refusal(node, twice).code == "people.key_here_already"
    node.do(IssueKey(person="P-0101", station="S2", public_key=new), ADMIN)
    assert node.ask(person, "P-0101").stations == ("S2",)
    unreadable = IssueKey(person="P-0101", station="S1", public_key="hello")
    assert refusal(node, unreadable).code == "people.bad_key"


def test_a_supervisor_lifts_a_lockout_with_a_reason_but_not_their_own():
    node = a_plant()
    node.do(a_person("P-0110", roles=("line_lead",)), ADMIN)
    node.do(LiftLockout(person="P-0101", why="new glasses"), "P-0110")
    (line,) = node.ask(door_log, "S1")
    assert (line.what, line.person, line.detail) == ("lockout_lifted", "P-0101", "new glasses")
    own = LiftLockout(person="P-0110", why="please")
    assert refusal(node, own, actor="P-0110").code == "people.own_account"
    no_reason = LiftLockout(person="P-0101", why="")
    assert refusal(node, no_reason, actor="P-0110").code == "people.why_missing"


@pytest.mark.parametrize(
    "pin", ["12345", "111111", "123456", "987654", "abcdef", "２５８０１３", ""]
)
def test_a_weak_pin_is_refused(pin):
    with pytest.raises(Refused, match=r"people\.pin_weak"):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["258001", "112233", "9071624"])
def test_a_fair_pin_is_taken(pin):
    check_pin(pin)


def test_people_and_roles_are_listed_by_id(everybody):
    ids = [each.person for each in everybody.ask(people)]
    assert ids == sorted(ids)
    assert len(everybody.ask(roles)) == 13


def test_nobody_changes_a_person_who_does_not_exist():
    found = refusal(a_plant(), DisablePerson(person="P-0999", why="left the plant"))
    assert (found.code, found.facts) == ("people.unknown", {"person": "P-0999"})


def test_who_left_does_not_leave_again():
    node = a_plant()
    node.do(a_person("P-0101"), ADMIN)
    node.do(DisablePerson(person="P-0101", why="left the plant"), ADMIN)
    again = DisablePerson(person="P-0101", why="left the plant")
    assert refusal(node, again).code == "people.disabled"


@pytest.mark.parametrize(
    ("role", "right", "code"),
    [
        ("Line Lead", "production.view", "people.bad_role"),
        ("", "production.view", "people.bad_role"),
        ("packer", "everything", "people.bad_right"),
        ("packer", "Production.View", "people.bad_right"),
    ],
)
def test_a_role_of_words_nobody_could_check_is_refused(role, right, code):
    name = Bilingual("包装工", "Packer")
    assert refusal(a_plant(), DefineRole(role=role, name=name, rights=(right,))).code == code
