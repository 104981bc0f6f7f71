"""Drafting: each kind of document on its page (`editor_pages`), checked live, saved whole.

Controls by name: `edit-kind`, `edit-code`, `edit-revision`, `edit-title-zh`, `edit-title-en`,
`edit-note`, `edit-must-<role>`, `edit-save`, and those of the page.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.journal.journal import Changes
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.screens.documents.editing import EMPTY, Draft, Editing, editing, new_draft
from app.ui.screens.documents.editor_page import EditorPage, Opened
from app.ui.screens.documents.editor_pages import Pages, page_for
from app.ui.screens.documents.kept import HalfMade
from app.ui.screens.documents.picture_sheet import PictureSheet
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Notice, Place, Screen

NAME = "document-edit"
_ASIDE = 420
_FACTS = 560
_KEEP_MS = 2_000


class Editor(Screen):
    """Holds one draft until it is saved; nothing is recorded before. `pages` edit their kinds."""

    def __init__(self, parts: Parts, pages: Pages) -> None:
        super().__init__(parts.floor, parts.look, NAME)
        look, words = parts.look, parts.look.words
        self._about: tuple[str, ...] = ()
        self._draft: Draft | None = None
        self._roles: Editing | None = None
        self._parts, self._pages = parts, pages
        self._page: EditorPage | None = None
        self._picture_for: Callable[[str], None] | None = None
        self._header = kit.PageHeader(look, "", name="edit-header")
        self._save = kit.Button(
            look, words("library.edit.save"), name="edit-save", kind="primary", icon="save"
        )
        self._save.clicked.connect(self._do_save)
        self._discard = kit.Button(
            look, words("library.edit.discard"), name="edit-discard", kind="ghost", icon="undo-2"
        )
        self._discard.clicked.connect(self._throw_away)
        self._discard.hide()
        self._header.add(self._discard)
        self._header.add(self._save)
        self._half_made = HalfMade(parts.drafts)
        self._keeping = QTimer(self, interval=_KEEP_MS)
        self._keeping.timeout.connect(self._keep)
        self._facts = kit.Scroller(look, "edit-facts")
        self._facts.setFixedWidth(_ASIDE)
        self._check = kit.Banner(look, "ok", "", name="edit-check")
        self._picture = PictureSheet(parts.floor, look, self)
        self._picture.brought.connect(self._bring)
        self._lay_out()

    def about(self, place: Place) -> None:
        if place.document:
            self._about, self._draft = place.document, None

    def refresh(self) -> None:
        """Ask for the draft once: what is being typed is not asked for again."""
        if self._draft is not None:
            return
        about, now_ms = self._about, self.floor.station.clock.now_ms()
        self.floor.ask(self, lambda c: editing(c, about, now_ms), partial(self._open, about))

    def enter(self, place: Place) -> None:
        super().enter(place)
        self._keeping.start()

    def leave(self) -> None:
        self._keeping.stop()
        self._keep()
        super().leave()

    def undo(self, token: object) -> None:
        """Bring back what was thrown away."""
        if isinstance(token, bytes):
            self._half_made.bring_back(token)
            self._draft = None
            self.refresh()

    def _open(self, about: tuple[str, ...], found: Editing | Refused) -> None:
        if about != self._about:
            return  # the answer to a question about the document before
        if isinstance(found, Refused):
            self.say_refused(found)
            return
        self._parts.drafts.get(self, self._key(), partial(self._begin, about, found))

    def _begin(self, about: tuple[str, ...], found: Editing, data: bytes | None) -> None:
        """Begin with what was left half made, where it is still of what stands here."""
        if self._draft is not None or about != self._about:
            return
        left = self._half_made.begin(self._key(), found.draft, data)
        self._roles, self._draft = found, left or found.draft
        self._discard.setVisible(left is not None)
        if left is not None:
            self.tell.emit(Notice(self.look.words("library.edit.brought_back")))
        elif data:
            self.tell.emit(Notice(self.look.words("library.edit.overtaken"), "warn"))
        self._show()
        if left is None:
            self._half_made.settle(found.draft)

    # ------------------------------------------------------------------ half made
    def _key(self) -> str:
        session = self.floor.session
        named = "/".join(self._about) or "new"
        return f"document/{'' if session is None else session.person}/{named}"

    def _keep(self) -> None:
        """Keep what is not saved yet: it is there when whoever made it comes back."""
        if self._draft is not None and self._half_made.keep(self._draft):
            self._discard.show()

    def _throw_away(self) -> None:
        """Go back to what is saved; what was made can be brought back for a moment."""
        draft = self._draft
        if draft is None:
            return
        left = self._half_made.throw_away(draft)
        self._draft = None
        self.refresh()
        self.tell.emit(Notice(self.look.words("library.edit.thrown_away"), "warn", undo=left))

    def _show(self) -> None:
        draft, words = self._draft, self.look.words
        if draft is None:
            return
        kind = words("library.edit.title", kind=words(f"documents.form.{draft.form}"))
        sub = words("library.edit.sub", revision=draft.revision)
        named = str(words.of(Bilingual(draft.title["zh"], draft.title["en"])))
        if draft.code:
            self._header.say(f"{draft.code} {named}", f"{kind} · {sub}")
        else:
            self._header.say(kind, sub)
        self._show_page(draft)
        self._show_check()

    # ------------------------------------------------------------------ facts
    def _facts_page(self, draft: Draft) -> QWidget:
        look, words = self.look, self.look.words
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, look.space(1), 0)
        column.setSpacing(look.space(3))
        named = (*self._about, "", "")
        if not named[0]:
            kinds = tuple((form, words(f"documents.form.{form}")) for form in EMPTY)
            kind = kit.SelectField(
                look, words("library.kind"), kinds, name="edit-kind", value=draft.form
            )
            kind.chosen.connect(self._turn_kind)
            column.addWidget(kind)
        if not named[1]:
            column.addWidget(self._line("code", draft.code, lambda text: _set(draft, "code", text)))
        column.addWidget(
            self._line("revision", draft.revision, lambda text: _set(draft, "revision", text))
        )
        for language in ("zh", "en"):
            column.addWidget(self._title(draft, language))
        note = kit.TextArea(look, words("library.edit.note"), name="edit-note", lines=4)
        note.put(draft.note)
        note.changed.connect(lambda text: _set(draft, "note", text))
        column.addWidget(note)
        column.addWidget(self._must_read(draft))
        column.addStretch()
        return page

    def _line(self, name: str, value: str, put: Any) -> kit.Field:  # noqa: ANN401  # a plain setter
        field = kit.Field(self.look, self.look.words(f"library.edit.{name}"), name=f"edit-{name}")
        field.put(value)
        field.changed.connect(lambda text: put(text.strip()))
        field.changed.connect(lambda _: self._show_check())
        return field

    def _title(self, draft: Draft, language: str) -> kit.Field:
        label = self.look.words(f"library.edit.name_{language}")
        field = kit.Field(self.look, label, name=f"edit-title-{language}")
        field.put(draft.title[language])
        field.changed.connect(lambda text: draft.title.update({language: text}))
        field.changed.connect(lambda _: self._show_check())
        return field

    def _must_read(self, draft: Draft) -> kit.Card:
        look, words = self.look, self.look.words
        card = kit.Card(look, "edit-must-read").hug()
        card.body.addWidget(kit.Text(look, words("library.edit.must_read"), "title"))
        card.body.addWidget(kit.Text(look, words("library.edit.must_read_how"), "hint", wrap=True))
        for role in () if self._roles is None else self._roles.roles:
            switch = kit.Switch(
                look,
                str(words.of(role.name)),
                name=f"edit-must-{role.role}",
                on=role.role in draft.must_read,
            )
            switch.switched.connect(_MustRead(draft, role.role))
            card.body.addWidget(switch)
        return card

    def _turn_kind(self, form: str) -> None:
        old = self._draft
        self._draft = new_draft(form)
        if old is not None:
            self._draft.code, self._draft.title = old.code, old.title
        self._show()

    # ------------------------------------------------------------------ the body
    def _show_page(self, draft: Draft) -> None:
        """Show the page its kind is edited on; a wide one takes the facts in."""
        if self._page is not None:
            self._body.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        roles = () if self._roles is None else self._roles.roles
        page = page_for(Opened(self._parts, draft, roles, self._ask_picture), self._pages)
        page.changed.connect(self._edited)
        page.unread.connect(self._say)
        page.told.connect(lambda said: self.tell.emit(Notice(said)))
        self._page = page
        facts = self._facts_page(draft)
        self._check.setVisible(not page.is_wide)
        if page.is_wide:
            holder = kit.Card(self.look, "edit-facts-card")
            holder.setFixedWidth(_FACTS)
            holder.body.addWidget(kit.Scroller(self.look, "edit-facts-scroll", facts))
            page.take_facts(holder)
        else:
            self._facts.setWidget(facts)
        self._facts.setVisible(not page.is_wide)
        self._body.addWidget(page, 1)

    def _ask_picture(self, then: Callable[[str], None]) -> None:
        self._picture_for = then
        self._picture.ask()

    def _bring(self, found: tuple[bytes, str]) -> None:
        if self._draft is not None and self._picture_for is not None:
            self._picture_for(self._draft.bring(*found))

    # ------------------------------------------------------------------ checks and saving
    def _edited(self) -> None:
        if self._page is not None and not self._page.is_wide:
            self._show_check()

    def _show_check(self) -> None:
        """Say what is wrong, where the page does not say it itself."""
        draft = self._draft
        if draft is None or self._page is None:
            return
        if self._page.is_wide:
            self._page.facts_changed()
            return
        vocabulary = self.floor.station.journal.vocabulary
        self._say(draft.trouble(vocabulary.documents[draft.form], vocabulary.plugs))

    def _say(self, trouble: Refused | None) -> None:
        words = self.look.words
        if trouble is None:
            self._check.say("ok", words("library.edit.sound"), words("library.edit.sound_how"))
        else:
            self._check.say("warn", words("library.edit.not_sound"), words.refusal(trouble))

    def _do_save(self) -> None:
        if self._draft is None:
            return
        self._save.busy(True)
        self.floor.act(self, self._draft.command(), self._saved, self._refused)

    def _saved(self, changes: Changes) -> None:
        self._save.busy(False)
        draft = self._draft
        if draft is None:
            return
        self._half_made.drop()
        said = "library.edit.saved" if changes.events else "library.edit.unchanged"
        self.tell.emit(Notice(self.look.words(said)))
        self._draft = None
        place = (draft.form, draft.code, draft.revision)
        self.go.emit(Place("document", document=place))

    def _refused(self, refused: Refused) -> None:
        self._save.busy(False)
        self.say_refused(refused)

    def _lay_out(self) -> None:
        look = self.look
        self._body = QVBoxLayout()
        self._body.setSpacing(look.space(3))
        self._body.addWidget(self._check)
        body = QHBoxLayout()
        body.setSpacing(look.space(3))
        body.addLayout(self._body, 1)
        body.addWidget(self._facts)
        edge = look.space(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.space(3))
        column.addWidget(self._header)
        column.addLayout(body, 1)


class _MustRead:
    """Adds a role to those that must read, or takes it away."""

    def __init__(self, draft: Draft, role: str) -> None:
        self._draft, self._role = draft, role

    def __call__(self, on: bool) -> None:
        kept = [one for one in self._draft.must_read if one != self._role]
        self._draft.must_read = tuple(sorted([*kept, self._role] if on else kept))


def _set(draft: Draft, name: str, value: str) -> None:
    setattr(draft, name, value)
