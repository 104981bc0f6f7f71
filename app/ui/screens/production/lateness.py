"""Why something is entered late: the codes stand in the journal, the texts in the catalogue."""

from app.kernel.words import Words

LATE = ("busy", "station_taken", "system_away", "forgotten", "from_paper")


def late_words(words: Words, because: str) -> str:
    """Return why an entry came late: in words for a code, else what a person wrote."""
    return words(f"execute.late.{because}") if because in LATE else because
