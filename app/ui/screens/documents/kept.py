"""A draft half made, kept beside the journal until it is saved: it outlives its screen."""

from hashlib import sha256
from typing import Any

import msgspec

from app.ui.drafts import Drafts
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


class HalfMade:
    """The draft that is edited now, as it is kept under `key`."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._key = self._base = self._untouched = ""

    def begin(self, key: str, opened: Draft, data: bytes | None) -> Draft | None:
        """Begin to keep a draft; return what `data` kept of it. What was overtaken is dropped."""
        self._key, self._base = key, state(opened)
        self._untouched = self._base
        left = brought_back(data, opened)
        if data and left is None:
            self.drop()
        return left

    def settle(self, draft: Draft) -> None:
        """Take a draft as it stands on its page for untouched."""
        self._untouched = state(draft)

    def keep(self, draft: Draft) -> bool:
        """Keep a draft; False where nothing was changed and nothing is kept."""
        if state(draft) == self._untouched:
            self.drop()
            return False
        self._drafts.put(self._key, kept(draft, self._base))
        return True

    def drop(self) -> None:
        """Keep nothing: it was saved."""
        self._drafts.drop(self._key)

    def throw_away(self, draft: Draft) -> bytes:
        """Keep nothing; return what brings it back."""
        self.drop()
        return kept(draft, self._base)

    def bring_back(self, data: bytes) -> None:
        """Keep again what was thrown away."""
        self._drafts.put(self._key, data)
