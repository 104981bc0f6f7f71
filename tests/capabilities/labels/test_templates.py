"""A template no label could be made of, or proven by, is refused; gaps fill as GS1 wants it."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.labels.bodies import PrintedSymbol, PrintedText
from app.capabilities.labels.templates.decisions import (
    bracketed,
    check_template,
    check_udi,
    fill,
    outline_template,
    packed,
    pairs,
    scanned,
)
from app.demo import plant
from app.kernel.refused import Refused
from app.kernel.symbols import gs1
from app.kernel.words import Bilingual
from tests.capabilities.labels.factory import DI, TEMPLATE

VALUES = {"di": DI, "lot": "A(1)", "serial": "S1-000007", "expiry_gs1": "281130"}


def symbol(**facts):
    return replace(TEMPLATE.symbols[0], **facts)


def text(what):
    return PrintedText(x=Decimal(1), y=Decimal(1), height=Decimal(2), text=what)


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("labels.text_missing", {"name": Bilingual("标签", " ")}),
        ("labels.size", {"dpi": 72}),
        ("labels.size", {"level": 9}),
        ("labels.size", {"width": Decimal(0)}),
        ("labels.size", {"scan_every": -1}),
        ("labels.outside", {"height": Decimal(5)}),
        ("labels.symbol_unknown", {"symbols": (symbol(symbology="aztec"),)}),
        ("labels.module", {"symbols": (symbol(module=Decimal(0)),)}),
        ("labels.module", {"symbols": (symbol(symbology="gs1-128"),)}),
        ("labels.not_elements", {"symbols": (symbol(content="01{di}21{serial}"),)}),
        ("labels.placeholder_unknown", {"texts": (text("{colour}"),)}),
        ("labels.no_udi", {"symbols": ()}),
        ("labels.no_udi", {"symbols": (symbol(content="(01){di}"),)}),
    ],
)
def test_an_unsound_template_is_refused(code, facts):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        check_template(replace(TEMPLATE, **facts), frozenset())


def test_the_plants_own_templates_are_sound_and_told_line_by_line():
    check_template(TEMPLATE, frozenset())
    drafts = [one for one in plant.drafts() if one.form == "label_template"]
    assert [one.code for one in drafts] == ["LB-SHIP", "LB-UNIT"]
    assert len(outline_template(TEMPLATE)) == 6


def test_gaps_are_filled_and_what_has_no_value_leaves_no_element():
    assert fill("批号 {lot} {copy}", VALUES) == "批号 A(1)"
    found = pairs("(01){di}(11){made_gs1}(10){lot}(21){serial}", VALUES)
    assert [ai for ai, _ in found] == ["01", "10", "21"]


def test_a_bracket_in_a_value_is_escaped_for_the_writer_and_plain_in_the_scan():
    found = pairs("(01){di}(10){lot}(21){serial}", VALUES)
    assert bracketed(found) == rf"(01){DI}(10)A\(1\)(21)S1-000007"
    assert scanned(found) == f"01{DI}10A(1)\x1d21S1-000007"


def test_a_separator_follows_only_what_has_no_length_of_its_own_and_is_not_last():
    assert scanned((("10", "L"), ("17", "281130"), ("21", "S"))) == "10L\x1d1728113021S"


@pytest.mark.parametrize(
    ("code", "elements"),
    [
        ("symbol.no_gtin", ()),
        ("symbol.no_gtin", (("10", "L"),)),
        ("symbol.element_check_digit", (("01", "09521234560013"),)),
        ("symbol.element_date", (("01", DI), ("17", "281331"))),
        ("symbol.day_zero", (("01", DI), ("17", "281100"))),
        ("symbol.element_sign", (("01", DI), ("10", "批"))),
        ("symbol.element_length", (("01", DI), ("21", "x" * 21))),
        ("symbol.element_sign", (("01", DI), ("10", "A\x1d21B"))),
    ],
)
def test_what_gs1_forbids_is_not_printed(code, elements):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        check_udi(elements)


def test_a_package_has_a_di_of_its_own_with_its_own_check_digit():
    case = packed(DI, 1)
    assert case[0] == "1"
    assert gs1.check_digit(case[:-1]) == case[-1]
    assert packed(case, 1) == case
    assert packed(DI, 0) == DI
    assert packed("not a DI", 1) == "not a DI"


def test_a_symbol_of_no_standard_needs_no_elements():
    qr = PrintedSymbol(
        x=Decimal(30), y=Decimal(2), symbology="qr", content="LS1/O/{order}", module=Decimal(1)
    )
    check_template(replace(TEMPLATE, symbols=(*TEMPLATE.symbols, qr)), frozenset())
