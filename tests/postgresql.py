"""A PostgreSQL server of our own for the tests: in a temporary folder, reached by a socket only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Give the folder with the server's programs; None where PostgreSQL is not installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def why_not() -> str | None:
    """Say why no server can be started here; None where one can."""
    if os.name == "nt":
        return "the tests start PostgreSQL on Unix only"
    if programs() is None:
        return "PostgreSQL IS NOT INSTALLED (Debian: apt-get install postgresql), so it is not tested"
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL does not run as root, and there is no runuser"
    return None


@contextmanager
def server() -> Iterator[str]:
    """Start a server, and give the address of its database; it is stopped and deleted afterwards."""
    bin_ = programs()
    assert bin_ is not None
    # The path of a socket has at most 107 bytes, so the folder is not below that of the test.
    folder = Path(tempfile.mkdtemp(prefix="modus-pg-"))
    as_user: tuple[str, ...] = ()
    if os.geteuid() == 0:
        as_user = ("runuser", "-u", "postgres", "--")
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"

    def run(*command: str | Path) -> None:
        whole = [*as_user, *map(str, command)]
        done = subprocess.run(whole, cwd=folder, capture_output=True, text=True, check=False)
        told = log.read_text(errors="replace") if log.exists() else ""
        assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}{told}"

    quick = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=120"
    start = f"-c listen_addresses='' -c unix_socket_directories={folder} {quick}"
    try:
        run(bin_ / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        run(bin_ / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "120", "-o", start, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
