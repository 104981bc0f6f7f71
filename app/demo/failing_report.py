"""What came of the second scenario, counted in the server's journal and against what people saw."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from app.capabilities.flows.cases.queries import cases
from app.capabilities.flows.moves.bodies import END, START
from app.capabilities.flows.moves.bodies import SCRAP as SCRAPPED
from app.capabilities.flows.moves.queries import at_nodes
from app.capabilities.flows.notices.queries import seen_by
from app.capabilities.flows.notices.tables import NoticeRow
from app.capabilities.people.signatures.queries import signatures
from app.capabilities.production.holds.queries import every_hold
from app.capabilities.quality.nonconformance.records.answers import Nonconformance
from app.capabilities.quality.nonconformance.records.queries import known, latest
from app.capabilities.records.discrepancies.queries import cases as discrepancies
from app.capabilities.rules.firings.tables import FiringRow
from app.demo.failing import DOWNGRADE, ENGINEER, FOUND, HEADS, PLANNED, QA, SCRAP, SPLIT, Seen
from app.demo.story import LEAD
from app.journal.rows import read
from app.journal.upcast import Vocabulary
from app.kernel.quantity import plain

RULE = "R-01"
REFUSED = ("work.on_hold", "ncr.concession_registered", "ncr.needs_server", "work.on_hold")
"""What is refused in the story, in its order."""


def report(connection: Connection, vocabulary: Vocabulary, seen: Seen) -> dict[str, Any]:
    """Return what the second scenario came to, by what it is about."""
    it = known(connection, seen.name)
    everything = read(connection, NoticeRow, select(NoticeRow.table))
    ours = [one.notice for one in everything if one.firing == seen.name]
    by_whom = [set(who) for who in seen_by(connection, ours).values()]
    firings = read(connection, FiringRow, select(FiringRow.table))
    reviewed = [one for one in cases(connection) if one.case == seen.name]
    holds = every_hold(connection)
    found = discrepancies(connection, vocabulary.checks)
    return {
        "rules_fired": dict(Counter(one.rule for one in firings)),
        "actions_undone": sum(len(one.undone) for one in firings),
        "nonconformances": {
            "number": it.row.number,
            "opened": len(latest(connection)),
            "closed": sum(bool(one.row.closed_ms) for one in latest(connection)),
            "by_rule": it.row.rule,
            "measured": it.row.measured,
            "limit": it.row.limit,
        },
        "flow_cases": {
            "opened": len(reviewed),
            "closed": sum(one.is_closed for one in reviewed),
        },
        "signed_in_order": [
            f"{one.signer} {one.meaning}" for one in signatures(connection, it.row.stream)
        ],
        "holds": {
            "set": len(holds),
            "lifted": sum(one.freed is not None for one in holds),
            "of": [one.scope.order for one in holds],
        },
        "pieces": _pieces(it),
        "order": _order(connection, it),
        "notices": {
            "sent": len(ours),
            "seen_by": sorted(set().union(*by_whom)),
            "found_in_inbox": dict(seen.told),
            "sounded": seen.rung,
            "bell": seen.waits_in_inbox,
        },
        "refused": [
            {"station": one.station, "code": one.code, "words": one.words} for one in seen.refusals
        ],
        "discrepancies": {
            "found": list(seen.discrepancies),
            "settled": list(seen.settled),
            "open_at_the_end": sum(one.standing.is_open for one in found),
        },
    }


def wrong(told: Mapping[str, Any]) -> list[str]:
    """Return what is not as it should be, by name."""
    pieces, order, notices = told["pieces"], told["order"], told["notices"]
    left = DOWNGRADE.quantity + SCRAP.quantity
    as_split = {one.disposition.value: str(one.quantity) for one in SPLIT}
    signers = [said.split()[0] for said in told["signed_in_order"] if "reviewed" in said]
    checks = {
        "rules": told["rules_fired"].get(RULE) == 1 and told["actions_undone"] == 0,
        "nonconformances": _once(told["nonconformances"]),
        "flow_cases": _once(told["flow_cases"]),
        "signatures": signers == [ENGINEER, LEAD, QA],
        "holds": (told["holds"]["set"], told["holds"]["lifted"]) == (1, 1),
        "pieces": pieces["done"] == as_split
        and pieces["found"] == pieces["adds_up_to"] == str(FOUND)
        and pieces["waiting"] == "0",
        "order": order == {"finished": str(PLANNED - left), "left_it": str(left), "elsewhere": "0"},
        "notices": notices["sent"] == 1
        and notices["found_in_inbox"] == dict.fromkeys(HEADS, 1)
        and set(HEADS.values()) <= set(notices["seen_by"])
        and notices["sounded"] == 1,
        "refusals": tuple(one["code"] for one in told["refused"]) == REFUSED,
        "discrepancies": told["discrepancies"]
        == {"found": ["worked_on_hold"], "settled": ["worked_on_hold"], "open_at_the_end": 0},
    }
    return [name for name, is_right in checks.items() if not is_right]


def _once(told: Mapping[str, Any]) -> bool:
    return (told["opened"], told["closed"]) == (1, 1)


def _pieces(it: Nonconformance) -> dict[str, Any]:
    """Return how many were found, what was done to them, and that none is left over or missing."""
    done: Counter[str] = Counter()
    for one in it.done:
        if one.what == "executed":
            done[one.disposition] += int(one.quantity)
    pieces = it.pieces
    waiting = pieces.held + pieces.mending + pieces.to_verify
    return {
        "found": plain(it.row.quantity),
        "done": {name: str(count) for name, count in done.items()},
        "adds_up_to": str(sum(done.values())),
        "accepted_again": plain(_accepted(it)),
        "waiting": plain(waiting),
        "below_nothing": list(pieces.negative),
    }


def _accepted(it: Nonconformance) -> Decimal:
    verified = (one.quantity for one in it.done if one.what == "verified")
    return sum(verified, Decimal(0))


def _order(connection: Connection, it: Nonconformance) -> dict[str, str]:
    """Return where the pieces of its order are: finished, out of it, or anywhere else."""
    at = dict(at_nodes(connection, it.row.order))
    finished, scrapped = at.pop(END, Decimal(0)), at.pop(SCRAPPED, Decimal(0))
    elsewhere = sum((abs(much) for name, much in at.items() if name != START), Decimal(0))
    return {
        "finished": plain(finished),
        "left_it": plain(scrapped),
        "elsewhere": plain(elsewhere),
    }
