"""`lineside device list|watch|test|simulate`: what hangs on this computer, without a window."""

import argparse

from app.cli import device_list, device_simulate, device_test, device_watch
from app.cli.language import add_language, spoken

_ACTIONS = {
    "list": device_list,
    "watch": device_watch,
    "test": device_test,
    "simulate": device_simulate,
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    words = spoken()
    actions = parser.add_subparsers(dest="action", required=True, metavar=words("cli.action"))
    for name, module in _ACTIONS.items():
        action = actions.add_parser(
            name,
            help=words(f"cli.device.{name}.help"),
            description=words(f"cli.device.{name}.about"),
            epilog=words(f"cli.device.{name}.epilog"),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.configure(action, words)
        add_language(action)


def run(args: argparse.Namespace) -> int:
    """Carry an action out: 0 done, 1 something was found, 2 not possible as asked."""
    status: int = _ACTIONS[args.action].run(args, spoken(args.language))
    return status
