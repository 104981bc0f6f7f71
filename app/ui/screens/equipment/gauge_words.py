"""How a gauge's standing, range and days are said and look. No Qt."""

from app.capabilities.equipment.gauges.answers import Gauge, Standing
from app.capabilities.equipment.gauges.decisions import range_of
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui.screens.equipment.gauge_facts import IN_QUESTION, GaugeLine

_LOOKS = {
    Standing.OUT_OF_USE.value: ("todo", "ban"),
    Standing.FAILED.value: ("fail", "octagon-x"),
    Standing.NEVER_CALIBRATED.value: ("fail", "circle-help"),
    Standing.OVERDUE.value: ("fail", "calendar-clock"),
    Standing.DUE_SOON.value: ("warn", "triangle-alert"),
    Standing.USABLE.value: ("ok", "circle-check"),
    IN_QUESTION: ("hold", "hand"),
}
_ICONS = {"scale": "scale", "temperature": "thermometer", "limit": "target", "force": "activity"}


def mark_look(mark: str) -> tuple[str, str]:
    """Return the kit's state and the icon of how a gauge stands."""
    return _LOOKS.get(mark, ("todo", "circle"))


def mark_word(words: Words, mark: str) -> str:
    """Return how a gauge stands in a word; a part of the list by its own."""
    code = f"equipment.gauge_standing.{mark}"
    return words(code) if words.knows(code) else words(f"gauges.part.{mark}")


def kind_word(words: Words, gauge: Gauge) -> str:
    """Return what kind of gauge it is; its code where a newer program named it."""
    code = f"equipment.gauge_kind.{gauge.sort}"
    return words(code) if words.knows(code) else gauge.sort


def kind_icon(gauge: Gauge) -> str:
    """Return the icon of its kind."""
    return _ICONS.get(gauge.sort, "ruler")


def left_said(words: Words, left: int | None) -> str:
    """Return how long it may be used: `17 days left`, `due today`, `1 day over`."""
    if left is None:
        return words("gauges.left.never")
    if left < 0:
        return words("gauges.left.over", n=-left)
    return words("gauges.left.days", n=left) if left else words("gauges.left.today")


def range_said(words: Words, gauge: Gauge) -> str:
    """Return from where to where it measures; of a limit gauge, that it does not."""
    return range_of(gauge) if gauge.measures else words("gauges.go_no_go")


def resolution_said(gauge: Gauge) -> str:
    """Return its smallest step; empty where none is stated."""
    return "" if gauge.resolution is None else f"{plain(gauge.resolution)} {gauge.unit}"


def searched_text(line: GaugeLine) -> str:
    """Return what a search looks in, in small letters, in both languages."""
    gauge = line.gauge
    parts = (gauge.gauge, gauge.name.zh, gauge.name.en, gauge.serial, gauge.work_centre)
    return " ".join(parts).casefold()
