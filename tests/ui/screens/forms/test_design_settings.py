"""What a kind of field may be told is edited by controls made of its settings, whatever it is."""

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton

from app.capabilities.forms.numbers.bodies import Samples
from app.capabilities.roster import ROSTER
from app.journal.upcast import Vocabulary
from app.kernel.words import Bilingual, Words
from app.ui.screens.forms.design.desk import Desk
from app.ui.screens.forms.design.rows import SettingsPanel
from app.ui.screens.forms.design.settings import SETTINGS, settings_of, starting
from app.ui.theme import DENSITIES, Look

KINDS = Vocabulary(ROSTER).plugs.field_kinds
OFFERED = [kind for kind in KINDS.values() if kind.group]


def a_name(number):
    return Bilingual(f"第 {number} 项", f"Item {number}")


def a_panel(qtbot, kind, values):
    look = Look(Words("en"), density=DENSITIES["bench"])
    panel = SettingsPanel(Desk(look, KINDS, a_name), settings_of(kind.settings), "set")
    qtbot.addWidget(panel)
    panel.show_values(values)
    told: list[dict[str, object]] = []
    panel.changed.connect(told.append)
    return panel, told


@pytest.mark.parametrize("kind", OFFERED, ids=lambda kind: kind.code)
def test_every_kind_starts_readable_and_is_shown_unchanged(qtbot, kind):
    start = starting(kind, a_name)
    msgspec.convert(start, kind.settings)
    panel, told = a_panel(qtbot, kind, start)
    wanted = {one.name for one in settings_of(kind.settings) if one.sort != SETTINGS}
    assert set(panel.controls) == wanted
    assert told == []


@pytest.mark.parametrize("kind", OFFERED, ids=lambda kind: kind.code)
def test_the_usual_values_of_every_kind_survive_being_shown_and_told(qtbot, kind):
    usual = msgspec.convert(starting(kind, a_name), kind.settings)
    plain = msgspec.to_builtins(usual)
    panel, told = a_panel(qtbot, kind, plain)
    for name, control in panel.controls.items():
        if name in plain:
            control.changed.emit(plain[name])
    assert all(msgspec.convert(values, kind.settings) == usual for values in told)


def test_numbers_are_kept_as_typed_and_what_is_none_is_refused_below(qtbot):
    panel, told = a_panel(qtbot, KINDS["samples"], {})
    panel.controls["lsl"].field.put("5.50")
    panel.controls["n"].field.put("3")
    assert told[-1] == {"lsl": "5.50", "n": 3}
    assert msgspec.convert(told[-1], Samples).n == 3
    panel.controls["lsl"].field.put("5.x")
    assert told[-1]["lsl"] == "5.50"
    panel.controls["lsl"].field.put("")
    assert "lsl" not in told[-1]


def test_a_list_grows_moves_and_shrinks_and_no_two_rows_bear_one_code(qtbot):
    kind = KINDS["single_choice"]
    panel, told = a_panel(qtbot, kind, starting(kind, a_name))
    rows = panel.controls["choices"]
    rows.add_row()
    codes = [one["code"] for one in told[-1]["choices"]]
    assert codes == ["item_1", "item_2", "item_3"]
    rows.do(2, "up")
    assert [one["code"] for one in told[-1]["choices"]] == ["item_1", "item_3", "item_2"]
    rows.do(0, "remove")
    assert [one["code"] for one in told[-1]["choices"]] == ["item_3", "item_2"]
    msgspec.convert(told[-1], kind.settings)


def test_a_row_opens_to_all_it_says_and_keeps_its_name(qtbot):
    kind = KINDS["matrix"]
    panel, told = a_panel(qtbot, kind, starting(kind, a_name))
    panel.findChild(QAbstractButton, "set-rows-1-open").click()
    inner = panel.findChild(SettingsPanel)
    inner.controls["usl"].field.put("2.5")
    panel.controls["rows"]._cards[0].lead.fields["en"].put("Wall")
    inner.controls["lsl"].field.put("1.5")
    (row,) = told[-1]["rows"]
    assert (row["lsl"], row["usl"], row["label"]["en"]) == ("1.5", "2.5", "Wall")
    assert row["key"] == "item_1"


def test_a_column_of_a_table_is_told_what_its_own_kind_wants(qtbot):
    kind = KINDS["table"]
    panel, told = a_panel(qtbot, kind, starting(kind, a_name))
    panel.findChild(QAbstractButton, "set-columns-1-open").click()
    row = panel.findChild(SettingsPanel)
    row.controls["kind"].changed.emit("decimal")
    cell = row.findChildren(SettingsPanel)[-1]
    cell.controls["usl"].field.put("9")
    (column,) = told[-1]["columns"]
    assert (column["kind"], column["settings"]) == ("decimal", {"usl": "9"})
    row.controls["kind"].changed.emit("text")
    assert "settings" not in told[-1]["columns"][0]


def test_what_is_none_of_a_list_is_shown_as_the_form_says_it(qtbot):
    panel, told = a_panel(qtbot, KINDS["measurement"], {"gauge_kind": "go-gauge 12"})
    assert panel.controls["gauge_kind"].field.combo.currentText() == "go-gauge 12"
    panel.show_values({"gauge_kind": "caliper"})
    assert panel.controls["gauge_kind"].field.value() == "caliper"
    assert told == []
