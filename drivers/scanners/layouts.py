"""Keyboard layouts a wedge scanner may type through, and the way back to what it meant.

A wedge presses the keys of an American keyboard. Where the computer has another layout, or Caps
Lock on, other signs arrive: `]` as `$`, `M` as `?`. Each layout maps sign to sign, so what was
meant is known again exactly, once the layout is known: the commissioning scan shows it.
"""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

_KEYS = "1234567890-= qwertyuiop[] asdfghjkl;' zxcvbnm,./"
_SHIFTED = '!@#$%^&*()_+ QWERTYUIOP{} ASDFGHJKL:" ZXCVBNM<>?'


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout; `name` is its word in the texts, `typed` the sign for each that is meant."""

    name: str
    typed: MappingProxyType[str, str]
    meant: MappingProxyType[str, str] = field(init=False)

    def __post_init__(self) -> None:
        back = {sign: meant for meant, sign in self.typed.items()}
        object.__setattr__(self, "meant", MappingProxyType(back))

    @property
    def has_caps(self) -> bool:
        """Tell whether this is a layout with Caps Lock on: one key undoes it, so it is not kept."""
        return self.name.endswith("_caps")

    @classmethod
    def of(cls, name: str, keys: str, shifted: str) -> Self:
        """Return a layout by the signs of its keys in American order, plain and with Shift."""
        meant = (_KEYS + _SHIFTED).replace(" ", "")
        return cls(name, MappingProxyType(dict(zip(meant, keys + shifted, strict=True))))

    def done(self, text: str) -> str:
        """Return what arrives when a scanner types `text` through this layout."""
        return "".join(self.typed.get(sign, sign) for sign in text)

    def undone(self, text: str) -> str:
        """Return what a scanner meant whose typing arrived as `text`."""
        return "".join(self.meant.get(sign, sign) for sign in text)


def _layouts(name: str, keys: str, shifted: str) -> tuple[Layout, Layout]:
    """Return a layout without and with Caps Lock, where that turns every key about."""
    keys, shifted = keys.replace(" ", ""), shifted.replace(" ", "")
    return Layout.of(name, keys, shifted), Layout.of(f"{name}_caps", shifted, keys)


US = Layout.of("us", _KEYS.replace(" ", ""), _SHIFTED.replace(" ", ""))
US_CAPS = Layout.of("us_caps", _KEYS.upper().replace(" ", ""), _SHIFTED.lower().replace(" ", ""))
FR, FR_CAPS = _layouts(
    "fr",
    "&é\"'(-è_çà)= azertyuiop^$ qsdfghjklmù wxcvbn,;:!",
    "1234567890°+ AZERTYUIOP¨£ QSDFGHJKLM% WXCVBN?./§",
)
BE, BE_CAPS = _layouts(
    "be",
    "&é\"'(§è!çà)- azertyuiop^$ qsdfghjklmù wxcvbn,;:=",
    "1234567890°_ AZERTYUIOP¨* QSDFGHJKLM% WXCVBN?./+",
)
"""Belgian; a French Mac types the same digits and letters."""
DE, _ = _layouts(
    "de",
    "1234567890ß´ qwertzuiopü+ asdfghjklöä yxcvbnm,.-",
    '!"§$%&/()=?` QWERTZUIOPÜ* ASDFGHJKLÖÄ YXCVBNM;:_',
)
DE_CAPS = Layout.of(
    "de_caps",
    "1234567890ß´QWERTZUIOPÜ+ASDFGHJKLÖÄYXCVBNM,.-",
    '!"§$%&/()=?`qwertzuiopü*asdfghjklöäyxcvbnm;:_',
)

LAYOUTS = (US, US_CAPS, FR, FR_CAPS, BE, BE_CAPS, DE, DE_CAPS)
"""Every layout that is known, the plain one first."""

GS_KEYS = frozenset(ord(one.done("]")) for one in LAYOUTS)
"""Signs on the key that a wedge presses with Ctrl to send GS: the American `]`."""


def layout(name: str) -> Layout | None:
    """Return the layout of a name, as a station's profile keeps it; None where there is none."""
    return next((one for one in LAYOUTS if one.name == name), None)
