"""Design tokens: every colour and size a screen may use, named by role and never by value.

Colour is for the abnormal and for "act here" (blue); each state also has its own icon shape and
word, because warn and fail are too close for many eyes (UI.md §3.1).
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours by role."""

    canvas: str
    surface: str
    sunken: str
    line: str
    line_strong: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_soft: str
    on_accent: str
    on_accent2: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    warn_solid: str
    on_warn: str
    fail: str
    fail_hover: str
    fail_soft: str
    hold: str
    hold_soft: str
    off: str
    off_soft: str
    top: str
    top_deep: str
    top_raised: str
    top_pill: str
    top_line: str
    top_ink: str
    top_ink2: str
    top_mark: str
    top_ok: str
    top_ok_soft: str
    top_value: str
    top_unit: str
    top_fail: str
    person_blue: str
    person_teal: str
    person_slate: str
    person_violet: str
    person_plum: str
    on_person: str
    scrim: str

    def of(self, role: str) -> str:
        """Return the colour of `role` as `#rrggbb` or `#aarrggbb`."""
        value = getattr(self, role)
        assert isinstance(value, str)
        return value

    def roles(self) -> tuple[str, ...]:
        """Return every role's name."""
        return tuple(field.name for field in fields(self))


_TOP = {
    "top": "#101A2B",
    "top_deep": "#16264A",
    "top_raised": "#1B2840",
    "top_pill": "#33435F",
    "top_line": "#2B3A55",
    "top_ink": "#FFFFFF",
    "top_ink2": "#A9B6C9",
    "top_mark": "#5B8CFF",
    "top_ok": "#45D6A2",
    "top_ok_soft": "#143A33",
    "top_value": "#8AAEFF",
    "top_unit": "#E3A8F4",
    "top_fail": "#FF8577",
    "person_blue": "#2350D8",
    "person_teal": "#0E6C86",
    "person_slate": "#465364",
    "person_violet": "#5A46B8",
    "person_plum": "#8E2A86",
    "on_person": "#FFFFFF",
    "warn_solid": "#FFB21A",
    "on_warn": "#0F1826",
}

LIGHT = Colours(
    canvas="#F2F4F7",
    surface="#FFFFFF",
    sunken="#E9EDF2",
    line="#DCE2EA",
    line_strong="#7C8899",
    ink="#0F1826",
    ink2="#3B4758",
    ink3="#5D6979",
    accent="#2350D8",
    accent_hover="#1B43BE",
    accent_pressed="#16379E",
    accent_soft="#E7EDFD",
    on_accent="#FFFFFF",
    on_accent2="#DDE6FF",
    ok="#0A7350",
    ok_soft="#DCF2E9",
    warn="#8F5200",
    warn_soft="#FFEFCF",
    fail="#BF2418",
    fail_hover="#A11C12",
    fail_soft="#FDE5E2",
    hold="#8E2A86",
    hold_soft="#F8E6F5",
    off="#475467",
    off_soft="#E4E8EE",
    scrim="#800B111B",
    **_TOP,
)

DARK = Colours(
    canvas="#0B111B",
    surface="#131B28",
    sunken="#1A2433",
    line="#263146",
    line_strong="#6E7E98",
    ink="#EAF0F8",
    ink2="#B4C0D1",
    ink3="#8A98AD",
    accent="#8AAEFF",
    accent_hover="#A5C0FF",
    accent_pressed="#6D98FF",
    accent_soft="#1B2C55",
    on_accent="#0B111B",
    on_accent2="#0B111B",
    ok="#45D6A2",
    ok_soft="#10362B",
    warn="#FFC54D",
    warn_soft="#3B2C0B",
    fail="#FF8577",
    fail_hover="#FF9C90",
    fail_soft="#431D1A",
    hold="#F09AE0",
    hold_soft="#45203F",
    off="#AAB6C8",
    off_soft="#222D3F",
    scrim="#A0000000",
    **{**_TOP, "top": "#080D15", "top_deep": "#0E1830", "top_raised": "#141D2E"},
)

THEMES = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class Density:
    """One density's sizes in px: how large things are for a bare finger, a glove or a mouse."""

    name: str
    space: tuple[int, int, int, int, int, int]
    target: int
    button: int
    primary: int
    key: int
    row: int
    hint: int
    body: int
    label: int
    title: int
    page: int
    number: int
    big: int
    radius_field: int
    radius_button: int
    radius_card: int
    radius_dialog: int
    icon_small: int
    icon: int
    icon_large: int

    @property
    def is_touch(self) -> bool:
        """Tell whether fingers use it, so that targets must be large."""
        return self.name != "bench"


TOUCH = Density(
    name="touch",
    space=(4, 8, 12, 16, 20, 28),
    target=52,
    button=64,
    primary=84,
    key=72,
    row=61,
    hint=13,
    body=16,
    label=15,
    title=19,
    page=26,
    number=30,
    big=58,
    radius_field=10,
    radius_button=12,
    radius_card=16,
    radius_dialog=24,
    icon_small=18,
    icon=22,
    icon_large=28,
)

GLOVE = Density(
    name="glove",
    space=(5, 10, 14, 19, 24, 34),
    target=64,
    button=84,
    primary=100,
    key=100,
    row=76,
    hint=15,
    body=18,
    label=17,
    title=21,
    page=28,
    number=34,
    big=72,
    radius_field=10,
    radius_button=12,
    radius_card=18,
    radius_dialog=24,
    icon_small=20,
    icon=24,
    icon_large=32,
)

BENCH = Density(
    name="bench",
    space=(4, 6, 8, 12, 16, 24),
    target=32,
    button=38,
    primary=40,
    key=48,
    row=40,
    hint=12,
    body=14,
    label=13,
    title=17,
    page=26,
    number=28,
    big=34,
    radius_field=9,
    radius_button=9,
    radius_card=14,
    radius_dialog=20,
    icon_small=16,
    icon=18,
    icon_large=22,
)

DENSITIES = {"touch": TOUCH, "glove": GLOVE, "bench": BENCH}
