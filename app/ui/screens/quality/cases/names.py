"""The number of a record as people read it, by its stream."""

from app.capabilities.quality.capa.decisions import number as capa_number
from app.capabilities.quality.complaints.decisions import number as complaint_number
from app.capabilities.quality.deviations.decisions import number as deviation_number

_NUMBERS = {
    "deviation": deviation_number,
    "capa": capa_number,
    "complaint": complaint_number,
}


def numbered(stream: str) -> str:
    """Return the number of a record; of other kinds, their name."""
    kind, _, name = stream.partition("/")
    number = _NUMBERS.get(kind)
    return (name or kind) if number is None else number(name)
