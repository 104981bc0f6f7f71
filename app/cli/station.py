"""`lineside station enrol|run`: make this machine a station of a plant, and open its window."""

import argparse
import json
import sys
from pathlib import Path
from typing import get_args

from app.cli.language import add_language, spoken
from app.cli.passphrase import add_passphrase, read_passphrase
from app.kernel.clock import SystemClock
from app.kernel.loading import loading
from app.kernel.paths import data_home
from app.kernel.refused import OutOfReach, Refused
from app.kernel.words import LANGUAGES, Bilingual, Words
from app.stations.identity import StationIdentity, opened
from app.stations.joining import join, was_enrolled
from app.stations.key_places import key_stores
from app.stations.profile import Density, Profile, Purpose
from app.sync.transport import Trouble

UNREACHABLE = "sync.unreachable"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the command's options."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    enrol = actions.add_parser(
        "enrol",
        help=words("cli.station.enrol.help"),
        description=words("cli.station.enrol.about"),
        epilog=words("cli.station.enrol.epilog"),
    )
    _describe_station(enrol, words)
    run_it = actions.add_parser(
        "run", help=words("cli.station.run.help"), description=words("cli.station.run.about")
    )
    run_it.add_argument("--kiosk", action="store_true", help=words("cli.station.kiosk.help"))
    run_it.add_argument("--wall", action="store_true", help=words("cli.station.wall.help"))
    default = data_home() / "station"
    for command in (enrol, run_it):
        command.add_argument(
            "--data", type=Path, default=default, help=words("cli.station.data.help")
        )
        add_passphrase(command, words, "cli.station.passphrase.help")
        add_language(command)


def run(args: argparse.Namespace) -> int:
    """Enrol: 0 when the server took the station in. Run: 0 when its window was closed. Else 2."""
    words = spoken(args.language)
    try:
        passphrase = read_passphrase(args.passphrase_file)
        if args.action == "enrol":
            return _enrol(args, words, passphrase)
        return _run(args, passphrase)
    except Refused as refused:
        _complain(words.refusal(refused))
    except OutOfReach as trouble:
        _complain(_why_not(trouble, words, args.server))
    return 2


def _describe_station(parser: argparse.ArgumentParser, words: Words) -> None:
    for name in ("server", "token", "station", "name-zh", "name-en"):
        code = name.replace("-", "_")
        parser.add_argument(f"--{name}", required=True, help=words(f"cli.station.{code}.help"))
    parser.add_argument(
        "--purpose",
        required=True,
        choices=[purpose.value for purpose in Purpose],
        help=words("cli.station.purpose.help"),
    )
    densities = get_args(Density)
    parser.add_argument(
        "--density",
        choices=densities,
        default=densities[0],
        help=words("cli.station.density.help"),
    )
    parser.add_argument(
        "--language-of-station",
        choices=LANGUAGES,
        default=LANGUAGES[0],
        help=words("cli.station.language.help"),
    )
    parser.add_argument("--work-centres", default="", help=words("cli.station.work_centres.help"))
    parser.add_argument("--json", action="store_true", help=words("cli.json.help"))


def _enrol(args: argparse.Namespace, words: Words, passphrase: str | None) -> int:
    stores = key_stores(args.data, passphrase)
    anew = was_enrolled(args.data)
    joined = join(args.data, _profile(args), args.token, stores, SystemClock())
    identity = opened(args.data, stores)
    if args.json:
        _say(json.dumps(_answer(joined, identity), ensure_ascii=False, indent=2))
        return 0
    areas = ", ".join(joined.areas)
    _say(words("cli.station.enrolled", station=joined.station, areas=areas))
    _say(words("cli.station.fingerprint", fingerprint=identity.fingerprint))
    _say(words(f"sites.key_place.{identity.place.kind}", **identity.place.facts))
    if anew:
        _say(words("cli.station.enrolled_anew"))
    _say(words("cli.station.run_it", folder=args.data))
    return 0


def _run(args: argparse.Namespace, passphrase: str | None) -> int:
    with loading():  # Qt: nothing else on the command line needs it
        from app.composition import run_station

    return run_station(args.data, kiosk=args.kiosk, wall=args.wall, passphrase=passphrase)


def _profile(args: argparse.Namespace) -> Profile:
    """Return the profile as asked for; its areas are the server's to say."""
    centres = (part.strip() for part in args.work_centres.split(","))
    return Profile(
        station=args.station,
        name=Bilingual(args.name_zh, args.name_en),
        purpose=Purpose(args.purpose),
        areas=(),
        density=args.density,
        language=args.language_of_station,
        work_centres=tuple(centre for centre in centres if centre),
        server=args.server,
    )


def _answer(joined: Profile, identity: StationIdentity) -> dict[str, object]:
    return {
        "station": joined.station,
        "areas": joined.areas,
        "fingerprint": identity.fingerprint,
        "key_place": {"kind": identity.place.kind, **identity.place.facts},
        "guarded": identity.place.is_guarded,
    }


def _why_not(trouble: OutOfReach, words: Words, server: str) -> str:
    code = trouble.code if isinstance(trouble, Trouble) else UNREACHABLE
    if code == UNREACHABLE:  # its usual text comforts people at work; here nothing is at stake yet
        return words("cli.station.unreachable", server=server)
    return words(f"refused.{code}")


def _complain(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
