"""The demo plant is whole: what it names exists, what must run runs somewhere, both languages."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import msgspec
import pytest

from app.capabilities.documents.queries import in_force
from app.capabilities.equipment.gauges.queries import by_serial, gauges, in_question
from app.capabilities.equipment.machines.commands import (
    AssignWorkCentres,
    DefineEquipment,
    DefineParameter,
)
from app.capabilities.flows.moves.decisions import check_flow
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.queries import expiring, lots_with
from app.capabilities.people.starting.commands import starting_people, starting_roles
from app.capabilities.production.bodies import GATES, Instruction, Product, Route
from app.capabilities.production.operations.decisions import OWN_GATES
from app.capabilities.production.orders.decisions import Priority, priority_of
from app.capabilities.production.plan.reading import read_plan
from app.capabilities.quality.plans.bodies import InspectionPlan, Trigger
from app.capabilities.roster import ROSTER
from app.demo import flows, inspections, plant, stock, terms
from app.demo.instruments import SCALE
from app.demo.library import put_in_force
from app.demo.plan_file import write_plan
from app.journal.upcast import Vocabulary
from app.kernel.days import Moment, local_day
from app.kernel.paths import resources
from app.kernel.sealing import SigningKey, new_private_bytes
from app.stations.session import Proof
from tests.capabilities.documents.library import publish
from tests.capabilities.people.plant import let_sign
from tests.journal.node import a_node

RIGHTS = {one.role: one.rights for one in starting_roles(resources() / "plant" / "roles.toml")}
ROLES = {
    one.command.person: one.command.roles
    for one in starting_people(resources() / "plant" / "people.toml", "demo plant")
}
COMMANDS = plant.commands()
DRAFTS = plant.drafts()
ROUTES = plant.routes()
FOLDER = resources() / "plant"


def bodies(form, kind):
    return [msgspec.json.decode(one.body, type=kind) for one in DRAFTS if one.form == form]


PRODUCTS = bodies("product", Product)
INSTRUCTIONS = {one.code: one for one in bodies("instruction", Instruction)}


def route_of(code: str) -> Route:
    (product,) = [one for one in PRODUCTS if one.code == code]
    (route,) = [one for one in ROUTES if one.code == product.route]
    return route


def test_three_products_are_made_and_one_may_become_a_teaching_piece():
    assert {one.code for one in PRODUCTS} == {"IS-20F", "IS-60F", "LA-316", "LA-316T"}
    assert [op.code for op in route_of("LA-316").operations] == [f"B{n}0" for n in range(1, 7)]
    for code in ("IS-20F", "IS-60F"):
        assert [op.code for op in route_of(code).operations] == [f"OP{n}0" for n in range(1, 18)]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.code)
def test_a_route_is_sound(route):
    check_flow(route.flow)
    assert [op.code for op in route.operations if op.receives] == [route.operations[-1].code]
    assert not [op.code for op in route.operations if not set(op.gates) <= set(GATES)]
    assert not [
        op.code for op in route.operations if bool(op.min_dwell_min) != ("dwell" in op.gates)
    ]
    assert all(op.minutes > 0 for op in route.operations)


def test_no_gate_is_named_that_no_route_has():
    named = {gate for route in ROUTES for op in route.operations for gate in op.gates}
    assert named == set(GATES) - (OWN_GATES - named)


def test_aeration_and_cure_rest_long_enough():
    rest = {op.code: op.min_dwell_min for op in route_of("IS-20F").operations}
    assert rest["OP150"] == 48 * 60
    assert rest["OP100"] == 4 * 60


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.code)
def test_every_icon_is_on_the_shelf(route):
    shelf = {path.stem for path in (resources() / "icons").glob("*.svg")}
    assert {op.icon for op in route.operations} <= shelf


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.code)
def test_every_machine_of_a_route_stands_in_its_work_centre(route):
    machines = {c.equipment: c.work_centre for c in COMMANDS if isinstance(c, DefineEquipment)}
    for operation in route.operations:
        assert {machines[code] for code in operation.equipment} <= {operation.work_centre}


def test_every_operation_has_one_of_the_ten_stations_and_one_of_the_demo():
    assert len(plant.stations()) == 10
    duties = {c.station: c.work_centres for c in COMMANDS if isinstance(c, AssignWorkCentres)}
    assert set(duties) == {"WH-PK", "CNC-QC"}
    assert [one.code for one in plant.demo_stations()] == ["WH-PK", "CNC-QC", "SUP-1"]
    for route in ROUTES:
        assert all(plant.stations_of(route).values())
        for operation in route.operations:
            assert len([s for s, served in duties.items() if operation.work_centre in served]) == 1


def test_product_b_runs_over_two_stations():
    served = {one.code: set(one.work_centres) for one in plant.demo_stations()}
    operations = route_of("LA-316").operations
    at = {op.code: next(s for s in served if op.work_centre in served[s]) for op in operations}
    assert [at[f"B{n}0"] for n in (1, 5, 6)] == ["WH-PK"] * 3
    assert [at[f"B{n}0"] for n in (2, 3, 4)] == ["CNC-QC"] * 3


def test_demo_stations_have_profiles():
    for place in plant.demo_stations():
        profile = plant.profile(place)
        assert (profile.station, profile.areas) == (place.code, (plant.area().area,))
        assert profile.work_centres == place.work_centres


def test_instructions_exist_for_the_operations_that_name_them_and_for_rework():
    named = {op.instruction for route in ROUTES for op in route.operations if op.instruction}
    assert set(INSTRUCTIONS) - named == {"RW-B20"}
    assert named <= set(INSTRUCTIONS)
    assert {f"WI-B{n}0" for n in range(1, 7)} | {"WI-OP10", "WI-OP90"} <= named


def test_every_step_shows_a_picture_that_travels_with_its_instruction():
    for command in DRAFTS:
        if command.form == "instruction":
            attached = {sha256(data).hexdigest() for _, data in command.pictures}
            steps = INSTRUCTIONS[command.code].steps
            assert {step.picture for step in steps if step.picture} == attached
            assert 3 <= len(steps) <= 6
            assert not [step for step in steps if step.points and not step.picture]


def test_every_picture_is_used_and_small():
    used = {data for c in DRAFTS for _, data in c.pictures}
    files = sorted((FOLDER / "pictures").iterdir())
    assert {path.read_bytes() for path in files} == used
    assert not [path.name for path in files if path.stat().st_size > 20_000]


def test_call_outs_stand_on_their_pictures():
    points = [p for one in INSTRUCTIONS.values() for step in one.steps for p in step.points]
    assert points
    for point in points:
        assert all(0 < at < 1_000 for at in (point.x, point.y, point.label_x, point.label_y))


@pytest.mark.parametrize(
    "draft", [*inspections.drafts(), *flows.drafts(), *terms.drafts()], ids=lambda one: one.code
)
def test_a_form_a_plan_a_flow_and_terms_are_sound(draft):
    vocabulary = Vocabulary(ROSTER)
    kind = vocabulary.documents[draft.form]
    kind.check(msgspec.json.decode(draft.body, type=kind.body), frozenset(), vocabulary.plugs)


def test_every_plan_names_a_form_and_an_operation_or_a_material_there_is():
    forms = {one.code for one in inspections.forms()}
    places = {(p.code, op.code) for p in PRODUCTS for op in route_of(p.code).operations}
    materials = {one.code for one in stock.materials()}
    found = [msgspec.json.decode(one.body, type=InspectionPlan) for one in inspections.plans()]
    assert {one.form for one in found} <= forms
    for one in found:
        assert one.material in materials or (one.product, one.operation) in places
    assert {one.trigger for one in found} == set(Trigger)


def test_everything_is_said_in_both_languages():
    chinese = re.compile("[一-鿿]")
    for path in FOLDER.rglob("*.toml"):
        for text in _texts(tomllib.loads(path.read_text("utf-8"))):
            assert text["zh"], path.name
            assert text["en"], path.name
            assert not chinese.search(text["en"]), (path.name, text)


def _texts(value: object) -> Iterator[dict[str, str]]:
    match value:
        case {"zh": str(), "en": str()}:
            yield value  # type: ignore[misc]  # its pattern says what it is
        case dict():
            for inner in value.values():
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)


def test_the_plant_is_defined_once_however_often_it_is_said():
    node = a_node("SUP-1", capabilities=ROSTER, area=plant.area().area)
    for command in COMMANDS:
        assert node.do(command).events
    before = len(node.events())
    for command in COMMANDS:
        node.do(command)
    assert len(node.events()) == before


def test_the_demo_plan_reads_as_its_erp_means_it(tmp_path):
    path = tmp_path / "plan.xlsx"
    write_plan(path, date(2026, 11, 22))
    read = read_plan(path.read_bytes(), path.name, {one.code for one in PRODUCTS})
    assert read.rejected == ()
    wanted = [(one.product_code, int(one.quantity), one.unit) for one in read.orders]
    assert wanted == [
        ("LA-316", 200, "个"),
        ("LA-316", 60, "个"),
        ("IS-20F", 20_000, "套"),
        ("LA-316", 100, "个"),
    ]
    assert all(one.start and date(2026, 11, 22) <= one.start < one.due for one in read.orders)
    found = [priority_of(one.priority or "") for one in read.orders]
    assert found == [Priority.URGENT, Priority.NORMAL, Priority.HIGH, Priority.NORMAL]
    assert read.skipped_count("total") == 1
    assert read.skipped_count("title") == 3


def test_every_document_of_the_plant_is_written_reviewed_and_approved_by_three_people():
    node = a_node("SUP-1", capabilities=ROSTER, area=plant.area().area)
    people = starting_people(FOLDER / "people.toml", "demo plant")
    for command in (*starting_roles(FOLDER / "roles.toml"), *(one.command for one in people)):
        node.do(command)
    keys = {one: SigningKey(new_private_bytes()) for one in plant.SIGNERS}
    for person, key in keys.items():
        for command in let_sign(person, key, "SUP-1"):
            node.do(command)
    proofs = {one: Proof(one, key, "", ("id", "secret")) for one, key in keys.items()}
    with node.engine.begin() as connection:
        put_in_force(node.journal, connection, proofs)
    now_ms = node.clock.ms
    for one in DRAFTS:
        assert node.ask(in_force, one.form, one.code, now_ms).revision == one.revision
    signed = {act.meaning: act.actor for act in plant.documents() if act.meaning}
    assert len(signed) == len(set(signed.values())) == 3
    held = {person: {r for role in roles for r in RIGHTS[role]} for person, roles in ROLES.items()}
    assert all(f"sign.{meaning}" in held[person] for meaning, person in signed.items())


def test_every_parameter_is_of_a_machine_and_its_limits_go_outwards():
    found = [one for one in COMMANDS if isinstance(one, DefineParameter)]
    known = {one.equipment for one in COMMANDS if isinstance(one, DefineEquipment)}
    assert {one.equipment for one in found} <= known
    assert {"IM-01", "CNC-01", "EO-01"} <= {one.equipment for one in found}
    for one in found:
        stated = [x for x in (one.low, one.warn_low, one.warn_high, one.high) if x is not None]
        assert stated == sorted(stated)
        assert all(one.name.of(language) for language in ("zh_CN", "en"))


def a_stocked_plant():
    """Return a node with the plant's gauges, and its lots received by materials in force."""
    node = a_node(capabilities=ROSTER)
    for draft in stock.materials():
        publish(node, draft.form, draft.code, draft.body)
    for command in stock.gauges():
        node.do(command)
    for one in stock.stocked(local_day(node.clock.ms, node.clock.offset_min())):
        node.do(one.command, one.actor)
    return node


def now_at(node):
    return Moment(node.clock.ms, node.clock.offset_min())


def test_every_gauge_and_scale_is_there_and_one_scale_ran_out_yesterday():
    node = a_stocked_plant()
    now = now_at(node)
    found = {one.gauge: one for one in node.ask(gauges)}
    assert set(found) == {*(f"G-0{n}" for n in range(1, 9)), *(f"SC-0{n}" for n in range(1, 5))}
    unusable = [code for code, one in found.items() if one.standing(now) == "overdue"]
    assert unusable == ["SC-04"]
    assert found["SC-04"].days_left(now) == -1
    assert [one.gauge for one in node.ask(in_question)] == ["G-08"]
    assert node.ask(by_serial, SCALE).gauge == SCALE  # what the demo's scale says of itself


def test_one_lot_is_expired_one_soon_one_on_hold_and_one_waits():
    node = a_stocked_plant()
    now = now_at(node)
    assert [one.lot for one in node.ask(lots_with, Status.HELD)] == ["FM-2610-07"]
    assert [one.lot for one in node.ask(lots_with, Status.QUARANTINE)] == ["RM101-2611-01"]
    expiring_soon = node.ask(expiring, now, 7)
    assert [(one.lot, one.days_left(now)) for one in expiring_soon] == [
        ("CH602-2511-01", -3),
        ("AD302-2605-01", 6),
    ]
    assert expiring_soon[0].status == "released"


def test_who_stocks_the_plant_may():
    done = stock.stocked("2026-11-26")
    assert not [
        (one.actor, one.command.right)
        for one in done
        if not any(one.command.right in RIGHTS[role] for role in ROLES[one.actor])
    ]
