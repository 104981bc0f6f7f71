"""Which language the command line speaks: as asked, else as the environment says."""

import argparse
import os
from collections.abc import Mapping

from app.kernel.words import LANGUAGES, Words


def spoken(asked: str | None = None, environment: Mapping[str, str] = os.environ) -> Words:
    """Return the words in the language asked for, else that of LC_ALL, LC_MESSAGES or LANG."""
    if asked in LANGUAGES:
        return Words(asked)
    said = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((value for value in said if value), "")
    return Words("zh_CN" if first.lower().startswith("zh") else "en")


def add_language(parser: argparse.ArgumentParser) -> None:
    """Give a command the option that every command has."""
    parser.add_argument("--language", choices=LANGUAGES, help=spoken()("cli.language.help"))
