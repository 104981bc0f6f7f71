"""A draft as it is edited: plain values changed step by step, checked live. No Qt."""

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.capabilities.documents.commands import SaveDraft
from app.capabilities.documents.queries import revisions
from app.capabilities.people.accounts.queries import Role, roles
from app.journal.capability import DocumentKind, Plugs
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.store import content

EMPTY: dict[str, dict[str, Any]] = {
    "instruction": {"code": "", "name": {"zh": "", "en": ""}, "steps": []},
    "route": {
        "code": "",
        "name": {"zh": "", "en": ""},
        "per": 100,
        "operations": [],
        "edges": [],
        "scrap_reasons": [],
    },
    "product": {
        "code": "",
        "name": {"zh": "", "en": ""},
        "unit": {"zh": "", "en": ""},
        "route": "",
        "lot_prefix": "",
        "whole": True,
        "di": "",
    },
    "nc_terms": {
        "code": "NC-TERMS",
        "name": {"zh": "", "en": ""},
        "codes": [],
        "minor_days": 14,
        "major_days": 7,
        "critical_days": 3,
        "rework_cycles": 2,
        "cycles": [],
        "recurs": 3,
        "within_days": 30,
    },
    "material": {
        "code": "",
        "name": {"zh": "", "en": ""},
        "unit": {"zh": "", "en": ""},
        "needs_inspection": True,
        "shelf_life_days": 0,
        "opened_life_days": 0,
        "suppliers": [],
        "storage": {"zh": "", "en": ""},
    },
    "form": {
        "code": "",
        "name": {"zh": "", "en": ""},
        "sections": [{"title": {"zh": "", "en": ""}, "fields": [], "columns": 1}],
        "right": "forms.fill",
        "verdict": "",
        "reviewed": False,
    },
    "inspection_plan": {
        "code": "",
        "name": {"zh": "", "en": ""},
        "form": "",
        "trigger": "patrol",
        "material": "",
        "product": "",
        "operation": "",
        "arms": [],
        "stop_min": 0,
        "shifts": [],
        "every_min": 30,
        "every_pieces": 0,
        "after_stop": False,
        "after_change": False,
        "grace_min": 10,
        "sample": {"n": 5, "everything": False, "level": "", "classes": [], "fewer": []},
        "reviewed": True,
    },
    "flow": {
        "code": "",
        "name": {"zh": "", "en": ""},
        "steps": [
            {
                "code": "step_1",
                "name": {"zh": "", "en": ""},
                "kind": "task",
                "roles": ["engineer"],
                "outcomes": [],
                "due_min": 0,
                "escalate": [],
            }
        ],
        "ways": [
            {"source": "@start", "target": "step_1"},
            {"source": "step_1", "target": "@end"},
        ],
        "facts": [],
    },
    "rule": {
        "code": "",
        "name": {"zh": "", "en": ""},
        "when": "",
        "given": "",
        "per": "",
        "then": [],
    },
    "record_template": {
        "code": "",
        "name": {"zh": "", "en": ""},
        "sections": ["head", "entries", "signatures", "late_entries"],
    },
    "label_template": {
        "code": "",
        "name": {"zh": "", "en": ""},
        "width": "50",
        "height": "30",
        "dpi": 300,
        "level": 0,
        "scan_every": 0,
        "texts": [{"x": "2", "y": "2", "height": "3", "text": "{product_zh}", "width": "46"}],
        "symbols": [
            {
                "x": "3",
                "y": "9",
                "symbology": "gs1-datamatrix",
                "content": "(01){di}(17){expiry_gs1}(10){lot}(21){serial}",
                "module": "0.5",
            }
        ],
        "rules": [],
        "boxes": [],
    },
}
"""What a new document of each kind begins with."""


@dataclass
class Draft:
    """A draft in somebody's hands. `body` are plain values; pictures lie by their sha256."""

    form: str
    code: str
    revision: str
    title: dict[str, str]
    body: dict[str, Any]
    note: str = ""
    must_read: tuple[str, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)
    brought: dict[str, str] = field(default_factory=dict)
    """MIME type of each picture brought in now, by sha256."""

    def command(self) -> SaveDraft:
        """Return what saves it whole."""
        named = self._named(self.body)
        body = {**self.body, "code": self.code} if "code" in self.body else self.body
        if "name" in body:
            body = {**body, "name": self.title}
        return SaveDraft(
            form=self.form,
            code=self.code,
            revision=self.revision,
            title=Bilingual(self.title["zh"], self.title["en"]),
            body=msgspec.json.encode(body),
            attached=tuple(name for name in named if name not in self.brought),
            pictures=tuple(
                (self.brought[name], self.pictures[name]) for name in named if name in self.brought
            ),
            note=self.note,
            must_read=self.must_read,
        )

    def bring(self, data: bytes, media: str) -> str:
        """Bring a picture in; return the name a body gives it."""
        name = sha256(data).hexdigest()
        self.pictures[name] = data
        self.brought.setdefault(name, media)
        return name

    def trouble(self, kind: DocumentKind, plugs: Plugs) -> Refused | None:
        """Return what its kind's own rules would refuse now."""
        command = self.command()
        try:
            body = msgspec.json.decode(command.body, type=kind.body)
            kind.check(body, frozenset(self.pictures), plugs)
        except msgspec.MsgspecError as error:
            return Refused("document.unreadable", why=str(error))
        except Refused as refused:
            return refused
        return None

    def _named(self, value: Any) -> list[str]:  # noqa: ANN401  # any JSON value
        """Return the pictures a body names, in its order."""
        if isinstance(value, str):
            return [value] if value in self.pictures else []
        parts: Sequence[Any] = ()
        if isinstance(value, dict):
            parts = list(value.values())
        elif isinstance(value, list):
            parts = value
        return list(dict.fromkeys(name for part in parts for name in self._named(part)))


def new_draft(form: str) -> Draft:
    """Return an empty document of a kind."""
    return Draft(form, "", "A", {"zh": "", "en": ""}, deepcopy(EMPTY[form]))


@dataclass(frozen=True, slots=True)
class Editing:
    """What an editor opens with: the draft, and the roles that may be told to read it."""

    draft: Draft
    roles: tuple[Role, ...]


def editing(connection: Connection, document: Sequence[str], now_ms: int) -> Editing | Refused:
    """Return the draft of a revision: as it is, or the next one of what is in force.

    Refusal: `document.not_here`.
    """
    form, code, name = (*document, "", "", "")[:3]
    every = revisions(connection, form, code, now_ms) if form else ()
    found = roles(connection)
    held = next((one for one in every if one.revision == name), None)
    if held is None:
        return Editing(new_draft(form if form in EMPTY else "instruction"), found)
    data = content.fetch(connection, held.body)
    if data is None:
        return Refused("document.not_here", body=held.body[:8])
    taken = frozenset(one.revision for one in every)
    pictures = {name: content.fetch(connection, name) or b"" for name in held.attached}
    draft = Draft(
        form=form,
        code=code,
        revision=held.revision if held.is_open else next_revision(held.revision, taken),
        title={"zh": held.title.zh, "en": held.title.en},
        body=msgspec.json.decode(data),
        note=held.note if held.is_open else "",
        must_read=held.must_read,
        pictures=pictures,
    )
    return Editing(draft, found)


def next_revision(name: str, taken: frozenset[str]) -> str:
    """Return the revision after `name` that was never given: B after A, 8 after 7, AA after Z."""
    following = name
    while following in taken or following == name:
        following = _following(following)
    return following


def _following(name: str) -> str:
    number = re.search(r"\d+$", name)
    if number is not None:
        return f"{name[: number.start()]}{int(number.group()) + 1}"
    if not name or name[-1].upper() == "Z":
        return f"{name}A" if not name else f"{_following(name[:-1])}A"
    return name[:-1] + chr(ord(name[-1]) + 1)
