"""What is allowed with secrets: values in, events or `Refused` out.

A secret itself comes in here only to be looked at for its strength.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.secrets.events import (
    KeyParcelled,
    ResetApproved,
    ResetAsked,
    SecretSet,
)
from app.capabilities.people.secrets.queries import DAY_MS, Secret
from app.kernel.refused import Refused

PIN, PASSWORD, CODE = "pin", "password", "code"
PIN_DIGITS = 6
PASSWORD_SIGNS = 12
VARIETY = 5
"""Different signs in a password."""
RESET_OPEN_MS = DAY_MS
_KEY = re.compile(r"[0-9a-f]{64}")
_LONGEST_PIN = 12


def way_of(secret: str) -> str:
    """Return what a secret is: a PIN where it has digits only and is short, else a password."""
    return PIN if secret.isascii() and secret.isdigit() and len(secret) < _LONGEST_PIN else PASSWORD


def faults(secret: str, person: Person) -> tuple[str, ...]:
    """Return what makes a secret weak, as codes of `people.secret.rule.*`; nothing for a good one.

    Said while it is typed; the same rules are asked again before it is set.
    """
    rules = _pin_rules(secret) if way_of(secret) == PIN else _password_rules(secret)
    found = [code for code, holds in rules if not holds]
    if _names(secret, person):
        found.append("not_own")
    return tuple(found)


def rules(secret: str) -> tuple[str, ...]:
    """Return the codes of every rule a secret of this way is held to, in the order to show."""
    held = _pin_rules(secret) if way_of(secret) == PIN else _password_rules(secret)
    return (*(code for code, _ in held), "not_own")


def check_secret(secret: str, person: Person) -> None:
    """Refuse `people.secret_weak` for a secret that somebody could guess."""
    found = faults(secret, person)
    if found:
        raise Refused("people.secret_weak", rule=found[0])


def set_secret(
    wanted: SecretSet, *, target: Person | None, held: Secret | None, actor: str
) -> SecretSet:
    """Let a person set their own secret. The key stays, but for one whose code others know.

    Refuses `people.unknown`, `.disabled`, `.not_own_secret`, `.bad_key`, `.secret_moved` (another
    was set meanwhile: what was typed as the present one is not it).
    """
    person = _active(target, wanted.person)
    if actor != person.person:
        raise Refused("people.not_own_secret")
    _check_key(wanted.public_key)
    if held is not None and held.edition != wanted.before:
        raise Refused("people.secret_moved", name=person.name)
    if held is not None and (held.public_key != wanted.public_key) != held.to_change:
        raise Refused("people.bad_key")
    return wanted


def give_code(
    wanted: SecretSet, *, target: Person | None, held: Secret | None, actor: str
) -> SecretSet:
    """Let an administrator give a person their first secret: a one-time code.

    Refuses `people.unknown`, `.disabled`, `.own_account`, `.has_secret` (a second one is a reset).
    """
    person = _active(target, wanted.person)
    if actor == person.person:
        raise Refused("people.own_account")
    _check_key(wanted.public_key)
    if held is not None and not held.to_change:
        raise Refused("people.has_secret", name=person.name)
    if held is not None and held.public_key != wanted.public_key:
        raise Refused("people.has_secret", name=person.name)
    return wanted


def ask_reset(
    target: Person | None, held: Secret | None, *, person: str, actor: str, why: str
) -> ResetAsked:
    """Ask for a person's reset.

    Refuses `people.unknown`, `.disabled`, `.own_account`, `.no_secret`, `.why_missing`.
    """
    found = _active(target, person)
    if actor == person:
        raise Refused("people.own_account")
    if held is None:
        raise Refused("people.no_secret", name=found.name)
    if not why.strip():
        raise Refused("people.why_missing")
    return ResetAsked(person=person, why=why.strip())


def confirm_reset(
    wanted: SecretSet, *, target: Person | None, held: Secret | None, actor: str, now_ms: int
) -> list[ResetApproved | SecretSet]:
    """Agree to a reset another administrator asked for, with the one-time code it makes.

    Refuses `people.reset_not_asked`, `.reset_over` (asked more than a day ago), `.own_account` and
    `.reset_same_person`: one person alone never comes to somebody's key.
    """
    person = _active(target, wanted.person)
    if held is None or not held.reset_asked_by:
        raise Refused("people.reset_not_asked", name=person.name)
    if actor == person.person:
        raise Refused("people.own_account")
    if actor == held.reset_asked_by:
        raise Refused("people.reset_same_person")
    if now_ms - held.reset_asked_at_ms > RESET_OPEN_MS:
        raise Refused("people.reset_over", name=person.name)
    _check_key(wanted.public_key)
    return [ResetApproved(person=person.person, asked_by=held.reset_asked_by), wanted]


def parcelled(
    secret: SecretSet, parcels: Iterable[tuple[str, str]], asked_by: str = ""
) -> list[KeyParcelled]:
    """Return the parcels (node, text) that go with a secret."""
    return [
        KeyParcelled(
            person=secret.person,
            to=to,
            edition=secret.edition,
            public_key=secret.public_key,
            parcel=text,
            asked_by=asked_by,
        )
        for to, text in parcels
    ]


def _active(target: Person | None, person: str) -> Person:
    if target is None:
        raise Refused("people.unknown", person=person)
    if not target.is_active:
        raise Refused("people.disabled", name=target.name)
    return target


def _check_key(public_key: str) -> None:
    if not _KEY.fullmatch(public_key):
        raise Refused("people.bad_key")


def _pin_rules(secret: str) -> tuple[tuple[str, bool], ...]:
    steps = {ord(b) - ord(a) for a, b in pairwise(secret)}
    is_run = len(steps) <= 1 and steps <= {-1, 0, 1}
    return (
        ("pin_digits", len(secret) >= PIN_DIGITS),
        ("pin_no_run", not is_run),
        ("pin_variety", len(set(secret)) > 2),
    )


def _password_rules(secret: str) -> tuple[tuple[str, bool], ...]:
    return (
        ("password_length", len(secret) >= PASSWORD_SIGNS),
        ("password_variety", len(set(secret.casefold())) >= VARIETY),
    )


def _names(secret: str, person: Person) -> bool:
    """Tell whether a secret is made of what anybody knows of the person."""
    known = (person.person, person.badge, person.name.en, person.name.zh)
    digits = {"".join(re.findall(r"\d", text)) for text in known}
    plain = secret.casefold()
    if any(len(text) >= 3 and text.casefold() in plain for text in known):
        return True
    return plain in {text for text in digits if text}
