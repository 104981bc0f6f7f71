"""An all-seeing judge, written for the tests only: dictionaries and loops over the whole log.

It knows every event the server ever held and where it stands, and says of each what the server had
to say of it. Nothing is shared with the product but the words of the verdicts.
"""

import json
from typing import Any

from sqlalchemy import Connection, text

NEEDS = {
    "toy.switched": "toy.switch",
    "toy.poured": "toy.pour",
    "simulated.noticed": "simulated.notice",
    "simulated.pictured": "simulated.picture",
    "simulated.begun": "toy.pour",
    "people.person_added": "people.administer",
    "people.roles_set": "people.administer",
    "people.person_disabled": "people.administer",
    "people.role_defined": "people.administer",
}
JUDGED = {"", "person_unknown", "right_missing", "right_gone"}


def log(connection: Connection) -> list[dict[str, Any]]:
    """Return every event the server holds, with its place and what was said of it."""
    rows = connection.execute(
        text(
            "SELECT event.hash, event.bytes, position, plant_position, verdict, reason FROM event"
            " JOIN receipt ON receipt.hash = event.hash"
        )
    )
    return [json.loads(row.bytes) | dict(row._mapping) | {"bytes": b""} for row in rows]


def expected(events: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return what had to be said of every event that could be judged: verdict and reason."""
    plant = [e for e in events if e["area"] == "plant" and e["position"] is not None]
    said = {}
    for event in events:
        judged = event["verdict"] in ("", "quarantined") and event["reason"] in JUDGED
        if judged and event["station"] != "server":
            said[event["hash"]] = _judged(event, plant)
    return said


def _judged(event: dict[str, Any], plant: list[dict[str, Any]]) -> tuple[str, str]:
    now = event["plant_position"]
    if event["area"] == "plant" and event["position"] is not None:
        now -= 1  # its own place came after the judgement
    so_far = [e for e in plant if e["position"] <= now]
    held = [e for e in so_far if _was_held(e, event, so_far)]
    person, need = event["actor"], _need(event)
    if f"person/{person}" not in {e["stream"] for e in so_far}:
        return ("quarantined", "person_unknown")
    if event["payload"].get("meaning") == "withdrawn":  # whoever signed may take it back
        return ("", "")
    if need not in _rights(person, held):
        return ("quarantined", "right_missing")
    return ("", "") if need in _rights(person, so_far) else ("", "right_gone")


def _need(event: dict[str, Any]) -> str:
    if event["kind"] == "people.signed":
        return f"sign.{event['payload']['meaning']}"
    return NEEDS[event["kind"]]


def _was_held(other: dict[str, Any], by: dict[str, Any], so_far: list[dict[str, Any]]) -> bool:
    """Tell whether the author of an event held another one, of the plant, when they wrote it."""
    places = {e["hash"]: e["position"] for e in so_far}
    strangers = [e["position"] for e in so_far if e["station"] != "server"]
    founded = min(strangers, default=len(so_far) + 1) - 1
    own = other["chain"] == by["chain"] and other["seq"] < by["seq"]
    return own or other["position"] <= places.get(by["rights_at"], founded)


def _rights(person: str, plant: list[dict[str, Any]]) -> set[str]:
    badge, disabled = "", False
    roles: list[str] = []
    granted: dict[str, list[str]] = {}
    for event in sorted(plant, key=lambda e: (e["hlc"], e["station"], e["seq"])):
        what, payload = event["kind"], event["payload"]
        if what == "people.role_defined":
            granted[payload["role"]] = payload["now"]
        elif payload.get("person") != person:
            continue
        elif what == "people.person_added":
            badge = badge or payload["badge"]
        elif what == "people.roles_set":
            roles = payload["now"]
        elif what == "people.person_disabled":
            disabled = True
    if disabled or not badge:
        return set()
    return {right for role in roles for right in granted.get(role, ())}
