"""An .xlsx package (ISO/IEC 29500-2): a zip with its parts and what they point to, read safely.

Nothing is unpacked that is larger than a workbook's part can be, and no part may declare a document
type (entities that unfold without end).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree

from app.kernel.workbooks.numberformat import Formats, formats_of
from app.kernel.workbooks.texts import local, run_text

MOST_PART_BYTES = 128 * 1024 * 1024
"""Unpacked size of one part; more is a zip bomb, not a workbook."""

BROKEN = (
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
"""What reading a damaged package may raise; the caller makes a refusal of it."""


@dataclass(frozen=True, slots=True)
class Package:
    """The zip with its parts found as OPC wants it: without regard to case or leading slash."""

    archive: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]

    @property
    def weight(self) -> int:
        """Return how many bytes all parts with markup have unpacked, as the zip says.

        It cannot say less than it holds: a part that is longer than told is broken.
        """
        return sum(info.file_size for key, info in self.parts.items() if not _is_picture(key))

    def has(self, path: str) -> bool:
        """Tell whether the package holds a part of that name."""
        return _key(path) in self.parts

    def part(self, path: str) -> bytes:
        """Return a part unpacked; raises LookupError or ValueError where there is none to have."""
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


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """Give the package in `data`; what is broken raises one of `BROKEN`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield Package(archive, {_key(info.filename): info for info in archive.infolist()})


def workbook_home(package: Package) -> str:
    """Return the name of the workbook's own part."""
    return next(targets(package, "", "officeDocument"), "xl/workbook.xml")


def listed(workbook: ElementTree.Element) -> Iterator[tuple[str, str, str]]:
    """Yield name, state and relation of every sheet, in the order of its tabs."""
    for sheet in workbook.iter("sheet"):
        relation = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        yield sheet.get("name", ""), sheet.get("state", "visible"), relation


def formats_in(package: Package, home: str, workbook: ElementTree.Element) -> Formats:
    """Return the number formats; spoilt looks spoil no sheet."""
    properties = next(workbook.iter("workbookPr"), None)
    from_1904 = properties is not None and properties.get("date1904", "") in ("1", "true")
    path = next(targets(package, home, "styles"), "xl/styles.xml")
    try:
        return formats_of(package.tree(path), from_1904=from_1904)
    except ElementTree.ParseError:  # spoilt looks do not spoil the plan
        return formats_of(None, from_1904=from_1904)


def strings_in(package: Package, home: str) -> tuple[str, ...]:
    """Return the texts that cells share."""
    path = next(targets(package, home, "sharedStrings"), "xl/sharedStrings.xml")
    return tuple(_strings(package.part(path))) if package.has(path) else ()


def _strings(content: bytes) -> Iterator[str]:
    for _, element in ElementTree.iterparse(io.BytesIO(content)):
        element.tag = local(element.tag)
        if element.tag == "si":
            yield run_text(element)
            element.clear()


def relations(package: Package, home: str) -> Iterator[tuple[str, str]]:
    """Yield what a part points to: identity, resolved name."""
    for relation in _relation_elements(package, home):
        yield relation.get("Id", ""), _resolved(home, relation.get("Target", ""))


def targets(package: Package, home: str, kind: str) -> Iterator[str]:
    """Yield the parts of one kind that a part points to."""
    for relation in _relation_elements(package, home):
        if relation.get("Type", "").endswith("/" + kind):
            yield _resolved(home, relation.get("Target", ""))


def _relation_elements(package: Package, home: str) -> list[ElementTree.Element]:
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


def _is_picture(key: str) -> bool:
    return "/media/" in key or "/embeddings/" in key


def _key(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()
