"""Filling the fields of a form: by finger, by keyboard alone, and being told why not."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import kit
from app.ui.kit.checklist import DONE, NOT_APPLICABLE
from app.ui.theme import Look
from tests.ui.kit.test_entry import said, shown, tap

TODAY = date(2026, 11, 26)
Keys = Qt.Key
Found = TypeVar("Found", bound=QWidget)


class Told(list[Any]):
    """The values a control told, in order; it keeps the page that the control stands on."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.page = page


def on_a_page(qtbot: QtBot, control: kit.Control[Any]) -> Told:
    """Show a control on a page with room for its sheets."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(control)
    column.addStretch(1)
    shown(qtbot, page, 1280, 800)
    told = Told(page)
    control.changed.connect(told.append)
    return told


def keys(qtbot: QtBot, *pressed: Qt.Key) -> None:
    """Press keys wherever the focus is."""
    for key in pressed:
        at = QWidget.focusWidget(kit_window())
        assert at is not None
        qtbot.keyClick(at, key)


def found(inside: QWidget, kind: type[Found], name: str) -> Found:
    """Return a control by its name."""
    made = inside.findChild(kind, name)
    assert made is not None, name
    return made


def kit_window() -> QWidget:
    window = QApplication.activeWindow()
    assert window is not None
    return window


def test_a_decimal_is_typed_at_the_bench_and_told_once(qtbot: QtBot, bench: Look) -> None:
    limits = kit.Limits(Decimal("0.5"), Decimal("12"), places=2)
    field = kit.DecimalField(bench, "Seal width", name="seal", unit="mm", limits=limits)
    told = on_a_page(qtbot, field)
    assert "0.5 – 12 mm" in said(field)
    field.setFocus()
    qtbot.keyClicks(kit_window().focusWidget(), "9,50")
    keys(qtbot, Keys.Key_Return, Keys.Key_Tab)
    assert told == ["9.50"]


def test_a_refused_number_stays_to_be_seen_and_the_value_before_stands(
    qtbot: QtBot, bench: Look
) -> None:
    field = kit.DecimalField(bench, "Width", name="w", limits=kit.Limits(places=2))
    told = on_a_page(qtbot, field)
    field.put("9.50")
    field.setFocus()
    found(field, QLineEdit, "w").selectAll()
    qtbot.keyClicks(kit_window().focusWidget(), "9.505")
    keys(qtbot, Keys.Key_Return)
    assert (field.value(), told, field.edit_text()) == ("9.50", [], "9.505")
    assert "nothing is rounded" in said(field)
    field.enter("9.51")
    assert told == ["9.51"]
    assert "rounded" not in said(field)


def test_a_number_is_keyed_in_by_finger_with_its_sign(qtbot: QtBot, look: Look) -> None:
    limits = kit.Limits(Decimal(-50), Decimal(0), places=1)
    field = kit.DecimalField(look, "负压", name="p", unit="kPa", limits=limits)
    told = on_a_page(qtbot, field)
    tap(qtbot, field, "p")
    sheet = found(kit_window(), kit.Sheet, "p-sheet")
    for key in ("±", "4", "0", ".", "5"):
        tap(qtbot, sheet, f"key-{key}")
    tap(qtbot, sheet, "p-sheet-done")
    assert told == ["-40.5"]
    assert found(field, kit.ValueButton, "p").text() == "−40.5 kPa"


def test_a_number_out_of_limits_is_refused_in_the_sheet(qtbot: QtBot, look: Look) -> None:
    field = kit.WholeField(look, "数量", name="n", limits=kit.Limits(Decimal(0), Decimal(50)))
    told = on_a_page(qtbot, field)
    tap(qtbot, field, "n")
    sheet = found(kit_window(), kit.Sheet, "n-sheet")
    keys(qtbot, Keys.Key_5, Keys.Key_1, Keys.Key_Return)
    assert sheet.isVisible()
    assert "请输入不大于 50 的数。" in said(sheet)
    keys(qtbot, Keys.Key_Backspace, Keys.Key_Return)
    assert told == ["5"]


def test_a_day_is_chosen_by_keyboard_alone(qtbot: QtBot, bench: Look) -> None:
    field = kit.DateField(bench, "Expiry", name="day", today=lambda: TODAY)
    told = on_a_page(qtbot, field)
    field.setFocus()
    qtbot.keyClick(kit_window().focusWidget(), Keys.Key_Down, Qt.KeyboardModifier.AltModifier)
    keys(qtbot, Keys.Key_PageDown, Keys.Key_Down, Keys.Key_Left, Keys.Key_Return)
    assert told == ["2027-01-01"]


def test_a_day_out_of_bounds_says_why_and_is_not_taken(qtbot: QtBot, look: Look) -> None:
    limits = kit.DayLimits(low=TODAY, because="物料不能已过期。")
    month = kit.Calendar(look, name="m", today=TODAY, limits=limits)
    shown(qtbot, month, 640, 600)
    picked: list[date] = []
    month.picked.connect(picked.append)
    qtbot.keyClick(month, Keys.Key_Left)
    qtbot.keyClick(month, Keys.Key_Return)
    assert picked == []
    assert "物料不能已过期。" in said(month)
    qtbot.keyClick(month, Keys.Key_Home)
    qtbot.keyClick(month, Keys.Key_Return)
    assert picked == [TODAY]


def test_a_bad_day_is_refused_and_kept(qtbot: QtBot, bench: Look) -> None:
    field = kit.DateField(bench, "Expiry", name="day", today=lambda: TODAY)
    told = on_a_page(qtbot, field)
    field.enter("26/11/2026")
    assert (told, field.edit_text()) == ([], "26/11/2026")
    assert "year, month, day" in said(field)


def test_a_moment_needs_both_parts_and_does_not_lie_ahead(qtbot: QtBot, bench: Look) -> None:
    now = datetime(2026, 11, 26, 14, 30, 12, tzinfo=UTC).astimezone(timezone(timedelta(hours=8)))
    field = kit.DateTimeField(
        bench, "Started", name="at", now=lambda: now, ahead=timedelta(minutes=1)
    )
    told = on_a_page(qtbot, field)
    day, at = field.findChildren(kit.TypedControl)
    day.enter("2026-11-26")
    assert told == []
    assert "time as well" in said(field)
    at.enter("23:00")
    assert told == []
    assert "still to come" in said(field)
    at.enter("22:15")
    assert told == ["2026-11-26T22:15+08:00"]
    tap(qtbot, field, "at-now")
    assert told[-1] == "2026-11-26T22:30+08:00"


def test_a_timer_runs_by_the_clock_it_was_handed(qtbot: QtBot, look: Look) -> None:
    now = [1_000_000]
    field = kit.DurationField(look, "固化", name="cure", now_ms=lambda: now[0], least_ms=60_000)
    told = on_a_page(qtbot, field)
    tap(qtbot, field, "cure-turn")
    now[0] += 45_300
    field.tick()
    assert "0:00:45" in said(field)
    assert "0:00:15" in said(field)  # to go, rounded up
    now[0] += 15_000
    tap(qtbot, field, "cure-turn")
    assert told == [
        kit.Spell(0, began_ms=1_000_000),
        kit.Spell(60_300, began_ms=1_000_000, ended_ms=1_060_300),
    ]
    assert "已达到" in said(field)


def test_a_timer_that_ran_before_goes_on_where_it_was(qtbot: QtBot, look: Look) -> None:
    field = kit.DurationField(look, "固化", name="cure", now_ms=lambda: 3_601_000)
    on_a_page(qtbot, field)
    field.put(kit.Spell(0, began_ms=1_000))
    assert "1:00:00" in said(field)
    tap(qtbot, field, "cure-turn")
    assert field.value() == kit.Spell(3_600_000, 1_000, 3_601_000)


REASONS = tuple(kit.Option(key, key) for key in ("scratch", "burr", "dirt", "none"))


def test_choices_are_made_by_keyboard_and_none_beforehand(qtbot: QtBot, bench: Look) -> None:
    field = kit.ChoiceField(bench, "Defect", REASONS, name="why")
    told = on_a_page(qtbot, field)
    assert field.value() == ""
    field.setFocus()
    keys(qtbot, Keys.Key_Tab, Keys.Key_Space)
    assert told == ["burr"]
    keys(qtbot, Keys.Key_Space)
    assert told == ["burr", ""]


def test_many_choices_are_searched_by_keyboard(qtbot: QtBot, bench: Look) -> None:
    options = tuple(kit.Option(f"c{n}", f"Colour {n}") for n in range(20))
    field = kit.ChoiceField(bench, "Colour", options, name="colour")
    told = on_a_page(qtbot, field)
    field.setFocus()
    keys(qtbot, Keys.Key_Space)
    qtbot.keyClicks(kit_window().focusWidget(), "r 17")
    keys(qtbot, Keys.Key_Return)
    assert told == ["c17"]


def test_many_are_picked_within_bounds_and_one_goes_alone(qtbot: QtBot, look: Look) -> None:
    picks = kit.Picks(least=1, most=2, alone="none")
    field = kit.MultiChoice(look, "缺陷", REASONS, name="why", picks=picks)
    told = on_a_page(qtbot, field)
    for key in ("burr", "scratch", "dirt"):
        tap(qtbot, field, f"why-{key}")
    assert told == [("burr",), ("scratch", "burr")]
    assert "最多选 2 项" in said(field)
    tap(qtbot, field, "why-none")
    tap(qtbot, field, "why-dirt")
    assert told[2:] == [("none",), ("dirt",)]


def test_a_verdict_is_none_until_somebody_gives_it(qtbot: QtBot, bench: Look) -> None:
    field = kit.PassFail(bench, "Leak test", name="leak")
    told = on_a_page(qtbot, field)
    assert field.value() == ""
    field.setFocus()
    keys(qtbot, Keys.Key_Space, Keys.Key_Right)
    assert told == ["pass", "fail"]
    field.clear()
    assert (field.value(), told) == ("", ["pass", "fail"])


def test_an_answer_is_none_until_yes_or_no_is_said(qtbot: QtBot, bench: Look) -> None:
    field = kit.YesNo(bench, "Is the line clear?", name="clear")
    told = on_a_page(qtbot, field)
    assert field.value() is None
    field.setFocus()
    keys(qtbot, Keys.Key_Right, Keys.Key_Space)
    assert told == [False]
    tap(qtbot, field, "clear-yes")
    assert told == [False, True]


def test_a_check_list_counts_what_must_be_and_keeps_its_order(qtbot: QtBot, look: Look) -> None:
    texts = (("line", "清线", True), ("tool", "工具", False), ("lot", "批号", True))
    items = tuple(kit.Item(key, text, must=must) for key, text, must in texts)
    field = kit.ChecklistField(look, "班前", items, name="c", in_order=True)
    told = on_a_page(qtbot, field)
    assert "必做 2 项，已处理 0 项" in said(field)
    tap(qtbot, field, "c-lot-done")
    assert told == []
    tap(qtbot, field, "c-line-done")
    tap(qtbot, field, "c-lot-not_applicable")
    assert told[-1] == (("line", DONE), ("lot", NOT_APPLICABLE))
    assert field.open_items() == ()


def test_a_split_is_told_only_when_it_makes_the_whole(qtbot: QtBot, bench: Look) -> None:
    parts = (
        kit.Option("good", "Good", "ok"),
        kit.Option("rework", "Rework", "warn"),
        kit.Option("burr", "Burr", "fail"),
        kit.Option("dirt", "Dirt", "fail"),
    )
    field = kit.QuantitySplit(bench, "Result", parts, name="q", unit="pcs")
    told = on_a_page(qtbot, field)
    field.show_whole("100")
    cells = {cell.name: cell for cell in field.findChildren(kit.DecimalField)}
    cells["q-burr"].enter("7")
    cells["q-rework"].enter("5")
    assert told == []
    assert "88 pcs are still missing" in said(field)
    tap(qtbot, field, "q-rest")
    assert told == [kit.Split("88", "5", (("burr", "7"),))]
    cells["q-dirt"].enter("1")
    assert "1 pcs too many" in said(field)
    assert "1 pcs too many" in field.refusal()
    assert field.value() == told[0]


LOTS = (
    kit.Pick("L1", "L241122A", "Film · 40 kg", "ok", "Released"),
    kit.Pick("L2", "L241121C", "Film · 12 kg", "hold", "On hold", "It waits for its inspection."),
)


def test_a_blocked_one_says_why_and_can_be_neither_picked_nor_scanned(
    qtbot: QtBot, bench: Look
) -> None:
    field = kit.PickField(bench, "Lot", lambda: LOTS, name="lot")
    told = on_a_page(qtbot, field)
    field.ask()
    sheet = found(kit_window(), kit.PickSheet, "lot-sheet")
    assert "It waits for its inspection." in said(sheet)
    tap(qtbot, sheet, "lot-sheet-L2")
    assert told == []
    keys(qtbot, Keys.Key_Down, Keys.Key_Return)
    assert told == ["L1"]
    assert not field.scanned("L2")
    assert field.value() == "L1"
    assert "It waits for its inspection." in said(field)
    assert not field.scanned("L9")
    assert "not in this list" in said(field)
    field.lock("It is signed.")
    assert not field.scanned("L1")
    assert told == ["L1"]


def test_a_scan_fills_a_field_though_its_list_is_open(qtbot: QtBot, bench: Look) -> None:
    field = kit.PickField(bench, "Lot", lambda: LOTS, name="lot")
    told = on_a_page(qtbot, field)
    field.ask()
    assert field.scanned("L1")
    assert told == ["L1"]
    assert not any(sheet.isVisible() for sheet in kit_window().findChildren(kit.PickSheet))


def test_a_path_is_told_when_its_last_step_is_chosen(qtbot: QtBot, bench: Look) -> None:
    tree = {(): ("h1", "h2"), ("h1",): ("l1", "l2"), ("h2",): ("l3", "l4")}

    def below(path: tuple[str, ...]) -> tuple[kit.Option, ...]:
        return tuple(kit.Option(key, key) for key in tree.get(path, ()))

    field = kit.CascadeChoice(bench, "Place", ("Hall", "Line"), below, name="p")
    told = on_a_page(qtbot, field)
    tap(qtbot, field, "p-0-h1")
    assert told == []
    tap(qtbot, field, "p-1-l2")
    tap(qtbot, field, "p-0-h2")
    tap(qtbot, field, "p-1-l3")
    assert told == [("h1", "l2"), ("h2", "l3")]


def test_a_weight_is_taken_only_once_it_may_be(qtbot: QtBot, look: Look) -> None:
    field = kit.WeightField(look, "净重", name="net", unit="g")
    told = on_a_page(qtbot, field)
    pressed: list[bool] = []
    field.taken.connect(lambda: pressed.append(True))
    tap(qtbot, field, "net-take")
    assert pressed == []
    field.show_live("12.345", "ok", "稳定")
    tap(qtbot, field, "net-take")
    field.accept("12.345")
    assert (pressed, told) == ([True], ["12.345"])


def test_a_code_tells_whether_it_was_typed(qtbot: QtBot, look: Look) -> None:
    field = kit.CodeField(look, "UDI", name="udi")
    told = on_a_page(qtbot, field)
    field.scanned("0109506000134352", "DataMatrix")
    tap(qtbot, field, "udi-by-hand")
    keys(qtbot, Keys.Key_A, Keys.Key_1, Keys.Key_Return)
    assert told == [kit.Code("0109506000134352", "DataMatrix"), kit.Code("a1", by_hand=True)]


def test_a_note_takes_bold_items_and_headings_and_pastes_plain_text(
    qtbot: QtBot, bench: Look
) -> None:
    field = kit.RichNote(bench, "Remarks", name="note")
    told = on_a_page(qtbot, field)
    field.put("# Found\n- a **big** scratch\nend * here")
    assert field.edit.toPlainText() == "Found\na big scratch\nend * here"
    pasted = QMimeData()
    pasted.setHtml("<h1>Evil</h1><img src=x>")
    pasted.setText(" <i>x</i>")
    field.edit.moveCursor(field.edit.textCursor().MoveOperation.End)
    field.edit.insertFromMimeData(pasted)
    field.take()
    assert told == ["# Found\n- a **big** scratch\nend \\* here <i>x</i>"]


def test_a_note_is_marked_by_keyboard(qtbot: QtBot, bench: Look) -> None:
    field = kit.RichNote(bench, "Remarks", name="note")
    told = on_a_page(qtbot, field)
    field.turn("heading")
    qtbot.keyClicks(field.edit, "Top")
    qtbot.keyClick(field.edit, Keys.Key_Return)
    field.turn("item")
    qtbot.keyClicks(field.edit, "one")
    field.turn("bold")
    qtbot.keyClicks(field.edit, "two")
    field.take()
    assert told == ["# Top\n- one**two**"]


def test_a_file_over_the_limit_is_refused_in_words(
    qtbot: QtBot, bench: Look, tmp_path: Path
) -> None:
    large, fits = tmp_path / "a.pdf", tmp_path / "b.pdf"
    large.write_bytes(b"x" * 3000)
    fits.write_bytes(b"x" * 900)
    asked = iter((str(large), str(fits)))
    field = kit.FileField(
        bench, "Report", name="f", limits=kit.FileLimits(2048, ("pdf",)),
        browse=lambda *_: next(asked),
    )  # fmt: skip
    told = on_a_page(qtbot, field)
    tap(qtbot, field, "f")
    assert told == []
    assert "at most 2.0 KB" in said(field)
    tap(qtbot, field, "f")
    assert told == [str(fits)]
    assert "900 B · PDF" in said(field)


def test_rows_are_added_filled_and_taken_away_by_keyboard(qtbot: QtBot, bench: Look) -> None:
    columns = (
        kit.TableColumn("n", "No.", lambda name: kit.WholeField(bench, "No.", name=name)),
        kit.TableColumn("ok", "Verdict", lambda name: kit.PassFail(bench, "Verdict", name=name)),
    )
    field = kit.TableField(bench, "Samples", columns, name="t", least=1, most=2)
    told = on_a_page(qtbot, field)
    field.setFocus()
    qtbot.keyClick(field, Keys.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(kit_window().focusWidget(), "7")
    keys(qtbot, Keys.Key_Return)
    assert told == [(("", ""), ("", "")), (("", ""), ("7", ""))]
    assert not found(field, kit.Button, "t-add").isEnabled()
    tap(qtbot, field, "t-1-remove")
    assert told[-1] == (("7", ""),)
    assert not found(field, kit.Button, "t-2-remove").isEnabled()


def test_a_frame_says_how_its_field_stands_and_what_it_was(qtbot: QtBot, bench: Look) -> None:
    frame = kit.FieldFrame(bench, "Seal width", name="seal", required=True, unit="mm")
    control = kit.DecimalField(bench, "Seal width", name="seal")
    frame.hold(control)
    shown(qtbot, frame, 500, 300)
    frame.strike((kit.Struck("9.1", "Operator 01", "14:02", "typing error"),))
    frame.lock("Sign-off has begun.")
    assert not control.isEnabled()
    assert "Sign-off has begun." in said(frame)
    assert "Operator 01 · 14:02 · typing error" in said(frame)
    frame.busy("Reading the gauge")
    frame.busy("")
    assert "Sign-off has begun." in said(frame)
    frame.say("na", "No seal on this product.")
    assert not control.isVisibleTo(frame)
    frame.fail("")
    assert control.isVisibleTo(frame)
    assert control.isEnabled()


def test_what_is_offered_in_a_frame_is_asked(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    frame = kit.FieldFrame(look, "封口宽度", name="seal")
    column.addWidget(frame)
    shown(qtbot, page, 1280, 800)
    frame.offer((("na", "不适用"), ("history", "修改记录")))
    tap(qtbot, frame, "seal-menu")
    with qtbot.waitSignal(frame.asked) as asked:
        tap(qtbot, page, "seal-na")
    assert asked.args == ["na"]


def test_a_locked_control_says_why_and_takes_nothing(qtbot: QtBot, bench: Look) -> None:
    field = kit.PassFail(bench, "Leak test", name="leak")
    told = on_a_page(qtbot, field)
    field.lock("Only a released gauge can say this.")
    tap(qtbot, field, "leak-pass")
    assert told == []
    assert "Only a released gauge can say this." in said(field)


def test_a_text_of_another_pattern_is_refused_and_a_sheet_takes_one(
    qtbot: QtBot, look: Look
) -> None:
    field = kit.TextField(look, "批号", name="lot", pattern=r"L\d+", says="L 加数字")
    told = on_a_page(qtbot, field)
    field.enter("24")
    assert told == []
    assert "L 加数字" in said(field)
    tap(qtbot, field, "lot")
    sheet = found(kit_window(), kit.TypeSheet, "lot-sheet")
    assert sheet.field.text() == "24"
    sheet.field.put("L24")
    tap(qtbot, sheet, "lot-sheet-take")
    tap(qtbot, field, "lot-none")
    assert told == ["L24", ""]


def test_a_long_text_is_told_when_it_is_left(qtbot: QtBot, bench: Look) -> None:
    field = kit.LongText(bench, "Remark", name="r", longest=10)
    told = on_a_page(qtbot, field)
    field.setFocus()
    qtbot.keyClicks(kit_window().focusWidget(), "all is well here")
    field.take()
    assert told == []
    assert "6 signs too long" in said(field)
    field.put("")
    qtbot.keyClicks(kit_window().focusWidget(), "fine")
    field.take()
    assert told == ["fine"]


def test_what_is_still_being_typed_is_taken_before_a_form_is_handed_in(
    qtbot: QtBot, bench: Look
) -> None:
    columns = (kit.TableColumn("n", "No.", lambda n: kit.WholeField(bench, "No.", name=n)),)
    field = kit.TableField(bench, "Samples", columns, name="t", least=1)
    told = on_a_page(qtbot, field)
    ((cell,),) = field.cells()
    cell.setFocus()
    qtbot.keyClicks(kit_window().focusWidget(), "8")
    field.take()
    assert told == [(("8",),)]
    qtbot.keyClicks(kit_window().focusWidget(), "x")
    field.take()
    assert "8x" in field.refusal()
    assert field.value() == (("8",),)
