"""What a nonconformance may be about: an order or its operation, a lot, a machine."""

from app.capabilities.forms.judging.answers import Subject
from app.capabilities.production.orders.tables import RoutedRow
from app.journal.ruling import Matter
from app.kernel.words import Words
from app.stations.recogniser import (
    EquipmentLabel,
    Meaning,
    OperationTraveller,
    OrderTraveller,
    lot_meant,
)
from app.ui import kit
from app.ui.screens.forms.begin_facts import BeginFacts

_SEP = "|"
ORDER, OPERATION, LOT, EQUIPMENT = "order", "operation", "lot", "equipment"


def picks(facts: BeginFacts, words: Words) -> tuple[kit.Pick, ...]:
    """Return everything it may be about, orders with their operations first."""
    language = words.language
    found: list[kit.Pick] = []
    for line in facts.orders:
        about = " · ".join(part for part in (line.product, line.lot) if part)
        for step in facts.steps(line.order):
            found.append(_operation(line.order, step, about, language))
        found.append(kit.Pick(_key(ORDER, line.order), line.order, about))
    kind = words("ncr.affected.lot")
    for lot in facts.lots:
        sub = " · ".join(p for p in (lot.material, lot.material_name.of(language)) if p)
        found.append(kit.Pick(_key(LOT, lot.lot), f"{kind} {lot.lot}", sub))
    for machine in facts.machines:
        name = machine.name_zh if language == "zh_CN" else machine.name_en
        sub = machine.work_centre
        found.append(
            kit.Pick(_key(EQUIPMENT, machine.equipment), f"{machine.equipment} {name}", sub)
        )
    return tuple(found)


def key_of(subject: Subject) -> str:
    """Return the key of what a form was filled for: its operation, its order, its lot."""
    if subject.order:
        parts = (OPERATION, subject.order, subject.operation) if subject.operation else ()
        return _key(*parts) if parts else _key(ORDER, subject.order)
    return _key(LOT, subject.lot) if subject.lot else ""


def scanned(meaning: Meaning, facts: BeginFacts) -> str:
    """Return the key a scan means; empty where it is none of these."""
    match meaning:
        case OperationTraveller(order=order, operation=operation):
            return _key(OPERATION, order, operation)
        case OrderTraveller(order=order):
            return _key(ORDER, order)
        case EquipmentLabel(code=code):
            return _key(EQUIPMENT, code)
    label = lot_meant(meaning)
    if label is None:
        return ""
    made = next((one.order for one in facts.orders if one.lot == label.lot), "")
    return _key(ORDER, made) if made else _key(LOT, label.lot)


def matter(key: str, facts: BeginFacts, equipment: str = "") -> Matter:
    """Return what a key is about, with all that is known of it."""
    kind, _, rest = key.partition(_SEP)
    name, _, operation = rest.partition(_SEP)
    if kind in (ORDER, OPERATION):
        line = facts.order(name)
        product, lot = ("", "") if line is None else (line.product, line.lot)
        return Matter(
            order=name, operation=operation, product=product, lot=lot, equipment=equipment
        )
    if kind == LOT:
        found = facts.lot(name)
        material, supplier = ("", "") if found is None else (found.material, found.supplier)
        return Matter(lot=name, material=material, supplier=supplier, equipment=equipment)
    return Matter(equipment=name or equipment)


def unit(key: str, facts: BeginFacts, words: Words) -> str:
    """Return in what it is counted."""
    kind, _, rest = key.partition(_SEP)
    name = rest.partition(_SEP)[0]
    if kind == LOT and (lot := facts.lot(name)) is not None:
        return lot.unit.of(words.language)
    line = facts.order(name) if kind in (ORDER, OPERATION) else None
    return words("ncr_board.pieces") if line is None else line.unit.of(words.language)


def _operation(order: str, step: RoutedRow, about: str, language: str) -> kit.Pick:
    name = step.name_zh if language == "zh_CN" else step.name_en
    title = f"{order} · {step.operation} {name}"
    return kit.Pick(_key(OPERATION, order, step.operation), title, about)


def _key(*parts: str) -> str:
    return _SEP.join(parts)
