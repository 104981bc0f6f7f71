"""The house's own controls, one a file; they know no business word and emit one value.

Every control takes a `Look` first and a `name` (its objectName). See the signatures at a glance:

Text(look, text, role="body", colour="", *, wrap=False, elide=False) · say colour full aligned
Button(look, text, *, name, kind, icon, size) → clicked · say named block(reason) busy show_icon
Card(look, name, kind) · body become hug
TapCard(look, name, accessible, kind) → clicked · body seal become
ListRow(look, icon, title, sub, *, name, end) → clicked · say mark
StatusChip(look, state, text, *, name, solid, icon) · show_state   CountBadge(look, text, *, icon)
Avatar(look, text, *, hue, size, icon) · show_person    IconBox(look, icon, *, ink, ground, size)
ProgressBar(look, name, *, role, ground, accessible) · show_parts(good, scrap, whole) colour
StatTile(look, label, *, name, unit, icon, small) · show_value(value, sub, state=) colour
Segmented(look, (Option(key, text, role, icon),…), *, name, value, kind) → chosen(str) · choose
Keypad(look, *, name, mode, digits) → typed(str) entered(str) · text put clear press turn_mode
NumberField(look, label, unit, *, name, limits) · show_value show_limits mark
PinDots(look, length, *, name) · fill mark
ReasonTiles(look, (Tile(key, text, icon, sub),…), *, name, columns) → chosen(str) · value choose
StepList(look, (Step(title, sub, state),…), *, name) → chosen(int) · show_steps
Field(look, label, *, name, placeholder, secret) → changed(str) entered(str) · text put hint fail
TextArea(look, label, *, name, lines) · text put
SelectField(look, label, ((key, text),…), *, name, value, accessible) → chosen(str) · value choose
Switch(look, text, *, name, on) → switched(bool)
Banner(look, state, title, text, *, name, icon) · say add
Toast(look, host, *, name) → undone(object) · say(text, token=, state=) expire
ScanBar(look, title, sub, *, name, kind) → by_hand() · wait_for accept reject state
SyncIndicator(look, *, name) → clicked · show_state(state, text)
DeviceIndicator(look, icon, accessible, *, name) → clicked · show_state(state)
InboxIndicator(look, *, name) → clicked · show_count(state, count, said)
TopBar(look, title, sub, *, name) → person_pressed(str) · add show_place show_person
    show_time(text, date, day)
SideNav(look, (NavGroup(title, (NavItem(key, icon, text),…)),…), *, name) → chosen(str)
PageHeader(look, title, sub, *, name) · say add
DataTable(look, (Column(key, title, cell, width, right),…), *, name, accessible) → opened(object)
    picked(object) · show_rows search rows current show_loading show_failed empty_says foot
    cells: str | Plain(text, colour, strong) | Chip(state, text, solid, icon)
    | Share(good, text, scrap, role) | Coded(code, text) | Mark(state, text, icon)
SearchBox(look, placeholder, *, name) → searched(str)
FilterChips(look, (Filter(key, text, count, role),…), *, name) → chosen(str) · show_filters
Sheet(look, host, title, *, name, side, width) → closed(bool) · body buttons open close_sheet
TypeSheet(look, host, title, *, name, label, action) → entered(str)   Keyboard(look) → key(str)
EmptyState(look, icon, title, text, *, name) · say add
Stepper(look, titles, *, name) · show_current   PathDots(look, titles, *, name) · show_reached
Picture(look, *, name) · show_picture(bytes, (Callout(number, x, y, to_x, to_y, role),…), said)
NumberedPoints(look, ((text, role),…), *, name)
NightPanel(look, name) · body    ScanRing(look, icon, accessible, *, name) · show_state
MarkedText(look, role) · show_pieces(((text, marked),…), mark)
NumberDot(look, number, *, name, accessible) → clicked · mark(state)
TextArea(look, label, *, name, lines) → changed(str) · text put fail
LiveValue(look, label, *, name) · show_label show_value(figure, unit) show_state(state, said, sub)
BandGauge(look, *, name, accessible) · show_band(BandMarks(low, target, high, …), so_far, coming)
LimitGauge(look, *, name, accessible) · show_limits(GaugeMarks(low, nominal, high, …_said))
    show_value(value, said) state
ControlChart(look, *, name, title, height, tools) → picked(int) · add
    show_chart(ChartData((ChartPanel(values, title, upper, centre, lower, spec, marks, zones),…),
    label, facts, divider, phases, pending), said, keep=)
    show_current current zoom fit seen empty_says   ChartLine(value, said) RuleMark(place, number)
Histogram(look, *, name, height) · show_bars(HistogramData((Bar(low, high, count),…),
    (HistogramLine(value, said, kind),…), mean, deviation), said)
MeasureGrid(look, GridHeads(name, limits, gauge, samples, mean, spread, verdict), *, name,
    accessible, gauge) → entered removal_asked picked(CellEntry(row, sample, text))
    show_rows((GridRow(number, name, sub, limits, limits_sub, marks, pointer, samples, mean,
    spread, state, verdict, is_readonly) | GridSection(title, sub),…)) show_row show_cell(row,
    sample, SampleCell(text, state, note, old, is_locked)) rows current go put enter_moves
    show_source readonly
CountBoxes(look, (CountItem(key, text, count, shortcut),…), *, name, columns) →
    counted(CountStep(key, by)) · show_items readonly
ParetoBars(look, *, name, height) · show_items((ParetoItem(text, count, is_rest),…), said)
PhotoStrip(look, *, name, most, add, readonly) → opens(int) remove_asked(int) add_asked(int)
    show_photos((Photo(encoded, said),…)) readonly
DefectMap(look, (Option,…), *, name, readonly, legend) → marked((MapMark(x, y, code, note),…))
    selected(int) · show_picture show_marks marks front select readonly undo redo remove
ItemList(look, *, name, accessible) → chosen(key) · items choose
    show_items((ResultItem(key, title, sub, state, chip, result, is_critical),…), current)
SampleStrip(look, *, name, columns) → chosen(int) · show_samples((Sample(label, value, state,
    old),…), current) current
FlowChart(look, *, name) → picked(key) · show_flow((FlowNode(key, title, sub, icon, state,
    shape),…), (FlowLine(source, target, text, taken, back),…), said, current) current room_of
Pairs(look, *, name, columns) · show_pairs(((label, text),…))
SpanBar(look, *, name) · show_span(Span(begin, end, now, late, role, begin_said, end_said), said)
TrendStrip(look, *, name, height) · show_curve(Curve(dots, from_ms, to_ms, Band(…), …), said)
SlotChip(look, *, name, role, icon) → clicked · show_slot(text, label, is_wrong=, choose=)
Sentence(look, *, name, size) · show_pieces((Piece(text, kind),…)): a sentence with words on grounds
DaySpark(look, *, name) · show_counts(counts, said)   DayBars(look, *, name, legend) → picked(int)
    · show_days((Day(text, count, other),…), said, current)
Fields of a form: each is a Control: value() put clear is_empty is_free take refusal fail hint lock
    mark · for its kind: commit refuse show_value show_mark page;
    → changed(value) refused(sentence), once per committed value
FieldFrame(look, label, *, name, required, critical, unit) → asked(str) · hold hint offer
    say(state, text) fail lock busy strike((Struck(value, by, at, why),…))
TextField(look, label, *, name, longest, pattern, says) : str
LongText(look, label, *, name, lines, longest) : str · take
WholeField DecimalField(look, label, *, name, unit, limits=Limits(low, high, places)) : str · enter
DateField(look, label, *, name, today, limits=DayLimits(low, high, because)) : str   Calendar
TimeField(look, label, *, name, seconds) : str
DateTimeField(look, label, *, name, now, limits, ahead) : str
DurationField(look, label, *, name, now_ms, least_ms) : Spell(ms, began_ms, ended_ms) · turn tick
ChoiceField(look, label, (Option,…), *, name, columns) : str
MultiChoice(look, label, (Option,…), *, name, picks=Picks(least, most, alone), columns) : (str,…)
CascadeChoice(look, label, steps, below(path), *, name) : (str,…)
PassFail(look, label, *, name, na, says) : pass | fail | not_applicable
YesNo(look, label, *, name, says) : bool | None
ChecklistField(look, label, (Item(key, text, sub, must, may_skip),…), *, name, in_order)
    : ((item, done | not_done | not_applicable),…) · open_items
QuantitySplit(look, label, (Option,…), *, name, unit, places) : Split · show_whole missing typed
WeightField(look, label, *, name, unit) → taken() by_hand() : str · show_live accept offer_by_hand
CodeField(look, label, *, name, waits_for) : Code(text, symbology, by_hand) · scanned reject ask
PickField(look, label, picks(), *, name, icon, placeholder) : str · scanned ask
    Pick(key, title, sub, state, said, blocked)   PickSheet
RichNote(look, label, *, name, lines, longest) : markup · take turn
FileField(look, label, *, name, limits=FileLimits, device, browse) → from_device() : path · choose
SignatureField(look, label, *, name, asks) → pressed() : Signed(name, meaning, at, flaw) · block
TableField(look, label, (TableColumn(key, title, make, stretch),…), *, name, least, most)
    : ((cell,…),…) · add_row cells
Board(look, (BoardColumn(key, title, icon, role),…), *, name) → chosen(key) · current choose
    show_cards((BoardCard(key, column, head, title, sub, figure, age, state, mark, icon),…),
    current)
AmountTile(look, icon, title, *, name, unit, places) → changed(Decimal) opened()
    · amount put say(sub, state) block(reason, short) lock
RankBars(look, *, name) · show_items((ParetoItem(text, count, is_rest),…), said)
FactRow(look, icon, title, sub, figure, *, name, chip=(state, text, icon), is_open) → clicked
SplitBar(look, *, name) · show_parts((BarPart(text, amount, said, role),…), whole, open_text)
TurnStrip(look, *, name) · show_turns((Turn(who, what, state, sign),…))
PhotoRow(look, *, name, most) → opens(int) · show_photos((Photo(encoded, said),…))
Rule(look)    Flow(parent, gap)    Scroller(look, name, inside)
"""

from importlib import import_module
from typing import TYPE_CHECKING

from app.ui.kit.avatar import Avatar, hue_of, initials
from app.ui.kit.banner import Banner
from app.ui.kit.button import Button
from app.ui.kit.card import Card, TapCard
from app.ui.kit.chip import CountBadge, StatusChip
from app.ui.kit.flow import Flow
from app.ui.kit.iconbox import IconBox
from app.ui.kit.keypad import Keypad
from app.ui.kit.numberfield import NumberField, PinDots
from app.ui.kit.panels import NightPanel, Rule, ScanRing
from app.ui.kit.scroller import Scroller
from app.ui.kit.segmented import Option, Segmented
from app.ui.kit.sheet import SHEET_HOST, Sheet
from app.ui.kit.states import STATES
from app.ui.kit.text import Text
from app.ui.kit.toast import Toast

if TYPE_CHECKING:  # what no login shows comes with its first use, below
    from app.ui.kit.amounttile import AmountTile
    from app.ui.kit.bandgauge import BandGauge, BandMarks
    from app.ui.kit.board import Board, BoardCard, BoardColumn
    from app.ui.kit.calendar import Calendar, DayLimits
    from app.ui.kit.cascadechoice import CascadeChoice
    from app.ui.kit.cells import Cell, Chip, Coded, Mark, Plain, Share
    from app.ui.kit.chartdata import ChartData, ChartLine, ChartPanel, RuleMark
    from app.ui.kit.checklist import ChecklistField, Item
    from app.ui.kit.chips import Filter, FilterChips
    from app.ui.kit.choicefield import ChoiceField
    from app.ui.kit.codefield import Code, CodeField
    from app.ui.kit.control import Control
    from app.ui.kit.controlchart import ControlChart
    from app.ui.kit.countboxes import CountBoxes, CountItem, CountStep
    from app.ui.kit.datefield import DateField
    from app.ui.kit.datetimefield import DateTimeField
    from app.ui.kit.daybars import Day, DayBars, DaySpark
    from app.ui.kit.decimalfield import DecimalField, WholeField
    from app.ui.kit.defectmap import DefectMap
    from app.ui.kit.durationfield import DurationField, Spell
    from app.ui.kit.emptystate import EmptyState
    from app.ui.kit.factrow import FactRow
    from app.ui.kit.field import Field, SelectField
    from app.ui.kit.fieldframe import FieldFrame, Struck
    from app.ui.kit.filefield import FileField, FileLimits
    from app.ui.kit.flowchart import FlowChart, FlowLine, FlowNode
    from app.ui.kit.griddata import CellEntry, GridHeads, GridRow, GridSection, SampleCell
    from app.ui.kit.histogram import Bar, Histogram, HistogramData, HistogramLine
    from app.ui.kit.indicators import DeviceIndicator, InboxIndicator, SyncIndicator
    from app.ui.kit.itemlist import ItemList, ResultItem
    from app.ui.kit.keyboard import Keyboard, TypeSheet
    from app.ui.kit.limitgauge import GaugeMarks, LimitGauge
    from app.ui.kit.listrow import ListRow
    from app.ui.kit.livevalue import LiveValue
    from app.ui.kit.longtext import LongText
    from app.ui.kit.mapmarks import MapMark
    from app.ui.kit.marked import MarkedText
    from app.ui.kit.measuregrid import MeasureGrid
    from app.ui.kit.multichoice import MultiChoice, Picks
    from app.ui.kit.note import Note
    from app.ui.kit.numberdot import NumberDot
    from app.ui.kit.numbersheet import NumberSheet
    from app.ui.kit.optiontile import OptionTile
    from app.ui.kit.pageheader import PageHeader
    from app.ui.kit.pairs import Pairs
    from app.ui.kit.pareto import ParetoBars, ParetoItem
    from app.ui.kit.passfail import PassFail
    from app.ui.kit.photorow import PhotoRow
    from app.ui.kit.photostrip import Photo, PhotoStrip
    from app.ui.kit.pickfield import PickField
    from app.ui.kit.picksheet import Pick, PickSheet
    from app.ui.kit.picture import Callout, NumberedPoints, Picture
    from app.ui.kit.progress import ProgressBar, share
    from app.ui.kit.quantitysplit import QuantitySplit, Split
    from app.ui.kit.rankbars import RankBars
    from app.ui.kit.richnote import RichNote
    from app.ui.kit.samplestrip import Sample, SampleStrip
    from app.ui.kit.scanbar import ScanBar
    from app.ui.kit.searchbox import SearchBox
    from app.ui.kit.sentence import Piece, Sentence
    from app.ui.kit.sidenav import NavGroup, NavItem, SideNav
    from app.ui.kit.signaturefield import SignatureField, Signed
    from app.ui.kit.slotchip import SlotChip
    from app.ui.kit.spanbar import Span, SpanBar
    from app.ui.kit.splitbar import BarPart, SplitBar
    from app.ui.kit.stattile import StatTile
    from app.ui.kit.stepper import PathDots, Stepper
    from app.ui.kit.steps import Step, StepList
    from app.ui.kit.switch import Switch
    from app.ui.kit.table import Column, DataTable
    from app.ui.kit.tablefield import TableColumn, TableField
    from app.ui.kit.textarea import TextArea
    from app.ui.kit.textfield import TextField
    from app.ui.kit.tiles import ReasonTiles, Tile
    from app.ui.kit.timefield import TimeField
    from app.ui.kit.topbar import TopBar
    from app.ui.kit.trendstrip import Band, Curve, TrendStrip
    from app.ui.kit.turnstrip import Turn, TurnStrip
    from app.ui.kit.typed import Limits
    from app.ui.kit.typedcontrol import TypedControl
    from app.ui.kit.valuebutton import ValueButton
    from app.ui.kit.weightfield import WeightField
    from app.ui.kit.yesno import YesNo

__all__ = [
    "SHEET_HOST",
    "STATES",
    "AmountTile",
    "Avatar",
    "Band",
    "BandGauge",
    "BandMarks",
    "Banner",
    "Bar",
    "BarPart",
    "Board",
    "BoardCard",
    "BoardColumn",
    "Button",
    "Calendar",
    "Callout",
    "Card",
    "CascadeChoice",
    "Cell",
    "CellEntry",
    "ChartData",
    "ChartLine",
    "ChartPanel",
    "ChecklistField",
    "Chip",
    "ChoiceField",
    "Code",
    "CodeField",
    "Coded",
    "Column",
    "Control",
    "ControlChart",
    "CountBadge",
    "CountBoxes",
    "CountItem",
    "CountStep",
    "Curve",
    "DataTable",
    "DateField",
    "DateTimeField",
    "Day",
    "DayBars",
    "DayLimits",
    "DaySpark",
    "DecimalField",
    "DefectMap",
    "DeviceIndicator",
    "DurationField",
    "EmptyState",
    "FactRow",
    "Field",
    "FieldFrame",
    "FileField",
    "FileLimits",
    "Filter",
    "FilterChips",
    "Flow",
    "FlowChart",
    "FlowLine",
    "FlowNode",
    "GaugeMarks",
    "GridHeads",
    "GridRow",
    "GridSection",
    "Histogram",
    "HistogramData",
    "HistogramLine",
    "IconBox",
    "InboxIndicator",
    "Item",
    "ItemList",
    "Keyboard",
    "Keypad",
    "LimitGauge",
    "Limits",
    "ListRow",
    "LiveValue",
    "LongText",
    "MapMark",
    "Mark",
    "MarkedText",
    "MeasureGrid",
    "MultiChoice",
    "NavGroup",
    "NavItem",
    "NightPanel",
    "Note",
    "NumberDot",
    "NumberField",
    "NumberSheet",
    "NumberedPoints",
    "Option",
    "OptionTile",
    "PageHeader",
    "Pairs",
    "ParetoBars",
    "ParetoItem",
    "PassFail",
    "PathDots",
    "Photo",
    "PhotoRow",
    "PhotoStrip",
    "Pick",
    "PickField",
    "PickSheet",
    "Picks",
    "Picture",
    "Piece",
    "PinDots",
    "Plain",
    "ProgressBar",
    "QuantitySplit",
    "RankBars",
    "ReasonTiles",
    "ResultItem",
    "RichNote",
    "Rule",
    "RuleMark",
    "Sample",
    "SampleCell",
    "SampleStrip",
    "ScanBar",
    "ScanRing",
    "Scroller",
    "SearchBox",
    "Segmented",
    "SelectField",
    "Sentence",
    "Share",
    "Sheet",
    "SideNav",
    "SignatureField",
    "Signed",
    "SlotChip",
    "Span",
    "SpanBar",
    "Spell",
    "Split",
    "SplitBar",
    "StatTile",
    "StatusChip",
    "Step",
    "StepList",
    "Stepper",
    "Struck",
    "Switch",
    "SyncIndicator",
    "TableColumn",
    "TableField",
    "TapCard",
    "Text",
    "TextArea",
    "TextField",
    "Tile",
    "TimeField",
    "Toast",
    "TopBar",
    "TrendStrip",
    "Turn",
    "TurnStrip",
    "TypeSheet",
    "TypedControl",
    "ValueButton",
    "WeightField",
    "WholeField",
    "YesNo",
    "hue_of",
    "initials",
    "share",
]  # fmt: skip

_LATER = {
    "indicators": ("DeviceIndicator", "InboxIndicator", "SyncIndicator"),
    "flowchart": ("FlowChart", "FlowLine", "FlowNode"),
    "emptystate": ("EmptyState",),
    "listrow": ("ListRow",),
    "itemlist": ("ItemList", "ResultItem"),
    "pageheader": ("PageHeader",),
    "progress": ("ProgressBar", "share"),
    "scanbar": ("ScanBar",),
    "searchbox": ("SearchBox",),
    "sidenav": ("NavGroup", "NavItem", "SideNav"),
    "switch": ("Switch",),
    "topbar": ("TopBar",),
    "bandgauge": ("BandGauge", "BandMarks"),
    "chartdata": ("ChartData", "ChartLine", "ChartPanel", "RuleMark"),
    "controlchart": ("ControlChart",),
    "defectmap": ("DefectMap",),
    "mapmarks": ("MapMark",),
    "pareto": ("ParetoBars", "ParetoItem"),
    "countboxes": ("CountBoxes", "CountItem", "CountStep"),
    "photostrip": ("Photo", "PhotoStrip"),
    "griddata": ("CellEntry", "GridHeads", "GridRow", "GridSection", "SampleCell"),
    "histogram": ("Bar", "Histogram", "HistogramData", "HistogramLine"),
    "measuregrid": ("MeasureGrid",),
    "limitgauge": ("GaugeMarks", "LimitGauge"),
    "samplestrip": ("Sample", "SampleStrip"),
    "livevalue": ("LiveValue",),
    "cells": ("Cell", "Chip", "Coded", "Mark", "Plain", "Share"),
    "chips": ("Filter", "FilterChips"),
    "field": ("Field", "SelectField"),
    "keyboard": ("Keyboard", "TypeSheet"),
    "marked": ("MarkedText",),
    "numberdot": ("NumberDot",),
    "picture": ("Callout", "NumberedPoints", "Picture"),
    "pairs": ("Pairs",),
    "spanbar": ("Span", "SpanBar"),
    "stattile": ("StatTile",),
    "stepper": ("PathDots", "Stepper"),
    "steps": ("Step", "StepList"),
    "table": ("Column", "DataTable"),
    "textarea": ("TextArea",),
    "textfield": ("TextField",),
    "longtext": ("LongText",),
    "tiles": ("ReasonTiles", "Tile"),
    "trendstrip": ("Band", "Curve", "TrendStrip"),
    "calendar": ("Calendar", "DayLimits"),
    "cascadechoice": ("CascadeChoice",),
    "checklist": ("ChecklistField", "Item"),
    "choicefield": ("ChoiceField",),
    "codefield": ("Code", "CodeField"),
    "control": ("Control",),
    "datefield": ("DateField",),
    "datetimefield": ("DateTimeField",),
    "daybars": ("Day", "DayBars", "DaySpark"),
    "sentence": ("Piece", "Sentence"),
    "slotchip": ("SlotChip",),
    "decimalfield": ("DecimalField", "WholeField"),
    "durationfield": ("DurationField", "Spell"),
    "fieldframe": ("FieldFrame", "Struck"),
    "filefield": ("FileField", "FileLimits"),
    "multichoice": ("MultiChoice", "Picks"),
    "note": ("Note",),
    "numbersheet": ("NumberSheet",),
    "optiontile": ("OptionTile",),
    "passfail": ("PassFail",),
    "pickfield": ("PickField",),
    "picksheet": ("Pick", "PickSheet"),
    "quantitysplit": ("QuantitySplit", "Split"),
    "richnote": ("RichNote",),
    "signaturefield": ("SignatureField", "Signed"),
    "tablefield": ("TableColumn", "TableField"),
    "timefield": ("TimeField",),
    "typed": ("Limits",),
    "typedcontrol": ("TypedControl",),
    "valuebutton": ("ValueButton",),
    "weightfield": ("WeightField",),
    "yesno": ("YesNo",),
    "rankbars": ("RankBars",),
    "factrow": ("FactRow",),
    "turnstrip": (
        "Turn",
        "TurnStrip",
    ),
    "splitbar": (
        "BarPart",
        "SplitBar",
    ),
    "photorow": ("PhotoRow",),
    "board": (
        "Board",
        "BoardCard",
        "BoardColumn",
    ),
    "amounttile": ("AmountTile",),
}
"""Controls by file that are imported with their first use: 50 ms that a login need not wait for."""


def __getattr__(name: str) -> object:
    for home, controls in _LATER.items():
        if name in controls:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"the kit has no {name}")
