"""A draft half made, kept beside the journal until it is saved: it outlives its screen. No Qt."""

from hashlib import sha256
from typing import Any

import msgspec

from app.ui.screens.documents.editing import Draft


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A draft as it was left. `base` tells what it was made of: `state` of the draft as opened."""

    base: str
    form: str
    code: str
    revision: str
    title: dict[str, str]
    body: dict[str, Any]
    note: str
    must_read: tuple[str, ...]
    brought: dict[str, tuple[str, bytes]]


def state(draft: Draft) -> str:
    """Return the sha256 of all a draft says."""
    told = (draft.form, draft.code, draft.revision, draft.title, draft.body, draft.note)
    return sha256(msgspec.json.encode((*told, draft.must_read))).hexdigest()


def kept(draft: Draft, base: str) -> bytes:
    """Return a draft as it is kept, with the pictures brought in since it was opened."""
    return msgspec.json.encode(
        Kept(
            base=base,
            form=draft.form,
            code=draft.code,
            revision=draft.revision,
            title=draft.title,
            body=draft.body,
            note=draft.note,
            must_read=draft.must_read,
            brought={name: (media, draft.pictures[name]) for name, media in draft.brought.items()},
        )
    )


def brought_back(data: bytes | None, opened: Draft) -> Draft | None:
    """Return the draft that was kept; None where there is none, or of what has changed since."""
    if not data:
        return None
    try:
        left = msgspec.json.decode(data, type=Kept)
    except msgspec.MsgspecError:
        return None
    if left.base != state(opened):
        return None
    return Draft(
        form=left.form,
        code=left.code,
        revision=left.revision,
        title=left.title,
        body=left.body,
        note=left.note,
        must_read=left.must_read,
        pictures={**opened.pictures, **{name: data for name, (_, data) in left.brought.items()}},
        brought={name: media for name, (media, _) in left.brought.items()},
    )
