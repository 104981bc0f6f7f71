"""A second fold, written for the tests only: dictionaries, json, one loop, nothing shared."""

import json
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, text


def facts(connection: Connection, area: str) -> dict[str, dict[str, Any]]:
    """Return the events of an area that count, by hash, read with nothing of the product."""
    rows = connection.execute(
        text(
            "SELECT event.bytes FROM event LEFT JOIN receipt ON receipt.hash = event.hash"
            " WHERE event.area = :area AND coalesce(receipt.verdict, '') = ''"
        ),
        {"area": area},
    )
    return {sha256(row.bytes).hexdigest(): json.loads(row.bytes) for row in rows}


def state(events: dict[str, dict[str, Any]]) -> dict[str, list[Any]]:
    """Fold events into what the state tables should hold."""
    kettles: dict[str, str] = {}
    boards: dict[str, list[Any]] = {}
    forks: set[tuple[str, ...]] = set()
    pours, pictures, begun = [], [], []
    ordered = sorted(
        events.items(), key=lambda one: (one[1]["hlc"], one[1]["station"], one[1]["seq"], one[0])
    )
    for name, event in ordered:
        stream, payload = event["stream"], event["payload"]
        if event["kind"] == "toy.switched":
            kettles[stream] = (kettles.get(stream, "") + "01"[payload["on"]])[-8:]
        elif event["kind"] == "toy.poured":
            pours.append((stream, name, payload["cups"]))
        elif event["kind"] == "simulated.noticed":
            changes = boards.get(stream, ["", 0])[1] + 1
            boards[stream] = [payload["text"], changes]
        elif event["kind"] == "simulated.pictured":
            pictures.append((stream, name, payload["picture"]))
        elif event["kind"] == "simulated.begun":
            begun.append((stream, name))
        elif event["kind"] == "sites.fork_seen":
            forks.add((stream, payload["chain"], payload["prev"]))
    return {
        "toy_kettle": sorted((s, int(h[-1]), h) for s, h in kettles.items()),
        "toy_pour": sorted(pours),
        "simulated_board": sorted((s, t, n) for s, (t, n) in boards.items()),
        "simulated_picture": sorted(pictures),
        "sites_fork": sorted(forks),
        "simulated_begun": sorted(begun),
    }


def tables(
    connection: Connection, names: tuple[str, ...], streams: set[str]
) -> dict[str, list[Any]]:
    """Return what the product's state tables do hold of these streams."""
    columns = {
        "toy_kettle": 'stream, "on", history',
        "toy_pour": "stream, hash, cups",
        "simulated_board": "stream, text, changes",
        "simulated_picture": "stream, hash, picture",
        "sites_fork": "stream, chain, prev",
        "simulated_begun": "stream, hash",
    }
    return {
        name: sorted(
            tuple(row)
            for row in connection.execute(text(f"SELECT {columns[name]} FROM {name}"))  # noqa: S608  # names from above
            if row[0] in streams
        )
        for name in names
    }
