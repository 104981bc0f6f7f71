#!/usr/bin/env python3
"""Every developer's command: `python3 dev.py` lists them; each sets up what it needs first.

Python's standard library only, so that it runs on a bare machine: the environment in `.venv` is
made from `requirements.lock` (uv, every hash checked), the texts are compiled, and then the
command runs inside that environment. No package index is named here: pip and uv ask the one this
machine is set up for.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "set-up-from"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

# Debian packages by the library they bring. Qt loads EGL and GL even where it draws in software.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libbrotlidec.so.1": "libbrotli1",
}
CODE_LIBRARIES = {"libzbar.so.0": "libzbar0"}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class Trouble(Exception):
    """Setting up cannot go on; the text says what to do."""


@dataclass(frozen=True)
class Command:
    """One line of the table: its name, what it is for, and what it does with its arguments."""

    name: str
    says: str
    run: Callable[[list[str]], int]


# ------------------------------------------------------------------------------------- commands


def setup(arguments: list[str]) -> int:
    """Make the environment, then say where it is."""
    refuse_any(arguments)
    make_ready()
    print(f"Ready: {PYTHON}")
    return 0


def demo(arguments: list[str]) -> int:
    """Play the demo plant on this screen, or by itself with `--offscreen`."""
    if "--offscreen" in arguments:
        make_ready()
        return inside(["-m", "app.demo", *arguments], OFFSCREEN)
    if not has_screen() and not {"-h", "--help"} & set(arguments):
        print("This machine has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set).")
        print("To let the demo play by itself:  python3 dev.py demo --offscreen")
        return 2
    make_ready(on_screen=True)
    return inside(["-m", "app.demo", *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests; more arguments go to pytest."""
    make_ready()
    # One more than there are cores: many a test waits for a device or a server. Neighbours stay
    # together, so that a file's server or plant is founded once.
    processes = str(min(4, (os.cpu_count() or 1) + 1))
    os.chdir(ROOT)
    spread = ["-n", processes, "--dist", "worksteal"]
    return inside(["-m", "pytest", *spread, *arguments], testing())


def check(arguments: list[str]) -> int:
    """Run every check to its end, also after one has failed, and sum up."""
    refuse_any(arguments)
    make_ready()
    checks = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "import contracts": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
        "house tests": ["-m", "pytest", "tests/house", "-q"],
    }
    lines = []
    all_passed = True
    for name, command in checks.items():
        print(f"\n--- {name}", flush=True)
        started_s = time.monotonic()
        done = subprocess.run([PYTHON, *command], cwd=ROOT, env=environment(testing()), check=False)
        all_passed = all_passed and done.returncode == 0
        outcome = "FAILED" if done.returncode else "passed"
        lines.append(f"{outcome}  {time.monotonic() - started_s:6.1f} s  {name}")
    print("\n" + "\n".join(lines))
    return 0 if all_passed else 1


def refuse_any(arguments: list[str]) -> None:
    """Stop where a command that takes no arguments was given some."""
    if arguments:
        raise Trouble(f"This command takes no arguments: {' '.join(arguments)}")


def gallery(arguments: list[str]) -> int:
    """Render every screen into pictures."""
    make_ready()
    return inside(["-m", "app.demo.gallery", *arguments], testing())


def bench(arguments: list[str]) -> int:
    """Measure against the raw arms."""
    make_ready()
    return inside(["-m", "tests.bench", *arguments], OFFSCREEN)


def simulate(arguments: list[str]) -> int:
    """Run stations, server and a bad network from seeds."""
    make_ready()
    return inside(["-m", "tests.sync.simulate", *arguments])


def lock(arguments: list[str]) -> int:
    """Write requirements.lock anew from pyproject.toml; `--upgrade` takes newer releases."""
    make_ready()
    os.chdir(ROOT)
    options = ["--universal", "--generate-hashes", "--all-extras", "--group", "dev"]
    options += ["--no-header", "--quiet"]
    no_host = ["--no-emit-index-url", "--no-emit-find-links"]
    files = ["pyproject.toml", "-o", LOCK.name]
    return inside(["-m", "uv", "pip", "compile", *options, *no_host, *arguments, *files])


COMMANDS = (
    Command("setup", "make the environment in .venv; every other command does this first", setup),
    Command("demo", "start the demo plant; --offscreen lets it play by itself", demo),
    Command("test", "run the tests; more arguments go to pytest", test),
    Command("check", "ruff, mypy, import contracts, house tests", check),
    Command("gallery", "render every screen; --out DIR", gallery),
    Command("bench", "measure against raw arms; --json", bench),
    Command("simulate", "stations, server and a bad network from seeds; --seeds N", simulate),
    Command("lock", "write requirements.lock anew; --upgrade takes newer releases", lock),
)


# --------------------------------------------------------------------------------------- set-up


def make_ready(*, on_screen: bool = False) -> None:
    """Bring whatever is missing: system packages, the environment, compiled texts."""
    if sys.platform == "linux":
        bring_system_packages(on_screen=on_screen)
    stamp = f"{sys.version}\n{ROOT}\n{hashlib.sha256(LOCK.read_bytes()).hexdigest()}\n"
    if not STAMP.exists() or STAMP.read_text("utf-8") != stamp:
        make_environment()
        STAMP.write_text(stamp, "utf-8")
    if stale_texts():
        run([PYTHON, Path(__file__), "compile-texts"])


def bring_system_packages(*, on_screen: bool) -> None:
    """Install the Debian packages Qt and venv need, or say the one line that does."""
    wanted = QT_LIBRARIES | CODE_LIBRARIES | (X11_LIBRARIES if on_screen else {})
    missing = [package for library, package in wanted.items() if not can_load(library)]
    if not STAMP.exists() and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python3.{sys.version_info.minor}-venv")
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not shutil.which("apt-get"):
        raise Trouble(f"These system libraries are missing (Debian's names): {' '.join(missing)}")
    if os.geteuid() != 0:
        line = f"sudo apt-get update && sudo {' '.join(install)}"
        raise Trouble(f"System packages are missing. Run this once, then again:\n  {line}")
    print(f"Installing system packages: {' '.join(missing)}", flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run(["apt-get", "update", "-q"])
    run([*install, "-q"])


def can_load(library: str) -> bool:
    """Tell whether the dynamic loader finds a system library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def make_environment() -> None:
    """Make `.venv` hold exactly what the lock names; nothing else, every hash checked."""
    started_s = time.monotonic()
    if not is_sound():
        print(f"Making {VENV}", flush=True)
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
    print(f"Installing what {LOCK.name} names", flush=True)
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]
    with tempfile.TemporaryDirectory() as folder:
        of_uv = Path(folder) / "uv.lock"
        of_uv.write_text(lock_block("uv"), "utf-8")
        run([*pip, "--require-hashes", "--no-deps", "-r", of_uv])
    if mirror := os.environ.get("PIP_INDEX_URL"):  # uv does not read pip's own settings
        os.environ.setdefault("UV_DEFAULT_INDEX", mirror)
    sync: list[str | Path] = [PYTHON, "-m", "uv", "pip", "sync", "--quiet", "--python", PYTHON]
    # Compiled now, every later start is faster, also where Python may not write.
    run([*sync, "--compile-bytecode", "--require-hashes", LOCK])
    own: list[str | Path] = [PYTHON, "-m", "uv", "pip", "install", "--quiet", "--python", PYTHON]
    run([*own, "--no-deps", "--no-build-isolation", "--editable", ROOT])
    print(f"Installed in {time.monotonic() - started_s:.0f} s", flush=True)


def is_sound() -> bool:
    """Tell whether `.venv` runs, with this very Python, and has pip."""
    if not PYTHON.exists():
        return False
    question = [str(PYTHON), "-c", "import pip, sys; print(sys.version)"]
    answer = subprocess.run(question, capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout.strip() == sys.version


def lock_block(name: str) -> str:
    """Return one package's lines of the lock: its version and all its hashes."""
    lines = LOCK.read_text("utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(f"{name}=="))
    block = [lines[first]]
    for line in lines[first + 1 :]:
        if not block[-1].endswith("\\"):
            break
        block.append(line)
    return "\n".join(block) + "\n"


def stale_texts() -> list[Path]:
    """Return the catalogues whose compiled twin is missing or older."""

    def is_stale(po: Path) -> bool:
        mo = po.with_suffix(".mo")
        return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime

    return [po for po in sorted(ROOT.glob("resources/translations/*/*.po")) if is_stale(po)]


def compile_texts() -> int:
    """Compile stale catalogues. Runs inside the environment, which has Babel."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in stale_texts():
        with po.open("rb") as source:
            catalogue = read_po(source)
        fresh = po.with_suffix(".mo.new")  # swapped in whole: another process may be reading
        with fresh.open("wb") as target:
            write_mo(target, catalogue)
        fresh.replace(po.with_suffix(".mo"))
    return 0


# -------------------------------------------------------------------------------------- running


def has_screen() -> bool:
    """Tell whether a window could be shown here."""
    chosen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in chosen)


def testing() -> dict[str, str]:
    """Return the settings under which pictures and tests are the same everywhere."""
    return OFFSCREEN | {"LINESIDE_NO_ANIM": "1"}


def environment(extra: dict[str, str]) -> dict[str, str]:
    """Return this process's environment with the project importable from any folder."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | extra


def inside(arguments: Sequence[str], extra: dict[str, str] | None = None) -> int:
    """Become the environment's Python, so that signals and exit code are the command's own."""
    command = [str(PYTHON), *arguments]
    settings = environment(extra or {})
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(PYTHON, command, settings)
    return subprocess.run(command, env=settings, check=False).returncode


def run(command: Sequence[str | Path]) -> None:
    """Run one step of the set-up, or stop with what it was."""
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        said = " ".join(str(part) for part in command)
        raise Trouble(f"This step of the set-up failed (exit {done.returncode}):\n  {said}")


def main() -> int:
    """Find the command in the table and run it."""
    if sys.argv[1:] == ["compile-texts"]:
        return compile_texts()
    table = "\n".join(f"  {command.name:<10}{command.says}" for command in COMMANDS)
    parser = argparse.ArgumentParser(
        prog="python3 dev.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Lineside: set up, try, test. Each command sets up what it needs first.",
        epilog=f"commands:\n{table}\n\nA command's own help: python3 dev.py COMMAND --help",
    )
    parser.add_argument("command", choices=[c.name for c in COMMANDS], metavar="COMMAND")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to the command")
    if len(sys.argv) == 1:
        parser.print_help()
        return 2
    if sys.version_info < OLDEST_PYTHON:
        raise Trouble(f"Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed.")
    chosen = parser.parse_args()
    return next(c for c in COMMANDS if c.name == chosen.command).run(chosen.arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        sys.exit(f"dev.py: {trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
