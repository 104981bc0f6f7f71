"""Tell what a file is from its bytes, never from its name, and have it read as sheets."""

from app.capabilities.production.plan.delimited import read_delimited
from app.capabilities.production.plan.sheet import PlanSheet
from app.capabilities.production.plan.workbook import read_workbook
from app.kernel.refused import Refused
from app.kernel.workbooks.filekind import FileKind, file_kind


def open_sheets(data: bytes, name: str) -> tuple[PlanSheet, ...]:
    """Return the sheets of a file; refuses with `plan.…` what cannot be read."""
    kind = file_kind(data)
    if kind is FileKind.WORKBOOK:
        return read_workbook(data, name)
    if kind is FileKind.TEXT:
        return (read_delimited(data, name),)
    raise Refused(f"plan.{kind.value}", name=name)
