"""Every screen of the house, in one explicit tuple, in the order the navigation shows them.

Each is imported when it is first opened: whoever logs in does not wait for all of them.
"""

from sqlalchemy import Connection

from app.journal.upcast import Vocabulary
from app.kernel.days import Moment
from app.stations.profile import Purpose
from app.ui.screens.kind import Parts, ScreenKind
from app.ui.screens.screen import Screen

VIEW = "production.view"
RECORDS = "records.view"
INSPECT = "quality.inspect"
WORKS = (Purpose.OPERATOR, Purpose.WAREHOUSE, Purpose.PACKAGING)


def _home(parts: Parts) -> Screen:
    from app.ui.screens.production.home import Home

    return Home(parts)


def _execute(parts: Parts) -> Screen:
    from app.ui.screens.production.execute import Execute

    return Execute(parts)


def _board(parts: Parts) -> Screen:
    from app.ui.screens.production.progress_board import ProgressBoard

    return ProgressBoard(parts.floor, parts.look)


def _users(parts: Parts) -> Screen:
    from app.ui.screens.people.users_roles import UsersRoles

    return UsersRoles(parts)


def _case(parts: Parts) -> Screen:
    from app.ui.screens.flows.case import Case

    return Case(parts)


def _documents(parts: Parts) -> Screen:
    from app.ui.screens.documents.library import Library

    return Library(parts)


def _document(parts: Parts) -> Screen:
    from app.ui.screens.documents.document import Document

    return Document(parts)


def _document_edit(parts: Parts) -> Screen:
    from app.ui.screens.editor_pages import editor

    return editor(parts)


def _rules(parts: Parts) -> Screen:
    from app.ui.screens.rules.rules import Rules

    return Rules(parts)


def _rule(parts: Parts) -> Screen:
    from app.ui.screens.rules.rule import RuleView

    return RuleView(parts)


def _readings(parts: Parts) -> Screen:
    from app.ui.screens.documents.readings import Readings

    return Readings(parts)


def _training(parts: Parts) -> Screen:
    from app.ui.screens.documents.training import TrainingMatrix

    return TrainingMatrix(parts)


def _work_orders(parts: Parts) -> Screen:
    from app.ui.screens.production.work_orders import WorkOrders

    return WorkOrders(parts.floor, parts.look)


def _labels(parts: Parts) -> Screen:
    from app.ui.screens.labels.queue import LabelQueue

    return LabelQueue(parts)


def _labels_to_settle(connection: Connection, vocabulary: Vocabulary) -> int:
    from app.capabilities.labels.jobs.queries import uncertain_count

    del vocabulary
    return uncertain_count(connection)


def _due(parts: Parts) -> Screen:
    from app.ui.screens.quality.due.due import DueInspections

    return DueInspections(parts)


def _due_now(connection: Connection, now: Moment, station: str) -> int:
    from app.ui.screens.quality.due.facts import due_count

    return due_count(connection, now, station)


def _first_article(parts: Parts) -> Screen:
    from app.ui.screens.quality.first_article.first_article import FirstArticles

    return FirstArticles(parts)


def _inspect(parts: Parts) -> Screen:
    from app.ui.screens.quality.inspecting.inspect import Inspect

    return Inspect(parts)


def _desk(parts: Parts) -> Screen:
    from app.ui.screens.records.desk import Desk

    return Desk(parts)


def _open_discrepancies(connection: Connection, vocabulary: Vocabulary) -> int:
    from app.capabilities.records.discrepancies.queries import cases

    return sum(case.standing.is_open for case in cases(connection, vocabulary.checks))


def _record(parts: Parts) -> Screen:
    from app.ui.screens.records.record import Record

    return Record(parts)


def _trail(parts: Parts) -> Screen:
    from app.ui.screens.records.trail import Trail

    return Trail(parts.floor, parts.look)


def _equipment(parts: Parts) -> Screen:
    from app.ui.screens.equipment.equipment import Equipment

    return Equipment(parts)


def _lots(parts: Parts) -> Screen:
    from app.ui.screens.materials.lots import INSPECT, Lots

    return Lots(parts, has_inspect=any(kind.name == INSPECT for kind in SCREENS))


def _lots_to_release(connection: Connection, vocabulary: Vocabulary) -> int:
    from app.capabilities.materials.lots.answers import Status
    from app.capabilities.materials.lots.queries import lots_with

    del vocabulary
    return len(lots_with(connection, Status.QUARANTINE))


def _holds(parts: Parts) -> Screen:
    from app.ui.screens.production.holds.holds import Holds

    return Holds(parts)


def _holds_standing(connection: Connection, vocabulary: Vocabulary) -> int:
    from app.ui.screens.production.holds.facts import hold_count

    return hold_count(connection, vocabulary)


def _gauges(parts: Parts) -> Screen:
    from app.ui.screens.equipment.gauges import Gauges

    return Gauges(parts)


def _sync_devices(parts: Parts) -> Screen:
    from app.ui.screens.sites.sync_devices import SyncDevices

    return SyncDevices(parts)


def _bind_device(parts: Parts) -> Screen:
    from app.ui.screens.sites.bind.wizard import Wizard

    return Wizard(parts)


def _form_import(parts: Parts) -> Screen:
    from app.ui.screens.forms.review.sheet_review import SheetReview

    return SheetReview(parts)


def _forms(parts: Parts) -> Screen:
    from app.ui.screens.forms.filled import FilledForms

    return FilledForms(parts)


def _form(parts: Parts) -> Screen:
    from app.ui.screens.forms.fill import FillForm

    return FillForm(parts)


def _spc(parts: Parts) -> Screen:
    from app.ui.screens.quality.spc.spc import Spc

    return Spc(parts)


def _deviations(parts: Parts) -> Screen:
    from app.ui.screens.quality.deviations.deviations import DeviationsScreen

    return DeviationsScreen(parts)


def _deviations_open(connection: Connection, vocabulary: Vocabulary) -> int:
    from app.capabilities.quality.deviations.queries import of_parameters, unclosed

    del vocabulary
    unanswered = sum(one.is_open for one in of_parameters(connection))
    return len(unclosed(connection)) + unanswered


def _capa(parts: Parts) -> Screen:
    from app.ui.screens.quality.capa.capa import CapaScreen

    return CapaScreen(parts)


def _capas_open(connection: Connection, vocabulary: Vocabulary) -> int:
    from app.capabilities.quality.capa.queries import capas

    del vocabulary
    return sum(not one.is_closed for one in capas(connection))


def _complaints(parts: Parts) -> Screen:
    from app.ui.screens.quality.complaints.complaints import ComplaintsScreen

    return ComplaintsScreen(parts)


def _complaints_open(connection: Connection, vocabulary: Vocabulary) -> int:
    from app.capabilities.quality.complaints.queries import complaints

    del vocabulary
    return sum(not row.is_closed for row in complaints(connection))


def _sampling(parts: Parts) -> Screen:
    from app.ui.screens.quality.sampling.sampling import Sampling

    return Sampling(parts)


def _inbox(parts: Parts) -> Screen:
    from app.ui.screens.inbox.inbox import Inbox

    def known() -> tuple[ScreenKind, ...]:
        session = parts.floor.session
        return () if session is None else tuple(k for k in SCREENS if k.is_for(session))

    return Inbox(parts, known)


def _nonconforming(connection: Connection, vocabulary: Vocabulary) -> int:
    from app.capabilities.quality.nonconformance.records.queries import open_ones

    del vocabulary
    return len(open_ones(connection))


def _nonconformances(parts: Parts) -> Screen:
    from app.ui.screens.quality.nonconformance.nonconformances import Nonconformances

    return Nonconformances(parts)


SCREENS: tuple[ScreenKind, ...] = (
    ScreenKind(
        "home", _home, "home.nav", "list-checks", group="production", starts=WORKS, is_aside=False
    ),
    ScreenKind("inbox", _inbox, "inbox.nav", "bell", group="production"),
    ScreenKind("case", _case, "case.nav", "workflow", group="production", right="flows.act"),
    ScreenKind("execute", _execute, "execute.nav", "play", is_aside=False),
    ScreenKind("board", _board, "board.nav", "kanban", group="production", right=VIEW),
    ScreenKind(
        "work-orders",
        _work_orders,
        "orders.nav",
        "clipboard-list",
        group="production",
        right=VIEW,
        starts=(Purpose.SUPERVISOR,),
    ),
    ScreenKind(
        "equipment",
        _equipment,
        "equipment.nav",
        "activity",
        group="production",
        right="equipment.view",
    ),
    ScreenKind(
        "lots",
        _lots,
        "lots.nav",
        "package-search",
        group="production",
        right="materials.view",
        waiting=_lots_to_release,
    ),
    ScreenKind(
        "labels",
        _labels,
        "label_queue.nav",
        "tag",
        group="production",
        right="labels.print",
        waiting=_labels_to_settle,
    ),
    ScreenKind(
        "readings",
        _readings,
        "library.readings.nav",
        "book-open",
        group="production",
        right="sign.read",
    ),
    ScreenKind(
        "due",
        _due,
        "due.nav",
        "microscope",
        group="quality",
        right=INSPECT,
        starts=(Purpose.INSPECTION,),
        is_aside=False,
        due=_due_now,
        reminds="due.reminder",
    ),
    ScreenKind(
        "first-article",
        _first_article,
        "first_article.nav",
        "flag",
        group="quality",
        right=VIEW,
    ),
    ScreenKind("inspect", _inspect, "inspect.nav", "microscope", is_aside=False),
    ScreenKind(
        "nonconformances",
        _nonconformances,
        "ncr_board.nav",
        "circle-alert",
        group="quality",
        right=VIEW,
        waiting=_nonconforming,
    ),
    ScreenKind(
        "holds",
        _holds,
        "holds.nav",
        "hand",
        group="quality",
        right=VIEW,
        waiting=_holds_standing,
    ),
    ScreenKind(
        "spc",
        _spc,
        "spc.nav",
        "chart-no-axes-combined",
        group="quality",
        right=RECORDS,
    ),
    ScreenKind(
        "sampling", _sampling, "sampling_state.nav", "filter", group="quality", right=RECORDS
    ),
    ScreenKind(
        "gauges",
        _gauges,
        "gauges.nav",
        "ruler",
        group="quality",
        right="equipment.view",
    ),
    ScreenKind(
        "forms",
        _forms,
        "filled.nav",
        "clipboard-list",
        group="quality",
        right="forms.fill",
    ),
    ScreenKind("form", _form, "fill.nav", "clipboard-pen", right="forms.fill"),
    ScreenKind(
        "deviations",
        _deviations,
        "deviations.nav",
        "triangle-alert",
        group="improvement",
        right=RECORDS,
        waiting=_deviations_open,
    ),
    ScreenKind(
        "complaints",
        _complaints,
        "complaints.nav",
        "message-square",
        group="improvement",
        right=RECORDS,
        waiting=_complaints_open,
    ),
    ScreenKind(
        "capa",
        _capa,
        "capa.nav",
        "git-branch",
        group="improvement",
        right=RECORDS,
        waiting=_capas_open,
    ),
    ScreenKind(
        "desk",
        _desk,
        "desk.nav",
        "git-compare",
        group="improvement",
        right=RECORDS,
        waiting=_open_discrepancies,
    ),
    ScreenKind("record", _record, "record.nav", "scroll-text", right=RECORDS),
    ScreenKind(
        "trail",
        _trail,
        "audit.nav",
        "shield-check",
        group="system",
        right=RECORDS,
        bench_only=True,
    ),
    ScreenKind(
        "documents",
        _documents,
        "library.nav",
        "files",
        group="engineering",
        right="documents.view",
    ),
    ScreenKind("document", _document, "library.nav", "file-text", right="documents.view"),
    ScreenKind("document-edit", _document_edit, "library.nav", "pencil", right="documents.draft"),
    ScreenKind(
        "rules",
        _rules,
        "rule_book.nav",
        "split",
        group="engineering",
        right="documents.view",
    ),
    ScreenKind("rule", _rule, "rule_book.nav", "split", right="documents.view"),
    ScreenKind(
        "form-import",
        _form_import,
        "sheet_review.nav",
        "file-spreadsheet",
        group="engineering",
        right="documents.draft",
        bench_only=True,
    ),
    ScreenKind(
        "training",
        _training,
        "library.training.nav",
        "badge-check",
        group="engineering",
        right="documents.view",
        bench_only=True,
    ),
    ScreenKind("sync-devices", _sync_devices, "sync_devices.nav", "radio-tower", group="system"),
    ScreenKind("bind-device", _bind_device, "bind.nav", "plug", right="sites.bind_devices"),
    ScreenKind("users", _users, "users.nav", "users", group="system", right="people.view"),
)
