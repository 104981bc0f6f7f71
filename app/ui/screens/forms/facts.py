"""Everything the filling screen shows of one form, asked in one go on the reader."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.capabilities.forms.definition.answers import Layout
from app.capabilities.forms.filling.answers import Filled, Tried
from app.capabilities.forms.filling.queries import clashed, filled, forms_of, head, tried
from app.capabilities.forms.filling.tables import FilledRow
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.forms.judging.decisions import judge
from app.capabilities.people.accounts.queries import Person, people
from app.capabilities.people.signatures.queries import Signature, signatures
from app.journal.capability import Plugs
from app.journal.ledger import ledger_of, tips_of
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.ui.screens.forms.named import Named, named

OPEN, COMPLETED, VOIDED = "open", "completed", "voided"


@dataclass(frozen=True, slots=True, eq=False)
class FillFacts:
    """One filled form. `tried` holds, by path, every value of places that were filled twice;
    `shown` the hashes of its events while it can be signed, `clashed` the paths two people filled
    without knowing of each other; of a trial nothing is recorded."""

    filled: Filled
    form: str
    title: Bilingual
    reason: str = ""
    people: tuple[Person, ...] = ()
    records: tuple[FilledRow, ...] = ()
    tried: Mapping[str, tuple[Tried, ...]] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    shown: frozenset[str] = frozenset()
    clashed: frozenset[str] = frozenset()
    named: Named = field(default_factory=Named)
    is_trial: bool = False

    @property
    def takes_entries(self) -> bool:
        """Tell whether a value may still be entered, with a reason where it is complete."""
        return self.filled.state != VOIDED and not self.is_trial

    def who(self, person: str, language: str) -> str:
        """Return what somebody is called."""
        name = next((one.name for one in self.people if one.person == person), None)
        return person if name is None else name.of(language)


def fill_facts(
    connection: Connection, name: str, plugs: Plugs, station: str, now: Moment | None = None
) -> FillFacts | Refused:
    """Return one filled form, or why it cannot be shown here.

    `now` is when and where something is picked; None where nothing is.
    """
    try:
        form = filled(connection, name, plugs)
    except Refused as refused:
        return refused
    row = head(connection, name)
    assert row is not None  # it was filled a line ago
    is_signed = bool(tips_of(connection, form.stream, station))
    return FillFacts(
        filled=form,
        form=row.form,
        title=row.title,
        reason=row.reason,
        people=people(connection),
        records=_records(connection, form),
        tried=_tried(connection, form),
        signatures=signatures(connection, form.stream) if is_signed else (),
        shown=_shown(connection, form),
        clashed=clashed(connection, name),
        named=Named() if now is None else named(connection, form, row.form, now),
    )


def trial(layout: Layout, title: Bilingual, form: str) -> FillFacts:
    """Return an empty form nobody has begun: how it will look."""
    now = Filled(
        filled="",
        stream="",
        revision="",
        pin="",
        right="",
        reviewed=layout.form.reviewed,
        subject=Subject(),
        state=OPEN,
        verdict="",
        started_by="",
        started_ms=0,
        completed_by="",
        completed_ms=0,
        layout=layout,
        held={},
        judged=judge(layout, {}, Subject()),
    )
    return FillFacts(filled=now, form=form, title=title, is_trial=True)


def _records(connection: Connection, now: Filled) -> tuple[FilledRow, ...]:
    """Return the filled forms a field may link to; none is read where no field does."""
    tops = now.layout.tops.values()
    if not any(place.kind.code == "linked_record" for place in tops):
        return ()
    return tuple(one for one in forms_of(connection) if one.filled != now.filled)


def _tried(connection: Connection, now: Filled) -> dict[str, tuple[Tried, ...]]:
    """Return the values of places that hold another than their first; none is read without one."""
    again = {path for path, held in now.held.items() if held.retries}
    if not again:
        return {}
    found: defaultdict[str, list[Tried]] = defaultdict(list)
    for one in tried(connection, now.filled):
        if one.path in again:
            found[one.path].append(one)
    return {path: tuple(all_) for path, all_ in found.items()}


def _shown(connection: Connection, now: Filled) -> frozenset[str]:
    """Return what a signature would cover; asked only where the form can be signed."""
    if now.state != COMPLETED:
        return frozenset()
    return frozenset(act.hash for act in ledger_of(connection, now.stream).entries.values())
