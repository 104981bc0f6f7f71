"""The one writer: person first, slices for batches, a full disk refused in words."""

import threading

import pytest
from sqlalchemy import text

from app.kernel.refused import Refused
from app.store.engine import open_writer
from app.store.space import BALLAST_BYTES, WARN_BYTES, Room, Space
from app.store.writer import Writer


@pytest.fixture
def engine(tmp_path):
    engine = open_writer(tmp_path / "test.db")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (line BLOB)"))
    yield engine
    engine.dispose()


def put(line=b"x"):
    return lambda c: c.execute(text("INSERT INTO note VALUES (:line)"), {"line": line}).rowcount


def count(writer):
    return writer.act(lambda c: c.execute(text("SELECT count(*) FROM note")).scalar()).result()


def test_an_act_overtakes_a_batch(engine):
    writer = Writer(engine)
    order, started, act_queued = [], threading.Event(), threading.Event()

    def batch(connection, enough):
        started.set()
        act_queued.wait(5)
        order.append("slice")
        assert enough()
        return len(order) > 2

    done = writer.batch(batch)
    started.wait(5)
    act = writer.act(lambda c: order.append("act"))
    act_queued.set()
    act.result(5)
    assert order[:2] == ["slice", "act"]
    writer.close()
    assert done.done()


def test_a_failing_act_leaves_nothing_and_the_writer_goes_on(engine):
    writer = Writer(engine)

    def fail(connection):
        put()(connection)
        raise Refused("report.nothing")

    with pytest.raises(Refused):
        writer.act(fail).result()
    assert count(writer) == 0
    writer.act(put()).result()
    assert count(writer) == 1
    writer.close()


def test_what_is_on_disk_is_told_as_saved_whatever_fails_after_the_commit(engine, warnings):
    told = []

    def after_commit(answer):
        told.append(answer)
        raise OSError("the head file cannot be written")

    writer = Writer(engine, after_commit)
    with warnings.expected("store.after_commit_failed"):
        assert writer.act(put()).result() == 1
        assert count(writer) == 1
        assert writer.batch(lambda connection, _: put()(connection) == 1).result()
        writer.close()
    assert told == [1, 1, True]


def limit_pages(engine, pages):
    with engine.begin() as connection:
        connection.execute(text(f"PRAGMA max_page_count={pages:d}"))


def test_a_full_disk_is_refused_in_words_and_saving_goes_on_with_room(engine):
    limit_pages(engine, 20)
    writer = Writer(engine)
    outcomes = [writer.act(put(b"x" * 4000)).exception() for _ in range(40)]
    saved = outcomes.count(None)
    assert {e.code for e in outcomes if isinstance(e, Refused)} == {"store.disk_full"}
    assert count(writer) == saved > 0
    limit_pages(engine, 1000)
    writer.act(put(b"x" * 4000)).result()
    assert count(writer) == saved + 1
    writer.close()


def test_the_ballast_saves_the_last_report(engine):
    limit_pages(engine, 20)

    def make_room():
        limit_pages(engine, 1000)
        return True

    writer = Writer(engine, make_room=make_room)
    for _ in range(40):
        writer.act(put(b"x" * 4000)).result()
    assert count(writer) == 40
    writer.close()


def test_room_is_told_and_the_ballast_given_up_once(tmp_path):
    free = [WARN_BYTES + 2 * BALLAST_BYTES]
    space = Space(tmp_path, lambda _: free[0])
    space.take_ballast()
    assert space.room() is Room.ENOUGH
    free[0] = 100
    assert space.room() is Room.LOW
    assert space.give_up_ballast()
    assert space.room() is Room.OUT
    assert not space.give_up_ballast()
