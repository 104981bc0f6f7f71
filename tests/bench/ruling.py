"""What 200 rules cost the act they all listen to: nothing to fire, and one that does."""

import time
from collections.abc import Iterator
from pathlib import Path

from app.capabilities.rules.definition.bodies import RULE, Doing, Rule
from tests.bench.figures import BESIDE, REPEATS, Arm, Bar, Figure, at_percent, median, milliseconds
from tests.capabilities.documents.library import publish
from tests.capabilities.rules.factory import a_plant, a_rule, fill
from tests.journal.node import Node

RULES, EVENTS = 200, 200
TELL = Doing(action="notify", settings={"roles": ["ipqc"]})


def rules_200(folder: Path, share: int) -> Iterator[Figure]:
    """Let 200 rules look at a form that was completed; a third name the form they are about."""
    count = max(5, EVENTS // share)
    bare, bare_cpu = _rounds(a_plant(path=folder / "bare.db"), count)
    node = a_plant(*map(_rule, range(RULES)), path=folder / "rules.db")
    found, cpu = _rounds(node, count)
    name = "the same reaction with no rule in force"
    yield Figure("rules_200_cpu", "ms", Bar(most=1), cpu, bare_cpu, name)
    middle = at_percent(found, 50)
    yield Figure("rules_200_p50", "ms", Bar(most=1), middle, at_percent(bare, 50), name)
    yield Figure("rules_200_p95", "ms", BESIDE, at_percent(found, 95), at_percent(bare, 95), name)
    publish(node, RULE, "FIRES", a_rule("FIRES", TELL))
    yield Figure("rules_200_one_fires_cpu", "ms", BESIDE, _rounds(node, count)[1])


def _rule(number: int) -> Rule:
    """Return a rule that does not hold, and says so in one of three ways."""
    given = (
        f"verdict == 'fail' and form == 'QF-{number + 100}'",
        f"verdict in ('fail', 'none') and fails_last_hour >= {number + 100}",
        f"known(lot) and (fails_last_hour > {number + 100} or station == 'S{number + 100}')",
    )[number % 3]
    return a_rule(f"R-{number:03}", TELL, given=given)


def _rounds(node: Node, count: int) -> tuple[list[list[float]], Arm]:
    """Return how long each reaction took in ms, and what it takes of the processor.

    What it would record is rolled back.
    """
    done = fill(node, f"F-{len(node.events())}")
    connection = node.engine.connect()

    def react() -> None:
        node.journal.react(connection, done.events)
        connection.rollback()

    react()
    found, cpu = [], []
    for _ in range(REPEATS):
        before = time.process_time()
        found.append([milliseconds(react) for _ in range(count)])
        cpu.append((time.process_time() - before) * 1000 / count)
    connection.close()
    return found, median(cpu)
