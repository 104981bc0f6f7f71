"""The audits find what they are for, and the kit's own page passes them in every dress."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui import kit
from app.ui.audits import audit, clipped, low_contrast, nameless, overlapping, small_targets
from app.ui.exhibits import kit_page
from app.ui.exhibits.roster import EXHIBITS
from app.ui.gallery import draw
from app.ui.theme import THEMES, Look
from app.ui.theme.contrast import EDGE_PAIRS, TEXT_PAIRS, contrast
from tests.ui.kit.test_entry import shown


def a_page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    for widget in widgets:
        row.addWidget(widget)
    return page


def test_a_planted_clipped_label_is_found(qtbot: QtBot, look: Look) -> None:
    label = QLabel("Check drawing, clear the line")
    label.setObjectName("planted")
    label.setFixedWidth(60)
    page = shown(qtbot, a_page(label))
    (sentence,) = clipped(page)
    assert "planted" in sentence


def test_a_planted_clipped_button_is_found_though_it_paints_itself(
    qtbot: QtBot, look: Look
) -> None:
    button = kit.Button(look, "Report twenty-four pieces", name="planted")
    button.setFixedWidth(90)
    page = shown(qtbot, a_page(button))
    page.grab()
    (sentence,) = clipped(page)
    assert "planted" in sentence


def test_a_planted_narrow_column_is_found(qtbot: QtBot, bench: Look) -> None:
    column: kit.Column[str] = kit.Column("quantity", "Quantity ordered", lambda row: row, 50)
    table: kit.DataTable[str] = kit.DataTable(bench, (column,), name="planted")
    table.show_rows(["1"])
    page = shown(qtbot, a_page(table))
    assert any("Quantity ordered" in sentence for sentence in clipped(page))


def test_a_planted_small_target_is_found(qtbot: QtBot, look: Look) -> None:
    button = kit.Button(look, "好", name="planted")
    button.setFixedSize(60, 40)
    page = shown(qtbot, a_page(button))
    (sentence,) = small_targets(page)
    assert "planted" in sentence
    assert "60×40" in sentence


def test_a_planted_nameless_button_is_found(qtbot: QtBot, look: Look) -> None:
    page = shown(qtbot, a_page(kit.Button(look, name="planted", icon="x")))
    (sentence,) = nameless(page)
    assert "planted" in sentence


def test_planted_overlapping_and_cut_off_widgets_are_found(qtbot: QtBot, look: Look) -> None:
    page = QWidget()
    for name, left in (("one", 0), ("two", 50), ("three", 380)):
        child = QWidget(page)
        child.setObjectName(name)
        child.setGeometry(left, 0, 80, 40)
    shown(qtbot, page)
    found = overlapping(page)
    assert any("overlap" in each and "one" in each and "two" in each for each in found)
    assert any("cut off" in each and "three" in each for each in found)


def test_a_planted_pale_text_is_found() -> None:
    from dataclasses import replace

    pale = replace(THEMES["light"], ink3="#A0A8B4")
    assert any("ink3 on surface" in sentence for sentence in low_contrast(pale))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, 4.5), (EDGE_PAIRS, 3.0)])
def test_every_pair_of_colours_reaches_aa(
    theme: str, pairs: tuple[tuple[str, str], ...], least: float
) -> None:
    colours = THEMES[theme]
    for ink, ground in pairs:
        assert contrast(colours.of(ink), colours.of(ground)) >= least, (ink, ground)


def test_every_state_is_drawn_in_checked_colours() -> None:
    for state in kit.STATES.values():
        assert (state.ink, state.soft) in TEXT_PAIRS
        assert (state.on_solid, state.solid) in TEXT_PAIRS


def test_the_kits_pages_pass_in_both_languages_and_every_density(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    drawn = tuple(draw(qapp, EXHIBITS, tmp_path))
    assert drawn
    assert [sentence for each in drawn for sentence in each.found] == []
    assert all(each.path.stat().st_size < 350_000 for each in drawn)


def test_a_picture_is_the_same_at_every_drawing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    first, second = (
        next(draw(qapp, kit_page.EXHIBITS, tmp_path / run)).path.read_bytes() for run in "ab"
    )
    assert first == second


def test_a_good_page_has_no_findings(qtbot: QtBot, look: Look) -> None:
    page = shown(qtbot, a_page(kit.Button(look, "报工", name="report", icon="check")))
    assert audit(page, look) == ()
