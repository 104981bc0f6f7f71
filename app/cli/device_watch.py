"""`lineside device watch`: everything a device says and does, as it comes."""

import argparse
import sys
import time

from app.cli import device_session
from app.cli.device_lines import as_json, as_text
from app.kernel.words import Words

A_YEAR_S = 365 * 86_400.0


def configure(parser: argparse.ArgumentParser, words: Words) -> None:
    """Say what the action takes."""
    device_session.configure(parser, words, seconds=A_YEAR_S)


def run(args: argparse.Namespace, words: Words) -> int:
    """Watch until the time is up or Ctrl-C: 0; 2 where there is nothing to open."""
    late_s = time.monotonic() + args.seconds
    try:
        with device_session.opened(args, words) as session:
            for news in session.until(late_s):
                line = as_json(news) if args.json else as_text(news, words)
                sys.stdout.write(line + "\n")
                sys.stdout.flush()  # each line at once: a program may read along
    except device_session.CannotOpen as sentence:
        sys.stderr.write(f"{sentence}\n")
        return 2
    except KeyboardInterrupt:
        return 0
    return 0
