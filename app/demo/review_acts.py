"""What people do about a nonconformance in the play: judge, split, sign, carry out, inspect again.

acts = ReviewActs(picture)
acts.evaluate(hands, name)
acts.propose(hands, name, splits, who)

Each act waits until it stands on disk at its station.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from app.capabilities.people.starting.commands import Newcomer
from app.capabilities.quality.nonconformance.records.answers import Nonconformance, State
from app.capabilities.quality.nonconformance.records.bodies import Disposition, Part
from app.capabilities.quality.nonconformance.records.queries import known
from app.demo.hands import Hands
from app.ui.screens.quality.nonconformance.photos import PhotosField
from app.ui.screens.screen import Place

SCREEN = "nonconformances"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to become of so many pieces: picked from lists, or said in words, by field."""

    disposition: Disposition
    quantity: int
    picked: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    """Lines that a touch panel asks for in a sheet of their own."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """Who saw it with their own eyes, and the picture that shows it."""

    second: Newcomer
    picture: Path


class ReviewActs:
    """Acts on the screen of nonconformances. `picture` takes one where it is wanted."""

    def __init__(self, picture: Callable[[Hands, str], None]) -> None:
        self._picture = picture

    def evaluate(self, hands: Hands, name: str) -> None:
        """Judge how bad it is; what was looked into already needs no more of it."""
        self._go(hands, name)
        self._picture(hands, "ncr-found")
        hands.press("nc-do-first")
        hands.press("nc-evaluate-risk-medium")
        self._picture(hands, "ncr-evaluate")
        hands.press("nc-evaluate-do")
        _until(hands, name, State.EVALUATED)

    def try_tile(self, hands: Hands, disposition: Disposition) -> str:
        """Press a disposition that is barred; return what the screen says to it."""
        tile = f"nc-tile-{disposition.value}-open"
        hands.until(lambda: hands.sees(tile), f"the tile {disposition.value}")
        before = hands.said()
        hands.press(tile)
        hands.until(lambda: hands.said() not in ("", before), "why it cannot be")
        self._picture(hands, f"ncr-no-{disposition.value}")
        return hands.said()

    def propose(self, hands: Hands, name: str, splits: Iterable[Wanted], who: Newcomer) -> None:
        """Put every piece on a tile, fill in what each needs, and sign."""
        for one in splits:
            self._fill(hands, one)
        self._picture(hands, "ncr-split")
        hands.press("nc-do-first")
        hands.press("nc-propose-do")
        hands.sign(who)
        _until(hands, name, State.PROPOSED)

    def sign(self, hands: Hands, name: str, who: Newcomer, step: str) -> None:
        """Sign in one's turn; `step` is what one is asked as, in the name of the picture."""
        before = _signed(hands, name)
        self._go(hands, name)
        hands.press("nc-do-first")
        self._picture(hands, f"ncr-sign-{step}")
        hands.press("nc-approve-do")
        hands.sign(who)
        hands.until(lambda: _signed(hands, name) > before, f"{step} has signed")

    def is_barred(self, hands: Hands, name: str, part: Part) -> str:
        """Return why a part cannot approve just now, as the button says it."""
        self._go(hands, name)
        hands.until(lambda: hands.sees("nc-do-first"), "the button of approving")
        assert part in now(hands, name).missing
        hands.until(lambda: bool(hands.why_not("nc-do-first")), "why it cannot be approved")
        self._picture(hands, f"ncr-{part.value}-later")
        return hands.why_not("nc-do-first")

    def carry_out(
        self, hands: Hands, name: str, one: Wanted, who: Newcomer, seen: Destroyed | None = None
    ) -> None:
        """Say that it was done, and sign; what is destroyed is seen and signed by a second."""
        self._go(hands, name)
        hands.press("nc-do-first")
        hands.choose(f"nc-execute-disposition-{one.disposition.value}")
        if hands.is_touch:
            hands.number(str(one.quantity), "nc-execute-quantity")
        if seen is not None:
            hands.pick(seen.second.command.person, "nc-execute-second")
            _attach(hands, seen.picture)
        self._picture(hands, f"ncr-do-{one.disposition.value}")
        hands.press("nc-execute-do")
        if seen is None:
            hands.sign(who)
        else:
            self._sign_both(hands, who, seen.second)
        hands.until(lambda: not now(hands, name).left(one.disposition), "it is done")

    def verify(self, hands: Hands, name: str, who: Newcomer, how: str) -> None:
        """Inspect again what was reworked: all of it is accepted."""
        self._go(hands, name)
        hands.press("nc-do-first")
        hands.write(how, "nc-verify-remark")
        self._picture(hands, "ncr-verify")
        hands.press("nc-verify-do")
        hands.sign(who)
        _until(hands, name, State.VERIFIED)

    def close(self, hands: Hands, name: str, who: Newcomer) -> None:
        """Close it; that lifts what it held."""
        self._go(hands, name)
        self._picture(hands, "ncr-close")
        hands.press("nc-do-first")
        hands.press("nc-close-do")
        hands.sign(who)
        _until(hands, name, State.CLOSED)

    def _go(self, hands: Hands, name: str) -> None:
        hands.workplace.window.go(Place(SCREEN, record=name))
        hands.until(lambda: hands.may_press("nc-do-first") or hands.sees("nc-do-more"), "it")

    def _fill(self, hands: Hands, one: Wanted) -> None:
        what = one.disposition.value
        hands.number(str(one.quantity), f"nc-tile-{what}-number")
        hands.press(f"nc-tile-{what}-open")
        sheet = f"nc-needs-{what}"
        hands.until(lambda: hands.sees(f"{sheet}-do"), f"what {what} needs")
        for key, value in one.picked.items():
            hands.pick(value, f"{sheet}-{key}")
        for key, text in one.typed.items():
            hands.say(text, f"{sheet}-{key}")
        for key, text in one.said.items():
            hands.write(text, f"{sheet}-{key}")
        self._picture(hands, f"ncr-needs-{what}")
        hands.press(f"{sheet}-do")
        hands.until(lambda: not hands.sees(f"{sheet}-do"), f"{what} has what it needs")

    def _sign_both(self, hands: Hands, first: Newcomer, second: Newcomer) -> None:
        hands.until(lambda: hands.sees("signature-sign"), "the sheet of the signature")
        hands.prove(first)
        hands.until(lambda: hands.sees("signature-witness"), "the second person is asked")
        hands.prove(second)
        hands.until(lambda: not hands.sees("signature-sign"), "both signatures are on disk")


def now(hands: Hands, name: str) -> Nonconformance:
    """Return a nonconformance as a station has it."""
    return hands.workplace.station.ask(lambda c: known(c, name)).result()


def _until(hands: Hands, name: str, state: State) -> None:
    hands.until(lambda: now(hands, name).state is state, f"it is {state.value}")


def _signed(hands: Hands, name: str) -> int:
    """Return how often it was signed so far, in whatever meaning."""
    return len(hands.signatures(now(hands, name).row.stream))


def _attach(hands: Hands, picture: Path) -> None:
    fields = hands.workplace.window.findChildren(PhotosField)
    shown = next(one for one in fields if one.isVisible())
    shown.read(str(picture))
    hands.until(lambda: hands.sees("nc-execute-photos-0"), "the picture is taken")


def split_of(wanted: Iterable[Wanted]) -> dict[Disposition, Decimal]:
    """Return how many pieces each disposition takes."""
    return {one.disposition: Decimal(one.quantity) for one in wanted}
