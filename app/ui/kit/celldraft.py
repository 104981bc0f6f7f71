"""What is being typed into a cell of a grid, and where its caret stands; pure.

Only what a number is written with gets in. Full-width digits and signs of a Chinese keyboard become
the plain ones.
"""

from dataclasses import dataclass, replace
from unicodedata import normalize

_PLAIN = str.maketrans({"\u3002": ".", "\u2212": "-"})
"""The Chinese full stop, and the true minus sign."""
_TAKEN = frozenset("0123456789.-+")
MOST = 24
"""No measured value has more signs."""


def plain(text: str) -> str:
    """Return `text` without blanks around it, in plain digits and signs."""
    return normalize("NFKC", text.translate(_PLAIN)).strip()


@dataclass(frozen=True, slots=True)
class CellDraft:
    """`is_edit` while the arrows move the caret (after F2), else they move between cells."""

    text: str = ""
    caret: int = 0
    is_edit: bool = False

    def typed(self, text: str) -> "CellDraft":
        """Return the draft with the signs of `text` that a number may have, at the caret."""
        taken = "".join(sign for sign in plain(text) if sign in _TAKEN)
        taken = taken[: MOST - len(self.text)]
        made = self.text[: self.caret] + taken + self.text[self.caret :]
        return replace(self, text=made, caret=self.caret + len(taken))

    def rubbed(self) -> "CellDraft":
        """Return the draft without the sign before the caret."""
        if not self.caret:
            return self
        made = self.text[: self.caret - 1] + self.text[self.caret :]
        return replace(self, text=made, caret=self.caret - 1)

    def cut(self) -> "CellDraft":
        """Return the draft without the sign after the caret."""
        return replace(self, text=self.text[: self.caret] + self.text[self.caret + 1 :])

    def moved(self, to: int) -> "CellDraft":
        """Return the draft with its caret elsewhere."""
        return replace(self, caret=max(0, min(len(self.text), to)))


def takes(text: str) -> bool:
    """Tell whether typing `text` begins a number."""
    return bool(text) and bool(CellDraft().typed(text).text)
