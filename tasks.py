#!/usr/bin/env python3
"""Set up and run: ``python3 tasks.py serve mycase``, or ``example``, ``test`` or ``docs``.

Needs only Python 3.11 or later with venv, and a package registry. Everything is installed into ``.venv``
beside this file, at the exact versions of the requirements files. On Debian the test command installs
Chromium and PostgreSQL, which some tests need, where they are missing and it may.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def run(*command: str | Path, **environment: str) -> None:
    """Run a command and stop with its exit code if it fails."""
    whole = [str(part) for part in command]
    done = subprocess.run(whole, cwd=HERE, env={**os.environ, **environment}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def set_up(requirements: str, *options: str) -> None:
    """Make ``.venv`` and install the program and the pinned requirements into it, which are all there is."""
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or later is needed, this is {sys.version.split()[0]}")
    wanted = (HERE / requirements).read_bytes() + (HERE / "pyproject.toml").read_bytes()
    stamp = VENV / f".installed-{requirements}"
    if PYTHON.exists() and stamp.exists() and stamp.read_bytes() == wanted:
        return
    if not PYTHON.exists():
        print("making .venv ...", flush=True)
        run(sys.executable, "-m", "venv", VENV)
    print(f"installing {requirements} (about a minute) ...", flush=True)
    quiet = ("--quiet", "--disable-pip-version-check")
    install = (PYTHON, "-m", "pip", "install", *quiet, "--no-deps")
    run(*install, *options, "--require-hashes", "-r", requirements)
    run(*install, "-e", ".")
    stamp.write_bytes(wanted)


def example() -> None:
    """Write the example case to ``demo`` and make its brief."""
    set_up("requirements.txt")
    run(BIN / "modus", "example", "peacekeeping", "demo")
    run(BIN / "modus", "brief", "--case", "demo")
    print(f"\nOpen {HERE / 'demo' / 'brief.html'} in a browser.")


def serve() -> None:
    """Open the workbench of a case, by default of ``mycase``, in the browser; options go on to it."""
    set_up("requirements.txt")
    case, options = "mycase", sys.argv[2:]
    if options and not options[0].startswith("-"):
        case = options.pop(0)
    try:
        run(BIN / "modus", "serve", case, *options)
    except KeyboardInterrupt:
        sys.exit(130)


def has_browser() -> bool:
    """Tell whether there is a Chromium."""
    return any(shutil.which(name) for name in BROWSERS)


def has_postgresql() -> bool:
    """Tell whether a PostgreSQL server can be started; Debian does not have its programs on the path."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def system_packages() -> None:
    """Install Debian packages that some tests need, where they are missing and we may."""
    missing = [name for name, is_there in SYSTEM_PACKAGES.items() if not is_there()]
    if missing and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"installing {' and '.join(missing)} ...", flush=True)
        # Without a network this is to end soon: nothing is tried again.
        apt = ["apt-get", "-q", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=20"]
        apt += ["-o", "Acquire::https::Timeout=20"]
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run([*apt, "update"], check=False, **quiet)  # type: ignore[call-overload]
        for name in missing:  # one that cannot be had does not keep us from the other
            install = [*apt, "install", "-y", "--no-install-recommends", name]
            subprocess.run(install, check=False, **quiet)  # type: ignore[call-overload]
    for name in missing:
        if not SYSTEM_PACKAGES[name]():
            print(f"NO {name.upper()}: the tests that need it will be skipped", flush=True)


SYSTEM_PACKAGES = {"chromium": has_browser, "postgresql": has_postgresql}


def test() -> None:
    """Check style, types and the direction of imports, and run the tests and doctests."""
    # Most of what is installed is never loaded; what is, is compiled once, for all processes of the tests.
    set_up("requirements-dev.txt", "--no-compile")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    system_packages()
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "mypy", "--num-workers", "2")
    run(BIN / "lint-imports", "--no-cache")
    # Each worker takes one half, so that what tests share is made once, and then what is left of the other.
    run(PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *sys.argv[2:])


def docs() -> None:
    """Build the documentation as a site; a warning is an error."""
    set_up("requirements-dev.txt")
    run(
        PYTHON,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        "docs",
        "docs/_build/html",
        *sys.argv[2:],
    )
    print(f"\nOpen {HERE / 'docs' / '_build' / 'html' / 'index.html'} in a browser.")


def lock() -> None:
    """Write the requirements files anew (needs uv in ``.venv``)."""
    common = ("--universal", "--generate-hashes", "--python-version", "3.11", "--quiet", "--no-header")
    compiled = (BIN / "uv", "pip", "compile", "pyproject.toml")
    run(*compiled, "--extra", "dev", *common, "-o", "requirements-dev.txt")
    run(*compiled, "-c", "requirements-dev.txt", *common, "-o", "requirements.txt")


if __name__ == "__main__":
    TASKS = {"serve": serve, "example": example, "test": test, "docs": docs, "lock": lock}
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        sys.exit(f"usage: python3 tasks.py {'|'.join(TASKS)}")
    TASKS[sys.argv[1]]()
