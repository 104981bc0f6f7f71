"""Tell what a file is from its bytes, never from its name, and have it read as sheets."""

from app.capabilities.production.plan.delimited import read_delimited
from app.capabilities.production.plan.sheet import PlanSheet
from app.capabilities.production.plan.workbook import read_workbook
from app.kernel.refused import Refused
from app.kernel.workbooks.filekind import FileKind, file_kind

_REFUSED = {
    FileKind.EMPTY: "plan.empty_file",
    FileKind.TOO_LARGE: "plan.too_large",
    FileKind.OLD_EXCEL: "plan.old_excel",
    FileKind.ENCRYPTED: "plan.encrypted",
    FileKind.WEB_PAGE: "plan.web_page",
    FileKind.FOREIGN: "plan.no_sheet",
}


def open_sheets(data: bytes, name: str) -> tuple[PlanSheet, ...]:
    """Return the sheets of a file; refuses with `plan.…` what cannot be read."""
    kind = file_kind(data)
    if kind is FileKind.WORKBOOK:
        return read_workbook(data, name)
    if kind is FileKind.TEXT:
        return (read_delimited(data, name),)
    raise Refused(_REFUSED[kind], name=name)
