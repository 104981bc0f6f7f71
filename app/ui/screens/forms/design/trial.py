"""Trying a form that is drawn: the page that fills forms fills it, judged live, never stored."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Layout
from app.capabilities.forms.definition.bodies import Form
from app.capabilities.forms.definition.decisions import lay_out
from app.capabilities.forms.filling.answers import Filled
from app.capabilities.forms.filling.decisions import Entry, decoded, enter
from app.capabilities.forms.judging.answers import Held, Subject
from app.capabilities.forms.judging.decisions import judge
from app.journal.capability import FieldKind
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.forms import offers
from app.ui.screens.forms.design.body import Plain
from app.ui.screens.forms.design.desk import Pictures
from app.ui.screens.forms.design.samples import samples
from app.ui.screens.forms.facts import FillFacts, trial
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Made
from app.ui.screens.forms.form_page import FormPage
from app.ui.screens.forms.offers import Asked
from app.ui.screens.forms.standing import standing
from app.ui.theme.look import Look

Clock = Callable[[], int]
_TOUCH_WIDTH = 1280
"""A touch station is no wider; the bench takes what there is."""
_GAUGE = "TRIAL"


class FormTrial:
    """A form filled for trial; what is entered goes through the rules that entries go through.

    `who` fills it, in words; `now_ms` tells the time.
    """

    def __init__(
        self, layout: Layout, form: Form, held: Mapping[str, Held], who: str, now_ms: Clock
    ) -> None:
        self._who, self._now_ms = who, now_ms
        empty = trial(layout, form.name, form.code)
        self.facts: FillFacts = replace(empty, is_trial=False)
        for path, one in held.items():
            self._put_back(path, one)

    @property
    def filled(self) -> Filled:
        """Return the form as it stands."""
        return self.facts.filled

    def enter(self, entry: Entry) -> None:
        """Enter a value. Raises Refused as filling does; gauge, device and reason are there."""
        path, before = entry.path, self.filled
        place = before.place(path)
        if place is not None and place.field.only_device:
            entry = msgspec.structs.replace(entry, source="device", device=place.field.device)
        entry = msgspec.structs.replace(entry, gauge=entry.gauge or _GAUGE)
        fresh = {other: one for other, one in before.held.items() if other != path}
        made = enter(replace(before, held=fresh), entry)
        if made is None or place is None:
            return
        passes = None if not made.passes else made.passes == "pass"
        self._hold(
            path,
            Held(
                hash=made.value + made.not_applicable,
                value=decoded(place, made.value),
                said=made.said,
                passes=passes,
                by=self._who,
                at_ms=self._now_ms(),
                source=made.source,
                not_applicable=made.not_applicable,
            ),
        )

    def forget(self, path: str) -> None:
        """Take the value of a place away, as if nobody had entered it."""
        self._hold(path, None)

    def witness(self, path: str) -> None:
        """Have somebody else see a value."""
        held = self.filled.held.get(path)
        if held is not None:
            self._hold(path, replace(held, witness=self._who))

    def _put_back(self, path: str, held: Held) -> None:
        """Enter a value again in a form that has changed; one that no longer fits is dropped."""
        value = msgspec.json.encode(held.value).decode()
        try:
            self.enter(Entry(path=path, value=value, not_applicable=held.not_applicable))
        except Refused:
            self.forget(path)

    def _hold(self, path: str, held: Held | None) -> None:
        kept = {other: one for other, one in self.filled.held.items() if other != path}
        if held is not None:
            kept[path] = held
        judged = judge(self.filled.layout, kept, Subject())
        self.facts = replace(self.facts, filled=replace(self.filled, held=kept, judged=judged))


class DesignTrial(QWidget):
    """A form that is drawn, as it will be filled: on touch or at the bench, in either language."""

    told = Signal(str)
    """A sentence for the foot of the window."""

    def __init__(
        self, look: Look, moments: Moments, kinds: Mapping[str, FieldKind], pictures: Pictures
    ) -> None:
        super().__init__()
        self.look = look
        self._moments, self._kinds, self._pictures = moments, kinds, pictures
        self._body: Plain = {}
        self._whole: Plain = {}
        self.trial: FormTrial | None = None
        self.page: FormPage | None = None
        self._shown: QWidget | None = None
        words = look.words
        self._density = self._switch("density", ("touch", "bench"), look.density.name)
        self._language = self._switch("language", ("zh_CN", "en"), words.language)
        self._banner = kit.Banner(look, "todo", "", name="design-verdict-now")
        fill = kit.Button(look, words("form_design.samples"), name="design-samples", icon="zap")
        fill.clicked.connect(self.fill)
        clear = kit.Button(
            look, words("form_design.clear"), name="design-clear", icon="rotate-ccw", kind="ghost"
        )
        clear.clicked.connect(self._clear)
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(self._banner, 1)
        for widget in (self._density, self._language, fill, clear):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._stage = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addLayout(head)
        column.addLayout(self._stage, 1)

    def show_body(self, body: Plain, whole: Plain) -> None:
        """Try a form, `whole` with code and name; what was entered stays where it still fits."""
        if body is self._body and self._shown is not None:
            return
        self._body, self._whole = body, whole
        held = {} if self.trial is None else self.trial.filled.held
        self._begin(held)

    def turn(self, *, density: str) -> None:
        """Turn to another density."""
        self._density.choose(density)
        self._begin(self._held())

    def put_away(self) -> None:
        """Let go of the page: nothing of it is looked at."""
        if self._shown is not None:
            self._stage.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = self.page = None

    def _begin(self, held: Mapping[str, Held]) -> None:
        self.put_away()
        try:
            form = msgspec.convert(self._whole, Form)
            layout = lay_out(form, self._kinds)
            if not layout.tops:
                raise Refused("form.no_fields")
        except (Refused, msgspec.ValidationError) as trouble:
            self._show_trouble(trouble)
            return
        who = self.look.words("form_design.you")
        self.trial = FormTrial(layout, form, held, who, self._moments.now_ms)
        self._show_page(layout)
        self._show_facts()

    def _show_page(self, layout: Layout) -> None:
        look = self.look.turned(language=self._language.value(), density=self._density.value())
        around = Around(look, self._moments, layout, pictures=self._pictures)
        page = FormPage(around)
        page.made.connect(self._made)
        page.asked.connect(self._asked)
        frame = kit.Card(self.look, "design-stage", "well")
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if look.density.is_touch:
            frame.setMaximumWidth(_TOUCH_WIDTH)
            frame.body.addLayout(self._turners(page))
        frame.body.insertWidget(0, page, 1)
        self._stage.addWidget(frame, 1)
        self.page, self._shown = page, frame

    def _turners(self, page: FormPage) -> QHBoxLayout:
        """Return what turns the pages of touch."""
        row = QHBoxLayout()
        row.addStretch()
        for by, icon in ((-1, "chevron-left"), (1, "chevron-right")):
            said = self.look.words("form_design.page_back" if by < 0 else "form_design.page_next")
            name = f"design-page-{'back' if by < 0 else 'next'}"
            button = kit.Button(self.look, said, name=name, icon=icon, size="small")
            button.clicked.connect(_Turn(page, by))
            row.addWidget(button)
        return row

    def _show_trouble(self, trouble: Exception) -> None:
        words = self.look.words
        why = words.refusal(trouble) if isinstance(trouble, Refused) else str(trouble)
        self._banner.say("warn", words("form_design.not_tried"), "")
        self._shown = kit.EmptyState(
            self.look,
            "clipboard-list",
            words("form_design.not_tried"),
            why,
            name="design-not-tried",
        )
        self._stage.addWidget(self._shown, 1)

    def _show_facts(self) -> None:
        if self.trial is None or self.page is None:
            return
        facts = self.trial.facts
        self.page.show_facts(facts)
        state, title, text = standing(facts, facts.filled.judged, self.look.words)
        hint = self.look.words("form_design.not_stored")
        self._banner.say(state, title, " · ".join(one for one in (text, hint) if one))

    def _made(self, made: Made) -> None:
        trial_, page = self.trial, self.page
        if trial_ is None or page is None:
            return
        refusals: list[tuple[str, Refused]] = []
        for entry in made.entries:
            try:
                trial_.enter(entry)
            except Refused as refused:
                refusals.append((entry.path, refused))
        self._show_facts()
        for path, why in refusals:
            page.fail(path, self.look.words.refusal(why))

    def _asked(self, asked: Asked) -> None:
        """Do what a field's menu offers, as far as it means something in a trial."""
        trial_, page = self.trial, self.page
        if trial_ is None or page is None:
            return
        place = trial_.filled.place(asked.path)
        if asked.what == offers.NOT_APPLICABLE and place is not None:
            trial_.enter(Entry(path=asked.path, not_applicable="—"))
        elif asked.what == offers.WITNESS:
            for path in list(trial_.filled.held):
                if path.partition("/")[0] == asked.path:
                    trial_.witness(path)
        else:
            self.told.emit(self.look.words("form_design.not_in_trial"))
            return
        self._show_facts()

    def fill(self) -> None:
        """Enter an example everywhere nothing stands yet."""
        trial_ = self.trial
        if trial_ is None:
            return
        today = self._moments.today()
        for entry in samples(trial_.filled, today):
            try:
                trial_.enter(entry)
            except Refused:
                continue  # no example for this one: a person enters their own
        self._show_facts()

    def _clear(self) -> None:
        self._begin({})

    def _switch(self, name: str, keys: tuple[str, ...], value: str) -> kit.Segmented:
        words = self.look.words
        options = tuple(kit.Option(one, words(f"form_design.{name}.{one}")) for one in keys)
        made = kit.Segmented(self.look, options, name=f"design-{name}", value=value)
        made.chosen.connect(lambda _: self._begin(self._held()))
        return made

    def _held(self) -> Mapping[str, Held]:
        return {} if self.trial is None else self.trial.filled.held


class _Turn:
    """Turns the pages of a touch station."""

    def __init__(self, page: FormPage, by: int) -> None:
        self._page, self._by = page, by

    def __call__(self) -> None:
        self._page.show_page(self._page.current + self._by)
