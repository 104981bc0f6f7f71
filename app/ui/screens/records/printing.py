"""A record as it goes to paper: the page of the screen in words, the head in both languages."""

from collections.abc import Iterable

from app.capabilities.people.signatures.queries import Signature
from app.capabilities.records.entries.answers import Entry
from app.capabilities.records.pages.answers import Record
from app.kernel.words import Bilingual, Words
from app.ui.paper.record import PaperLine, PaperRecord, PaperSection, PaperSignature
from app.ui.screens.records.record_facts import RecordFacts
from app.ui.screens.records.record_signature import coverage, late_sub, withdrawn
from app.ui.screens.records.telling import Teller


def on_paper(facts: RecordFacts, words: Words) -> PaperRecord:
    """Return a record in words: the same grouping as on the screen, every entry of it."""
    teller, record = Teller(words, facts.names), facts.record
    zh, en = (Teller(Words(one), facts.names).record(record.stream) for one in ("zh_CN", "en"))
    return PaperRecord(
        title=Bilingual(zh, en),
        fingerprint=record.fingerprint,
        unsent=record.unsent,
        sections=tuple(_sections(record, teller)),
        note=_note(facts, teller),
    )


def _sections(record: Record, teller: Teller) -> Iterable[PaperSection]:
    words, number = teller.words, 0
    for block in record.blocks:
        first, number = number + 1, number + len(block.entries)
        title = words("record.section.entries", first=first, last=number)
        sub = words("record.parallel") if len(block.signatures) > 1 else ""
        if not block.entries:
            title = words("record.section.nothing")
        signatures = tuple(
            _signature(one, _new(record, one, block.entries), record, teller)
            for one in block.signatures
        )
        yield PaperSection(title, sub, _lines(block.entries, record, teller), signatures)
    for late in record.late:
        yield PaperSection(
            words("record.section.late"),
            late_sub(teller, late.signature),
            _lines(late.entries, record, teller),
        )
    if record.unsigned or not record.blocks:
        lines = _lines(record.unsigned, record, teller)
        yield PaperSection(words("record.section.unsigned"), lines=lines)
    if record.held_back:
        lines = _lines(record.held_back, record, teller)
        sub = words("record.section.held_back_sub")
        yield PaperSection(words("record.section.held_back"), sub, lines)


def _lines(entries: Iterable[Entry], record: Record, teller: Teller) -> tuple[PaperLine, ...]:
    return tuple(_line(entry, record, teller) for entry in entries)


def _line(entry: Entry, record: Record, teller: Teller) -> PaperLine:
    words = teller.words
    details = [
        words("record.change", name=name, old=old, new=new)
        for name, old, new in teller.changes(entry)
    ]
    facts = [words("record.fact", name=name, value=value) for name, value in teller.facts(entry)]
    details += [" · ".join(facts)] if facts else []
    details += [words("record.why", why=teller.why(entry))] if entry.why else []
    if (late := record.late_for.get(entry.hash)) is not None:
        time = teller.at(late.at_ms, late.offset_min)
        who = late.name.of(words.language)
        details.append(words("record.late_for", who=who, time=time))
    by = (teller.who(entry.actor), teller.where(entry.station), teller.clock(entry.time_quality))
    when = teller.at(entry.at_ms, entry.offset_min)
    return PaperLine(when, teller.title(entry), tuple(details), "\n".join(by))


def _signature(one: Signature, new: int, record: Record, teller: Teller) -> PaperSignature:
    words = teller.words
    place = f"{teller.where(one.station)} · {teller.clock(one.time_quality)}"
    notes = [place, coverage(teller, len(record.covered[one.hash]), new)]
    notes += [words("record.signature.reason", why=one.reason)] if one.reason else []
    notes += [words(f"signature.flaw.{one.flaw}")] if one.flaw else []
    notes += [withdrawn(teller, w) for w in record.withdrawals if w.withdraws == one.hash]
    return PaperSignature(
        meaning=words(f"signature.meaning.{one.meaning}"),
        name=f"{one.name.of(words.language)} · {one.signer}",
        stamp=teller.stamp(one.at_ms, one.offset_min),
        standing=words(f"signature.validity.{one.validity}"),
        notes=tuple(notes),
    )


def _new(record: Record, one: Signature, entries: Iterable[Entry]) -> int:
    """Return how many of a block's entries a signature covers."""
    return sum(entry.hash in record.covered[one.hash] for entry in entries)


def _note(facts: RecordFacts, teller: Teller) -> str:
    """Say whose view is printed where it is not the present one, or that it is open again."""
    words = teller.words
    if facts.as_signed:
        one = next(one for one in facts.record.signatures if one.hash == facts.as_signed)
        time = teller.stamp(one.at_ms, one.offset_min)
        return words("record.as_signed_banner", who=one.name.of(words.language), time=time)
    return words("record.again") if facts.record.is_open_again else ""
