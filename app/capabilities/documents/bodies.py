"""The document documents themselves define: the template of a printed record."""

import msgspec

from app.kernel.words import Bilingual

RECORD_TEMPLATE = "record_template"


class RecordTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """How a record is printed: its title and its sections in their order."""

    code: str
    name: Bilingual
    sections: tuple[str, ...]
