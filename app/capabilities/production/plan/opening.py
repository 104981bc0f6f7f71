"""Tell what a file is from its bytes, never from its name, and have it read as sheets."""

from app.capabilities.production.plan.delimited import read_delimited
from app.capabilities.production.plan.sheet import PlanSheet
from app.capabilities.production.plan.workbook import read_workbook
from app.kernel.refused import Refused

MOST_BYTES = 32 * 1024 * 1024
"""A plan of 20,000 rows has about 2 MB; what is larger is something else."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: .xls, .doc and encrypted .xlsx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<head", b"<meta")
_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def open_sheets(data: bytes, name: str) -> tuple[PlanSheet, ...]:
    """Return the sheets of a file; refuses with `plan.…` what cannot be read."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("plan.empty_file", name=name)
    if len(data) > MOST_BYTES:
        raise Refused("plan.too_large", name=name)
    if data.startswith(_COMPOUND):
        raise Refused("plan.encrypted" if _ENCRYPTED in data else "plan.old_excel", name=name)
    if data.startswith(b"PK"):
        return read_workbook(data, name)
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_MARKUP):
        raise Refused("plan.web_page", name=name)
    if data.startswith(_FOREIGN):
        raise Refused("plan.no_sheet", name=name)
    return (read_delimited(data, name),)
