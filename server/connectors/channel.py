"""The port of channels: what carries notices to people's own devices, each as one `Channel`."""

from typing import Protocol

import msgspec

from app.journal.ruling import Matter
from app.kernel.words import Bilingual


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A notice as a channel carries it.

    `key` is the same however often it is handed over: a channel that was given it before tells
    people nothing again. `to` are the ids of everybody it is for, by role or by name; `at_ms` is
    when it was sent (ms since 1970 UTC), `sent_by` empty where a rule did.
    """

    key: str
    text: Bilingual
    urgency: str
    roles: tuple[str, ...]
    people: tuple[str, ...]
    to: tuple[str, ...]
    matter: Matter
    sent_by: str
    station: str
    area: str
    at_ms: int


class Undelivered(Exception):  # the world said no, as OutOfReach does
    """The channel did not take it; it is handed over again later. Says why, without a secret."""


class Channel(Protocol):
    """One way to people. Called on the delivering thread, one message at a time."""

    @property
    def name(self) -> str:
        """Return its name, which stays: what it carried is remembered by it."""
        ...

    def send(self, message: Message) -> None:
        """Hand a message over, and return once it is safe there.

        Raises Undelivered, or OSError. It may have been handed over before: a server that was
        killed does not know, so that the channel must look at its key.
        """
        ...
