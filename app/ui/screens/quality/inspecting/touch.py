"""The inspection screen for fingers: items left, the one in front in the middle, keypad right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.capabilities.forms.filling.decisions import Entry
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.kit.typed import number
from app.ui.screens.forms.facts import OPEN, FillFacts
from app.ui.screens.forms.fields.control import Heard, Made, Typed
from app.ui.screens.forms.fields.said import figure, number_of, typed_limits
from app.ui.screens.quality.inspecting.entries import from_device, json_of
from app.ui.screens.quality.inspecting.facts import InspectFacts, ItemFacts
from app.ui.screens.quality.inspecting.field_views import OneField
from app.ui.screens.quality.inspecting.item_panel import ItemPanel
from app.ui.screens.quality.inspecting.items import (
    PHOTOS,
    Item,
    is_left,
    items,
    next_item,
    next_path,
    photos_held,
    uninvestigated,
)
from app.ui.screens.quality.inspecting.judging import Trial, judged, trial
from app.ui.screens.quality.inspecting.measure_panel import MeasurePanel
from app.ui.screens.quality.inspecting.more_sheet import MoreSheet, more_of
from app.ui.screens.quality.inspecting.next_act import Before, NextAct, next_act
from app.ui.screens.quality.inspecting.on_the_way import OnTheWay
from app.ui.screens.quality.inspecting.tools import Tools
from app.ui.screens.quality.inspecting.value_panel import ValuePanel


class InspectTouch(QWidget):
    """`made`, `typed`, `asked` are those of fields; `turned` carries the `Item` in front.

    `pressed` carries what the screen does: complete, sign, review, leave, gauge, investigate …
    """

    made = Signal(object)
    typed = Signal(object)
    asked = Signal(object)
    turned = Signal(object)
    pressed = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.setObjectName("inspect-touch")
        self.setProperty(kit.SHEET_HOST, True)
        self._tools, self.look = tools, tools.look
        self._facts: InspectFacts | None = None
        self.items: tuple[Item, ...] = ()
        self._key = self.path = ""
        self._texts: dict[str, str] = {}
        self._way = OnTheWay()
        self._list = ItemPanel(self.look)
        self._list.chosen.connect(self.go_to)
        self._list.left.connect(lambda: self.pressed.emit("leave"))
        self._measure = MeasurePanel(tools)
        self._measure.turned.connect(self._turn_to)
        self._measure.gauge_asked.connect(lambda: self.pressed.emit("gauge"))
        self._other = OneField(tools)
        self._other.made.connect(self.made)
        self._other.typed.connect(self.typed)
        self._other.asked.connect(self.asked)
        self._value = ValuePanel(tools)
        self._value.typed.connect(self._type)
        self._value.entered.connect(self._enter)
        self._value.pressed.connect(self._press)
        self._value.photo_asked.connect(self._go_to_photo)
        self._value.more_asked.connect(self._ask_more)
        self._middle = QStackedWidget()
        self._lay_out()

    # ------------------------------------------------------------------ what the screen tells
    @property
    def item(self) -> Item | None:
        """Return the item in front."""
        return next((one for one in self.items if one.key == self._key), None)

    def show_facts(self, facts: InspectFacts) -> None:
        """Show how the form stands now; the item in front stays."""
        is_first = self._facts is None
        before = self.item
        had_more = (
            before is not None and self._facts is not None and _has_more(self._facts.fill, before)
        )
        self._facts = facts
        self.items = items(facts.fill)
        here = self.item
        if here is None:
            start = next_item(facts.fill, self.items, "") or (self.items[0] if self.items else None)
            self._front(start)
        elif had_more and not _has_more(facts.fill, here):
            self._front(next_item(facts.fill, self.items, here.key) or here)
        else:
            self._choose_path(facts.fill, here)
        if is_first and self.item is not None:
            self.turned.emit(self.item)
        self._draw()
        self._go_on(facts.fill)

    def show_item(self, found: ItemFacts) -> None:
        """Show how the item in front was lately."""
        self._measure.show_trend(found)

    def show_gauge(self) -> None:
        """Show the gauge anew: another one is used, or a day is over."""
        self._measure.show_gauge()
        self._draw()

    def show_scale(self) -> None:
        """Show what the scale says now."""
        if self.item is not None:
            self._draw_value()

    def put_drafts(self, drafts: dict[str, str]) -> None:
        """Bring back what stood half typed."""
        self._texts = {path: text for path, text in drafts.items() if text}
        self._other.retype(self._texts)
        self._draw()

    def fail(self, path: str, sentence: str) -> None:
        """Say why a value was not taken."""
        self._stop()
        self._draw_value()
        self._value.fail(sentence)
        self._other.fail(path, sentence)

    def restore(self, paths: tuple[str, ...]) -> None:
        """Forget what was made and not taken."""
        self._stop()
        self._other.restore(paths)
        self._draw()

    def taken(self, paths: tuple[str, ...]) -> None:
        """Forget what was typed for values that are on disk now."""
        for path in paths:
            self._texts.pop(path, None)

    def hear(self, heard: Heard) -> bool:
        """Take what a device sent: a reading for the sample in front, a scan for its field."""
        item, facts = self.item, self._facts
        if item is None or facts is None or not facts.fill.takes_entries:
            return False
        if not item.is_number:
            view = self._other.view(item.key)
            return view is not None and view.hear(heard)
        if self._way.path:  # the one before goes to the disk: this is for the next place
            self._way.heard.append(heard)
            return True
        entry = from_device(item, self.path, heard, self._tools.gauge(item).code)
        if entry is None:
            return False
        self._texts.pop(self.path, None)
        self._way.send(facts.fill, self.path)
        self.made.emit(Made((entry,)))
        return True

    def _go_on(self, fill: FillFacts) -> None:
        """Go on to what was heard or typed meanwhile, once the value before stands on disk."""
        way = self._way
        if not way.stands(fill):
            return
        path, ahead, heard = way.path, way.ahead, way.heard
        self._stop()
        if ahead and self.path != path:
            self._type(ahead)
        elif heard:
            first, *way.heard = heard
            self.hear(first)

    def _stop(self) -> None:
        """Wait for nothing; after a value that was not taken people look at that one first."""
        self._way.stop()
        self._value.busy(False)

    @property
    def _typed(self) -> str:
        """Return what is typed for the place in front, or for the next while this one is sent."""
        return self._way.ahead if self._way.path else self._texts.get(self.path, "")

    def go_to(self, key: str) -> None:
        """Put an item in front."""
        found = next((one for one in self.items if one.key == key), None)
        if found is not None and key != self._key:
            self._front(found)
            self._draw()

    # ------------------------------------------------------------------ the item in front
    def _front(self, item: Item | None) -> None:
        """Turn to an item; where its own values are all there, to its first."""
        if item is None or self._facts is None:
            return
        is_other = item.key != self._key
        self._key = item.key
        self._value.fail("")
        self.path = ""
        self._choose_path(self._facts.fill, item)
        if is_other:
            self.turned.emit(item)

    def _choose_path(self, fill: FillFacts, item: Item) -> None:
        held = fill.filled.held.get(self.path)
        is_done = held is not None and not held.awaits_retest and not self._texts.get(self.path)
        failed = uninvestigated(fill, item)
        if self.path in item.paths and (not is_done or self.path == failed):
            return
        if failed and failed in item.paths:
            self.path = failed
            return
        self.path = next_path(fill, item, self.path) or (
            self.path if self.path in item.paths else item.paths[-1] if item.paths else ""
        )

    def _turn_to(self, path: str) -> None:
        self.path = path
        self._value.fail("")
        self._draw()

    def _type(self, text: str) -> None:
        item = self.item
        if item is None:
            return
        if self._way.path:
            self._way.ahead = text
            self._draw_value()
            return
        if text:
            self._texts[self.path] = text
        else:
            self._texts.pop(self.path, None)
        self._value.fail("")
        self._measure.turn_to(self.path, text)
        self._draw_value()
        self.typed.emit(Typed(self.path, text))

    def _enter(self) -> None:
        act = self._act()
        if act.key and not act.blocked:
            self._press(act.key)

    def _press(self, key: str) -> None:
        item, facts = self.item, self._facts
        if key == "enter":
            self._hand_in()
        elif key == "next" and item is not None and facts is not None:
            self._front(next_item(facts.fill, self.items, item.key))
            self._draw()
        elif key:
            self.pressed.emit(key)

    def _hand_in(self) -> None:
        item, facts, text = self.item, self._facts, self._typed
        if item is None or facts is None or self._way.path or not text:
            return
        try:
            made = number(text, typed_limits(item.place.settings))
        except Refused as refused:
            self._value.fail(self.look.words.refusal(refused))
            return
        use = self._tools.gauge(item)
        gauge = use.code if item.measures else ""
        self._way.send(facts.fill, self.path)
        self._value.busy(True)
        self._draw_value()
        self.made.emit(Made((Entry(path=self.path, value=json_of(item, made), gauge=gauge),)))

    def _ask_more(self) -> None:
        item, facts = self.item, self._facts
        if item is None or facts is None:
            return
        path = uninvestigated(facts.fill, item) or self.path or item.key
        sheet = MoreSheet(self._tools, self, facts.fill, item, path)
        sheet.asked.connect(self.asked)
        sheet.open()

    def _go_to_photo(self) -> None:
        places = {one.field.kind.code: one.key for one in reversed(self.items)}
        found = next((places[kind] for kind in PHOTOS if kind in places), "")
        if found:
            self.go_to(found)

    # ------------------------------------------------------------------ drawing
    def _draw(self) -> None:
        facts, item = self._facts, self.item
        if facts is None or item is None:
            return
        fill = facts.fill
        self._list.show_facts(facts, self.items, self._key)
        where = self._where_said(item)
        if item.is_number:
            self._measure.show_item(fill, item, where)
            self._measure.turn_to(self.path, self._texts.get(self.path, ""))
            self._middle.setCurrentWidget(self._measure)
        else:
            self._other.show_item(fill, item, where)
            self._other.retype(self._texts)
            self._middle.setCurrentWidget(self._other)
        self._value.offer_photo(photos_held(fill, self.items))
        self._value.offer_more(bool(more_of(self._tools, fill, item)))
        self._draw_value()

    def _draw_value(self) -> None:
        facts, item = self._facts, self.item
        if facts is None:
            return
        held = facts.fill.filled.held.get(self.path)
        typed = self._typed
        shown = "" if held is None or held.awaits_retest else figure(held.value)
        is_open = facts.fill.filled.state == OPEN
        self._value.show_item(item, self.path, typed, shown, is_open=is_open)
        made = self._trial()
        self._value.mark(made.state)
        if made.why is not None:
            self._value.fail(self.look.words.refusal(made.why))
        self._show_source(typed, None if held is None else held.source)
        self._value.show_act(self._act())

    def _show_source(self, typed: str, source: str | None) -> None:
        words, item = self.look.words, self.item
        weight = self._tools.weight(item) if item is not None and not typed else None
        if weight is not None:
            self._value.show_source(f"{plain(weight[0])} {weight[1]}", "scale")
        elif source == "device" and not typed:
            self._value.show_source(words("inspect.source.device"), "cable")
        else:
            self._value.show_source("", "")

    def _act(self) -> NextAct:
        assert self._facts is not None
        item, typed = self.item, self._typed
        weight = self._tools.weight(item) if item is not None and not typed else None
        before = Before(
            item,
            self.path if item is not None and is_left(self._facts.fill, item) else "",
            typed,
            self._trial(),
            *(weight or (None, "")),
        )
        return next_act(self._facts, self.items, before, self._tools)

    def _trial(self) -> Trial:
        item, facts = self.item, self._facts
        if item is None or facts is None or not item.is_number:
            return Trial(None)
        typed = self._typed
        if typed:
            return trial(item.place.settings, typed)
        held = facts.fill.filled.held.get(self.path)
        value = None if held is None else number_of(held.value)
        return Trial(None) if value is None else judged(item.place.settings, value)

    def _where_said(self, item: Item) -> str:
        words = self.look.words
        at = next(at for at, one in enumerate(self.items) if one.key == item.key)
        said = words("inspect.where", at=at + 1, n=len(self.items))
        return f"{said} · {words('inspect.critical')}" if item.is_critical else said

    def _lay_out(self) -> None:
        self._middle.addWidget(self._measure)
        self._middle.addWidget(self._other)
        row = QHBoxLayout(self)
        edge = self.look.space(2)
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(edge)
        row.addWidget(self._list)
        row.addWidget(self._middle, 1)
        row.addWidget(self._value)


def _has_more(fill: FillFacts, item: Item) -> bool:
    """Tell whether an item still wants a value, or an investigation of a failed one."""
    return is_left(fill, item) or bool(uninvestigated(fill, item))
