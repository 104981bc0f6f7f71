"""A database of a released program opens in this one: nothing of it is lost, all of it is shown.

`RELEASED` are the capabilities of 0.1.0 and their folds, before flows had nouns and quality its
nonconformances.
"""

from pathlib import Path

from sqlalchemy import delete, select, text

from app.capabilities.roster import ROSTER
from app.journal.event import PLANT, unseal
from app.journal.heard import heard
from app.journal.journal import Arrival
from app.journal.upcast import Vocabulary
from app.journal.upgrade import make_ready
from app.store import local
from app.store.tables import fold_version
from app.store.upsert import upsert
from tests.journal.golden.record import answers, state_hashes
from tests.journal.node import a_node

RELEASED = {
    "sites": 5,
    "people.accounts": 3,
    "people.badges": 1,
    "people.identities": 1,
    "people.policies": 1,
    "people.qualifications": 1,
    "people.delegations": 1,
    "people.reviews": 1,
    "people.rights": 1,
    "people.secrets": 1,
    "people.signatures": 1,
    "documents": 2,
    "forms.definition": 1,
    "forms.texts": 1,
    "forms.numbers": 1,
    "forms.choices": 1,
    "forms.times": 1,
    "forms.references": 1,
    "forms.pictures": 1,
    "forms.structures": 1,
    "forms.filling": 2,
    "flows": 2,
    "labels.templates": 1,
    "labels.serials": 1,
    "labels.jobs": 1,
    "labels.reconciliation": 1,
    "materials.definitions": 1,
    "materials.lots": 1,
    "equipment.machines": 2,
    "equipment.gauges": 1,
    "production.definitions": 1,
    "production.orders": 1,
    "production.weighings": 1,
    "production.operations": 2,
    "production.release": 1,
    "production.calls": 1,
    "production.discrepancies": 1,
    "quality.sampling": 1,
    "quality.charts": 1,
    "quality.switching": 1,
    "quality.plans": 1,
    "quality.inspections": 2,
    "quality.inspecting": 1,
    "quality.deviations": 1,
    "quality.gates": 1,
    "records.checks": 1,
    "records.discrepancies": 1,
}
JOURNAL = Path(__file__).parent / "golden" / "0.1.0" / "journal.jsonl"


def test_a_database_of_a_release_opens_and_shows_what_it_showed():
    node = a_node(capabilities=ROSTER)
    node.take([Arrival(unseal(line)) for line in JOURNAL.read_bytes().splitlines()])
    vocabulary = Vocabulary(ROSTER)
    before = node.ask(lambda c: state_hashes(c, vocabulary))
    shown, events = node.ask(answers), [one.hash for one in node.events()]
    node.ask(as_released, vocabulary)
    make_ready(node.engine, vocabulary)
    assert [one.hash for one in node.events()] == events
    assert node.ask(answers) == shown
    assert node.ask(lambda c: state_hashes(c, vocabulary)) == before
    assert node.ask(versions) == dict(vocabulary.versions) | {"flows": RELEASED["flows"]}
    assert node.ask(heard, PLANT).at_ms == 1_763_800_000_000


def as_released(connection, vocabulary):
    """Put a database back to how the release left it: its folds, its tables as they were."""
    connection.execute(delete(fold_version))
    rows = [{"capability": name, "version": version} for name, version in RELEASED.items()]
    upsert(connection, fold_version, rows)
    for capability in vocabulary.capabilities:
        if RELEASED.get(capability.name) == capability.fold_version:
            continue
        for row in capability.rows:
            row.table.drop(connection)
            if capability.name in RELEASED or capability.name == "flows.moves":
                connection.execute(text(f'CREATE TABLE "{row.table.name}" (stream VARCHAR)'))
    local.put(connection, "journal", "plant_heard", b"1763800000000")  # before it told its seq


def versions(connection):
    query = select(fold_version.c.capability, fold_version.c.version)
    return dict(connection.execute(query).tuples().all())
