"""Every protocol of scales and gauges by its word: to read a frame where there is no device."""

from collections.abc import Mapping

from drivers.decoding import Decode
from drivers.gauges import mitutoyo
from drivers.gauges.manners import MANNERS as GAUGES
from drivers.scales import by_profile
from drivers.scales.manners import MANNERS as SCALES

_TYPED: Mapping[str, Decode] = {"mitutoyo-wedge": mitutoyo.decode_typed}


def words() -> tuple[str, ...]:
    """Return the word of every protocol, sorted."""
    return tuple(sorted({*SCALES, *GAUGES, *_TYPED, *by_profile.words()}))


def protocol(word: str) -> Decode | None:
    """Return the protocol a word stands for; None where there is none. Raises BadProfile."""
    if word in _TYPED:
        return _TYPED[word]
    if found := SCALES.get(word) or GAUGES.get(word):
        return found.decode
    return by_profile.manner(word).decode if word in by_profile.words() else None
