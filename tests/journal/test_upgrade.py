"""A changed fold gets fresh tables and folds its streams again, with progress, resumable."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.journal.event import Event
from app.journal.rows import Rows
from app.journal.upcast import Vocabulary
from app.journal.upgrade import STREAMS_PER_COMMIT, make_ready
from app.store.tables import refold_todo
from tests.journal.node import a_node
from tests.journal.toy import TOY, KettleRow, Pour, Switch, Switched, fold

STREAMS = 2 * STREAMS_PER_COMMIT + 5


def fold_in_capitals(rows: Rows, event: Event) -> None:
    """A later program's fold: the history says ON and OFF."""
    match event.happened:
        case Switched() as switched:
            before = rows.get(KettleRow)
            word = "ON " if switched.on else "OFF "
            history = (before.history if before else "") + word
            rows.put(KettleRow(stream=event.stream, on=switched.on, history=history))
        case _:
            fold(rows, event)


LATER = replace(TOY, fold_version=2, fold=fold_in_capitals)


@pytest.fixture
def node():
    node = a_node()
    for number in range(STREAMS):
        node.do(Switch(kettle=f"K{number}"))
        node.do(Pour(kettle=f"K{number}"))
    return node


def histories(node):
    return {
        row[0] for row in node.ask(lambda c: c.execute(select(KettleRow.table.c.history)).all())
    }


def test_the_same_fold_is_not_run_again(node):
    told = []
    make_ready(node.engine, Vocabulary((TOY,)), lambda *progress: told.append(progress))
    assert told == []
    assert histories(node) == {"1"}


def test_another_fold_version_folds_every_stream_with_progress(node):
    told = []
    make_ready(node.engine, Vocabulary((LATER,)), lambda *progress: told.append(progress))
    assert histories(node) == {"ON "}
    assert told[-1] == (STREAMS, STREAMS)
    assert len(told) == 3


def test_an_upgrade_cut_short_goes_on_where_it_was(node):
    class PowerCutError(Exception):
        pass

    def cut(done, total):
        raise PowerCutError

    with pytest.raises(PowerCutError):
        make_ready(node.engine, Vocabulary((LATER,)), cut)
    left = node.ask(lambda c: len(c.execute(select(refold_todo)).all()))
    assert 0 < left < STREAMS
    make_ready(node.engine, Vocabulary((LATER,)))
    assert histories(node) == {"ON "}
    assert node.ask(lambda c: c.execute(select(refold_todo)).all()) == []
