"""By what the demo plant judges nonconformances, read from `resources/plant/nc_terms.toml`."""

import tomllib

import msgspec

from app.capabilities.documents.commands import SaveDraft
from app.capabilities.quality.nonconformance.records.bodies import NC_TERMS, Terms
from app.demo.plant import draft
from app.kernel.paths import resources


class _Terms(Terms, frozen=True, kw_only=True, forbid_unknown_fields=True):
    revision: str


def drafts() -> tuple[SaveDraft, ...]:
    """Return the terms as they are drafted."""
    read = _read()
    return (draft(NC_TERMS, read.revision, _body(read)),)


def terms() -> Terms:
    """Return the terms."""
    return _body(_read())


def _read() -> _Terms:
    text = (resources() / "plant" / "nc_terms.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Terms)


def _body(read: _Terms) -> Terms:
    return Terms(**{name: getattr(read, name) for name in Terms.__struct_fields__})
