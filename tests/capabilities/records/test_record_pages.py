"""A record's entries are grouped by signature as paper has them: against a naive oracle."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from app.capabilities.records.pages.decisions import grouped
from app.journal.signing import Entry, Ledger

ACTIONS = st.lists(
    st.tuples(st.sampled_from(["act", "sign", "close", "meet"]), st.sampled_from([0, 1])),
    max_size=14,
)


@dataclass
class Author:
    """One station: what it holds of the record, in the order of the stream."""

    held: list[Entry] = field(default_factory=list)

    def ledger(self) -> Ledger:
        return Ledger(self.held)


def written(actions) -> list[Entry]:
    """Let two stations write one record, meeting now and then; return it in stream order."""
    authors = (Author(), Author())
    made: list[Entry] = []
    for number, (what, who) in enumerate(actions):
        author = authors[who]
        if what == "meet":
            known = {entry.hash for each in authors for entry in each.held}
            for each in authors:
                each.held = [entry for entry in made if entry.hash in known]
            continue
        ledger = author.ledger()
        covers = tuple(sorted(ledger.uncovered())) if what != "act" else ()
        if what != "act" and not covers:
            continue
        entry = Entry(
            hash=f"{number:02}",
            after=ledger.tips(),
            covers=covers,
            signs=what != "act",
            closes=what == "close",
        )
        made.append(entry)
        author.held.append(entry)
    return made


def reach(entries, links) -> dict[str, set[str]]:
    """Return what each entry leads to: links followed again and again until nothing is new."""
    found = {entry.hash: set(links(entry)) for entry in entries}
    while True:
        more = {n: s | {x for y in s for x in found.get(y, ())} for n, s in found.items()}
        if more == found:
            return found
        found = more


@given(ACTIONS)
def test_each_entry_stands_where_a_naive_reader_would_put_it(actions):
    record = written(actions)
    page = grouped(Ledger(record))
    covered = reach(record, lambda e: e.covers if e.signs else ())
    known = reach(record, lambda e: (*e.after, *(e.covers or ())))
    acts = [e.hash for e in record if not e.signs]
    closing = [e.hash for e in record if e.closes]
    shown = [n for names, _ in page.blocks for n in names]
    shown += [n for _, names in page.late for n in names] + list(page.unsigned)
    assert sorted(shown) == sorted(acts)
    for place, (names, signatures) in enumerate(page.blocks):
        earlier = {s for _, each in page.blocks[:place] for s in each}
        for name in names:
            assert any(name in covered[s] for s in signatures)
            assert not any(name in covered[s] for s in earlier)
    for name in page.unsigned:
        assert not any(name in s for s in covered.values())
        assert all(s in known[name] for s in closing)
    for signature, names in page.late:
        for name in names:
            assert name not in covered[signature]
            assert signature not in known[name]


@given(ACTIONS)
def test_signatures_stand_side_by_side_only_where_neither_knew_of_another(actions):
    record = written(actions)
    page = grouped(Ledger(record))
    known = reach(record, lambda e: (*e.after, *(e.covers or ())))
    block = {s: place for place, (_, signed) in enumerate(page.blocks) for s in signed}
    assert sorted(block) == sorted(e.hash for e in record if e.signs)
    for one, place in block.items():
        for other, elsewhere in block.items():
            if place < elsewhere:  # what stands above was not made in knowledge of what is below
                assert other not in known[one]
        beside = [s for s, at in block.items() if at == place and s != one]
        if beside:
            assert any(one not in known[s] and s not in known[one] for s in beside)


@given(ACTIONS)
def test_a_late_entry_never_stands_above_the_signature_it_came_late_for(actions):
    record = written(actions)
    page = grouped(Ledger(record))
    order = [n for names, signed in page.blocks for n in (*names, *signed)]
    for name, signature in page.late_for.items():
        if name in order:
            beside = next(signed for names, signed in page.blocks if name in names)
            assert order.index(name) > order.index(signature) or signature in beside
