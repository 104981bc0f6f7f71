"""Filling a form: every value is recorded as it is entered, the verdict stands while one types.

`Place.record` is the filled form. Controls by name: `field-<path>`, `form-enter`, `form-next`,
`form-back`, `form-complete`, `form-void`, `form-print`, `form-record`, `form-list`.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.forms.judging.answers import Held, Judged
from app.capabilities.forms.judging.decisions import judge
from app.kernel.days import Moment
from app.kernel.refused import Refused
from app.stations.photos import has_camera, take_photo
from app.stations.recogniser import GaugeLabel, Meaning
from app.store import content
from app.ui import kit
from app.ui.kit.typed import number
from app.ui.moments import Moments
from app.ui.screens.forms.copies import FormCopies
from app.ui.screens.forms.drafts import FormDrafts
from app.ui.screens.forms.facts import FillFacts, fill_facts
from app.ui.screens.forms.field_view import FieldView
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Typed
from app.ui.screens.forms.fields.picks import FieldPicks
from app.ui.screens.forms.fields.pictured import DefectControl, PhotoControl
from app.ui.screens.forms.fields.said import typed_limits
from app.ui.screens.forms.fields.taking import TakenPhoto, photo_of
from app.ui.screens.forms.fill_acts import FillActs
from app.ui.screens.forms.fill_devices import FillDevices, of_weight
from app.ui.screens.forms.fill_head import REVIEWED, FillHead
from app.ui.screens.forms.form_page import FormPage
from app.ui.screens.forms.offers import Asked
from app.ui.screens.forms.places import FORM, FORMS
from app.ui.screens.kind import Parts
from app.ui.screens.records.record_facts import RECORD
from app.ui.screens.screen import Notice, Place, Screen


class FillForm(Screen):
    """The screen a form is filled on, by finger and by keyboard."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.floor, parts.look, FORM)
        self._parts = parts
        self._moments = Moments(parts.look.words, parts.floor.station.clock)
        self._name = ""
        self._facts: FillFacts | None = None
        self._page: FormPage | None = None
        self._dressed: QWidget | None = None
        self._head = FillHead(parts.look)
        self._head.setParent(self)
        self._head.hide()
        self._acts = FillActs(parts, self)
        self._drafts = FormDrafts(parts.drafts, self)
        self._devices = FillDevices(parts)
        self._picks = FieldPicks(parts.look.words)
        self._copies = FormCopies(parts.floor, parts.look, self)
        self._weighed_for = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._connect()

    def about(self, place: Place) -> None:
        if place.record and place.record != self._name:
            self._name, self._facts = place.record, None
            self._put_away()

    def refresh(self) -> None:
        if not self._name:
            self._show_nothing(Refused("form.not_found"))
            return
        name, station = self._name, self.floor.station
        plugs, here = station.journal.vocabulary.plugs, station.profile.station
        now = Moment(self._moments.now_ms(), self._moments.offset_min())
        self.floor.ask(self, lambda c: fill_facts(c, name, plugs, here, now), self._show)

    def accepts(self, meaning: Meaning) -> bool:
        """Give a scan to the field in focus, else to the first that takes it."""
        heard = self._devices.of_scan(meaning)
        if heard is None or self._page is None:
            return False
        if isinstance(meaning, GaugeLabel) and self._page.hear(heard, only_meant=True):
            return True
        if isinstance(meaning, GaugeLabel) and self._acts.use_gauge(heard.text):
            return True  # what is measured from now on is measured with it
        return self._page.hear(heard)

    # ------------------------------------------------------------------ showing
    def _show(self, facts: FillFacts | Refused) -> None:
        if isinstance(facts, Refused):
            self._show_nothing(facts)
            return
        if facts.filled.filled != self._name:
            return  # the answer to a question about the form before
        is_new = self._page is None
        self._facts = facts
        self._picks.know(facts)
        page = self._page or self._new_page(facts)
        self._acts.about(page.around, facts)
        page.show_facts(facts)
        self._head.show_facts(facts, may=self._may(facts))
        self._head.show_page()
        if is_new:
            self._drafts.open(self._draft_key(), page.put_drafts)
            self._devices.show_scale()

    def _new_page(self, facts: FillFacts) -> FormPage:
        self._put_away()
        around = Around(
            self.look,
            self._moments,
            facts.filled.layout,
            picks=self._picks.by_kind(),
            pictures=self._fetch,
            work=self._work,
            camera=self.look.words("fill.photo.take") if has_camera() else "",
            latest=self._parts.news.trends.latest,
        )
        page = FormPage(around)
        page.made.connect(self._acts.enter)
        page.typed.connect(self._typed)
        page.asked.connect(self._asked)
        page.turned.connect(lambda _: self._head.show_page())
        self._page = page
        self._dressed = self._head.dress(page)
        self._column.addWidget(self._dressed)
        return page

    def _fetch(self, name: str, then: Callable[[bytes | None], None]) -> None:
        self.floor.ask(self, lambda c: content.fetch(c, name), then)

    def _work(
        self,
        task: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[Refused], None],
    ) -> None:
        self.floor.work(self, task, then, refused)

    def _put_away(self) -> None:
        self._page = None
        if self._dressed is not None:
            self._head.let_go()
            self._dressed.hide()
            self._dressed.deleteLater()
            self._dressed = None

    def _show_nothing(self, refused: Refused) -> None:
        self._put_away()
        words = self.look.words
        self._dressed = kit.EmptyState(
            self.look, "clipboard-list", words("fill.none"), words.refusal(refused)
        )
        self._column.addWidget(self._dressed)

    def _may(self, facts: FillFacts) -> bool:
        session = self.floor.session
        return session is not None and session.may(facts.filled.right)

    # ------------------------------------------------------------------ typing
    def _typed(self, typed: Typed) -> None:
        """Keep what stands half typed, and show what the form would come to with it."""
        self._drafts.note(typed)
        if self._facts is not None:
            self._head.show_judged(self._facts, self._judged_with(self._facts, typed))

    def _judged_with(self, facts: FillFacts, typed: Typed) -> Judged:
        filled = facts.filled
        place = filled.place(typed.path)
        if place is None or not typed.text or not hasattr(place.settings, "lsl"):
            return filled.judged
        try:
            value = Decimal(number(typed.text, typed_limits(place.settings)))
        except Refused:
            return filled.judged
        if place.kind.value is not Decimal and place.kind.code != "integer":
            return filled.judged
        before = filled.held.get(typed.path)
        trial = Held("", value, typed.text, place.kind.passes(place.settings, value), "", 0)
        held = {**filled.held, typed.path: trial if before is None else _again(before, trial)}
        return judge(filled.layout, held, filled.subject)

    def _draft_key(self) -> str:
        session = self.floor.session
        return f"form/{'' if session is None else session.person}/{self._name}"

    # ------------------------------------------------------------------ what people do
    def _asked(self, asked: Asked) -> None:
        if asked.what == "weigh":
            self._weigh(asked.path)
        elif asked.what == "camera":
            self._photograph(asked.path)
        else:
            self._acts.do(asked)

    def _head_asked(self, what: str) -> None:
        page = self._page
        if page is None or self._facts is None:
            return
        steps = {"back": page.current - 1, "next": page.current + 1}
        places = {"list": Place(FORMS), "record": Place(RECORD, record=self._facts.filled.stream)}
        if what in steps:
            page.show_page(steps[what])
        elif what in places:
            self.go.emit(places[what])
        elif what == "print":
            self._copies.print(self._name)
        elif what == "export":
            self._copies.export(self._name)
        elif what == "void":
            self._acts.void()
        elif what == "complete":
            self._complete(self._facts)

    def _complete(self, facts: FillFacts) -> None:
        trouble = None if self._page is None else self._page.take()
        if trouble is not None and self._page is not None:
            self._page.go_to(trouble[0])
            self._failed(trouble)
        elif facts.filled.state == "open":
            self._acts.complete()
        else:
            self._acts.sign(REVIEWED)

    def _failed(self, failed: tuple[str, str]) -> None:
        path, sentence = failed
        if self._page is not None:
            self._page.fail(path, sentence)

    def _dropped(self, paths: tuple[str, ...]) -> None:
        self._drafts.taken(paths)
        if self._page is not None:
            for path in paths:
                self._page.restore(path)

    # ------------------------------------------------------------------ devices
    def _heard(self, heard: object) -> None:
        """Give a reading to the field in focus; only while the screen is in front."""
        if self._is_entered and self._page is not None:
            self._page.hear(heard)  # type: ignore[arg-type]  # a Heard

    def _photograph(self, path: str) -> None:
        """Let the camera take a photo for a field; why it cannot is said there."""
        at_ms = self._moments.now_ms()

        def taken(made: TakenPhoto) -> None:
            block = None if self._page is None else self._page.block(path)
            if isinstance(block, FieldView) and isinstance(
                block.control, PhotoControl | DefectControl
            ):
                block.control.taken(made)

        self.floor.work(
            self,
            lambda: photo_of(take_photo(), at_ms),
            taken,
            lambda no: self._failed((path, self.look.words.refusal(no))),
        )

    def _weigh(self, path: str) -> None:
        scales = self._devices.scales()
        if not scales:
            self._failed((path, self.look.words("fill.no_scale")))
            return
        self._weighed_for = path
        self._devices.weigh(scales[0].role)

    def _weighed(self, weight: object) -> None:
        block = None if self._page is None else self._page.block(self._weighed_for)
        if block is not None:
            block.hear(of_weight(weight))  # type: ignore[arg-type]  # a Weight

    def _live(self, live: object) -> None:
        if self._is_entered and self._page is not None:
            self._page.show_live(live)  # type: ignore[arg-type]  # a Live

    def _connect(self) -> None:
        self._head.asked.connect(self._head_asked)
        self._copies.written.connect(
            lambda path: self.tell.emit(Notice(self.look.words("fill.written", path=str(path))))
        )
        self._copies.refused.connect(self.say_refused)
        self._copies.working.connect(self._head.working)
        self._acts.taken.connect(self._drafts.taken)
        self._acts.failed.connect(self._failed)
        self._acts.dropped.connect(self._dropped)
        self._devices.heard.connect(self._heard)
        self._devices.weighed.connect(self._weighed)
        self._devices.live.connect(self._live)
        self._devices.refused.connect(
            lambda why: self._failed((self._weighed_for, self.look.words.refusal(why)))
        )


def _again(before: Held, trial: Held) -> Held:
    """Return what a place would hold after a change: no longer to be tested again."""
    return replace(before, value=trial.value, passes=trial.passes, finding="", cause="")
