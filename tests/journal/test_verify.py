"""Tampering is found and its place is named."""

import sqlite3

import pytest

from app.journal.head import Head, HeadFile
from app.journal.journal import Arrival, Author
from app.journal.verify import Keys, verify
from app.kernel.sealing import SigningKey, new_private_bytes
from app.store import local
from app.store.engine import open_reader
from tests.journal.node import a_node
from tests.journal.toy import Pour

KEY = SigningKey(new_private_bytes())


@pytest.fixture
def journal(tmp_path):
    """A file with twelve events of its own and three of another station."""
    path = tmp_path / "station.db"
    node = a_node("S1", path=path)
    node.ask(lambda c: local.put(c, "chain", "own", b"S1-1"))
    head = HeadFile(tmp_path, node.journal.author, KEY.sign)
    other = a_node("S2")
    for cups in range(1, 5):
        head.note(node.do(Pour(kettle="K", cups=cups)))
    node.take([Arrival(e) for n in range(3) for e in other.do(Pour(kettle=f"L{n}")).events])
    for cups in range(1, 9):
        head.note(node.do(Pour(kettle="K", cups=cups)))
    node.engine.dispose()
    return path


def tampered(path, *statements):
    database = sqlite3.connect(path)
    database.execute("DROP TRIGGER event_is_never_changed")
    database.execute("DROP TRIGGER event_is_never_deleted")
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    return checked(path)


def checked(path, public_key=KEY.public_key):
    engine = open_reader(path)
    with engine.begin() as connection:
        found = verify(connection, path.parent, Keys(public_key))
    engine.dispose()
    return found


def test_an_untouched_journal_is_whole(journal):
    found = checked(journal)
    assert found.problems == ()
    assert (found.events, found.chains) == (15, 2)
    assert found.not_checked == ("others_chains",)


def test_a_changed_byte_is_named(journal):
    found = tampered(
        journal,
        "UPDATE event SET bytes = CAST(REPLACE(CAST(bytes AS TEXT), '\"cups\":3', '\"cups\":9')"
        " AS BLOB) WHERE ordinal = 3",
    )
    (problem,) = found.problems
    assert (problem.code, problem.ordinal, problem.seq) == ("bytes_changed", 3, 3)


@pytest.mark.parametrize("ordinal", [2, 6, 9])
def test_a_missing_row_is_named(journal, ordinal):
    found = tampered(journal, f"DELETE FROM event WHERE ordinal = {ordinal:d}")  # noqa: S608  # a number of ours
    assert ("row_missing", ordinal) in [(p.code, p.ordinal) for p in found.problems]


def test_a_missing_row_is_found_even_when_the_others_close_up(journal):
    found = tampered(
        journal,
        "DELETE FROM event WHERE ordinal = 9",
        "UPDATE event SET ordinal = ordinal - 1 WHERE ordinal > 9",
    )
    assert [(p.code, p.seq) for p in found.problems] == [("gap", 7)]


def test_swapped_rows_are_named(journal):
    found = tampered(
        journal,
        "UPDATE event SET ordinal = 99 WHERE ordinal = 10",
        "UPDATE event SET ordinal = 10 WHERE ordinal = 11",
        "UPDATE event SET ordinal = 11 WHERE ordinal = 99",
    )
    assert [(p.code, p.ordinal) for p in found.problems] == [
        ("gap", 10),
        ("moved", 11),
        ("moved", 12),
    ]


def test_swapped_rows_of_another_station_are_named_too(journal):
    found = tampered(
        journal,
        "UPDATE event SET ordinal = 99 WHERE ordinal = 6",
        "UPDATE event SET ordinal = 6 WHERE ordinal = 7",
        "UPDATE event SET ordinal = 7 WHERE ordinal = 99",
    )
    assert {(p.code, p.ordinal) for p in found.problems} == {
        ("moved", 6),
        ("moved", 7),
        ("moved", 8),
    }


def test_swapped_bytes_are_named(journal):
    found = tampered(
        journal,
        "UPDATE event SET bytes = (SELECT bytes FROM event WHERE ordinal = 1) WHERE ordinal = 2",
    )
    assert [(p.code, p.ordinal) for p in found.problems] == [("bytes_changed", 2)]


def test_a_cut_tail_is_named(journal):
    found = tampered(journal, "DELETE FROM event WHERE ordinal > 12")
    assert [(p.code, p.seq) for p in found.problems] == [("cut", 12)]


def test_a_head_file_written_anew_to_hide_a_cut_is_named(journal):
    author = Author("S1", "S1-1", "A")
    stranger = SigningKey(new_private_bytes())
    database = sqlite3.connect(journal)
    seq, name = database.execute("SELECT seq, hash FROM event WHERE ordinal = 12").fetchone()
    database.close()
    forged = Head(station=author.station, chain=author.chain, seq=seq, hash=name)
    HeadFile(journal.parent, author, stranger.sign).write(forged)
    found = tampered(journal, "DELETE FROM event WHERE ordinal > 12")
    assert [(p.code, p.seq) for p in found.problems] == [("head_forged", seq)]


def test_a_head_file_whose_signature_nobody_could_check_is_said(journal):
    assert "head_signature" in checked(journal, None).not_checked


def test_an_edited_index_column_is_named(journal):
    found = tampered(journal, "UPDATE event SET stream = 'kettle/Z' WHERE ordinal = 4")
    assert [(p.code, p.ordinal) for p in found.problems] == [("columns_changed", 4)]
