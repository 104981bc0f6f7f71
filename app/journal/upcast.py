"""From stored payloads to what happened: decode, and lift old versions to today's."""

from collections.abc import Iterable
from typing import Any

import msgspec

from app.journal.capability import SERVERS_OWN, Capability, Needs, Upcast, Whose
from app.journal.event import Event, Happened, Sealed


class Vocabulary:
    """Every kind of event this program understands, and whose it is."""

    def __init__(self, capabilities: Iterable[Capability]) -> None:
        self.capabilities = tuple(capabilities)
        self._kinds: dict[str, type[Happened]] = {}
        self._owners: dict[str, Capability] = {}
        self._upcasts: dict[tuple[str, int], Upcast] = {}
        self._needs: dict[str, Needs] = {}
        for capability in self.capabilities:
            self._upcasts.update(capability.upcasts)
            for happened in capability.happened:
                if happened.kind in self._kinds:
                    raise ValueError(f"two kinds of event are named {happened.kind}")
                self._kinds[happened.kind] = happened
                self._owners[happened.kind] = capability
            for happened, needs in capability.needs.items():
                if happened.kind in self._needs:
                    raise ValueError(f"two capabilities say what {happened.kind} needs")
                self._needs[happened.kind] = needs
        self.documents = {kind.form: kind for each in self.capabilities for kind in each.documents}
        self._decoders = {
            kind: msgspec.json.Decoder(happened) for kind, happened in self._kinds.items()
        }
        self.checks = tuple(check for each in self.capabilities for check in each.checks)
        self.order_free = frozenset(k for k, happened in self._kinds.items() if happened.order_free)

    def owner(self, kind: str) -> Capability:
        """Return the capability that folds `kind`, one this program knows."""
        return self._owners[kind]

    def owner_or_none(self, kind: str) -> Capability | None:
        """Return the capability that folds `kind`; None for a kind this program does not know."""
        return self._owners.get(kind)

    def is_order_free(self, kind: str) -> bool:
        """Tell whether a late event of `kind` is simply added."""
        return kind in self.order_free

    def restates(self, kind: str) -> bool:
        """Tell whether `kind` says anew what the one before it in its stream said."""
        happened = self._kinds.get(kind)
        return happened is not None and happened.restates

    def plant_wide(self, kind: str) -> bool:
        """Tell whether `kind` lies in the plant area."""
        happened = self._kinds.get(kind)
        return happened is not None and happened.plant_wide

    def needs(self, kind: str) -> Needs | None:
        """Return what the actor of `kind` needs; None where nobody says it."""
        return self._needs.get(kind)

    def needed(self, happened: Happened, actor: str, whose: Whose) -> tuple[str, ...]:
        """Return the rights of which the actor needs any one: none for a note.

        What nobody says is denied to everybody.
        """
        needs = self._needs.get(happened.kind, SERVERS_OWN)
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
        known = self._kinds.get(kind)
        if known is None or not 0 < v <= known.v:
            return None
        try:
            if v == known.v:
                return self._decoders[kind].decode(payload)
            return self._lifted(known, v, msgspec.json.decode(payload))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _lifted(self, known: type[Happened], v: int, payload: dict[str, Any]) -> Happened | None:
        for version in range(v, known.v):
            lift = self._upcasts.get((known.kind, version))
            if lift is None:
                return None
            payload = lift(payload)
        return msgspec.convert(payload, known)
