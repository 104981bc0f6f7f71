"""`python3 dev.py demo`: the demo plant on this machine, to be played with or playing by itself."""

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.cli.language import spoken


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; return 0, or 1 when what came of it is not as it should be."""
    words = spoken()
    args = _arguments(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    folder = args.data or Path(tempfile.mkdtemp(prefix="lineside-demo-"))
    if (folder / "server").exists():
        sys.stderr.write(words("demo.folder_used", folder=folder) + "\n")
        return 2
    if not args.offscreen:
        from app.demo.shown import run  # needs a screen

        return run(folder)
    from app.demo.play import play

    outcome = play(folder, args.pictures, lambda code: _say(words(code, folder=folder)))
    text = json.dumps(outcome.report, ensure_ascii=False, indent=2)
    if args.report is None:
        _say(text)
    else:
        args.report.write_text(text + "\n", encoding="utf-8")
        _say(words("demo.reported", path=args.report))
    if outcome.failed:
        sys.stderr.write(words("demo.failed", what=outcome.failed) + "\n")
        return 1
    _say(words("demo.done", seconds=outcome.report["seconds"]))
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    words = spoken()
    parser = argparse.ArgumentParser(prog="demo", description=words("demo.about"))
    parser.add_argument("--offscreen", action="store_true", help=words("demo.offscreen.help"))
    parser.add_argument("--report", type=Path, help=words("demo.report.help"))
    parser.add_argument("--data", type=Path, help=words("demo.data.help"))
    parser.add_argument("--pictures", type=Path, help=words("demo.pictures.help"))
    return parser.parse_args(arguments)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
