"""What a form about an account offers and starts with. No Qt."""

from app.capabilities.people.accounts.queries import Person
from app.kernel.words import Words
from app.ui.screens.people.ask_sheet import Options
from app.ui.screens.people.users_facts import UsersFacts


def offered(
    form: str, facts: UsersFacts, person: str, rights: frozenset[str], words: Words
) -> dict[str, Options]:
    """Return the choices of a form's fields that depend on what is known now."""
    trust = facts.trust
    if form == "qualify":
        codes = [one.qualification for one in trust.qualifications]
        return {"qualification": _qualifications(facts, codes, words)}
    if form == "unqualify":
        codes = [row.qualification for row in trust.held(person)]
        return {"qualification": _qualifications(facts, codes, words)}
    if form == "delegate":
        meanings = sorted(right.partition(".")[2] for right in rights if right.startswith("sign."))
        named = tuple((one, words(f"signature.meaning.{one}")) for one in meanings)
        return {"meaning": named or (("", words("users.delegate.none")),)}
    if form == "undelegate":
        mine = [row for row in trust.delegations if person in (row.to, row.grantor)]
        named = tuple((row.delegation, facts.name(row.grantor, words.language)) for row in mine)
        return {"delegation": named}
    return {}


def known(form: str, facts: UsersFacts) -> dict[str, str]:
    """Return what a form starts with."""
    policy = facts.trust.policy
    if form == "publish" and policy is not None:
        return {"zh": policy.zh, "en": policy.en}
    return {}


def to_collect(words: Words, one: Person) -> str:
    """Return what is to be collected from somebody who leaves."""
    keys = ", ".join(one.stations) or "—"
    return words("users.collect", badge=one.badge or "—", keys=keys)


def _qualifications(facts: UsersFacts, codes: list[str], words: Words) -> Options:
    return tuple((code, facts.trust.qualification(code).of(words.language)) for code in codes)
