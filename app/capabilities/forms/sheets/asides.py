"""What stands beside a limit: brackets and clauses with alert values, legal minima, remarks."""

import re

from app.capabilities.forms.sheets.statements import PLUS_MINUS

WHOLE = "\1"
"""Stands where a bracket closed after a whole tolerance."""
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_ASIDE = re.compile(
    r"\s*(?:警戒|预警|报警|行动|内控|法[规定]|国标|行标|强标|标准(?!值|[:：])|注册|alert|warn|action|legal|std|"
    r"standard(?!\s*:)|c?pk|cp\b|cpk|ppk|ref)",
    re.I,
)
"""What begins a clause that stands beside the limit: an alert value, a legal minimum, Cpk."""


def without_asides(text: str) -> tuple[str, list[str]]:
    """Return the text without what brackets say aside, and what they say."""
    inside = [found[1] or found[2] or "" for found in BRACKETS.finditer(text)]
    clauses = re.split(r"(?<=[，,;；。])", BRACKETS.sub(_kept_bracket, text).strip())
    told = [clause for clause in clauses if not _ASIDE.match(clause)]
    told = told or [clause for clause in clauses if clause.lstrip().startswith("内控")]
    return "".join(told or clauses).strip(" ，,;；。"), inside


DEVIATION = re.compile(
    rf"{PLUS_MINUS}|[-+]\s?[\d.]+\s?%?\s?[/,，~; ]\s?[-+]?[\d.]"
    r"|0(?:\.0+)?\s?[/,，~; ]\s?[-+]"
)


def unwrapped_text(text: str) -> str:
    """Return the text with what its brackets say in line, alert values and the like left out."""
    return BRACKETS.sub(_unwrapped, text)


def _unwrapped(found: re.Match[str]) -> str:
    """Return what a bracket says; nothing where it is an alert value or a legal minimum."""
    content = found[1] or found[2] or ""
    return " " if _ASIDE.search(content) else f" {content} "


def _kept_bracket(found: re.Match[str]) -> str:
    """Return a bracket that belongs to the limit: deviations, `max`, a formula's own."""
    content = (found[1] or found[2] or "").strip()
    if DEVIATION.match(content):
        return f" {content} "
    if re.fullmatch(r"max\.?|min\.?|maximum|minimum|最大|最小", content, re.I):
        return f" {content.rstrip('.')}. "
    if re.search(rf"{PLUS_MINUS}", content) and re.match(
        r"\s*(?:%|°|[A-Za-zμ])", found.string[found.end() :]
    ):
        return f" {content}{WHOLE}"  # (50±5)%: the unit is that of both numbers
    return " "
