"""Every text for people, in Chinese and English, from one gettext catalogue without Qt.

The msgid is a stable dotted code whose first word names the catalogue file:
`production.report.title` stands in `resources/translations/<language>/production.po`.
Screens, command line and server all speak through `Words`.
"""

import gettext
from functools import lru_cache
from pathlib import Path

import msgspec

from app.kernel.paths import resources
from app.kernel.refused import Refused

LANGUAGES = ("zh_CN", "en")
"""Equal citizens; the first is the default of a new station."""


class Bilingual(msgspec.Struct, frozen=True):
    """A text that is data (a product's name, an instruction), kept in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """Return the text in `language`, or the other one where it is empty."""
        return (self.en or self.zh) if language == "en" else (self.zh or self.en)


class Words:
    """Say texts in one language. Cheap to make; screens are rebuilt when the language changes."""

    def __init__(self, language: str = LANGUAGES[0]) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, code: str, **facts: object) -> str:
        """Return the text of `code` with its gaps filled; the code itself where none is known."""
        text = self._catalogue.get(code)
        return code if text is None else text.format(**facts)

    def knows(self, code: str) -> bool:
        """Tell whether the catalogue holds `code`."""
        return code in self._catalogue

    def refusal(self, refused: Refused) -> str:
        """Return the sentence for a refusal: what happened, what is safe, what to do next."""
        said = {name: self.of(value) for name, value in refused.facts.items()}
        return self(f"refused.{refused.code}", **said)

    def of(self, value: object) -> object:
        """Return a bilingual value in this language; anything else as it is."""
        return value.of(self.language) if isinstance(value, Bilingual) else value


def in_both(code: str, **facts: object) -> Bilingual:
    """Return the text of `code` in both languages, for what is shown beside texts that are data."""
    zh, en = (Words(language)(code, **facts) for language in LANGUAGES)
    return Bilingual(zh, en)


@lru_cache
def _catalogue(language: str) -> dict[str, str]:
    folder = resources() / "translations" / language
    return {code: text for po in sorted(folder.glob("*.po")) for code, text in _entries(po).items()}


def _entries(po: Path) -> dict[str, str]:
    """Read one catalogue: the compiled twin where it is fresh, else the .po itself."""
    compiled = po.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= po.stat().st_mtime:
        with compiled.open("rb") as file:
            entries = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # gettext cannot be listed
        return {code: text for code, text in entries.items() if code}
    from babel.messages.pofile import read_po  # slow to import: only where nothing is compiled

    with po.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}
