"""What each act on a nonconformance asks people for: fields, means, and the words of its button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.capabilities.people.accounts.queries import Person
from app.capabilities.quality.nonconformance.records.bodies import (
    CostKind,
    Disposition,
    Finding,
    Risk,
    Severity,
    Split,
)
from app.capabilities.quality.nonconformance.review_board.answers import Review
from app.kernel.quantity import plain
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.quality.nonconformance import needs
from app.ui.screens.quality.nonconformance.ask import (
    Asked,
    Asking,
    Make,
    choice,
    day,
    lines,
    number,
    picked,
    text,
    yes_no,
)
from app.ui.screens.quality.nonconformance.bar import ICONS
from app.ui.screens.quality.nonconformance.deeds import deeds
from app.ui.screens.quality.nonconformance.register import photos_of
from app.ui.screens.quality.nonconformance.words import amount, unit_said

_PLACES = 3
_MONEY_PLACES = 2
CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be picked in a form: instructions in force, items, people, operations."""

    instructions: tuple[kit.Pick, ...] = ()
    items: tuple[kit.Pick, ...] = ()
    people: tuple[Person, ...] = ()
    operations: tuple[kit.Pick, ...] = ()


class Asks:
    """Makes the form of an act about one nonconformance."""

    def __init__(self, parts: Parts, moments: Moments) -> None:
        self._parts, self._moments = parts, moments
        self._words = parts.look.words

    def asking(self, act: str, review: Review, offered: Offered) -> Asking:
        """Return the form of an act."""
        makers: Mapping[str, Callable[[Review, Offered], tuple[Asked, ...]]] = {
            "contain": self._contain,
            "evaluate": self._evaluate,
            "investigate": self._investigate,
            "propose": self._remark_only,
            "approve": self._remark_only,
            "send_back": self._why,
            "refuse": self._why,
            "begin_rework": self._begin,
            "execute": self._execute,
            "verify": self._verify,
            "close": self._remark_only,
            "call_off": self._call_off,
            "take_back": self._take_back,
            "void_labels": lambda review, found: (),
            "extend": self._extend,
            "note_cost": self._cost,
            "remark": self._remark,
        }
        words = self._words
        kind = "danger-solid" if act in ("refuse", "call_off", "take_back") else "primary"
        return Asking(
            act,
            ICONS[act],
            words(f"ncr_board.do.{act}"),
            words(f"ncr_board.means_act.{act}"),
            makers[act](review, offered),
            kind=kind,
            about=self._about(review),
            kept=f"ncr/{review.it.name}/{act}",
        )

    def needs(
        self, disposition: Disposition, split: Split, review: Review, offered: Offered
    ) -> Asking:
        """Return the form of what a disposition needs."""
        words = self._words
        what = words(f"ncr.disposition.{disposition.value}")
        must, may = needs.NEEDS[disposition], needs.EXTRA.get(disposition, ())
        fields = tuple(
            Asked(
                name,
                words(f"ncr_board.field.{name}"),
                self._need(name, offered),
                name in must,
                getattr(split, name),
            )
            for name in (*must, *may)
        )
        return Asking(
            f"needs-{disposition.value}",
            "check",
            what,
            words(f"ncr_board.needs_for.{disposition.value}"),
            fields,
            do=words("ncr_board.take"),
            about=f"{self._about(review)} · {amount(split.quantity, review.it.row.unit, words)}",
            kept=f"ncr/{review.it.name}/needs/{disposition.value}",
        )

    def _about(self, review: Review) -> str:
        row, words = review.it.row, self._words
        much = amount(row.quantity, row.unit, words)
        return f"{row.number} · {review.code_name.of(words.language)} · {much}"

    def _need(self, name: str, offered: Offered) -> Make:
        if name == "instruction":
            return picked(lambda: offered.instructions, "book-open")
        if name == "item" and offered.items:
            return picked(lambda: offered.items, "package")
        if name == "back_to":
            return picked(lambda: offered.operations, "play")
        return lines if name in ("why", "risk") else text

    # ------------------------------------------------------------------ one act each
    def _contain(self, review: Review, _: Offered) -> tuple[Asked, ...]:
        words = self._words
        return (
            Asked("place", words("ncr_board.field.place"), text, value=review.it.row.place),
            Asked("photos", words("ncr_board.reg.photos"), photos_of(self._parts), must=False),
        )

    def _evaluate(self, review: Review, _: Offered) -> tuple[Asked, ...]:
        words, row = self._words, review.it.row
        severities = self._options("ncr.severity", Severity)
        risks = self._options("ncr.risk", Risk)
        risk = "" if review.risk is None else review.risk.value
        first = (
            Asked(
                "severity",
                words("ncr_board.field.severity"),
                choice(severities),
                value=review.severity.value,
            ),
            Asked("risk", words("ncr_board.field.risk_level"), choice(risks), value=risk),
            Asked(
                "quantity",
                words("ncr_board.field.quantity"),
                number("", _PLACES),
                value=format(row.quantity, "f"),
            ),
            Asked(
                "registered",
                words("ncr_board.field.registered"),
                yes_no,
                value=row.registered,
                is_half=True,
            ),
            Asked(
                "needs_investigation",
                words("ncr_board.field.needs_investigation"),
                yes_no,
                value=row.needs_investigation,
                is_half=True,
            ),
        )
        return (*first, *self._affected(review), self._free("remark"))

    def _affected(self, review: Review) -> tuple[Asked, ...]:
        """Ask of each thing that may be affected what looking at it came to."""
        words = self._words
        findings = self._options("ncr.finding", Finding)
        return tuple(
            Asked(
                f"affected-{place}",
                words(
                    "ncr_board.field.affected",
                    what=f"{words(f'ncr.affected.{line.kind.value}')} {line.name}",
                ),
                choice(findings, columns=4),
                value=line.finding.value,
            )
            for place, line in enumerate(review.affected)
        )

    def _investigate(self, review: Review, _: Offered) -> tuple[Asked, ...]:
        words = self._words
        return (
            Asked("cause", words("ncr_board.field.cause"), lines, value=review.it.row.cause),
            Asked("photos", words("ncr_board.reg.photos"), photos_of(self._parts), must=False),
        )

    def _begin(self, review: Review, _: Offered) -> tuple[Asked, ...]:
        mends = tuple(
            one for one in open_ones(review) if one[0] in (Disposition.REWORK, Disposition.REPAIR)
        )
        return self._of_disposition(mends, review)

    def _execute(self, review: Review, offered: Offered) -> tuple[Asked, ...]:
        words = self._words
        return (
            *self._of_disposition(open_ones(review), review),
            Asked("second", words("ncr_board.field.second"), self._people(offered), must=False),
            Asked("serials", words("ncr_board.field.serials"), text, must=False),
            Asked("photos", words("ncr_board.field.evidence"), photos_of(self._parts), must=False),
            self._free("remark"),
        )

    def _verify(self, review: Review, _: Offered) -> tuple[Asked, ...]:
        words, it = self._words, review.it
        waiting = tuple(
            (one, it.unverified(one))
            for one in (Disposition.REWORK, Disposition.REPAIR)
            if it.unverified(one) > 0
        )
        first = self._of_disposition(waiting, review)
        return (
            first[0],
            Asked(
                "accepted",
                words("ncr_board.field.accepted"),
                number("", _PLACES),
                value=first[1].value,
                is_half=True,
            ),
            Asked(
                "rejected",
                words("ncr_board.field.rejected"),
                number("", _PLACES),
                value="0",
                is_half=True,
            ),
            Asked("inspection", words("ncr_board.field.inspection"), text, must=False),
            self._free("remark"),
        )

    def _call_off(self, review: Review, offered: Offered) -> tuple[Asked, ...]:
        words = self._words
        second = Asked("second", words("ncr_board.field.second"), self._people(offered))
        return (*self._why(review, offered), second)

    def _take_back(self, review: Review, offered: Offered) -> tuple[Asked, ...]:
        """Ask which entry, how many of it (all where empty), why, and who saw it."""
        words = self._words
        unit = unit_said(review.it.row.unit, words)
        picks = deeds(review, words, self._moments)
        return (
            Asked("deed", words("ncr_board.field.deed"), picked(lambda: picks, "history")),
            Asked("quantity", words("ncr_board.field.back"), number(unit, _PLACES), must=False),
            *self._why(review, offered),
            Asked("second", words("ncr_board.field.second"), self._people(offered)),
        )

    def _extend(self, review: Review, offered: Offered) -> tuple[Asked, ...]:
        until = Asked("day", self._words("ncr_board.field.day"), day(self._moments.today))
        return (until, *self._why(review, offered))

    def _cost(self, _: Review, __: Offered) -> tuple[Asked, ...]:
        words = self._words
        kinds = self._options("ncr.cost", CostKind)
        return (
            Asked("sort", words("ncr_board.field.sort"), choice(kinds, columns=3)),
            Asked("amount", words("ncr_board.field.amount"), number(CURRENCY, _MONEY_PLACES)),
            self._free("remark"),
        )

    def _remark(self, _: Review, __: Offered) -> tuple[Asked, ...]:
        words = self._words
        return (
            Asked("remark", words("ncr_board.field.remark"), lines),
            Asked("photos", words("ncr_board.reg.photos"), photos_of(self._parts), must=False),
        )

    def _remark_only(self, _: Review, __: Offered) -> tuple[Asked, ...]:
        return (self._free("remark"),)

    def _why(self, _: Review, __: Offered) -> tuple[Asked, ...]:
        return (Asked("reason", self._words("ncr_board.field.reason"), lines),)

    def _free(self, name: str) -> Asked:
        return Asked(name, self._words(f"ncr_board.field.{name}"), lines, must=False)

    def _of_disposition(
        self, found: tuple[tuple[Disposition, Decimal], ...], review: Review
    ) -> tuple[Asked, ...]:
        """Ask which disposition and how many; of one alone it is chosen already."""
        words = self._words
        options = tuple(
            kit.Option(one.value, f"{words(f'ncr.disposition.{one.value}')} {plain(much)}")
            for one, much in found
        )
        first = found[0] if found else None
        return (
            Asked(
                "disposition",
                words("ncr_board.field.disposition"),
                choice(options),
                value="" if first is None else first[0].value,
            ),
            Asked(
                "quantity",
                words("ncr_board.field.done"),
                number(unit_said(review.it.row.unit, words), _PLACES),
                value="" if first is None else f"{first[1]:f}",
            ),
        )

    def _people(self, offered: Offered) -> Make:
        session = self._parts.floor.session
        me = "" if session is None else session.person
        language = self._words.language
        picks = tuple(
            kit.Pick(one.person, one.name.of(language), one.person)
            for one in offered.people
            if one.is_active and one.person != me
        )
        return picked(lambda: picks, "users")

    def _options(self, code: str, kinds: type) -> tuple[kit.Option, ...]:
        return tuple(
            kit.Option(one.value, self._words(f"{code}.{one.value}"))
            for one in kinds  # type: ignore[attr-defined]  # an enum
        )


def open_ones(review: Review) -> tuple[tuple[Disposition, Decimal], ...]:
    """Return what of the decided split is still to be done, with how many."""
    return tuple((tile.disposition, tile.left) for tile in review.tiles if tile.left > 0)
