"""What DESIGN §2 promises of every kind of event, every state row and every fold.

The toy capability of the journal's own tests keeps these rules on trial.
"""

import types
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from app.journal.capability import Capability, Command
from app.journal.event import Event, Happened
from app.journal.rows import STATE, Row, Rows, View
from tests.house.tree import ROOT, imported, modules
from tests.journal import toy

ROOMS = tuple(
    imported(path)
    for path in modules("app")
    if path.is_relative_to(ROOT / "app" / "capabilities") and path.stem != "__init__"
)
PLUGS = tuple(
    plug
    for room in (*ROOMS, toy)
    for plug in vars(room).values()
    if isinstance(plug, Capability) and room.__name__.endswith((".capability", ".toy"))
)
FOLDING = tuple(plug for plug in PLUGS if plug.happened)
KINDS = [(plug, kind) for plug in PLUGS for kind in plug.happened]
ORDER_FREE = [(plug, kind) for plug, kind in KINDS if kind.order_free]
STREAMS = st.sampled_from(["a", "b"])  # few, so that events meet in a stream


def _named(pair: object) -> str:
    return pair.name if isinstance(pair, Capability) else getattr(pair, "kind", str(pair))


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    STATE.create_all(engine)
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def test_every_event_kind_is_frozen_and_named_after_its_capability():
    assert all(kind.__struct_config__.frozen for _, kind in KINDS)
    assert not [k.kind for plug, k in KINDS if k.kind.count(".") != 1]
    assert not [k.kind for plug, k in KINDS if _first(k.kind) != _first(plug.name)]
    assert not [k for _, k in KINDS if k.stream is Happened.stream]


def test_no_two_kinds_share_a_name_and_no_two_rows_a_table():
    names = [kind.kind for _, kind in KINDS]
    tables = [row.table.name for plug in PLUGS for row in plug.rows]
    assert len(names) == len(set(names))
    assert len(tables) == len(set(tables))


def test_what_a_capability_defines_is_in_its_plug():
    plugged: set[object] = {kind for _, kind in KINDS}
    plugged |= {row for plug in PLUGS for row in plug.rows}
    plugged |= {command for plug in PLUGS for command in plug.commands}
    assert not [defined for room in ROOMS for defined in _defined(room) if defined not in plugged]


def test_every_whole_number_in_an_event_fits_the_database():
    """A forged one beyond it must not be decoded: it would break the batch it came in with."""
    assert not [f"{kind.kind}.{name}" for _, kind in KINDS for name in _unbounded(kind)]


def test_every_command_is_frozen():
    commands = [command for plug in PLUGS for command in plug.commands]
    assert not [command for command in commands if not command.__struct_config__.frozen]


def test_state_is_keyed_by_stream_or_by_hash_and_points_at_no_other_table():
    rows = [row for plug in PLUGS for row in plug.rows]
    assert not [row for row in rows if row.key[0] != "stream" and row.key != ("hash",)]
    assert not [row for row in rows if row.table.foreign_keys]


@pytest.mark.parametrize(("plug", "kind"), ORDER_FREE, ids=_named)
@given(data=st.data())
def test_an_order_free_event_writes_only_rows_named_by_its_hash_and_reads_none(plug, kind, data):
    event = _event(data.draw(_of(kind)), 0)
    plug.fold(_OnlyByHash(event), event)


@pytest.mark.parametrize("plug", FOLDING, ids=_named)
@given(data=st.data())
def test_a_fold_has_an_answer_for_every_state_and_event(plug, data, connection):
    happened = data.draw(_some_of(plug.happened))
    events = [_event(what, seq) for seq, what in enumerate(happened)]
    view = View()
    view.load(connection, plug.ordered_rows, sorted({event.stream for event in events}))
    for event in events:
        plug.fold(Rows(view, event.stream), event)
    view.flush(connection)
    connection.rollback()


class _OnlyByHash(Rows):
    """The rows an order-free fold may use: it reads none and writes what its hash names."""

    def __init__(self, event: Event) -> None:
        super().__init__(View(), event.stream)
        self._event = event

    def get(self, row: type[Any], *key: str) -> Any:  # noqa: ANN401  # as what it stands for
        pytest.fail(f"{self._event.happened.kind} is order-free and reads {row.__name__}")

    def of(self, row: type[Any]) -> tuple[Any, ...]:
        pytest.fail(f"{self._event.happened.kind} is order-free and reads {row.__name__}")

    def put(self, row: Row) -> None:
        assert row.key == ("hash",)
        assert (row.stream, getattr(row, "hash", "")) == (self._event.stream, self._event.hash)


def _first(name: str) -> str:
    return name.partition(".")[0]


def _unbounded(hint: Any, name: str = "") -> Iterator[str]:  # noqa: ANN401  # any annotation
    """Return the fields below a payload's type that would take any whole number."""
    if hint is int:
        yield name
    elif isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        for field in msgspec.structs.fields(hint):
            yield from _unbounded(field.type, f"{name}.{field.name}".lstrip("."))
    elif get_origin(hint) is Annotated:
        of, *facts = get_args(hint)
        bounds = [(fact.ge, fact.le) for fact in facts if isinstance(fact, msgspec.Meta)]
        if of is not int or not any(_within(low, high) for low, high in bounds):
            yield from _unbounded(of, name)
    else:
        for part in get_args(hint):
            yield from _unbounded(part, name)


def _within(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and -(2**63) <= low <= high < 2**63


def _defined(room: types.ModuleType) -> Iterator[type]:
    """Return the events, rows and commands that a room itself defines.

    A private class that names no kind only spares its heirs a repetition.
    """
    for what in vars(room).values():
        own = isinstance(what, type) and what.__module__ == room.__name__
        if own and issubclass(what, Happened | Row | Command) and not _only_for_heirs(what):
            yield what


def _only_for_heirs(what: type) -> bool:
    return issubclass(what, Happened) and not what.kind and what.__name__.startswith("_")


def _event(happened: Happened, seq: int) -> Event:
    return Event(
        hash=f"{seq:064x}",
        station="S",
        actor="P-1",
        wall=1_700_000_000_000 + seq,
        area="A",
        stream=happened.stream,
        happened=happened,
    )


@cache
def _some_of(kinds: tuple[type[Happened], ...]) -> st.SearchStrategy[list[Happened]]:
    return st.lists(st.one_of([_of(kind) for kind in kinds]), max_size=6)


@cache  # a strategy of the same parts is looked through once, not at every draw
def _of(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  # any annotation of a payload
    """Return whatever JSON could say in a field of this type, forged or not."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        fields = msgspec.structs.fields(hint)
        return st.builds(hint, **{field.name: _of(field.type) for field in fields})
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of([_of(part) for part in get_args(hint)])
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,):
        return st.lists(_of(get_args(hint)[0]), max_size=3).map(tuple)
    if get_origin(hint) is tuple:
        return st.tuples(*[_of(part) for part in get_args(hint)])
    if get_origin(hint) is Annotated:  # a bounded number: what is outside is never decoded
        return _of(get_args(hint)[0]).filter(lambda value: _fits(value, hint))
    return _PLAIN[hint] if hint in _PLAIN else st.from_type(hint)


def _fits(value: object, hint: object) -> bool:
    try:
        msgspec.convert(value, hint)
    except msgspec.ValidationError:
        return False
    return True


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: STREAMS | st.text(max_size=8),
    Decimal: st.decimals(),
    int: st.integers(-(2**63), 2**63 - 1),  # what a column of state holds
}
