"""The passphrase of a station's key file, read from a file: it stands in no list of processes."""

import argparse
from pathlib import Path

from app.kernel.refused import Refused
from app.kernel.words import Words


def add_passphrase(parser: argparse.ArgumentParser, words: Words, about: str) -> None:
    """Take `--passphrase-file`; `about` is the code of its help."""
    parser.add_argument(
        "--passphrase-file", type=Path, metavar=words("cli.file"), help=words(about)
    )


def read_passphrase(path: Path | None) -> str | None:
    """Return the passphrase a file holds, without its line end; None where no file is named.

    Refuses `cli.passphrase_unreadable`, also for an empty one.
    """
    if path is None:
        return None
    try:
        text = path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("cli.passphrase_unreadable", path=str(path)) from error
    if not text:
        raise Refused("cli.passphrase_unreadable", path=str(path))
    return text
