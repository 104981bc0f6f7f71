"""How equipment's states look and read: a state of the kit, a shape, a word, a reason."""

from app.capabilities.equipment.machines.answers import EquipmentNow
from app.kernel.words import Words
from app.ui.moments import Moments

_LOOKS = {
    "running": ("ok", "circle-play"),
    "stopped": ("warn", "circle-stop"),
    "fault": ("fail", "octagon-x"),
    "": ("todo", "circle-help"),
}
REASON_ICONS = {
    "setup": "sliders-horizontal",
    "material": "package",
    "tool": "wrench",
    "quality": "microscope",
    "maintenance": "cog",
    "cleaning": "droplets",
    "break": "timer",
    "no_order": "clipboard-list",
}


def state_look(state: str) -> tuple[str, str]:
    """Return the kit's state and the icon of a state of equipment."""
    return _LOOKS.get(state, _LOOKS[""])


def state_word(words: Words, state: str) -> str:
    """Return the state in a word; of what never spoke, that."""
    return words(f"equipment.state.{state}") if state else words("equipment.unheard")


def reason_word(words: Words, reason: str) -> str:
    """Return a stop's reason; a machine's own code where it gives one we have no word for."""
    code = f"equipment.reason.{reason}"
    return words(code) if words.knows(code) else reason


def since(words: Words, moments: Moments, now: EquipmentNow) -> str:
    """Return since when and why, in one line."""
    if not now.state:
        return words("equipment.unheard_how")
    told = words("equipment.since", when=moments.when(now.since_ms))
    reason = reason_word(words, now.reason) if now.reason else ""
    return " · ".join(part for part in (reason, told) if part)
