"""Which colours stand on which, and how well they are told apart (WCAG contrast)."""

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("ink", "ink2", "ink3") for ground in ("surface", "canvas")),
    ("ink", "sunken"),
    ("ink2", "sunken"),
    ("ink3", "sunken"),
    *((ink, "surface") for ink in ("accent", "ok", "warn", "fail", "hold", "off")),
    *((ink, "canvas") for ink in ("accent", "ok", "warn", "fail", "hold", "off")),
    *((ink, f"{ink}_soft") for ink in ("accent", "ok", "warn", "fail", "hold", "off")),
    *(("ink", f"{soft}_soft") for soft in ("accent", "ok", "warn", "fail", "hold", "off")),
    *(("ink2", f"{soft}_soft") for soft in ("accent", "ok", "warn", "fail", "hold", "off")),
    *(("ink3", f"{soft}_soft") for soft in ("accent", "ok", "warn", "fail", "hold", "off")),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    *(("on_accent", ground) for ground in ("ok", "fail", "fail_hover", "hold", "off")),
    ("on_accent2", "accent"),
    ("on_warn", "warn_solid"),
    ("surface", "ink"),
    *((ink, ground) for ink in ("top_ink", "top_ink2") for ground in ("top", "top_deep")),
    *((ink, ground) for ink in ("top_ink", "top_ink2") for ground in ("top_raised",)),
    ("top_ink", "top_pill"),
    ("top_ok", "top_ok_soft"),
    ("top_ok", "top"),
    *((ink, "top_raised") for ink in ("top_ok", "top_value", "top_unit")),
    *((ink, "top") for ink in ("top_value", "top_unit")),
    ("top_fail", "top"),
    *(("on_person", f"person_{hue}") for hue in ("blue", "teal", "slate", "violet", "plum")),
)
"""Every (text, ground) pair the kit draws; each must reach 4.5:1 in both themes."""

EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    ("line_strong", "surface"),
    ("line_strong", "canvas"),
    ("accent", "surface"),
    ("accent", "canvas"),
    ("fail", "surface"),
    ("top_mark", "top"),
)
"""Every edge a person must see to use a control; each must reach 3:1."""


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
