"""The flows of the demo plant: what is reviewed, approved and repaired, step by step.

Read from `resources/plant/flows/*.toml`.
"""

import tomllib

import msgspec

from app.capabilities.documents.commands import SaveDraft
from app.capabilities.flows.definition.bodies import FLOW, Chart, Step, Way
from app.demo.plant import draft
from app.kernel.paths import resources
from app.kernel.words import Bilingual

REVIEW, APPROVAL, MAINTENANCE = "NCR-REVIEW", "APPROVAL", "MAINTENANCE"


class _Step(Step, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step, with nothing in it that a step does not have."""


class _Way(Way, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way, likewise."""


class _Chart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    revision: str
    name: Bilingual
    step: tuple[_Step, ...]
    way: tuple[_Way, ...]
    facts: tuple[str, ...] = ()


def drafts() -> tuple[SaveDraft, ...]:
    """Return the flows as they are drafted."""
    return tuple(draft(FLOW, read.revision, _chart(read)) for read in _read())


def chart(code: str) -> Chart:
    """Return one of the flows."""
    return next(_chart(read) for read in _read() if read.code == code)


def _read() -> tuple[_Chart, ...]:
    files = sorted((resources() / "plant" / "flows").glob("*.toml"))
    return tuple(msgspec.convert(tomllib.loads(f.read_text("utf-8")), _Chart) for f in files)


def _chart(read: _Chart) -> Chart:
    return Chart(
        code=read.code,
        name=read.name,
        steps=tuple(Step(**msgspec.structs.asdict(one)) for one in read.step),
        ways=tuple(Way(**msgspec.structs.asdict(one)) for one in read.way),
        facts=read.facts,
    )
