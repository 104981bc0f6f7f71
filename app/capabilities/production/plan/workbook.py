"""An .xlsx workbook (ISO/IEC 29500) → sheets of text cells as a person sees them.

Read directly rather than through openpyxl, because a plan needs what openpyxl does not tell: a
formula that was never calculated apart from an empty cell, numbers as written instead of binary
floats, and a sparse walk (one stray cell in XFD1048576 must not cost a million rows). Broken or
unusual styles, as some ERP exports have them, are no reason to refuse a plan. The tests read the
same files with openpyxl and compare.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from app.capabilities.production.plan.numberformat import Formats, formats_of
from app.capabilities.production.plan.sheet import PlanSheet
from app.capabilities.production.plan.worksheet import Shared, read_worksheet, run_text
from app.kernel.refused import Refused

MOST_PART_BYTES = 128 * 1024 * 1024
"""Unpacked size of one part; more is a zip bomb, not a plan."""

_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    LookupError,
    NotImplementedError,  # a packing method this machine does not know
    OSError,
    OverflowError,
    struct.error,
    RuntimeError,  # a part locked with a password
    ValueError,
)


@dataclass(frozen=True, slots=True)
class _Package:
    """The zip with its parts found as OPC wants it: without regard to case or leading slash."""

    archive: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]

    def part(self, path: str) -> bytes:
        info = self.parts[_key(path)]
        if info.file_size > MOST_PART_BYTES:
            raise ValueError("part too large")
        content = self.archive.read(info)
        if b"<!DOCTYPE" in content[:4096]:
            raise ValueError("no part of a workbook has a document type")
        return content

    def tree(self, path: str) -> ElementTree.Element | None:
        """Return a part's root without namespaces (strict and transitional differ only there)."""
        if _key(path) not in self.parts:
            return None
        root = ElementTree.fromstring(self.part(path))
        for element in root.iter():
            element.tag = local(element.tag)
        return root


def read_workbook(data: bytes, name: str) -> tuple[PlanSheet, ...]:
    """Return every worksheet, the one open when the file was saved first, hidden ones marked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {_key(info.filename): info for info in archive.infolist()}
            return _sheets(_Package(archive, parts))
    except _BROKEN as trouble:
        raise Refused("plan.broken_workbook", name=name) from trouble


def local(tag: str) -> str:
    """Return a tag or attribute name without its namespace."""
    return tag.rpartition("}")[2]


def _sheets(package: _Package) -> tuple[PlanSheet, ...]:
    home = next(_targets(package, "", "officeDocument"), "xl/workbook.xml")
    workbook = package.tree(home)
    if workbook is None or workbook.tag != "workbook":
        raise ValueError("no workbook inside")
    targets = dict(_relations(package, home))
    formats = _formats(package, home, workbook)
    shared = Shared(_strings(package, home), formats)
    found = [
        read_worksheet(
            package.part(targets[relation]),
            shared,
            name,
            is_hidden=state in ("hidden", "veryHidden"),
        )
        for name, state, relation in _listed(workbook)
        if _key(targets.get(relation, "")) in package.parts
    ]
    return _open_one_first(found, workbook)


def _listed(workbook: ElementTree.Element) -> Iterator[tuple[str, str, str]]:
    for sheet in workbook.iter("sheet"):
        relation = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        yield sheet.get("name", ""), sheet.get("state", "visible"), relation


def _open_one_first(
    sheets: list[PlanSheet], workbook: ElementTree.Element
) -> tuple[PlanSheet, ...]:
    view = next(workbook.iter("workbookView"), None)
    active = "0" if view is None else view.get("activeTab", "0")
    at = int(active) if active.isdecimal() and int(active) < len(sheets) else 0
    return (*sheets[at : at + 1], *sheets[:at], *sheets[at + 1 :])


def _formats(package: _Package, home: str, workbook: ElementTree.Element) -> Formats:
    properties = next(workbook.iter("workbookPr"), None)
    from_1904 = properties is not None and properties.get("date1904", "") in ("1", "true")
    path = next(_targets(package, home, "styles"), "xl/styles.xml")
    try:
        return formats_of(package.tree(path), from_1904=from_1904)
    except ElementTree.ParseError:  # spoilt looks do not spoil the plan
        return formats_of(None, from_1904=from_1904)


def _strings(package: _Package, home: str) -> tuple[str, ...]:
    path = next(_targets(package, home, "sharedStrings"), "xl/sharedStrings.xml")
    table = package.tree(path)
    return () if table is None else tuple(run_text(entry) for entry in table.findall("si"))


def _relations(package: _Package, home: str) -> Iterator[tuple[str, str]]:
    for relation in _relation_elements(package, home):
        yield relation.get("Id", ""), _resolved(home, relation.get("Target", ""))


def _targets(package: _Package, home: str, kind: str) -> Iterator[str]:
    for relation in _relation_elements(package, home):
        if relation.get("Type", "").endswith("/" + kind):
            yield _resolved(home, relation.get("Target", ""))


def _relation_elements(package: _Package, home: str) -> list[ElementTree.Element]:
    folder, _, leaf = home.rpartition("/")
    root = package.tree(f"{folder}/_rels/{leaf}.rels")
    return [] if root is None else root.findall("Relationship")


def _resolved(home: str, target: str) -> str:
    if target.startswith("/"):
        return target
    steps = home.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _key(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()
