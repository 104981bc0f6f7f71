"""`lineside panel scanner …`: simulated devices on their ports, and a panel to play them."""

import argparse
import sys
from collections.abc import Mapping

from app.cli.language import add_language, spoken
from app.cli.settings import add_settings, settings_of
from app.demo.device_player import Player
from app.kernel.loading import loading
from app.kernel.words import Words
from drivers.simulated.roster import PARTS, part
from drivers.simulated.stage import PtyStage, TcpStage


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    words = spoken()
    kinds = ", ".join(one.kind.value for one in PARTS)
    parser.add_argument(
        "devices",
        nargs="+",
        metavar=words("cli.panel.device"),
        help=words("cli.panel.device.help", kinds=kinds),
    )
    parser.add_argument("--tcp", action="store_true", help=words("cli.panel.tcp.help"))
    add_settings(parser, words)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Play until the panel is closed: 0; 2 where a device cannot be played."""
    words = spoken(args.language)
    players: dict[str, Player] = {}
    try:
        for given in args.devices:
            player = _player(given, len(players) + 1, args, words)
            players[player.name] = player
        return _show(players, words)
    except (ValueError, OSError) as error:
        sys.stderr.write(words("cli.device.simulate.unplayable", why=error) + "\n")
        return 2
    finally:
        for player in players.values():
            player.close()


def _player(given: str, number: int, args: argparse.Namespace, words: Words) -> Player:
    """Return what plays `KIND[:PROTOCOL]`. Raises ValueError, OSError where there is no port."""
    kind, _, protocol = given.partition(":")
    cast = part(kind)
    players = cast.load(settings_of(args)) if cast else {}
    word = protocol or next(iter(players), kind)
    if cast is None or word not in players:
        known = ", ".join(players)
        raise ValueError(words("cli.device.simulate.protocols", word=word, known=known))
    name = f"{kind}-{number}"
    return Player(name, cast.kind, players[word](TcpStage() if args.tcp else PtyStage(name)))


def _show(players: Mapping[str, Player], words: Words) -> int:
    with loading():  # Qt: nothing else on the command line needs it
        from app.composition import application
        from app.demo.device_stage import DeviceStage
        from app.ui.theme.look import Look, apply

    app = application()
    look = Look(words)
    apply(app, look)
    stage = DeviceStage(look, players)
    stage.panel.show()
    for player in players.values():
        sys.stdout.write(player.device.address + "\n")
    sys.stdout.flush()
    status = app.exec()
    for player in players.values():
        player.close()  # before the panel goes that they tell
    return status
