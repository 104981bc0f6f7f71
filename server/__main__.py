"""The `lineside-server` command: init, run, ticket, lease, revoke, restored, channels."""

import argparse
import json
import os
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app.capabilities.people.identities.commands import VerifyIdentity
from app.capabilities.people.identities.events import How
from app.capabilities.people.starting.commands import starting_people, starting_roles
from app.capabilities.sites.commands import DefineArea, RevokeStation
from app.journal.capability import Command
from app.kernel.paths import data_home, resources
from app.kernel.refused import Refused
from app.kernel.sealing import fingerprint
from app.kernel.words import LANGUAGES, Bilingual, Words
from server import house as houses
from server import tickets
from server.house import House

LOCAL = "127.0.0.1"
ADMINISTRATOR = "it_admin"
SHUTDOWN_S = 5
"""Long polls are cut after this when the server is told to stop."""

Say = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 when done, 2 when it was not possible as asked."""
    words = _words(sys.argv[1:] if arguments is None else arguments)
    args = _parser(words).parse_args(arguments)
    try:
        args.do(args, words)
    except Refused as refused:
        sys.stderr.write(words.refusal(refused) + "\n")
        return 2
    return 0


def _words(given: Sequence[str]) -> Words:
    """Speak the language asked for, else that of the environment."""
    for at, word in enumerate(given):
        if word == "--language" and given[at + 1 : at + 2] and given[at + 1] in LANGUAGES:
            return Words(given[at + 1])
    said = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((value for value in said if value), "")
    return Words("zh_CN" if first.lower().startswith("zh") else "en")


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lineside-server", description=words("server.about"))
    _add_language(parser, words)
    actions = parser.add_subparsers(required=True, metavar=words("server.action"))
    init = _action(actions, words, "init", _init)
    init.add_argument("--area", required=True, help=words("server.area.help"))
    init.add_argument("--name-zh", required=True, help=words("server.name_zh.help"))
    init.add_argument("--name-en", required=True, help=words("server.name_en.help"))
    init.add_argument(
        "--station", default=[], action="append", help=words("server.first_station.help")
    )
    init.add_argument("--json", action="store_true", help=words("cli.json.help"))
    init.add_argument("--people", type=Path, default=None, help=words("server.people.help"))
    run = _action(actions, words, "run", _run)
    run.add_argument("--host", default=LOCAL, help=words("server.host.help"))
    run.add_argument("--port", type=int, default=8443, help=words("server.port.help"))
    run.add_argument("--certificate", default=None, help=words("server.certificate.help"))
    run.add_argument("--certificate-key", default=None, help=words("server.certificate_key.help"))
    run.add_argument("--notices-to", type=Path, default=None, help=words("server.notices_to.help"))
    ticket = _action(actions, words, "ticket", _ticket)
    ticket.add_argument("--station", required=True, help=words("server.station.help"))
    ticket.add_argument("--area", required=True, action="append", help=words("server.areas.help"))
    ticket.add_argument("--json", action="store_true", help=words("cli.json.help"))
    lease = _action(actions, words, "lease", _lease)
    lease.add_argument("station", help=words("server.lease.station.help"))
    lease.add_argument("--out", type=Path, default=None, help=words("server.lease.out.help"))
    revoke = _action(actions, words, "revoke", _revoke)
    revoke.add_argument("--station", required=True, help=words("server.station.help"))
    revoke.add_argument("--why", required=True, help=words("server.revoke_why.help"))
    revoke.add_argument("--person", required=True, help=words("server.revoke_person.help"))
    _action(actions, words, "restored", _restored)
    _action(actions, words, "channels", _channels)
    return parser


def _add_language(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the option before and after the action; `_words` has read it already."""
    parser.add_argument("--language", choices=LANGUAGES, help=words("server.language.help"))


def _action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]",
    words: Words,
    name: str,
    do: Callable[[argparse.Namespace, Words], None],
) -> argparse.ArgumentParser:
    line = words(f"server.{name}.help")
    parser = actions.add_parser(name, help=line, description=line)
    _add_language(parser, words)
    default = data_home() / "server"
    parser.add_argument("--data", type=Path, default=default, help=words("server.data.help"))
    parser.set_defaults(do=do)
    return parser


def _init(args: argparse.Namespace, words: Words) -> None:
    houses.prepare(args.data)
    house = houses.open_house(args.data)
    try:
        area = DefineArea(area=args.area, name=Bilingual(args.name_zh, args.name_en))
        founding = (area, *_first_people(args.people))
        house.write(lambda connection: house.found(connection, founding)).result()
        key = fingerprint(bytes.fromhex(house.nameplate.key))
        if not args.json:
            _say(words("server.init.done", folder=args.data, fingerprint=key))
        for station in args.station:
            _say_ticket(house, words, station, [args.area], as_json=args.json)
    finally:
        house.close()


def _first_people(path: Path | None) -> tuple[Command, ...]:
    """Return the roles a plant starts with, and the administrators of a file of people.

    Everybody else is added by them, as an act that has an author. Nobody verifies their own
    identity: that of the first administrators is vouched for by whoever founds the plant.
    """
    roles = starting_roles(resources() / "plant" / "roles.toml")
    known = () if path is None else starting_people(path, "founding")
    first = [one.command for one in known if ADMINISTRATOR in one.command.roles]
    vouched = [
        VerifyIdentity(person=one.person, how=How.FOUNDING, evidence="founding") for one in first
    ]
    return (*roles, *first, *vouched)


def _ticket(args: argparse.Namespace, words: Words) -> None:
    house = houses.open_house(args.data)
    try:
        _say_ticket(house, words, args.station, args.area, as_json=args.json)
    finally:
        house.close()


def _say_ticket(
    house: House, words: Words, station: str, areas: Sequence[str], *, as_json: bool = False
) -> None:
    now_ms = house.clock.now_ms()
    token = house.write(lambda c: tickets.issue(c, station, areas, "", now_ms)).result()
    if as_json:
        _say(json.dumps({"station": station, "token": token}))
        return
    _say(words("server.ticket.done", station=station, token=token))


def _lease(args: argparse.Namespace, words: Words) -> None:
    """Write a lease as text, or as a picture of its QR code; without a file, draw the code."""
    from server import lease_code, leases  # only here is a code drawn

    house = houses.open_house(args.data)
    try:
        text = house.read(lambda c: leases.grant(house, c, args.station)).result()
    finally:
        house.close()
    rows = lease_code.modules(text)
    if args.out is None:
        _say(lease_code.blocks(rows))
    elif args.out.suffix.lower() == ".png":
        args.out.write_bytes(lease_code.picture(rows))
    else:
        args.out.write_text(text + "\n", encoding="ascii")
    _say(words("server.lease.done", station=args.station))


def _revoke(args: argparse.Namespace, words: Words) -> None:
    house = houses.open_house(args.data)
    command = RevokeStation(station=args.station, why=args.why)
    try:
        house.write(lambda c: house.carry_out(c, command, args.person)).result()
    finally:
        house.close()
    _say(words("server.revoke.done", station=args.station))


def _restored(args: argparse.Namespace, words: Words) -> None:
    houses.restored(args.data)
    _say(words("server.restored.done"))


def _channels(args: argparse.Namespace, words: Words) -> None:
    """Tell what each channel took and what it does not take."""
    from server.delivering import standings

    house = houses.open_house(args.data)
    try:
        found = house.read(standings).result()
    finally:
        house.close()
    if not found:
        _say(words("server.channels.none"))
    for one in found:
        counts = {"delivered": one.delivered, "failed": len(one.failures)}
        _say(words("server.channels.line", channel=one.channel, **counts))
        for failure in one.failures:
            _say(words("server.channels.failure", tries=failure.tries, why=failure.why))


def _run(args: argparse.Namespace, words: Words) -> None:
    if args.host != LOCAL and args.certificate is None:
        raise Refused("server.needs_certificate", host=args.host)
    import uvicorn  # half a second to import, with the application: only where stations are served

    from server.app import create_app
    from server.connectors.json_lines import JsonLines
    from server.delivering import Delivering

    house = houses.open_house(args.data)
    delivering = Delivering(house, () if args.notices_to is None else (JsonLines(args.notices_to),))
    listening = socket.create_server((args.host, args.port))
    scheme = "https" if args.certificate else "http"
    config = uvicorn.Config(
        create_app(house),
        ssl_certfile=args.certificate,
        ssl_keyfile=args.certificate_key,
        log_level="warning",
        timeout_graceful_shutdown=SHUTDOWN_S,
    )
    host, port = listening.getsockname()[:2]
    _say(words("server.run.ready", url=f"{scheme}://{host}:{port}"))
    delivering.start()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
        delivering.close()
        house.close()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
