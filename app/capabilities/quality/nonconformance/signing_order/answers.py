"""What the questions about turns are answered with."""

from dataclasses import dataclass

from app.capabilities.quality.nonconformance.records.bodies import Part
from app.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Signer:
    """One stop of the order of signing: whose it is, and who did it when (ms since 1970 UTC).

    `step` is the code of a flow's step, empty where only the fixed order knows it; `part` the
    approval it gives. `is_turn`: it is next; `is_mine`: and the one who asks may do it.
    """

    step: str
    title: Bilingual
    roles: tuple[str, ...]
    part: Part | None
    meaning: str
    by: str
    by_name: str
    at_ms: int
    outcome: str
    is_turn: bool
    is_mine: bool
