"""Settings of a line, a driver or a played device: `--set baud=9600`, as often as needed."""

import argparse

from app.kernel.words import Words


def add_settings(parser: argparse.ArgumentParser, words: Words) -> None:
    """Give a command the option that all who open or play devices have."""
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="baud=9600",
        dest="settings",
        help=words("cli.device.set.help"),
    )


def settings_of(args: argparse.Namespace) -> dict[str, str]:
    """Return what was set. Raises ValueError where one has no value."""
    pairs = [one.partition("=") for one in args.settings]
    if wrong := next((name for name, sign, _ in pairs if not sign), None):
        raise ValueError(f"--set {wrong}")
    return {name: value for name, _, value in pairs}
