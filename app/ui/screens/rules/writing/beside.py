"""How a rule as it is written stands beside those in force, asked on the reader. No Qt."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.capabilities.documents.answers import Pin
from app.capabilities.rules.definition.bodies import RULE, Rule
from app.capabilities.rules.definition.decisions import read_rule
from app.capabilities.rules.definition.queries import rules_at
from app.capabilities.rules.firings.answers import Clash, ClashKind
from app.capabilities.rules.firings.decisions import conflicts
from app.journal.capability import Plugs


@dataclass(frozen=True, slots=True)
class Beside:
    """The conflicts of a rule, and its revision in force with its body; None where none is."""

    conflicts: tuple[Clash, ...]
    in_force: tuple[str, Rule] | None

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Return those that people have to decide about."""
        return tuple(one for one in self.conflicts if one.kind is not ClashKind.NOT_SET_OFF)


def beside(connection: Connection, plugs: Plugs, rule: Rule, now_ms: int) -> Beside:
    """Return how a sound rule would stand beside those in force, in place of its own revision."""
    every = rules_at(connection, plugs, now_ms).rules
    own = next((one for one in every if one.pin.code == rule.code), None)
    mine = read_rule(Pin(RULE, rule.code, "", rule.name, ""), rule, plugs)
    others = [one for one in every if one.pin.code != rule.code]
    found = conflicts((*others, mine), plugs)
    return Beside(
        tuple(one for one in found if rule.code in (one.rule.code, one.other.code)),
        None if own is None else (own.pin.revision, own.body),
    )
