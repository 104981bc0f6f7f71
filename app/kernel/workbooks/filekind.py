"""Tell what a file is from its bytes, never from its name."""

from enum import StrEnum

MOST_BYTES = 32 * 1024 * 1024
"""A plan of 20,000 rows has about 2 MB; what is larger is something else."""

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: .xls, .doc and encrypted .xlsx
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<head", b"<meta")
_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class FileKind(StrEnum):
    """What a file's bytes are."""

    WORKBOOK = "workbook"
    """A zip; whether a workbook lies in it, its opening tells."""
    TEXT = "text"
    """None of the others: perhaps text."""
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OLD_EXCEL = "old_excel"
    ENCRYPTED = "encrypted"
    WEB_PAGE = "web_page"
    FOREIGN = "foreign"


def file_kind(data: bytes) -> FileKind:
    """Return what `data` is."""
    if not data.strip(b"\x00 \t\r\n"):
        return FileKind.EMPTY
    if len(data) > MOST_BYTES:
        return FileKind.TOO_LARGE
    if data.startswith(_COMPOUND):
        return FileKind.ENCRYPTED if _ENCRYPTED in data else FileKind.OLD_EXCEL
    if data.startswith(b"PK"):
        return FileKind.WORKBOOK
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_MARKUP):
        return FileKind.WEB_PAGE
    return FileKind.FOREIGN if data.startswith(_FOREIGN) else FileKind.TEXT
