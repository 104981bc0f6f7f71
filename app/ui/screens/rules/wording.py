"""Words of a rule: as they stand by themselves and within a sentence; a body read as a rule."""

from collections.abc import Mapping
from typing import Any

import msgspec

from app.capabilities.rules.definition.bodies import Rule


def read_rule_body(body: Mapping[str, Any]) -> Rule | None:
    """Return a body as it is edited, as a rule; None while it is none."""
    try:
        return msgspec.convert(body, Rule)
    except msgspec.ValidationError:
        return None


def capital(text: str) -> str:
    """Return a text as it stands by itself."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Return a text as it stands within a sentence: a word begins small, an abbreviation stays."""
    is_word = text[:1].isupper() and not text[1:2].isupper()
    return text[:1].lower() + text[1:] if is_word else text
