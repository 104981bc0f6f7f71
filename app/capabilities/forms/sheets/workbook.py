"""An .xlsx workbook → all its sheets with what a reader of forms needs; refuses the unreadable."""

from pathlib import Path
from xml.etree import ElementTree

from app.capabilities.forms.sheets.cells import Sheet, Workbook
from app.capabilities.forms.sheets.looks import Looks, looks_of
from app.capabilities.forms.sheets.worksheet import Shared, read_worksheet
from app.kernel.refused import Refused
from app.kernel.workbooks.filekind import MOST_BYTES, FileKind, file_kind
from app.kernel.workbooks.package import (
    BROKEN,
    Package,
    formats_in,
    listed,
    opened,
    relations,
    strings_in,
    targets,
    workbook_home,
)

MOST_UNPACKED_BYTES = 24 * 1024 * 1024
"""A workbook with forms has one or two; what unpacks to more is data, or a trap."""

_REFUSED = {
    FileKind.EMPTY: "sheet.empty_file",
    FileKind.TOO_LARGE: "sheet.too_large",
    FileKind.OLD_EXCEL: "sheet.old_excel",
    FileKind.ENCRYPTED: "sheet.encrypted",
    FileKind.WEB_PAGE: "sheet.web_page",
    FileKind.FOREIGN: "sheet.no_sheet",
    FileKind.TEXT: "sheet.no_sheet",
}


def file_content(path: Path) -> bytes:
    """Return the bytes of a sheet's file. Refuses `sheet.no_such_file` and `sheet.too_large`."""
    name = path.name or str(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused("sheet.too_large", name=name)
        return path.read_bytes()
    except OSError as trouble:
        raise Refused("sheet.no_such_file", name=name) from trouble


def open_workbook(data: bytes, name: str) -> Workbook:
    """Return the workbook in a file's bytes.

    Refuses `sheet.empty_file`, `sheet.too_large`, `sheet.old_excel`, `sheet.encrypted`,
    `sheet.web_page`, `sheet.no_sheet` and `sheet.broken_workbook`.
    """
    kind = file_kind(data)
    if kind is not FileKind.WORKBOOK:
        raise Refused(_REFUSED[kind], name=name)
    try:
        with opened(data) as package:
            if package.weight > MOST_UNPACKED_BYTES:
                raise Refused("sheet.too_large", name=name)
            return _workbook(package)
    except BROKEN as trouble:
        raise Refused("sheet.broken_workbook", name=name) from trouble


def _workbook(package: Package) -> Workbook:
    home = workbook_home(package)
    workbook = package.tree(home)
    if workbook is None or workbook.tag != "workbook":
        raise ValueError("no workbook inside")
    places = dict(relations(package, home))
    shared = Shared(strings_in(package, home), _looks(package, home, workbook))
    sheets: tuple[Sheet, ...] = tuple(
        read_worksheet(
            package.part(places[relation]),
            shared,
            name,
            is_hidden=state in ("hidden", "veryHidden"),
        )
        for name, state, relation in listed(workbook)
        if package.has(places.get(relation, "")) and "chartsheet" not in places[relation]
    )
    return Workbook(sheets, _names(workbook))


def _names(workbook: ElementTree.Element) -> dict[str, str]:
    return {
        one.get("name", "").casefold(): (one.text or "").strip()
        for one in workbook.iter("definedName")
    }


def _looks(package: Package, home: str, workbook: ElementTree.Element) -> Looks:
    formats = formats_in(package, home, workbook)
    path = next(targets(package, home, "styles"), "xl/styles.xml")
    try:
        return looks_of(package.tree(path), formats)
    except ElementTree.ParseError:  # spoilt looks do not spoil the sheet
        return looks_of(None, formats)
