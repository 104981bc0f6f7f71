"""How a lot's state and its days are said and look. No Qt."""

from app.capabilities.materials.lots.answers import Status
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui.screens.materials.lot_facts import EXPIRED, SOON_DAYS, USED_UP, LotLine

_LOOKS = {
    Status.QUARANTINE.value: ("hold", "hourglass"),
    Status.RELEASED.value: ("ok", "circle-check"),
    Status.HELD.value: ("hold", "hand"),
    Status.REJECTED.value: ("fail", "octagon-x"),
    EXPIRED: ("fail", "calendar-clock"),
    USED_UP: ("todo", "circle-minus"),
}


def part_look(part: str) -> tuple[str, str]:
    """Return the kit's state and the icon of a part of the list."""
    return _LOOKS.get(part, ("todo", "circle"))


def part_word(words: Words, part: str) -> str:
    """Return a part of the list in a word; a lot's state by its own."""
    code = f"materials.status.{part}"
    return words(code) if words.knows(code) else words(f"lots.part.{part}")


def left_said(words: Words, left: int | None) -> str:
    """Return how long it keeps: `6 days left`, `last day today`, `3 days over`."""
    if left is None:
        return words("lots.left.ever")
    if left < 0:
        return words("lots.left.over", n=f"{-left:,}")
    return words("lots.left.days", n=f"{left:,}") if left else words("lots.left.today")


def left_role(left: int | None) -> str:
    """Return the colour role of the days left: well, soon, over."""
    if left is None:
        return "ok"
    if left < 0:
        return "fail"
    return "warn" if left <= SOON_DAYS else "ok"


def amount(words: Words, line: LotLine) -> str:
    """Return what was received, with its unit."""
    lot = line.lot
    return f"{plain(lot.quantity)} {lot.unit.of(words.language)}".strip()


def taken_out(words: Words, line: LotLine) -> str:
    """Return what left it otherwise than by use, with its unit and why; empty for nothing."""
    lot = line.lot
    if not lot.taken_out:
        return ""
    why = ", ".join(dict.fromkeys(one.reason for one in lot.outs if one.quantity > 0))
    return f"{plain(lot.taken_out)} {lot.unit.of(words.language)} · {why}"


def searched_text(line: LotLine) -> str:
    """Return what a search looks in, in small letters, in both languages."""
    lot = line.lot
    name = lot.material_name
    parts = (lot.lot, lot.material, name.zh, name.en, lot.supplier, lot.supplier_lot, lot.place)
    return " ".join(parts).casefold()
