"""The page of a complaint: the device, the words, what became of it, where it leads."""

from PySide6.QtWidgets import QWidget

from app.capabilities.quality.capa.decisions import number as capa_number
from app.capabilities.quality.complaints.answers import Backwards, Made
from app.capabilities.quality.complaints.decisions import number
from app.capabilities.quality.complaints.tables import ComplaintRow
from app.capabilities.quality.deviations.decisions import number as deviation_number
from app.kernel.quantity import plain
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.quality.cases.case_card import photos, section, told
from app.ui.screens.quality.cases.case_screen import CaseScreen
from app.ui.theme.look import Look


def sections(screen: CaseScreen, row: ComplaintRow, back: Backwards | None) -> tuple[QWidget, ...]:
    """Return the page of a complaint, part by part."""
    look, words = screen.look, screen.words
    by = screen.by(row.received_by, row.received_ms)
    shown: list[QWidget] = [
        section(look, words("complaints.details"), told(look, row.details, by)),
        section(look, words("complaints.of_device"), _device(look, row)),
        section(look, words("complaints.complainant"), _complainant(look, row)),
    ]
    if screen.facts.pictures:
        strip = photos(look, "complaint-photos", screen.facts.pictures, words("cases.picture"))
        shown.append(section(look, words("cases.pictures"), strip))
    shown += [
        section(look, words(f"complaints.{key}"), told(look, text))
        for key, text in _steps(words, row)
        if text
    ]
    if back is not None:
        shown.append(section(look, words("complaints.back"), *_back(look, back)))
    if row.is_closed:
        said = screen.by(row.closed_by, row.closed_ms)
        text = words("complaints.is_closed")
        shown.append(kit.Banner(look, "ok", text, said, name="complaint-closed"))
    return tuple(shown)


def _device(look: Look, row: ComplaintRow) -> QWidget:
    words = look.words
    made = kit.Pairs(look, name="complaint-device", columns=2)
    pairs = (
        (words("complaints.device"), row.device),
        (words("cases.product"), row.product),
        (words("complaints.di"), row.di),
        (words("cases.lot"), row.lot),
        (words("complaints.serial"), row.serial),
        (words("complaints.expiry"), row.expiry),
        (words("complaints.upc"), row.upc),
        (words("complaints.received"), row.received),
    )
    made.show_pairs(tuple(pair for pair in pairs if pair[1]))
    return made


def _complainant(look: Look, row: ComplaintRow) -> QWidget:
    who = " · ".join(part for part in (row.person, row.organisation) if part)
    return told(look, who, row.contact)


def _steps(words: Words, row: ComplaintRow) -> tuple[tuple[str, str], ...]:
    """Return what became of it, each as what it is and its text."""
    verdict = ""
    if row.is_assessed:
        code = "complaints.is_reportable" if row.is_reportable else "complaints.not_reportable"
        verdict = " · ".join(part for part in (words(code), row.report_why, row.deadline) if part)
    reported = f"{row.report_reference} · {row.reported}" if row.reported else ""
    needless = f"{words('complaints.needless')}: " if row.is_needless else ""
    found = f"{needless}{row.investigation}" if row.investigation else ""
    answer = f"{row.answer} · {row.answered}" if row.answer else ""
    return (
        ("assess", verdict),
        ("report", reported),
        ("investigate", found),
        ("act", row.action),
        ("answer", answer),
    )


def _back(look: Look, back: Backwards) -> list[QWidget]:
    """Return how the device was made, found and dealt with, one line each."""
    words, language = look.words, look.words.language
    lines = [(f"{one.order} · {one.name.of(language)}", _made(words, one)) for one in back.orders]
    lines += [(f"{one.row.number} · {one.title.of(language)}", one.row.lot) for one in back.ncrs]
    lines += [
        (one.title.of(language), words(f"quality.state.{one.row.state}"))
        for one in back.inspections
    ]
    for one in back.deviations:
        title = f"{deviation_number(one.deviation)} · {one.actual}"
        lines.append((title, words(f"quality.deviation.{one.state}")))
    lines += [
        (
            f"{capa_number(one.row.capa)} · {one.row.title}",
            words("complaints.due_on", day=one.row.due),
        )
        for one in back.capas
    ]
    lines += [
        (
            f"{number(one.complaint)} · {one.details}",
            words("complaints.received_on", day=one.received),
        )
        for one in back.others
    ]
    if not lines:
        return [told(look, words("complaints.back_nothing"))]
    return [told(look, title, sub) for title, sub in lines]


def _made(words: Words, one: Made) -> str:
    """Return lot and quantity of an order."""
    return words("complaints.made", lot=one.lot, n=plain(one.quantity))
