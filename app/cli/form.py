"""`lineside form import FILE.xlsx`: read an inspection sheet and say what form it would become."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.capabilities.forms.sheets.drafts import DraftField, FormDraft
from app.capabilities.forms.sheets.reading import read_forms
from app.capabilities.forms.sheets.workbook import file_content
from app.cli.language import add_language, spoken
from app.kernel.refused import Refused
from app.kernel.words import Words

DONE, NOT_POSSIBLE = 0, 2
NOT_AN_INSPECTION = "sheet.not_an_inspection"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    reading = actions.add_parser(
        "import",
        help=words("cli.form.import.help"),
        description=words("cli.form.import.about"),
        epilog=words("cli.form.import.epilog"),
    )
    reading.add_argument("file", metavar=words("cli.file"), help=words("cli.form.file.help"))
    reading.add_argument("--json", action="store_true", help=words("cli.json.help"))
    add_language(reading)


def run(args: argparse.Namespace) -> int:
    """Read the sheet: 0 with drafts, 2 and a sentence where there is no draft to be had."""
    words = spoken(args.language)
    path = Path(args.file)
    try:
        drafts = read_forms(file_content(path), path.name)
    except Refused as refused:
        sentence = words.refusal(refused)
        if args.json:
            sys.stdout.write(_refusal_json(refused) + "\n")
        sys.stderr.write(sentence + "\n")
        return NOT_POSSIBLE
    said = as_json(drafts) if args.json else "\n".join(_report(drafts, words))
    sys.stdout.write(said + "\n")
    return DONE


def as_json(drafts: Sequence[FormDraft]) -> str:
    """Return drafts as a program reads them; limits are exact strings."""
    said = [_draft(draft) for draft in drafts]
    whole = said[0] if len(said) == 1 else {"drafts": said}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _draft(draft: FormDraft) -> dict[str, object]:
    return {
        "title": draft.title,
        "fields": [_field(field) for field in draft.fields],
        "not_understood": [{"cell": one.cell, "text": one.text} for one in draft.not_understood],
    }


def _field(field: DraftField) -> dict[str, object]:
    said: dict[str, object] = {
        "section": field.section,
        "label": field.label,
        "kind": field.kind.value,
        "unit": field.unit,
        "nominal": None if field.nominal is None else f"{field.nominal:f}",
        "lsl": None if field.lsl is None else f"{field.lsl:f}",
        "usl": None if field.usl is None else f"{field.usl:f}",
        "choices": None if field.choices is None else list(field.choices),
        "samples": field.samples,
    }
    more = {"ac": field.ac, "re": field.re}
    return said | {name: value for name, value in more.items() if value is not None}


def _refusal_json(refused: Refused) -> str:
    reason = refused.code.removeprefix("sheet.")
    reason = "not_an_inspection_sheet" if refused.code == NOT_AN_INSPECTION else reason
    said = {"refused": True, "reason": reason, "fields": []}
    return json.dumps(said, ensure_ascii=False, indent=1)


def _report(drafts: Sequence[FormDraft], words: Words) -> Iterator[str]:
    for draft in drafts:
        yield words("cli.form.read", title=draft.title, sheet=draft.view.name, n=len(draft.fields))
        section: str | None = None
        for field in draft.fields:
            if field.section != section:
                section = field.section
                yield f"{section or '—'}"
            yield "  " + _line(field, words)
        for one in draft.not_understood:
            why = words(f"sheet.doubt.{one.doubt.value}")
            yield words("cli.form.not_understood", cell=one.cell, text=one.text, why=why)


def _line(field: DraftField, words: Words) -> str:
    parts = [field.label, words(f"sheet.kind.{field.kind.value}"), _limits(field)]
    if field.choices:
        parts.append(" | ".join(field.choices))
    if field.samples:
        parts.append(f"n={field.samples}")
    if field.ac is not None:
        parts.append(f"Ac={field.ac}" + ("" if field.re is None else f" Re={field.re}"))
    return " · ".join(part for part in (*parts, field.formula or "") if part)


def _limits(field: DraftField) -> str:
    low = "" if field.lsl is None else f"{field.lsl:f}"
    high = "" if field.usl is None else f"{field.usl:f}"
    unit = f" {field.unit}" if field.unit else ""
    if low and high:
        return f"{low} … {high}{unit}"
    if low or high:
        return f"≥ {low}{unit}" if low else f"≤ {high}{unit}"
    return "" if field.nominal is None else f"{field.nominal:f}{unit}"
