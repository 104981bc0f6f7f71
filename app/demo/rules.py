"""The rules the demo plant works by, read from `resources/plant/rules/*.toml` (PLANT 6.5)."""

import tomllib

import msgspec

from app.capabilities.documents.commands import SaveDraft
from app.capabilities.rules.definition.bodies import RULE, Rule
from app.demo.plant import draft
from app.kernel.paths import resources


class _Rule(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    revision: str


def drafts() -> tuple[SaveDraft, ...]:
    """Return the rules as they are drafted, by code."""
    files = (resources() / "plant" / "rules").glob("*.toml")
    read = [msgspec.convert(tomllib.loads(one.read_text("utf-8")), _Rule) for one in files]
    ordered = sorted(read, key=lambda one: one.code)
    return tuple(draft(RULE, one.revision, _body(one)) for one in ordered)


def rules() -> tuple[Rule, ...]:
    """Return the rules, by code."""
    return tuple(msgspec.json.decode(one.body, type=Rule) for one in drafts())


def _body(read: _Rule) -> Rule:
    return Rule(**{name: getattr(read, name) for name in Rule.__struct_fields__})
