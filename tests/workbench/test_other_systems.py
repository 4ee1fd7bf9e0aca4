"""What Windows and macOS do otherwise, as far as it can be tried from here."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette import responses

import modusvivendi
from modusvivendi.workbench.intake import file_name, pasted_name
from tests.workbench.conftest import Workbench

PACKAGE = Path(modusvivendi.__file__).parent

NOT_ON_WINDOWS = ("fcntl", "resource", "termios", "tty", "pty", "pwd", "grp", "syslog", "readline", "posix")

NOT_ON_WINDOWS_IN_OS = (
    "fork",
    "setsid",
    "getuid",
    "geteuid",
    "getpgid",
    "killpg",
    "uname",
    "sched_getaffinity",
)

DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}


MAY_REPLACE = {
    "files.py",  # waits; or what it puts is new
    "backup.py",  # a folder, to where none is
    "machine_code.py",  # kept only where it can be
}
"""Where a file or folder is moved without waiting."""


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_every_module_is_imported_where_there_is_nothing_but_what_windows_has() -> None:
    """What other systems lack is made to be missing here, in the program's own modules."""
    script = f"""
import importlib, os, pkgutil, sys
import modusvivendi
# What others need of it here is loaded before.
for name in ("asyncio", "multiprocessing", "subprocess", "tempfile", "numba", "spacy", "sqlalchemy",
             "uvicorn", "getpass", "webbrowser", "pandas", "typer", "rich.console", "psycopg", "dask"):
    try:
        importlib.import_module(name)
    except ImportError:
        pass
for name in {NOT_ON_WINDOWS!r}:
    sys.modules[name] = None
found = [info.name for info in pkgutil.walk_packages(modusvivendi.__path__, "modusvivendi.")]
for name in found:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print(len(found))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) > 200


def test_nothing_is_imported_at_once_or_called_unasked_that_windows_lacks() -> None:
    wrong = []
    for path, tree in sources():
        for node in tree.body:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [f"{path.name}: import {name}" for name in names if name.split(".")[0] in NOT_ON_WINDOWS]
        text = path.read_text(encoding="utf-8")
        for name in NOT_ON_WINDOWS_IN_OS:
            if f"os.{name}(" in text and f'hasattr(os, "{name}")' not in text:
                wrong.append(f"{path.name}: os.{name}")
        if "SIGKILL" in text or "SIGHUP" in text or "shell=True" in text:
            wrong.append(f"{path.name}: a signal or a shell that only some systems have")
    assert not wrong


def test_every_text_file_is_read_and_written_in_an_encoding_that_is_named() -> None:
    wrong = []
    for path, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = {keyword.arg for keyword in node.keywords}
            modes = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if called in ("read_text", "write_text") and not {"encoding", None} & given:
                wrong.append(f"{path.name}:{node.lineno} {called}")
            of_an_archive = ast.unparse(node.func) == "archive.open"
            if (
                called == "open"
                and not of_an_archive
                and any(set(m) <= set("rwax+t") for m in modes)
                and "encoding" not in given
            ):
                wrong.append(f"{path.name}:{node.lineno} open")
            if called in ("run", "Popen", "check_output") and "text" in given and "encoding" not in given:
                wrong.append(f"{path.name}:{node.lineno} {called}")
    assert not wrong


@given(st.text(max_size=150))
def test_a_name_from_a_browser_becomes_one_that_every_system_can_keep(told: str) -> None:
    for name in (file_name(told), pasted_name(told, ""), pasted_name("", told)):
        assert name == name.strip(" .") and 0 < len(name) <= 120
        assert not set(name) & set('<>:"/\\|?*\0') and not any(ord(char) < 32 for char in name)
        assert name.partition(".")[0].strip().casefold() not in DEVICES
        assert PureWindowsPath(name).name == name and "." in name
        assert file_name(name) == name, "it stays what it is when it comes again"


@pytest.mark.parametrize("told", ["con.txt", "Aux.md", "nul.2031.txt", "LPT1", "com9.html", "CONIN$.txt"])
def test_names_of_devices_are_none(told: str) -> None:
    assert file_name(told) == f"_{told if '.' in told else told + '.txt'}"


def test_reports_whose_names_differ_only_in_case_are_kept_side_by_side_on_every_disk(mine: Workbench) -> None:
    told = ["Talks: day 1?.txt", "TALKS.txt", "talks.txt", "Talks.md", "aux.txt", "C:\\reports\\talks.txt"]
    files = [
        (name, f"Norway offers to open border post {n}.\n".encode(), "text/plain")
        for n, name in enumerate(told)
    ]
    before = len(mine.json("/reports.json")["reports"])
    mine.post("/reports", files=files)
    while mine.app.state.place.inbox.is_busy:
        time.sleep(0.01)
    names = [one["report"] for one in mine.json("/reports.json")["reports"]]
    assert len(names) == before + len(told)
    assert len({name.casefold() for name in names}) == len(names)
    assert not any(set(name) & set(':?"<>|*') or name.startswith("aux") for name in names)
    kept = {path.name for path in (mine.case / "reports").iterdir()}
    assert set(names) <= kept, "each text lies in the case under the name of its report"


def test_scripts_and_styles_are_what_they_are_whatever_the_system_says_of_their_names(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows takes the types of files from its registry, where programs change them."""
    monkeypatch.setattr(responses, "guess_type", lambda *_: ("text/plain", None))
    for name, type_ in (("workbench.js", "text/javascript"), ("model.css", "text/css")):
        answer = bench.client.get(f"/assets/{name}")
        assert answer.headers["content-type"].startswith(type_)
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_files_are_put_over_others_by_what_waits_for_readers_on_windows() -> None:
    """A plain ``replace`` fails there while anybody has the other file open."""
    wrong = []
    for path, tree in sources():
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in ("replace", "rename"):
                args = node.args if isinstance(node, ast.Call) else []
                if len(args) == 1 and path.name not in MAY_REPLACE:
                    wrong.append(f"{path.relative_to(PACKAGE)}:{called.lineno} {ast.unparse(called)}")
    assert not wrong
