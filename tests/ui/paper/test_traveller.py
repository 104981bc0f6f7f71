"""The traveller on paper: everything on it, readable by eye and by scanner, on enough pages."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import zxingcpp
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from app.kernel.quantity import Quantity
from app.kernel.words import LANGUAGES, Bilingual, Words
from app.stations.recogniser import Meaning, OperationTraveller, OrderTraveller, recognise
from app.ui.paper.pen import Pen, Type
from app.ui.paper.sheets import pdf, pictures
from app.ui.paper.traveller import (
    Printed,
    Traveller,
    TravellerOperation,
    TravellerSheets,
    paged,
)
from app.ui.theme.fonts import families
from drivers.scanners.scan import heard

READING_DPI = 200

ROUTE = (
    TravellerOperation("B10", Bilingual("备料", "Kitting"), "WH-01", "", Decimal(10)),
    TravellerOperation("B20", Bilingual("机加工", "Turning"), "CNC", "CNC-01", Decimal(160)),
    TravellerOperation("B30", Bilingual("清洗", "Ultrasonic cleaning"), "CLN", "CLN-02"),
)
PRINTED = Printed(datetime(2026, 11, 22, 7, 30, tzinfo=UTC), "张伟", "SUP-01")


def a_traveller(order: str = "WORK000434", operations=ROUTE, remark: str = "") -> Traveller:
    return Traveller(
        order=order,
        product_code="LA-316",
        product_name=Bilingual("316L 鲁尔接头", "316L Luer adaptor"),
        lot="LA26110301",
        quantity=Quantity(Decimal(20000), "pcs"),
        operations=operations,
        due=date(2026, 11, 28),
        remark=remark,
    )


def a_long_route(count: int) -> tuple[TravellerOperation, ...]:
    name = Bilingual("注射成型与在线全检" * 4, "Injection moulding with in-line full inspection")
    return tuple(
        TravellerOperation(f"A{n:02d}0", name, "MOULDING-CLEANROOM-01", f"INJ-{n}", Decimal(1250))
        for n in range(1, count + 1)
    )


def sheets(traveller: Traveller, language: str = "zh_CN") -> TravellerSheets:
    return TravellerSheets(traveller, PRINTED, Words(language), families())


def scanned(images: tuple[QImage, ...]) -> set[Meaning]:
    symbols = [symbol for image in images for symbol in zxingcpp.read_barcodes(image)]
    return {recognise(heard(symbol.text, "scanner", 0)) for symbol in symbols}


def pages_in(document: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", document))


def signs_in(document: bytes) -> str:
    """Return the signs the document's embedded fonts say they can be read back as."""
    assert b"/FontFile" in document
    maps = re.findall(rb"beginbfrange(.*?)endcmap", document, re.DOTALL)
    codes = re.findall(rb"<([0-9A-Fa-f]{4})>", b"".join(maps))
    return "".join(chr(int(code, 16)) for code in codes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_order_and_each_operation_can_be_scanned(qapp, language):
    found = scanned(pictures(sheets(a_traveller(), language), READING_DPI))
    assert found == {
        OrderTraveller("WORK000434"),
        *(OperationTraveller("WORK000434", operation.code) for operation in ROUTE),
    }


def test_seventeen_operations_with_long_names_take_two_pages_and_all_scan(qapp):
    order = "MO-2026/11/补单-0000434"
    job = sheets(a_traveller(order, a_long_route(17)))
    assert pages_in(pdf(job)) == job.count == 2
    codes = {OperationTraveller(order, f"A{n:02d}0") for n in range(1, 18)}
    assert scanned(pictures(job, 300)) == {OrderTraveller(order), *codes}


def test_a_short_route_is_one_page(qapp):
    job = sheets(a_traveller())
    assert pages_in(pdf(job)) == job.count == 1


def test_chinese_is_embedded_and_can_be_read_back(qapp):
    assert set("生产流转卡机加工张伟") <= set(signs_in(pdf(sheets(a_traveller()))))


def test_the_english_sheet_names_operations_in_both_languages(qapp):
    assert set("备料清洗鲁尔接头") <= set(signs_in(pdf(sheets(a_traveller(), "en"))))


def test_every_operation_stands_on_exactly_one_page():
    for count in range(60):
        route = a_long_route(count)
        assert sum(paged(route), ()) == route


def test_no_page_but_the_first_is_empty_without_a_remark():
    for count in range(60):
        assert all(paged(a_long_route(count))[1:])


def test_a_remark_always_finds_room(qapp):
    full = next(n for n in range(1, 60) if len(paged(a_long_route(n))) == 2) - 1
    assert len(paged(a_long_route(full), has_remark=True)) == 2
    job = sheets(a_traveller(operations=a_long_route(full), remark="鑫鑫"))
    assert "鑫" in signs_in(pdf(job))


def test_a_route_without_operations_still_has_its_page(qapp):
    assert pages_in(pdf(sheets(a_traveller(operations=())))) == 1


@pytest.mark.parametrize("text", ["W" * 200, "很长的名字" * 60, "word " * 200, ""])
def test_text_never_leaves_its_box(qapp, text):
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    box = QRect(100, 50, 200, 100)
    painter.setClipRegion(image.rect())
    Pen(painter, families()).text(box, text, Type(0.8, least=0.4))
    painter.end()
    edge = box.adjusted(-2, -2, 2, 2)
    outside = [
        (x, y)
        for x in range(400)
        for y in range(200)
        if not edge.contains(x, y) and image.pixel(x, y) != 0xFFFFFFFF
    ]
    assert outside == []
