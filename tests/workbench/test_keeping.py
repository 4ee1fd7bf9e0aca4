"""``modus serve`` as a program of its own: killed at any moment it loses nothing that was confirmed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from modusvivendi.dossier import Dossier
from modusvivendi.workbench.serving import PortError, address_of, listening


@contextmanager
def running(case: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the program, and give its process and the address it told."""
    command = [sys.executable, "-m", "modusvivendi", "serve", str(case), "--no-browser", *arguments]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | {"MODUS_WHO": "Ann"}
    )
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://\S+", said)
        yield process, found[0].rstrip("/") if found else said
    finally:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()


def test_killed_after_a_confirmed_decision_it_has_kept_it(made: Path, tmp_path: Path) -> None:
    case = tmp_path / "skerries"
    shutil.copytree(made, case)
    with (
        running(case, "--port", "0") as (process, address),
        httpx.Client(base_url=address, timeout=120) as client,
    ):
        statements = client.get("/read/herald.md.json").json()["statements"]
        page = client.get("/read/herald.md").text
        token = page.split('name="form_token" value="')[1].split('"')[0]
        for one in statements:
            fields = {"form_token": token, "decision": "accept", "statement": one["id"], "seen": "0"}
            sent = client.post("/read/herald.md/decide", files={k: (None, v) for k, v in fields.items()})
            assert sent.status_code == 303
        process.kill()
        process.wait()
    with Dossier.open(case / "dossier.db") as dossier:
        kept = {(review.statement, review.decision.value, review.who) for review in dossier.reviews()}
    assert kept == {(one["id"], "accept", "Ann") for one in statements}


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to one process")
def test_stopped_by_the_keyboard_it_ends_without_a_complaint(tmp_path: Path) -> None:
    with running(tmp_path / "new", "--port", "0") as (process, address):
        assert httpx.get(f"{address}/reports", timeout=120).status_code == 200
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0 and "Traceback" not in said


def test_a_network_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with running(tmp_path / "new", "--host", "0.0.0.0") as (process, said):
        assert process.wait() == 1
        assert "without logging in" in said and "--token" in said
    assert not (tmp_path / "new").exists()


def test_a_port_that_is_taken_is_told_and_one_not_asked_for_is_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortError, match="cannot listen"):
            listening("127.0.0.1", taken.getsockname()[1])
    free = listening("127.0.0.1", None)
    other = listening("127.0.0.1", None)
    assert address_of(free, "127.0.0.1") != address_of(other, "127.0.0.1")
    assert free.proto == socket.IPPROTO_TCP, "or asyncio lets small pages wait for the browser"
    free.close()
    other.close()
