"""Rules that fire: after an act, in its transaction; and by the clock, when a station looks round.

A rule never stops work: what it cannot do is recorded with its firing. It listens to nothing that
rules made, here or on another station, so that no set of rules goes round in circles.
"""

from collections.abc import Iterable, Iterator, Sequence

from app.capabilities.rules.definition.answers import Listening
from app.capabilities.rules.definition.queries import rules_at
from app.capabilities.rules.firings.decisions import Due, due, recorded, undone
from app.capabilities.rules.firings.events import Undone
from app.capabilities.rules.firings.queries import has_fired, is_a_rules_own
from app.journal.capability import Acting, Command, Occasion, Watch
from app.journal.event import Event, Happened
from app.journal.ruling import Seen
from app.kernel.refused import Refused

FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a fault of an action or a look raises, where data is forged or half here: work goes on."""


class LookRound(Command, frozen=True, kw_only=True):
    """Look at what rules watch by the clock: the station's own, each minute; nobody is asked."""


def look_round(acting: Acting, command: LookRound) -> list[Happened]:
    """Fire the rules in force now whose watch sees what they wait for; each case once."""
    del command
    rules = rules_at(acting.connection, acting.plugs, acting.now_ms)
    begun: set[str] = set()
    happened: list[Happened] = []
    for code, watch in acting.plugs.watches.items():
        listening = rules.of(code)
        for seen in _watched(acting, watch) if listening else ():
            happened += _fire(acting, due(listening, seen, acting.area), "", acting.now_ms, begun)
    return happened


def _watched(acting: Acting, watch: Watch) -> Sequence[Seen]:
    """Return what a watch sees; one that fails does not blind the others."""
    try:
        return tuple(watch.look(acting))
    except (Refused, *FAULTS):
        return ()


def react(acting: Acting, events: Sequence[Event]) -> Iterator[Happened]:
    """Return what rules make of what happened: those in force when it did, by its author's clock.

    A reaction of the journal: in the transaction of the act; on the server, of arrivals.
    """
    begun: set[str] = set()
    for event in events:
        occasion = acting.plugs.occasions.get(event.happened.kind)
        if occasion is None or is_a_rules_own(event):
            continue
        listening = rules_at(acting.connection, acting.plugs, event.wall).of(event.happened.kind)
        if listening:
            yield from _looked_at(acting, occasion, event, listening, begun)


def _looked_at(
    acting: Acting, occasion: Occasion, event: Event, listening: Listening, begun: set[str]
) -> Sequence[Happened]:
    """Return what rules make of one event; nothing where it cannot be told here what it is about.

    What is half here yet, or forged, must not stop the act: the server looks a second time.
    """
    try:
        seen = occasion.look(acting, event)
        found = () if seen is None else tuple(due(listening, seen))
    except (Refused, *FAULTS):
        return ()
    return tuple(_fire(acting, found, event.hash, event.wall, begun))


def _fire(
    acting: Acting, found: Iterable[Due], cause: str, at_ms: int, begun: set[str]
) -> Iterator[Happened]:
    """Fire what has not fired yet; `begun` are the keys of this transaction."""
    for one in found:
        if one.key in begun or has_fired(acting.connection, one.key, one.rule.pin, cause):
            continue
        begun.add(one.key)
        yield from _firing(acting, one, cause, at_ms)


def _firing(acting: Acting, one: Due, cause: str, at_ms: int) -> list[Happened]:
    fired, follows = one.fired(cause, at_ms), list[Happened]()
    did: list[str] = []
    refused: list[Undone] = []
    for action, settings in one.rule.then:
        try:
            made = tuple(action.do(acting, fired, settings))  # all of it or nothing
        except Refused as no:
            refused.append(undone(action.code, no))
        except FAULTS:
            refused.append(undone(action.code, Refused("rule.fault")))
        else:
            follows += made
            did.append(action.code)
    return [recorded(one, cause, did, refused), *follows]
