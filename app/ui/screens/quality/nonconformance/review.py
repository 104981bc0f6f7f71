"""One nonconformance as people decide about it: all on one page at the bench, by pages on touch."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.capabilities.quality.nonconformance.records.answers import State
from app.capabilities.quality.nonconformance.review_board.answers import Review
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.quality.nonconformance import needs
from app.ui.screens.quality.nonconformance.affected import AffectedRows
from app.ui.screens.quality.nonconformance.bar import ActBar
from app.ui.screens.quality.nonconformance.commanding import own_step
from app.ui.screens.quality.nonconformance.head import ReviewHead
from app.ui.screens.quality.nonconformance.order import SigningOrder
from app.ui.screens.quality.nonconformance.split import SplitTiles
from app.ui.screens.quality.nonconformance.talk import Talk
from app.ui.theme.look import Look

PAGES = (("found", "eye"), ("split", "split"), ("order", "pen-line"), ("talk", "message-square"))
"""The pages of a touch panel, with their icons."""
_BY_STATE = {
    State.DETECTED: "found",
    State.HELD: "found",
    State.EVALUATED: "split",
    State.INVESTIGATED: "split",
    State.PROPOSED: "split",
    State.DECIDED: "split",
    State.EXECUTED: "order",
    State.VERIFIED: "order",
}


@dataclass(frozen=True, slots=True)
class Barred:
    """What cannot be done just now: `approve` says why, `online` whether the server is in touch."""

    online: bool = True
    approve: str = ""


class ReviewCard(kit.Card):
    """`asked` carries an act, `needs_asked` a disposition, `split_made` what a person split.

    Controls on touch: `nc-back`, `nc-page-<page>`.
    """

    asked = Signal(str)
    needs_asked = Signal(object)
    split_made = Signal(object)
    photo_opened = Signal(int)
    line_opened = Signal(object)
    back = Signal()

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "nc-review")
        self._review: Review | None = None
        self._barred = Barred()
        self._page_of = ("", "")
        self._head = ReviewHead(look, moments, title=not look.density.is_touch)
        self._affected = AffectedRows(look)
        self.tiles = SplitTiles(look)
        self._order = SigningOrder(look, moments)
        self._talk = Talk(look, moments)
        self.bar = ActBar(look)
        self._empty = kit.EmptyState(
            look,
            "loader-circle",
            look.words("kit.table.loading"),
            name="nc-nothing",
        )
        self._inside = QWidget()
        if look.density.is_touch:
            self._lay_out_pages()
        else:
            self._lay_out_page()
        self.body.addWidget(self._empty)
        self._head.opens.connect(self.photo_opened)
        self._affected.opened.connect(self.line_opened)
        self.tiles.changed.connect(self._split)
        self.tiles.asked.connect(self.needs_asked)
        self.bar.asked.connect(self.asked)
        self._inside.hide()

    def show_nothing(self) -> None:
        """Show that none is in front."""
        words, self._review = self.look.words, None
        self._empty.say("circle-check", words("ncr_board.nothing"), words("ncr_board.nothing_how"))
        self._inside.hide()
        self._empty.show()

    def wait(self) -> None:
        """Offer nothing until it is known who is in front and what they may do."""
        self.bar.show_acts(())

    def show_review(
        self,
        review: Review,
        draft: needs.Splits,
        pictures: dict[str, bytes],
        names: dict[str, Bilingual],
        barred: Barred,
    ) -> None:
        """Show one as it stands; `draft` is what a person made of its split and did not send."""
        self._review, self._barred = review, barred
        self._empty.hide()
        self._inside.show()
        self._head.show_review(review, pictures, names)
        self._affected.show_review(review)
        self._affected.setVisible(bool(review.affected) or review.it.row.evaluated_ms > 0)
        is_judged = review.card.state not in (State.DETECTED, State.HELD)
        self.tiles.setVisible(is_judged)
        self.tiles.show_review(review, draft, free="propose" in review.acts, online=barred.online)
        self._order.show_review(review, names)
        self._order.setVisible(bool(review.signers or review.follow_ups) and is_judged)
        self._talk.show_review(review, names)
        self._show_bar()
        self._turn_page(review)

    def _show_bar(self) -> None:
        review, words = self._review, self.look.words
        if review is None:
            return
        acts, blocked, note = review.acts, "", ""
        if own_step(review) is not None:
            acts = tuple(dict.fromkeys((*acts, "approve", "send_back")))
        if "approve" in acts:
            blocked = self._barred.approve
        if "propose" in acts:
            blocked = self.tiles.refusal()
        if "approve" in acts:
            note = words("ncr_board.signed_stays")
        self.bar.show_acts(acts, later=_later(review), blocked=blocked, note=note)

    def _split(self, splits: needs.Splits) -> None:
        self.split_made.emit(splits)
        self._show_bar()

    # ------------------------------------------------------------------ building
    def _lay_out_page(self) -> None:
        look = self.look
        parts = QWidget()
        column = QVBoxLayout(parts)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(3))
        for part in (self._head, self._affected, self.tiles, self._order, self._talk):
            column.addWidget(part)
        column.addStretch()
        page = QVBoxLayout(self._inside)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.space(2))
        page.addWidget(kit.Scroller(look, "nc-review-scroll", parts), 1)
        page.addWidget(self.bar)
        self.body.addWidget(self._inside, 1)

    def _lay_out_pages(self) -> None:
        look, words = self.look, self.look.words
        options = tuple(
            kit.Option(key, words(f"ncr_board.page.{key}"), icon=icon) for key, icon in PAGES
        )
        self._tabs = kit.Segmented(look, options, name="nc-page")
        self._tabs.chosen.connect(self._go_to)
        back = kit.Button(look, name="nc-back", kind="icon", icon="arrow-left", size="small")
        back.named(words("ncr_board.back"))
        back.clicked.connect(self.back)
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(back)
        head.addWidget(self._tabs, 1)
        self._pages = QStackedWidget()
        for parts in (
            (self._head, self._affected),
            (self.tiles,),
            (self._order,),
            (self._talk,),
        ):
            held = QWidget()
            column = QVBoxLayout(held)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(look.space(3))
            for part in parts:
                column.addWidget(part)
            column.addStretch()
            name = f"nc-page-{self._pages.count()}-scroll"
            self._pages.addWidget(kit.Scroller(look, name, held))
        page = QVBoxLayout(self._inside)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.space(2))
        page.addLayout(head)
        page.addWidget(self._head.line)
        page.addWidget(self._pages, 1)
        page.addWidget(self.bar)
        self.body.addWidget(self._inside, 1)

    def _turn_page(self, review: Review) -> None:
        """On touch go to the page where there is something to do, once for each state."""
        if not self.look.density.is_touch:
            return
        here = (review.it.name, review.card.state.value)
        if here != self._page_of:
            self._page_of = here
            self._go_to(_BY_STATE.get(review.card.state, "talk"))

    def _go_to(self, page: str) -> None:
        self._tabs.choose(page)
        self._pages.setCurrentIndex([key for key, _ in PAGES].index(page))


def _later(review: Review) -> frozenset[str]:
    """Return what may be done but does not come next: it was done, or nobody asked for it."""
    row = review.it.row
    is_asked = row.needs_investigation and not row.investigated_ms
    done = {
        "contain": bool(row.contained_ms),
        "evaluate": bool(row.evaluated_ms),
        "investigate": not is_asked,
    }
    return frozenset(act for act, is_done in done.items() if is_done)
