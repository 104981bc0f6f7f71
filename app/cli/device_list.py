"""`lineside device list`: what is connected now, and what a station's profile binds."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from app.kernel.refused import Refused
from app.kernel.words import Words
from app.stations.profile import FILE_NAME, DeviceLine, read_profile
from drivers.links.found import CannotList, FoundPort, found_ports, looked_at


def configure(parser: argparse.ArgumentParser, words: Words) -> None:
    """Say what the action takes."""
    parser.add_argument(
        "at", nargs="*", metavar=words("cli.device.at"), help=words("cli.device.at.help")
    )
    parser.add_argument("--data", type=Path, help=words("cli.device.data.help"))
    parser.add_argument("--json", action="store_true", help=words("cli.device.json.help"))


def run(args: argparse.Namespace, words: Words) -> int:
    """List: 0 all there is, 1 where something cannot be listed or found, 2 without a profile."""
    try:
        bound = read_profile(args.data / FILE_NAME).devices if args.data else ()
    except Refused as refused:
        sys.stderr.write(words.refusal(refused) + "\n")
        return 2
    status, ports = _found(args.at, words)
    for line in _lines(ports, bound, words, as_json=args.json):
        sys.stdout.write(line + "\n")
    return status


def _found(named: list[str], words: Words) -> tuple[int, tuple[FoundPort, ...]]:
    if named:
        found = {name: looked_at(name) for name in named}
        for name, port in found.items():
            if port is None:
                sys.stderr.write(words("cli.device.not_found", name=name) + "\n")
        return int(None in found.values()), tuple(port for port in found.values() if port)
    try:
        return 0, found_ports()
    except CannotList:
        sys.stderr.write(words("cli.device.cannot_list") + "\n")
        return 1, ()


def _lines(
    ports: tuple[FoundPort, ...], bound: tuple[DeviceLine, ...], words: Words, *, as_json: bool
) -> Iterator[str]:
    if as_json:
        for port in ports:
            yield json.dumps({"what": "found", **asdict(port)}, ensure_ascii=False)
        for line in bound:
            said = {"what": "bound", "role": line.code, "driver": line.driver}
            yield json.dumps({**said, "address": line.link, "asset": line.asset})
        return
    for port in ports:
        yield "  ".join(part for part in (port.address, port.port, port.words) if part)
    if not ports:
        yield words("cli.device.nothing_found")
    for line in bound:
        yield words("cli.device.bound", role=line.code, driver=line.driver, address=line.link)
