"""An .xlsx workbook (ISO/IEC 29500) → sheets of text cells as a person sees them.

Read directly rather than through openpyxl, because a plan needs what openpyxl does not tell: a
formula that was never calculated apart from an empty cell, numbers as written instead of binary
floats, and a sparse walk (one stray cell in XFD1048576 must not cost a million rows). Broken or
unusual styles, as some ERP exports have them, are no reason to refuse a plan. The tests read the
same files with openpyxl and compare.
"""

from xml.etree import ElementTree

from app.capabilities.production.plan.sheet import PlanSheet
from app.capabilities.production.plan.worksheet import Shared, read_worksheet
from app.kernel.refused import Refused
from app.kernel.workbooks.package import (
    BROKEN,
    Package,
    formats_in,
    listed,
    opened,
    relations,
    strings_in,
    workbook_home,
)


def read_workbook(data: bytes, name: str) -> tuple[PlanSheet, ...]:
    """Return every worksheet, the one open when the file was saved first, hidden ones marked."""
    try:
        with opened(data) as package:
            return _sheets(package)
    except BROKEN as trouble:
        raise Refused("plan.broken_workbook", name=name) from trouble


def _sheets(package: Package) -> tuple[PlanSheet, ...]:
    home = workbook_home(package)
    workbook = package.tree(home)
    if workbook is None or workbook.tag != "workbook":
        raise ValueError("no workbook inside")
    targets = dict(relations(package, home))
    shared = Shared(strings_in(package, home), formats_in(package, home, workbook))
    found = [
        read_worksheet(
            package.part(targets[relation]),
            shared,
            name,
            is_hidden=state in ("hidden", "veryHidden"),
        )
        for name, state, relation in listed(workbook)
        if package.has(targets.get(relation, ""))
    ]
    return _open_one_first(found, workbook)


def _open_one_first(
    sheets: list[PlanSheet], workbook: ElementTree.Element
) -> tuple[PlanSheet, ...]:
    view = next(workbook.iter("workbookView"), None)
    active = "0" if view is None else view.get("activeTab", "0")
    at = int(active) if active.isdecimal() and int(active) < len(sheets) else 0
    return (*sheets[at : at + 1], *sheets[:at], *sheets[at + 1 :])
