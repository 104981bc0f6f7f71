"""How an event becomes an entry: what it says, what it changed, and why. Pure."""

from collections.abc import Mapping

from app.capabilities.records.entries.answers import Before, Change, Fact

WHY = ("why", "reason", "remark")
"""Fields that hold a person's reason, in the order they are looked for."""
PAIR = ("before", "now")
"""A change that carries what was beside what is."""

BEFORE = "_before"
"""Ends the name of a field that says what another was."""
FOR_PROOF = ("manifest", "signature", "covers_list", "parcel")
"""What programs verify or open; no line that people read."""


def facts_of(payload: Mapping[str, object], stream: str) -> tuple[Fact, ...]:
    """Return what an event says beside its reason and its change.

    What is empty, and what the record's own name says already, is left out.
    """
    named = set(stream.split("/"))
    return tuple(
        Fact(name, value)
        for name, value in payload.items()
        if not name.endswith(BEFORE)
        and f"{name}{BEFORE}" not in payload
        and name not in (*PAIR, *FOR_PROOF, "corrects", why_field(payload))
        and value not in ("", (), None)
        and not (isinstance(value, str) and value in named)
    )


def changes_of(payload: Mapping[str, object], before: Before) -> tuple[Change, ...]:
    """Return what an event changed: its own pair, an amount it corrects, fields it states anew."""
    found = []
    if all(name in payload for name in PAIR):
        found.append(Change("now", payload["before"], payload["now"]))
    if before.corrected is not None:
        found.append(Change("quantity", *before.corrected))
    found += [
        Change(name, payload[f"{name}{BEFORE}"], now)
        for name, now in payload.items()
        if f"{name}{BEFORE}" in payload and now != payload[f"{name}{BEFORE}"]
    ]
    found.extend(
        Change(name, old, payload.get(name))
        for name, old in before.restated.items()
        if payload.get(name) != old
    )
    return tuple(found)


def why_field(payload: Mapping[str, object]) -> str:
    """Return the name of the field that holds the reason; empty where none does."""
    return next((name for name in WHY if payload.get(name)), "")
