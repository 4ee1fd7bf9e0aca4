"""How fast the workbench answers on a large case, and whether it stands fifty people at once.

    python -m benchmarks.workbench                 500 reports, 4,096 states, 50 people; some minutes
    python -m benchmarks.workbench --reports 50    a smaller case
    python -m benchmarks.workbench --keep FOLDER   keep the case there, or take the one that is there

The reports are those of the example that ships with the program, each copy with sentences of its own; they
are read in the usual way. The model has six parties with two options each, and an open question. The server
runs in a process of its own, as ``modus serve`` starts it, and is asked over HTTP by this one. *First* is the
first answer for a page, *then* the median of those after it: whoever clicks meets the first once, until the
record changes. Pages are asked for as a browser asks for them: one that says that it is being opened, or
that something is being worked out, is marked; data (``.json``) is waited for. Beside the seconds on the
clock stand those of processors that the server used, which tell more where others are at work.

The program has been started once before, so that Python has kept what it compiles, as it does for all who
have not forbidden it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from benchmarks.workbench_clicks import every_click
from modusvivendi.examples import write_example
from modusvivendi.reports.folders import report_files

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
"""What a browser says that it takes when somebody clicks on a link."""

POLLED = ("/positions", "/sources", "/results", "/questions")
"""Pages that show what is worked out beside the clicks."""

PAGES = ("reports", "read", "positions", "sources", "model", "results", "questions", "brief")
ROUNDS = 9


def modus(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "modusvivendi", *map(str, arguments)]


def made_case(folder: Path, count: int) -> Path:
    """Read ``count`` different reports into a case, and give it a model of 4,096 states."""
    write_example("peacekeeping", folder / "example")
    originals = list(report_files([folder / "example"]))
    given = folder / "in"
    given.mkdir()
    for number in range(count):
        source = originals[number % len(originals)]
        own = f"\n\nMinister Nam{number} of Stad{number}burg said that his country would pay its share.\n"
        text = source.read_text(encoding="utf-8") + own
        (given / f"r{number:04}{source.suffix}").write_text(text, encoding="utf-8")
    case = folder / "case"
    case.mkdir()
    parties = [f"P{k}" for k in range(6)]
    lines = ["title: six parties", "status_quo: []", "decision_makers:"]
    for k, party in enumerate(parties):
        one, two, three = (parties[(k + step) % 6] for step in (1, 2, 3))
        lines += [
            f"  {party}:",
            "    options: {give: give way, stay: stay at the table}",
            f"    preferences: [give if {one}.give, stay iff {two}.stay, {three}.give, not give]",
        ]
    lines[-1:] = [
        "    preferences:",
        "      - question: Would the last one rather give way?",
        "        answers: {'yes': [give], 'no': [not give]}",
    ]
    (case / "conflict.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    subprocess.run(modus("read", given, "--case", case), check=True, stdout=subprocess.DEVNULL)
    return case


@contextmanager
def served(case: Path, compiled: Path) -> Iterator[tuple[str, float, int]]:
    """Run ``modus serve``; give its address, the seconds until it answered first, and its process.

    ``compiled`` is where Python keeps what it compiles.
    """
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    process = subprocess.Popen(
        modus("serve", case, "--port", 0, "--no-browser"),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=environment,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = next(word for line in process.stdout for word in line.split() if word.startswith("http://"))
        httpx.get(address, follow_redirects=True, timeout=120).raise_for_status()
        yield address.rstrip("/"), time.perf_counter() - begun, process.pid
    finally:
        process.terminate()
        process.wait(20)


class Visitor:
    """Somebody who clicks, with a watch."""

    def __init__(self, client: httpx.Client, process: int, token: str | None = None) -> None:
        self._client = client
        self._process = process
        if token is None:
            page = client.get("/reports", follow_redirects=True, timeout=300).text
            token = page.split('name="form_token" value="')[1].split('"')[0]
        self._token = token

    def get(self, path: str) -> dict[str, Any]:
        """Ask for a page."""
        return self._timed(lambda: self._client.get(path, follow_redirects=True, timeout=300))

    def look(self, path: str) -> dict[str, Any]:
        """Ask for a page, and go on asking until all of it is there."""
        begun = time.perf_counter()
        return self.whole(self.get(path), path, begun)

    def whole(self, first: dict[str, Any], path: str, begun: float) -> dict[str, Any]:
        """Go on asking for a page until all of it is there; give the first answer, and when that was."""
        found = first
        while found["working"]:
            time.sleep(0.05)
            found = self.get(path)
        return first | {"whole": time.perf_counter() - begun}

    def send(self, path: str, **fields: str) -> dict[str, Any]:
        """Send a form, as a page does, without going on to the page that is shown next."""
        sent = {name: (None, value) for name, value in ({"form_token": self._token} | fields).items()}
        return self._timed(lambda: self._client.post(path, files=sent, timeout=300))

    def do(self, path: str, **fields: str) -> dict[str, Any]:
        """Send a form, and go on to the page that is shown next."""
        sent = {name: (None, value) for name, value in ({"form_token": self._token} | fields).items()}
        return self._timed(lambda: self._client.post(path, files=sent, timeout=300, follow_redirects=True))

    def settle(self, paths: Iterable[str]) -> None:
        """Wait until pages say nothing more of being worked out, and the server does nothing more."""
        for path in paths:
            while self.get(path)["working"]:
                time.sleep(0.2)
        before, now = -1.0, processor_seconds(self._process)
        while now is not None and now - before > 0.1:
            time.sleep(1.0)
            before, now = now, processor_seconds(self._process)

    def _timed(self, ask: Callable[[], httpx.Response]) -> dict[str, Any]:
        begun, used = time.perf_counter(), processor_seconds(self._process)
        answer = ask()
        seconds, cpu = time.perf_counter() - begun, processor_seconds(self._process)
        answer.raise_for_status() if answer.status_code != 303 else None
        return {
            "seconds": seconds,
            "cpu": cpu - used if cpu is not None and used is not None else None,
            "bytes": len(answer.content),
            "working": b'data-poll="1"' in answer.content,
        }


def processor_seconds(process: int) -> float | None:
    """Give the seconds of processors that a process has used; None where the system does not tell."""
    try:
        about = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(about[11]) + int(about[12])) / os.sysconf("SC_CLK_TCK")


def told(name: str, found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Print and give the first, and the median of the others."""
    first, rest = found[0], found[1:] or found
    then = statistics.median(one["seconds"] for one in rest)
    used = [one["cpu"] for one in rest if one["cpu"] is not None]
    cpu = sum(used) / len(used) if used else 0.0
    print(
        f"  {name:22} first {first['seconds'] * 1000:6.0f} ms (processor {1000 * (first['cpu'] or 0):5.0f}), "
        f"then {then * 1000:6.0f} ms (processor {1000 * cpu:4.0f}), {first['bytes']:,} bytes"
        + (", working" if first["working"] else ""),
        flush=True,
    )
    return {"first": first, "then": then, "cpu": cpu}


def worst(name: str, found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Print and give the median and the slowest, on the clock and of processor."""
    clock = sorted(one["seconds"] for one in found)
    used = sorted(one["cpu"] or 0.0 for one in found)
    waited = [one["whole"] for one in found if one["working"] and "whole" in one]
    slow = " !" if clock[-1] > 0.2 else ""
    print(
        f"  {name:28} {statistics.median(clock) * 1000:5.0f}, at most {clock[-1] * 1000:5.0f} ms "
        f"(processor {statistics.median(used) * 1000:4.0f}, at most {used[-1] * 1000:4.0f})"
        + (", working" if any(one["working"] for one in found) else "")
        + (f", all of it after {max(waited) * 1000:.0f} ms" if waited else "")
        + slow,
        flush=True,
    )
    return {
        "median": statistics.median(clock),
        "worst": clock[-1],
        "cpu": used[-1],
        "whole": max(waited, default=None),
    }


def changes(visitor: Visitor, client: httpx.Client, report: str) -> dict[str, Any]:
    """Decide about statements and change the model, and look at the pages that follow from it."""
    ids = [s["id"] for s in client.get(f"/read/{report}.json", timeout=300).json()["statements"]]
    found = {}
    for decision in ("accept", "reject"):
        sent, after = [], []
        for statement in ids[:4]:
            sent.append(visitor.send(f"/read/{report}/decide", statement=statement, decision=decision))
            after.append(visitor.get("/positions"))
        found[decision] = told(decision, sent)
        found[f"positions, {decision}"] = told("  Positions after it", after)
        visitor.settle(["/positions"])
    version = client.get("/model.json", timeout=300).json()["version"]
    sent, after = [], []
    for number in range(4):
        sent.append(
            visitor.send("/model/options", act="edit", party="P0", option="give", label=f"give way {number}",
                         seen=version)
        )  # fmt: skip
        version = client.get("/model.json", timeout=300).json()["version"]
        after.append(visitor.get("/results"))
    found["model"] = told("change the model", sent)
    found["results, model"] = told("  Results after it", after)
    visitor.settle(["/results"])
    formulas = [f"P{k}.give and not P{k + 1}.stay" for k in range(4)]
    found["check"] = told("check a formula", [
        visitor.get(f"/model/check?party=P0&formula={quote(formula)}") for formula in formulas
    ])  # fmt: skip
    found["what if"] = told("what if", [
        visitor.get(f"/results?q1={answer}&under={under}")
        for under in ("seq", "nash", "smr") for answer in ("yes", "no")
    ])  # fmt: skip
    return found


def right_away(address: str, process: int) -> dict[str, Any]:
    """Open all pages as soon as the first has come, one after the other."""
    with httpx.Client(base_url=address, headers=BROWSER) as client:
        client.get("/reports")
        visitor = Visitor(client, process, "")
        return worst("open a page, right after a start", [visitor.get(f"/{page}") for page in PAGES[1:]])


def at_once(visitor: Visitor, client: httpx.Client) -> dict[str, Any]:
    """Correct statements as soon as the program has started, one after the other."""
    name = client.get("/reports.json", timeout=300).json()["reports"][40]["report"]
    ids = [s["id"] for s in client.get(f"/read/{name}.json", timeout=300).json()["statements"]][:3]
    clicks = [
        visitor.do(f"/read/{name}/edit", statement=id_, proposal=f"sail by week {number}")
        for number, id_ in enumerate(ids)
    ]
    return worst("correct, right after a start", clicks)


class Person:
    """Somebody with a browser that does as little as can be, so that it is the server that is measured."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._cookie = ""

    async def clicks(self, order: list[str]) -> list[tuple[int, float]]:
        """Click on one page after the other; give the status of each, and the seconds waited for it."""
        name, _, port = self._host.rpartition(":")
        reader, writer = await asyncio.open_connection(name, int(port), limit=2**22)
        seen = []
        for path in order:
            begun = time.perf_counter()
            cookie = f"Cookie: {self._cookie}\r\n" if self._cookie else ""
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\n{cookie}\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            lines = [line.partition(": ") for line in head.split("\r\n")]
            fields = {field.lower(): value for field, _, value in lines[1:]}
            await reader.readexactly(int(fields["content-length"]))
            self._cookie = fields.get("set-cookie", self._cookie).partition(";")[0]
            seen.append((int(head.split()[1]), time.perf_counter() - begun))
        writer.close()
        return seen


async def crowd(address: str, paths: list[str], people: int, clicks: int) -> list[tuple[int, float]]:
    """Let many people click at once, each as fast as answers come."""
    rng = random.Random(1)
    orders = [rng.choices(paths, k=clicks) for _ in range(people)]
    found = await asyncio.gather(*(Person(address).clicks(order) for order in orders))
    return [each for one in found for each in one]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--clicks", type=int, default=10, help="of each of them")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep the case there, or take it from there"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if asked.keep is None or not (asked.keep / "dossier.db").exists():
            made = made_case(Path(place), asked.reports)
            if asked.keep is not None:
                shutil.copytree(made, asked.keep, dirs_exist_ok=True)
        case = Path(place) / "served"
        shutil.copytree(asked.keep or made, case)
        print(
            f"{asked.reports} reports; {os.getloadavg()[0]:.1f} others at work on {os.cpu_count()} processors"
        )
        compiled = Path(place) / "compiled"
        with (
            served(Path(place) / "empty", compiled) as (address, _, _),
            httpx.Client(base_url=address) as client,
        ):
            for path in ("/", *(f"/{page}" for page in PAGES)):
                client.get(path, follow_redirects=True, timeout=300)
        with served(case, compiled) as (address, _, process):
            opened = right_away(address, process)
        with (
            served(case, compiled) as (address, _, process),
            httpx.Client(base_url=address, headers=BROWSER) as client,
        ):
            early = at_once(Visitor(client, process), client)
        with (
            served(case, compiled) as (address, started, process),
            httpx.Client(base_url=address, headers=BROWSER) as client,
        ):
            used = processor_seconds(process)
            print(f"from the command to the first page {started:.2f} s, processor {used or 0:.2f} s")
            visitor = Visitor(client, process)
            report = client.get("/reports.json", timeout=300).json()["reports"][0]["report"]
            paths = [f"/{page}" for page in PAGES] + [f"/read/{report}", "/positions.json", "/results.json"]
            found = {path: told(path, [visitor.get(path) for _ in range(ROUNDS)]) for path in paths}
            visitor.settle(paths)
            found |= {f"{path}, settled": told(f"{path}, all", [visitor.get(path)]) for path in POLLED}
            found |= {"open right away": opened, "correct at once": early} | changes(visitor, client, report)
            found |= every_click(visitor, client, worst)
            visitor.settle(paths)
            used = processor_seconds(process)
            seen = asyncio.run(crowd(address, paths, asked.people, asked.clicks))
            crowded = (processor_seconds(process) or 0) - (used or 0)
    failed = sum(status >= 400 for status, _ in seen)
    waits = sorted(seconds for _, seconds in seen)
    median, late = statistics.median(waits), waits[int(0.95 * len(waits))]
    print(f"{asked.people} people at once, {len(seen)} clicks: {failed} errors; "
          f"they wait {median * 1000:.0f} ms, one in twenty over {late * 1000:.0f} ms, "
          f"processor {1000 * crowded / len(seen):.0f} ms a click")  # fmt: skip
    if asked.json:
        together = {"people": asked.people, "errors": failed, "median": median, "p95": late}
        figures = {"reports": asked.reports, "start": started, "clicks": found, "crowd": together}
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
