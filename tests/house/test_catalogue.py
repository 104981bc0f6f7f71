"""Both languages say the same things, and the code and the catalogue know each other."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import get_args

import msgspec
import pytest
from babel.messages.pofile import read_po

from app.capabilities.documents.answers import State
from app.capabilities.documents.comparison.answers import What
from app.capabilities.documents.decisions import RECORD_SECTIONS
from app.capabilities.documents.todos import KINDS_WAITING as DOCUMENTS_WAITING
from app.capabilities.equipment.gauges.answers import Standing as GaugeStanding
from app.capabilities.equipment.gauges.events import Finding as CalibrationFinding
from app.capabilities.equipment.gauges.events import GaugeKind
from app.capabilities.equipment.gauges.todos import KINDS_WAITING as GAUGES_WAITING
from app.capabilities.equipment.machines.events import EquipmentState, StopReason
from app.capabilities.flows.cases.queries import STEP
from app.capabilities.flows.definition.bodies import StepKind
from app.capabilities.flows.inbox.answers import NOTICE, TASK
from app.capabilities.flows.inbox.answers import Why as WhyTheirs
from app.capabilities.flows.moves.events import Cause
from app.capabilities.forms.choices.kinds import Verdict as PassFailValue
from app.capabilities.forms.definition.decisions import FLAGS
from app.capabilities.forms.filling.events import Finding as FormFinding
from app.capabilities.forms.filling.events import Source
from app.capabilities.forms.judging.answers import Outcome
from app.capabilities.forms.sheets.drafts import Doubt, DraftKind
from app.capabilities.labels.jobs.answers import ReprintReason, VoidReason
from app.capabilities.labels.jobs.answers import State as LabelState
from app.capabilities.materials.lots.answers import Status as LotStatus
from app.capabilities.people.accounts.capability import CAPABILITY as PEOPLE
from app.capabilities.people.badges.decisions import Standing as BadgeStanding
from app.capabilities.people.identities.events import How
from app.capabilities.people.qualifications.decisions import Validity as QualificationValidity
from app.capabilities.people.reviews.decisions import Flag
from app.capabilities.people.reviews.events import Finding
from app.capabilities.people.rights import queries as rights
from app.capabilities.people.signatures.decisions import FLAWS, MEANINGS
from app.capabilities.people.signatures.queries import Validity
from app.capabilities.people.starting.commands import starting_roles
from app.capabilities.production.bodies import GATES
from app.capabilities.production.calls.events import CallReason
from app.capabilities.production.operations.tables import COMPLETED, PAUSED, RUNNING, WAITING
from app.capabilities.production.orders.decisions import Priority
from app.capabilities.production.progress.answers import Phase
from app.capabilities.quality.capa.answers import WAITING as CAPAS_WAITING
from app.capabilities.quality.capa.events import ActionSort, Branch
from app.capabilities.quality.capa.events import Step as Discipline
from app.capabilities.quality.complaints.answers import WAITING as COMPLAINTS_WAITING
from app.capabilities.quality.complaints.answers import Waits
from app.capabilities.quality.complaints.events import Nature
from app.capabilities.quality.deviations.answers import WAITING as DEVIATIONS_WAITING
from app.capabilities.quality.deviations.events import Ruling, Stage, Weight
from app.capabilities.quality.deviations.events import Sort as Deviates
from app.capabilities.quality.deviations.tables import STATES as DEVIATION_STATES
from app.capabilities.quality.due.answers import CAUSES
from app.capabilities.quality.due.answers import State as DueState
from app.capabilities.quality.inspecting.todos import KINDS_WAITING as INSPECTIONS_WAITING
from app.capabilities.quality.inspections.answers import Standing as InspectionStep
from app.capabilities.quality.inspections.tables import STATES as INSPECTION_STATES
from app.capabilities.quality.msa.answers import Fitness
from app.capabilities.quality.nonconformance.overseeing.answers import WAITING as NCRS_WAITING
from app.capabilities.quality.nonconformance.records import bodies as nc
from app.capabilities.quality.nonconformance.records.answers import Column as NcColumn
from app.capabilities.quality.nonconformance.records.answers import State as NcState
from app.capabilities.quality.plans.bodies import Arming, Trigger
from app.capabilities.quality.points.answers import ChartKind
from app.capabilities.quality.process_capability.answers import Within
from app.capabilities.quality.run_rules.decisions import Rule
from app.capabilities.quality.sampling.answers import Counted, Severity
from app.capabilities.quality.sampling.answers import Why as SwitchedBy
from app.capabilities.records.discrepancies.answers import Standing as CaseStanding
from app.capabilities.records.discrepancies.decisions import HOWS
from app.capabilities.records.discrepancies.todos import KINDS_WAITING as DISCREPANCIES_WAITING
from app.capabilities.records.entries.answers import Chain
from app.capabilities.roster import ROSTER
from app.capabilities.rules.definition.decisions import SIGNS as RULE_SIGNS
from app.capabilities.rules.firings.answers import ClashKind
from app.journal.event import Happened
from app.journal.todo import Urgency
from app.journal.upcast import Vocabulary
from app.kernel.clock import Quality
from app.kernel.expressions import FUNCTIONS
from app.kernel.paths import resources
from app.kernel.symbols.gs1.faults import Sort
from app.kernel.words import LANGUAGES
from app.stations.bench import Condition, Kind
from app.stations.commissioning import Problem
from app.stations.profile import Purpose
from app.stations.trying import Try
from app.stations.wanted import Step
from app.store.space import Room
from app.sync.status import Standing
from app.ui.screens.flows.case_facts import Part as CasePart
from app.ui.screens.forms.design.settings import SETTINGS, Setting, settings_of
from app.ui.screens.forms.filled_facts import PARTS as FILLED_PARTS
from app.ui.screens.inbox.ask_sheet import DUE_MIN
from app.ui.screens.inbox.facts import PARTS as INBOX_PARTS
from app.ui.screens.inbox.facts import TABS
from app.ui.screens.inbox.words import STATES as SENT_STATES
from app.ui.screens.labels.queue_facts import PARTS
from drivers.decoding import Why
from drivers.equipment.sample import Quality as SampleQuality
from drivers.framers import Damage
from drivers.health import Trouble
from drivers.printers.layout import Flaw
from drivers.printers.printer import State as PrinterState
from drivers.roster import DRIVERS
from drivers.scanners.layouts import LAYOUTS
from drivers.simulated.faults import Fault
from server import authority, intake, placing, vouching
from tests.house.tree import ROOT, called, calls, modules, parsed, where

TRANSLATIONS = ROOT / "resources" / "translations"
SPEAKERS = modules("app", "server")
CODE = re.compile(r"[a-z][a-z0-9_]*(\.\w+)+")
STARTING_ROLES = starting_roles(resources() / "plant" / "roles.toml")
RIGHTS = {right for role in STARTING_ROLES for right in role.rights}
DISCREPANCIES = [kind for plug in ROSTER for check in plug.checks for kind in check.kinds]


def _said_by(kind: type[Happened]) -> set[str]:
    """Return the fields of an event that a record shows, each by its own word."""
    return {field.name for field in msgspec.structs.fields(kind)}


def _told(settings: tuple[Setting, ...]) -> Iterator[str]:
    """Return the settings of a kind of field that a person may say, and those of its rows."""
    for one in settings:
        if one.sort != SETTINGS:
            yield one.name
        yield from _told(one.inner)


KINDS = [one for plug in ROSTER for one in plug.field_kinds if one.group]
PLUGS = Vocabulary(ROSTER).plugs
FACTS = [
    *(fact for one in PLUGS.occasions.values() for fact in one.facts),
    *(fact for one in PLUGS.watches.values() for fact in one.facts),
]
NC_ACTS = (
    *("contain", "evaluate", "investigate", "propose", "approve", "send_back", "begin_rework"),
    *("execute", "verify", "close", "call_off", "take_back", "extend", "note_cost"),
    *("remark", "void_labels"),
)
NAMED = {  # texts whose code ends in a word of the domain: each such word has its text
    "kernel.language.": LANGUAGES,
    "event.": [kind.kind for plug in ROSTER for kind in plug.happened],
    "flows.cause.": Cause,
    "flows.kind.": StepKind,
    "case.filter.": CasePart,
    "case.state.": ["open", "late", "closed", "off"],
    "case.do.": ["finish", "sign", "back", "give", "open", "child", "begin"],
    "case.done.": ["finished", "sent_back", "given", "begun", "off"],
    "documents.form.": [kind.form for plug in ROSTER for kind in plug.documents],
    "documents.state.": State,
    "forms.kind.": [one.code for plug in ROSTER for one in plug.field_kinds],
    "forms.group.": {one.group for plug in ROSTER for one in plug.field_kinds if one.group},
    "form_design.set.": {name for one in KINDS for name in _told(settings_of(one.settings))},
    "forms.verdict.": {*get_args(Outcome), *get_args(PassFailValue)},
    "forms.flag.": FLAGS,
    "forms.state.": ["open", "completed", "voided"],
    "forms.source.": get_args(Source),
    "forms.finding.": get_args(FormFinding),
    "filled.part.": ["all", *FILLED_PARTS],
    "filled.any.": ["of", "who", "since"],
    "filled.about.": ["order", "operation", "lot", "equipment"],
    "filled.do.": ["open", "print", "export"],
    "fill.severity.": list(Severity),
    "sheet.kind.": DraftKind,
    "sheet.doubt.": Doubt,
    "documents.section.": RECORD_SECTIONS,
    "documents.what.": What,
    "refused.scan.element_": Sort,
    "refused.symbol.element_": Sort,
    "devices.commissioning.": Problem,
    "devices.kind.": Kind,
    "devices.condition.": Condition,
    "devices.reason.": set(Trouble) - {Trouble.NONE},
    "devices.short.": set(Trouble) - {Trouble.NONE},
    "devices.damage.": {*Damage, *Why},
    "devices.driver.": [one.word.replace("-", "_") for one in DRIVERS],
    "devices.printer.": PrinterState,
    "devices.quality.": SampleQuality,
    "devices.try.": Try,
    "bind.kind.": [*Kind, "ask"],
    "bind.proof.": [*Kind, "ask", "named"],
    "bind.step.": Step,
    "devices.layout.": [layout.name for layout in LAYOUTS],
    "documents.clash.": ["effective_apart", "made_twice"],
    "equipment.state.": EquipmentState,
    "equipment.reason.": StopReason,
    "equipment.gauge_kind.": GaugeKind,
    "equipment.gauge_standing.": GaugeStanding,
    "equipment.finding.": CalibrationFinding,
    "materials.status.": LotStatus,
    "production.state.": [WAITING, RUNNING, PAUSED, COMPLETED],
    "production.phase.": Phase,
    "production.priority.": Priority,
    "production.call_reason.": CallReason,
    "production.call_state.": ["open", "answered", "closed"],
    "production.gate.": GATES,
    "quality.trigger.": Trigger,
    "inbox.kind.": [
        NOTICE,
        TASK,
        STEP,
        *DOCUMENTS_WAITING,
        *GAUGES_WAITING,
        *INSPECTIONS_WAITING,
        *DISCREPANCIES_WAITING,
        *NCRS_WAITING,
        *DEVIATIONS_WAITING,
        *CAPAS_WAITING,
        *COMPLAINTS_WAITING,
        *NCRS_WAITING,
    ],
    "inbox.urgency.": Urgency,
    "inbox.why.": WhyTheirs,
    "inbox.tab.": TABS,
    "inbox.part.": [part for part, _ in INBOX_PARTS],
    "inbox.state.": SENT_STATES,
    "inbox.within.": DUE_MIN,
    "rules.then.": [one.code for plug in ROSTER for one in plug.rule_actions],
    "rules.setting.": {
        field.name
        for plug in ROSTER
        for one in plug.rule_actions
        for field in msgspec.structs.fields(one.settings)
    },
    "quality.stage.": Stage,
    "quality.deviates.": Deviates,
    "quality.weight.": Weight,
    "quality.ruling.": Ruling,
    "quality.deviation.": DEVIATION_STATES,
    "quality.discipline.": Discipline,
    "quality.branch.": Branch,
    "quality.action.": ActionSort,
    "quality.nature.": Nature,
    "quality.complaint.": Waits,
    "refused.complaint.waits_": set(Waits) - {Waits.CLOSE, Waits.CLOSED},
    "ncr_board.do.": [*NC_ACTS, "register", "refuse", "record", "capa"],
    "ncr_board.saved.": [*NC_ACTS, "register", "refuse"],
    "ncr_board.means_act.": [*NC_ACTS, "refuse"],
    "ncr_board.means.": nc.Disposition,
    "ncr_board.needs_for.": nc.Disposition,
    "ncr.state.": NcState,
    "ncr.column.": NcColumn,
    "ncr.severity.": nc.Severity,
    "ncr.risk.": nc.Risk,
    "ncr.disposition.": nc.Disposition,
    "ncr.cost.": nc.CostKind,
    "ncr.part.": ["proposed", *nc.Part],
    "ncr.affected.": nc.AffectedKind,
    "ncr.finding.": nc.Finding,
    "ncr.why_affected.": [
        "same_order",
        "used_in_order",
        "same_material",
        "same_supplier_lot",
        "same_machine",
    ],
    "ncr.follow.": ["inspect", *nc.Disposition],
    "quality.arming.": Arming,
    "quality.cause.": CAUSES,
    "quality.due.": DueState,
    "quality.step.": InspectionStep,
    "quality.state.": INSPECTION_STATES,
    "quality.severity.": Severity,
    "quality.counted.": Counted,
    "quality.switching.": SwitchedBy,
    "quality.chart.": {
        *(kind.replace("-", "_") for kind in ChartKind),
        *(kind.spread for kind in ChartKind if kind.spread),
    },
    "quality.figure.": ["center", "sigma", "lcl", "ucl"],
    "quality.rule.": Rule,
    "quality.within.": Within,
    "quality.fitness.": Fitness,
    **{f"desk.{code}.": DISCREPANCIES for code in ("kind", "said", "follows")},
    "labels.state.": LabelState,
    "labels.cause.": ["printer", "restart"],
    "labels.void.": VoidReason,
    "labels.reprint.": ReprintReason,
    "label_queue.part.": [key for key, _ in PARTS],
    "labels.flaw.": Flaw,
    "refused.labels.flaw.": Flaw,
    "rules.when.": [*PLUGS.occasions, *PLUGS.watches],
    "rules.fact.": {one.name for one in FACTS},
    "rules.choice.": {f"{one.name}.{value}" for one in FACTS for value in one.choices},
    "rules.sign.": RULE_SIGNS.values(),
    "rules.function.": FUNCTIONS,
    "rules.conflict.": ClashKind,
    "desk.how.": HOWS,
    "desk.standing.": CaseStanding,
    "audit.chain.": Chain,
    "entry.field.": {
        field for plug in ROSTER for kind in plug.happened for field in _said_by(kind)
    },
    "panel.fault.": Fault,
    "people.badge.": BadgeStanding,
    "people.finding.": Finding,
    "people.flag.": Flag,
    "people.identity.": How,
    "people.qualified.": QualificationValidity,
    "people.door.": [k.kind.split(".")[1] for k in PEOPLE.happened if k.order_free],
    "people.right.": RIGHTS,
    "people.right_group.": {right.split(".")[0] for right in RIGHTS},
    "signature.meaning.": MEANINGS,
    "signature.standing.": Validity,
    "signature.validity.": Validity,
    "signature.flaw.": FLAWS,
    "sites.purpose.": Purpose,
    "store.room.": Room,
    "people.logout.": ["left", "idle", "switched", "closed", "disabled"],
    "sync.state.": Standing,
    "time.quality.": Quality,
    "time.about.": Quality,
    "sync.reason.": [
        "unreadable",
        placing.UNSEALED,
        placing.PREV_MISSING,
        placing.RIGHTS_MISSING,
        placing.LIST_MISSING,
        placing.NAMED_MISSING,
        placing.AUTHOR_UNKNOWN,
        placing.CHAIN_BROKEN,
        placing.AREA_FOREIGN,
        intake.STREAM_ELSEWHERE,
        intake.INDIGESTIBLE,
        intake.READMITTED,
        authority.PERSON_UNKNOWN,
        authority.RIGHT_MISSING,
        rights.RIGHT_GONE,
        authority.NOT_UNDERSTOOD,
        authority.SIGNATURE_FORGED,
        vouching.REVOKED,
        vouching.FORGED,
    ],
}


@cache
def catalogue(language: str) -> dict[str, str]:
    return {code: text for po in _files(language) for code, text in _entries(po).items()}


def test_both_languages_have_the_same_files_and_codes():
    first, *others = ({po.name: set(_entries(po)) for po in _files(lang)} for lang in LANGUAGES)
    assert all(other == first for other in others), _differences(first, others[0])


def test_both_languages_fill_the_same_gaps():
    zh, en = (catalogue(language) for language in LANGUAGES)
    assert not {code for code in zh.keys() & en.keys() if _gaps(zh[code]) != _gaps(en[code])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_said_once_and_surely(language):
    seen: Counter[str] = Counter()
    for po in _files(language):
        seen.update(re.findall(r'^msgid "(.+)"$', po.read_text("utf-8"), re.MULTILINE))
        with po.open("rb") as file:
            assert not [m.id for m in read_po(file) if m.id and m.fuzzy], po.name
    assert not [code for code, times in seen.items() if times > 1]
    assert not [code for code, text in catalogue(language).items() if not text.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_stands_in_the_file_of_its_first_word(language):
    strays = [
        f"{po.name}: {code}"
        for po in _files(language)
        for code in _entries(po)
        if not CODE.fullmatch(code) or not _belongs(code, po.stem)
    ]
    assert not strays


def test_chinese_is_chinese():
    """An English text left standing in the Chinese catalogue is a text nobody translated."""
    zh, en = (catalogue(language) for language in LANGUAGES)
    same = {code for code in zh if zh[code] == en.get(code) and len(en[code].split()) > 2}
    assert not same


def test_every_code_the_program_says_is_in_the_catalogue():
    known = catalogue(LANGUAGES[0])
    missing = [
        f"{place} {code}"
        for place, code, is_prefix in _said()
        if not (any(k.startswith(code) for k in known) if is_prefix else code in known)
    ]
    assert not missing


def test_every_code_in_the_catalogue_is_said_somewhere():
    literals, prefixes = _literals()
    unused = []
    for code in catalogue(LANGUAGES[0]):
        said = code.removeprefix("refused.")
        if (
            code not in literals
            and said not in literals
            and not code.startswith((*prefixes, *NAMED))
        ):
            unused.append(code)
    assert not unused


@pytest.mark.parametrize("family", NAMED)
def test_every_word_of_the_domain_has_its_text_and_no_text_lacks_its_word(family):
    said = {code for code in catalogue(LANGUAGES[0]) if code.startswith(family)}
    assert said == {f"{family}{word}" for word in NAMED[family]}


def _belongs(code: str, file: str) -> bool:
    """Tell whether a code may stand in a file: by its first word, or in that of what it is about.

    `refused.` and `event.` texts stand with their area.
    """
    first, second, *_ = code.split(".")
    return first in (file, "refused") or (first, second) == ("event", file)


def _files(language: str) -> list[Path]:
    return sorted((TRANSLATIONS / language).glob("*.po"))


@cache
def _entries(po: Path) -> dict[str, str]:
    with po.open("rb") as file:
        return {str(m.id): str(m.string or "") for m in read_po(file) if m.id}


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _differences(first: dict[str, set[str]], other: dict[str, set[str]]) -> list[str]:
    names = first.keys() | other.keys()
    return sorted(c for name in names for c in first.get(name, set()) ^ other.get(name, set()))


def _said() -> Iterator[tuple[str, str, bool]]:
    """Return each code handed to `words(...)` or `Refused(...)`: place, code, is it a prefix."""
    for path in SPEAKERS:
        for call in calls(path):
            name = called(call)
            if name not in ("words", "Refused") or not call.args:
                continue
            before = "refused." if name == "Refused" else ""
            for code, is_prefix in _codes(call.args[0]):
                yield where(path, call.lineno), before + code, is_prefix


def _codes(node: ast.expr) -> Iterator[tuple[str, bool]]:
    """Return the codes an argument can be, as far as the source says so."""
    match node:
        case ast.Constant(value=str(code)):
            yield code, False
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
            yield start, True
        case ast.IfExp(body=body, orelse=orelse):
            yield from _codes(body)
            yield from _codes(orelse)


def _literals() -> tuple[set[str], tuple[str, ...]]:
    """Return every string the code holds, and how its f-strings begin where that is a code."""
    literals: set[str] = set()
    prefixes = set()
    for node in (node for path in SPEAKERS for node in ast.walk(parsed(path))):
        match node:
            case ast.Constant(value=str(text)):
                literals.add(text)
            case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]) if "." in start:
                prefixes.add(start)
    return literals, tuple(prefixes - {"refused."})  # that one is how every refusal is said
