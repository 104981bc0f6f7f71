"""How a nonconformance is said: states as colour, shape and word; ages, amounts, turns. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.capabilities.quality.nonconformance.records.answers import Column, State
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Severity
from app.capabilities.quality.nonconformance.review_board.answers import Card, Review
from app.capabilities.quality.nonconformance.signing_order.answers import Signer
from app.kernel.quantity import plain
from app.kernel.words import Bilingual, Words
from app.ui import kit
from app.ui.moments import Moments

COLUMNS = (
    (Column.REGISTERED, "circle-dot", "ink2"),
    (Column.HELD, "hand", "hold"),
    (Column.REVIEW, "users", "accent"),
    (Column.DISPOSING, "wrench", "warn"),
    (Column.VERIFYING, "scan-eye", "ok"),
)
"""The columns of the board from left to right, with icon and colour role."""

STATES = {
    State.DETECTED: ("todo", "circle-dot"),
    State.HELD: ("hold", "hand"),
    State.EVALUATED: ("running", "users"),
    State.INVESTIGATED: ("running", "search"),
    State.PROPOSED: ("running", "users"),
    State.DECIDED: ("warn", "wrench"),
    State.EXECUTED: ("running", "scan-eye"),
    State.VERIFIED: ("ok", "circle-check"),
    State.CLOSED: ("ok", "archive"),
    State.CALLED_OFF: ("todo", "ban"),
}
DISPOSITIONS = {
    Disposition.REWORK: "rotate-ccw",
    Disposition.REPAIR: "wrench",
    Disposition.DOWNGRADE: "arrow-down",
    Disposition.CONCESSION: "stamp",
    Disposition.RETURN: "truck",
    Disposition.SCRAP: "trash-2",
}
SEVERITIES = {Severity.MINOR: "todo", Severity.MAJOR: "warn", Severity.CRITICAL: "fail"}

_COUNTED = {"件": "piece", "pcs": "piece", "个": "each", "套": "set", "sets": "set"}
"""Units that records keep as the plant calls them."""
_MINUTE_MS = 60_000
_HOUR_MS = 60 * _MINUTE_MS
_DAY_MS = 24 * _HOUR_MS
_SENT_BACK = ("sent_back", "returned", "back")


def amount(quantity: Decimal, unit: str, words: Words) -> str:
    """Return `500 pcs`; a unit that counts in the words of who reads it."""
    return f"{plain(quantity)} {unit_said(unit, words, quantity)}".strip()


def unit_said(unit: str, words: Words, quantity: Decimal = Decimal(2)) -> str:
    """Return a unit as who reads it says it, where it counts pieces; one of them is singular."""
    one = "_1" if quantity == 1 else ""
    return words(f"ncr_board.unit.{_COUNTED[unit]}{one}") if unit in _COUNTED else unit


def age(since_ms: int, now_ms: int, words: Words) -> str:
    """Return how long ago, in its greatest unit: a card has no room for two."""
    gone = max(0, now_ms - since_ms)
    if gone < _HOUR_MS:
        return words("ncr_board.age.minutes", n=gone // _MINUTE_MS)
    if gone < _DAY_MS:
        return words("ncr_board.age.hours", n=gone // _HOUR_MS)
    return words("ncr_board.age.days", n=gone // _DAY_MS)


def late(card: Card, now_ms: int, words: Words) -> str:
    """Return by how long it is overdue; empty where it is not."""
    if not card.is_overdue or card.due_ms is None:
        return ""
    days = (now_ms - card.due_ms) // _DAY_MS
    if days < 1:
        return words("ncr_board.late_today")
    return words("ncr_board.late", n=days)


def board_card(card: Card, column: Column, now_ms: int, words: Words) -> kit.BoardCard:
    """Return a card of the board."""
    mark = late(card, now_ms, words)
    return kit.BoardCard(
        card.name,
        column.value,
        short_number(card.number),
        card.title.of(words.language),
        card.where or card.order or card.lot,
        amount(card.quantity, card.unit, words),
        age(card.since_ms, now_ms, words),
        "warn" if mark else "",
        mark,
        "clock" if mark else "",
    )


def short_number(number: str) -> str:
    """Return a number without the words that every one begins with."""
    return number.removeprefix("NCR-") if number.count("-") > 1 else number


def state_said(state: State, words: Words) -> tuple[str, str, str]:
    """Return state, icon and text of its chip."""
    kind, icon = STATES[state]
    return kind, icon, words(f"ncr.state.{state.value}")


def searched(card: Card) -> str:
    """Return all that a card is searched by, folded."""
    parts = (card.number, card.code, card.title.zh, card.title.en, card.where, card.order, card.lot)
    return " ".join(parts).casefold()


def matching(cards: Iterable[Card], typed: str, mine: Iterable[str] | None) -> tuple[Card, ...]:
    """Return the cards with every part of what is typed, of `mine` alone where that is given."""
    asked = typed.casefold().split()
    only = None if mine is None else set(mine)
    return tuple(
        card
        for card in cards
        if all(part in searched(card) for part in asked) and (only is None or card.name in only)
    )


def called(person: str, names: Mapping[str, Bilingual], words: Words) -> str:
    """Return what somebody is called, in the language of who reads it."""
    return names[person].of(words.language) if person in names else person


def turns(
    review: Review, names: Mapping[str, Bilingual], moments: Moments, words: Words
) -> tuple[kit.Turn, ...]:
    """Return the order of signing as a strip says it."""
    return tuple(_turn(one, called(one.by, names, words), moments, words) for one in review.signers)


def _turn(one: Signer, by: str, moments: Moments, words: Words) -> kit.Turn:
    title = one.title.of(words.language)
    who, parts = by or title, [title] if by else []
    state = "todo"
    if one.by:
        state = "back" if one.outcome in _SENT_BACK else "done"
        state = "refused" if one.outcome == "refused" else state
        if state != "done":
            parts = [words(f"ncr_board.turn.{one.outcome}")]
        parts.append(moments.when(one.at_ms))
    elif one.is_turn:
        state = "yours" if one.is_mine else "now"
        parts.append(words(f"ncr_board.turn.{state}"))
    return kit.Turn(who, " · ".join(parts), state, kit.initials(who))
