"""What a row names to inspect with: eyes, a gauge that goes or does not, an instrument."""

import re
from collections.abc import Sequence

from app.capabilities.forms.sheets.requirement_words import compares
from app.capabilities.forms.sheets.signs import is_none_mark

_VISUAL = re.compile(r"目[视测]|手感|感官|核对|visual|naked eye|by eye|check", re.IGNORECASE)
_GO_NO_GO = re.compile(r"塞规|环规|通止|螺纹规|卡规|plug|ring gau?ge|go[ /-]*no", re.IGNORECASE)


def is_visual(tools: Sequence[str]) -> bool:
    """Tell whether eyes or hands judge, or papers are compared."""
    return any(_VISUAL.search(text) for text in tools)


def is_go_no_go(tools: Sequence[str]) -> bool:
    """Tell whether a size is not measured but tried with go and no-go."""
    return any(_GO_NO_GO.search(text) for text in tools)


def is_instrument(tools: Sequence[str]) -> bool:
    """Tell whether something measures, rather than eyes or a sample to compare with."""
    named = [text for text in tools if not is_none_mark(text)]
    return bool(named) and not is_visual(named) and not any(map(compares, named))
