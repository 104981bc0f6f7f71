"""What the plant calls the things rules name by code: forms, products, flows, roles. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.capabilities.documents.queries import all_in_force
from app.capabilities.equipment.machines.queries import machines
from app.capabilities.people.accounts.queries import people, roles
from app.capabilities.quality.nonconformance.records.queries import terms
from app.capabilities.sites.queries import stations
from app.kernel.refused import Refused
from app.kernel.words import Bilingual, Words

_DOCUMENTS = {
    "form": "form",
    "product": "product",
    "material": "material",
    "flow": "flow",
    "plan": "inspection_plan",
}
"""Which kind of document a fact or a setting names by its code."""
ROLES, PEOPLE, WRONG = "roles", "people", "code"
_WHOM = {"escalated": ROLES, "escalate": ROLES}
"""Settings that name roles under another name."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names by what they name (a fact, a setting) and code."""

    of: Mapping[str, Mapping[str, Bilingual]] = field(default_factory=dict)

    def offered(self, what: str) -> Mapping[str, Bilingual]:
        """Return what may be chosen where a fact or a setting is asked for; empty: any text."""
        return self.of.get(_WHOM.get(what, what), {})

    def say(self, words: Words, what: str, code: str) -> str:
        """Return a code as people call it; the code itself where nobody does."""
        found = self.offered(what).get(code)
        return code if found is None else str(words.of(found)) or code

    def say_coded(self, words: Words, what: str, code: str) -> str:
        """Return a name with the code behind it, where the code alone tells little."""
        said = self.say(words, what, code)
        return said if what in (ROLES, PEOPLE, WRONG) or said == code else f"{said} {code}"


def _wrongs(connection: Connection, now_ms: int) -> Mapping[str, Bilingual]:
    """Return the codes of what can be wrong; none where the plant's terms have not come."""
    try:
        return {one.code: one.name for one in terms(connection, now_ms).codes}
    except Refused:
        return {}


def names(connection: Connection, now_ms: int) -> Names:
    """Return how everything a rule may name is called now."""
    documents = {
        what: {pin.code: pin.title for pin in all_in_force(connection, form, now_ms)}
        for what, form in _DOCUMENTS.items()
    }
    return Names(
        {
            **documents,
            "equipment": {
                one.equipment: Bilingual(one.name_zh, one.name_en) for one in machines(connection)
            },
            "station": {one.station: one.name for one in stations(connection)},
            WRONG: _wrongs(connection, now_ms),
            ROLES: {one.role: one.name for one in roles(connection)},
            PEOPLE: {one.person: one.name for one in people(connection) if one.is_active},
        }
    )
