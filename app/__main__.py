"""The `lineside` command line: a table of words, each imported only when it is called."""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence

from app.cli.language import spoken
from app.kernel.release import release

ENOUGH = 141
"""The exit status of who was stopped by a closed pipe, as shells know it: 128 + SIGPIPE."""

COMMANDS = {
    "device": "app.cli.device",
    "form": "app.cli.form",
    "journal": "app.cli.journal",
    "label": "app.cli.label",
    "panel": "app.demo.device_play",
    "plan": "app.cli.plan",
    "printer": "app.cli.printer",
    "rule": "app.cli.rule",
    "sampling": "app.cli.sampling",
    "scale": "app.cli.scale",
    "spc": "app.cli.spc",
    "station": "app.cli.station",
    "symbol": "app.cli.symbol",
}
"""Word → module with `configure(parser)` and `run(args) -> exit status`; its line of help stands in
the catalogue under `cli.<word>.help`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 a finding, 2 not possible as asked."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    word = next((argument for argument in given if not argument.startswith("-")), None)
    parser, modules = _parser(word)
    args = parser.parse_args(given)
    module = importlib.import_module(modules[args.command])
    try:
        status: int = module.run(args)
        sys.stdout.flush()
    except BrokenPipeError:  # `lineside device watch … | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ENOUGH
    return status


def _parser(word: str | None) -> tuple[argparse.ArgumentParser, dict[str, str]]:
    words = spoken()
    parser = argparse.ArgumentParser(
        prog="lineside", description=words("cli.about"), epilog=words("cli.epilog")
    )
    parser.add_argument("--version", action="version", version=f"lineside {release()}")
    table = parser.add_subparsers(dest="command", required=True, metavar=words("cli.command"))
    for name, module in COMMANDS.items():
        help_line = words(f"cli.{name}.help")
        command = table.add_parser(name, help=help_line, description=words(f"cli.{name}.about"))
        if name == word:  # the others stay unimported: the command line starts fast
            importlib.import_module(module).configure(command)
    return parser, COMMANDS


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's code page is: a program may read what we say."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
