"""The document `rule`: when something happens, if it is so, then something follows."""

from typing import Any

import msgspec

from app.kernel.words import Bilingual

RULE = "rule"


class Doing(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule does when it fires: a plugged action's code, and the settings that one asks for.

    `settings` are the action's own, as plain JSON.
    """

    action: str
    settings: dict[str, Any] = {}


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule. It only restricts, asks or tells; it never lifts, releases or signs.

    `when` is a kind of event or the code of a watch. `given` is an expression over its facts, empty
    for always. `per` is an expression over them too: the rule fires once for each of its values
    instead of once for each subject (`station + ' ' + hour`: once an hour at a station).
    """

    code: str
    name: Bilingual
    when: str
    given: str = ""
    per: str = ""
    then: tuple[Doing, ...] = ()
