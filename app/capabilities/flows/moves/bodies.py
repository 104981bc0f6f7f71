"""The body of a flow: nodes, and the edges a quantity may take."""

from enum import StrEnum
from itertools import pairwise

import msgspec

START = "@start"
"""Where a case's quantity comes from."""
END = "@end"
"""Where what is finished goes."""
SCRAP = "@scrap"
"""Where what is lost goes, from any node."""
DECISION = "case"
"""The unit of a decision that moves as pieces do: a running case is one."""
ASIDE = "ncr/"
"""Begins the case of pieces that were put aside: what they do, their order's pieces do too."""


class EdgeKind(StrEnum):
    """Forward edges lead to the end; a rework edge leads back."""

    FORWARD = "forward"
    REWORK = "rework"


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """A way from node to node; the first forward edge of a node is its usual one."""

    source: str
    target: str
    kind: EdgeKind = EdgeKind.FORWARD


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """A graph of nodes. Edges from START and to END name where cases begin and finish."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]

    def targets(self, node: str, kind: EdgeKind = EdgeKind.FORWARD) -> tuple[str, ...]:
        """Return where `node` leads over edges of one kind, the usual way first."""
        return tuple(e.target for e in self.edges if e.source == node and e.kind is kind)

    def before(self, node: str, *kinds: EdgeKind) -> frozenset[str]:
        """Return every node from which `node` is reached, over edges of `kinds` or of any."""
        edges = [e for e in self.edges if not kinds or e.kind in kinds]
        found: set[str] = set()
        todo = [node]
        while todo:
            here = todo.pop()
            sources = {e.source for e in edges if e.target == here} - found
            found |= sources
            todo.extend(sources)
        return frozenset(found - {node})


def linear(*nodes: str) -> Flow:
    """Return the flow that runs through `nodes` one after another."""
    stops = (START, *nodes, END)
    return Flow(nodes=nodes, edges=tuple(Edge(source=a, target=b) for a, b in pairwise(stops)))
