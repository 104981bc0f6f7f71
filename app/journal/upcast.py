"""From stored payloads to what happened: decode, and lift old versions to today's."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from app.journal.capability import (
    SERVERS_OWN,
    Capability,
    DocumentKind,
    Needs,
    Plugs,
    Reaction,
    Roster,
    Upcast,
    Whose,
)
from app.journal.discrepancy import Check
from app.journal.event import Event, Happened, Sealed


class _Unfolded:
    """What the plugs say, by kind of event."""

    def __init__(self, capabilities: Sequence[Capability]) -> None:
        self.kinds: dict[str, type[Happened]] = {}
        self.owners: dict[str, Capability] = {}
        self.upcasts: dict[tuple[str, int], Upcast] = {}
        self.needs: dict[str, Needs] = {}
        for capability in capabilities:
            self.upcasts.update(capability.upcasts)
            for happened in capability.happened:
                if happened.kind in self.kinds:
                    raise ValueError(f"two kinds of event are named {happened.kind}")
                self.kinds[happened.kind] = happened
                self.owners[happened.kind] = capability
            for happened, needs in capability.needs.items():
                if happened.kind in self.needs:
                    raise ValueError(f"two capabilities say what {happened.kind} needs")
                self.needs[happened.kind] = needs
        self.decoders = {kind: msgspec.json.Decoder(known) for kind, known in self.kinds.items()}


class Vocabulary:
    """Every kind of event this program understands, and whose it is.

    Of a roster only the names and versions are known at first; the rest is read when first asked
    for, or by `unfold`.
    """

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self._plugs = capabilities if isinstance(capabilities, Roster) else tuple(capabilities)
        if not isinstance(self._plugs, Roster):
            self.unfold()

    def unfold(self) -> None:
        """Import every plug now, rather than with the first event."""
        _ = self._said

    @cached_property
    def capabilities(self) -> tuple[Capability, ...]:
        """Return every plug, in the order of the roster."""
        return tuple(self._plugs)

    @property
    def versions(self) -> Mapping[str, int]:
        """Return the version of each capability's fold."""
        if isinstance(self._plugs, Roster):
            return self._plugs.versions
        return {one.name: one.fold_version for one in self._plugs}

    def capability(self, name: str) -> Capability | None:
        """Return one plug; None where there is none of that name."""
        if isinstance(self._plugs, Roster):
            return self._plugs.plug(name) if name in self._plugs.versions else None
        return next((one for one in self._plugs if one.name == name), None)

    @cached_property
    def documents(self) -> Mapping[str, DocumentKind]:
        """Return the kinds of documents, by form."""
        return {kind.form: kind for each in self.capabilities for kind in each.documents}

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Return what finds contradictions."""
        return tuple(check for each in self.capabilities for check in each.checks)

    @cached_property
    def plugs(self) -> Plugs:
        """Return what capabilities plugged in for those below them."""
        return Plugs(
            {kind.code: kind for each in self.capabilities for kind in each.field_kinds},
            {name: gate for each in self.capabilities for name, gate in each.gates.items()},
            tuple(check for each in self.capabilities for check in each.reading_checks),
            tuple(gate for each in self.capabilities for gate in each.lot_gates),
            frozenset(one.kind for each in self.capabilities for one in each.no_work),
            {one.happened.kind: one for each in self.capabilities for one in each.occasions},
            {one.code: one for each in self.capabilities for one in each.watches},
            {one.code: one for each in self.capabilities for one in each.rule_actions},
            tuple(source for each in self.capabilities for source in each.todos),
            tuple(gate for each in self.capabilities for gate in each.label_gates),
        )

    @cached_property
    def reactions(self) -> tuple[Reaction, ...]:
        """Return what follows an act, in the order of the roster."""
        return tuple(one for each in self.capabilities for one in each.reactions)

    @cached_property
    def order_free(self) -> frozenset[str]:
        """Return the kinds that a late event of is simply added."""
        return frozenset(k for k, happened in self._said.kinds.items() if happened.order_free)

    @cached_property
    def _said(self) -> _Unfolded:
        return _Unfolded(self.capabilities)

    def owner(self, kind: str) -> Capability:
        """Return the capability that folds `kind`, one this program knows."""
        return self._said.owners[kind]

    def owner_or_none(self, kind: str) -> Capability | None:
        """Return the capability that folds `kind`; None for a kind this program does not know."""
        return self._said.owners.get(kind)

    def is_order_free(self, kind: str) -> bool:
        """Tell whether a late event of `kind` is simply added."""
        return kind in self.order_free

    def restates(self, kind: str) -> bool:
        """Tell whether `kind` says anew what the one before it in its stream said."""
        happened = self._said.kinds.get(kind)
        return happened is not None and happened.restates

    def plant_wide(self, kind: str) -> bool:
        """Tell whether `kind` lies in the plant area."""
        happened = self._said.kinds.get(kind)
        return happened is not None and happened.plant_wide

    def needs(self, kind: str) -> Needs | None:
        """Return what the actor of `kind` needs; None where nobody says it."""
        return self._said.needs.get(kind)

    def needed(self, happened: Happened, actor: str, whose: Whose) -> tuple[str, ...]:
        """Return the rights of which the actor needs any one: none for a note.

        What nobody says is denied to everybody.
        """
        needs = self._said.needs.get(happened.kind, SERVERS_OWN)
        return needs(happened, actor, whose) if callable(needs) else needs

    def understand(self, sealed: Sealed) -> Event | None:
        """Return the event a fold can use; None for an unknown kind, version or payload.

        What is not understood is kept and relayed, never guessed at.
        """
        envelope = sealed.envelope
        happened = self._decode(envelope.kind, envelope.v, envelope.payload)
        if happened is None or happened.stream != envelope.stream:
            return None
        return Event(
            sealed.hash,
            envelope.station,
            envelope.actor,
            envelope.wall,
            envelope.area,
            envelope.stream,
            happened,
        )

    def _decode(self, kind: str, v: int, payload: msgspec.Raw) -> Happened | None:
        known = self._said.kinds.get(kind)
        if known is None or not 0 < v <= known.v:
            return None
        try:
            if v == known.v:
                return self._said.decoders[kind].decode(payload)
            return self._lifted(known, v, msgspec.json.decode(payload))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _lifted(self, known: type[Happened], v: int, payload: dict[str, Any]) -> Happened | None:
        for version in range(v, known.v):
            lift = self._said.upcasts.get((known.kind, version))
            if lift is None:
                return None
            payload = lift(payload)
        return msgspec.convert(payload, known)
