"""Every kind of click of the workbench on a large case; a part of ``python -m benchmarks.workbench``.

A form is sent as a page sends it, and the page it leads to is loaded: that together is the click. Where the
answer is a page that says what is being worked out, that is what the click waits for, and it is said when
all of it was there. Reading reports, drafting and exports are long work and say how far they are; here is how
soon they say so.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import httpx

if TYPE_CHECKING:
    from benchmarks.workbench import Visitor

ROW = 20
"""Statements accepted one right after the other, as by the keys ``a`` and ``j``."""

Click = Callable[[], dict[str, Any]]


def _on_read(visitor: Visitor, client: httpx.Client, reports: list[str]) -> Iterator[tuple[str, list[Click]]]:
    """Give the clicks on *Read*."""

    def told(report: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = client.get(f"/read/{report}.json", timeout=300).json()["statements"]
        return found

    def decided(decision: str, count: int, skip: int = 0) -> list[Click]:
        ids = ((report, one["id"]) for report in reports for one in told(report))
        return [
            lambda report=report, id_=id_: visitor.do(  # type: ignore[misc]
                f"/read/{report}/decide", statement=id_, decision=decision
            )
            for report, id_ in itertools.islice(ids, skip, skip + count)
        ]

    report = reports[0]
    rest = reports[::-1]  # of the first, what is rejected is no longer there
    yield "open a report", [lambda r=r: visitor.look(f"/read/{r}") for r in reports[:6]]  # type: ignore[misc]
    first = told(reports[1])
    yield (
        "look at a statement",
        [
            lambda s=s: visitor.look(f"/read/{reports[1]}?{urlencode({'statement': s['id']})}")  # type: ignore[misc]
            for s in first
        ],
    )
    yield "accept, one after another", decided("accept", ROW)
    yield "reject, one after another", decided("reject", ROW, ROW)
    yield "undo, one after another", [lambda: visitor.do(f"/read/{report}/decide", decision="undo")] * 6
    yield (
        "open the form to correct",
        [
            lambda s=s: visitor.look(f"/read/{rest[0]}?{urlencode({'statement': s['id'], 'edit': 1})}")  # type: ignore[misc]
            for s in told(rest[0])
        ],
    )
    yield (
        "correct",
        [
            lambda r=r, s=s, n=n: visitor.do(  # type: ignore[misc]
                f"/read/{r}/edit", statement=s["id"], proposal=f"sail by day {n}"
            )
            for n, (r, s) in enumerate((r, s) for r in rest[1:5] for s in told(r)[:2])
        ],
    )
    yield (
        "add",
        [
            lambda r=r, s=s: visitor.do(  # type: ignore[misc]
                f"/read/{r}/add",
                passage=s["sentence"],
                actor="Nordia",
                stance="offers",
                proposal="sail at night",
            )
            for r in rest[5:7]
            for s in told(r)[:2]
        ],
    )


def _on_record(visitor: Visitor, client: httpx.Client) -> Iterator[tuple[str, list[Click]]]:
    """Give the clicks on *Reports*, *Positions* and *Sources*."""
    positions = client.get("/positions.json", timeout=300).json()["positions"]
    actors = list(dict.fromkeys(one["actor"] for one in positions))
    reports = [one["report"] for one in client.get("/reports.json", timeout=300).json()["reports"]]
    origins = [one["origin"] for one in client.get("/sources.json", timeout=300).json()["origins"]]
    names = actors[:: max(1, len(actors) // 5)]

    def each(address: str, values: list[str]) -> list[Click]:
        return [lambda v=v: visitor.look(address + quote(v, safe="")) for v in values]  # type: ignore[misc]

    def joined(one: str, other: str) -> dict[str, Any]:
        begun = time.perf_counter()
        first = visitor.do("/positions/join", party=one, other=other)
        return visitor.whole(first, "/positions/matters", begun)

    yield "look for reports", each("/reports?find=", ["r00", "Nam", "r0321", "nothing"])
    yield "turn the page of reports", each("/reports?page=", ["2", "3", "4"])
    yield "open the handling", each("/reports?handle=", reports[:4])
    yield (
        "keep the handling",
        [
            lambda r=r: visitor.do("/reports/handling", report=r, caveats="internal")  # type: ignore[misc]
            for r in reports[:4]
        ],
    )
    yield "next part of Positions", each("/positions?part=", ["2", "3", "4"])
    yield "timeline of a party", each("/positions/party?name=", names)
    yield (
        "take two parties for one",
        [
            lambda one=one, other=other: joined(one, other)  # type: ignore[misc]
            for one, other in zip(actors[-1:-4:-1], actors[-4:-7:-1], strict=False)
        ],
    )
    yield "withdraw a source", each("/sources/without?origin=", origins[:5])
    untouched = [name for name in reports if name.endswith(".txt")][60:65]
    yield "withdraw a report", each("/sources/without?report=", untouched)
    yield (
        "grade a source",
        [
            lambda o=o: visitor.do("/sources/grade", origin=o, source="B", information="2")  # type: ignore[misc]
            for o in origins[:4]
        ],
    )


def _on_model(visitor: Visitor, client: httpx.Client) -> Iterator[tuple[str, list[Click]]]:
    """Give the clicks on *Model*."""

    def changed(path: str, **about: str) -> dict[str, Any]:
        version = client.get("/model.json", timeout=300).json()["version"]
        return visitor.do(path, seen=version, **about)

    text = client.get("/model.json", timeout=300).json()["text"]
    formulas = [f"P{k}.give and not P{k + 1}.stay" for k in range(4)]
    yield (
        "check a formula",
        [
            lambda f=f: visitor.look(f"/model/check?party=P0&formula={quote(f)}")  # type: ignore[misc]
            for f in formulas
        ],
    )
    yield (
        "check the file",
        [
            lambda n=n: visitor.send("/model/check-file", text=text.replace("six parties", f"six {n}"))  # type: ignore[misc]
            for n in range(3)
        ],
    )
    yield (
        "move a preference",
        [
            lambda to=to: changed("/model/preferences", act="move", party="P1", number="0", to=to)  # type: ignore[misc]
            for to in ("2", "1", "3")
        ],
    )
    yield (
        "add a preference",
        [
            lambda f=f: changed("/model/preferences", act="add", party="P2", formula=f)  # type: ignore[misc]
            for f in formulas
        ],
    )
    yield (
        "say what cannot be",
        [
            lambda f=f: changed("/model/infeasible", act="add", formula=f)  # type: ignore[misc]
            for f in ("P0.give and P1.give and P2.give and P3.give", "P4.give and P5.give and P0.give")
        ],
    )
    yield (
        "write the file",
        [
            lambda n=n: changed("/model/file", text=text.replace("six parties", f"six {n}"))  # type: ignore[misc]
            for n in range(3)
        ],
    )
    yield "take back a change", [lambda: changed("/model/undo")] * 5
    yield "who changed what", [lambda: visitor.look("/model/history")] * 3
    yield "look at a change", [lambda n=n: visitor.look(f"/model/history/{n}") for n in (1, 2, 3)]  # type: ignore[misc]
    yield "what drafting would change", [lambda: visitor.look("/model/draft")] * 2


def _on_results(visitor: Visitor, client: httpx.Client) -> Iterator[tuple[str, list[Click]]]:
    """Give the clicks on *Results* and *Questions*."""
    codes = [one["code"] for one in client.get("/results.json", timeout=300).json()["arrangements"]]

    def asked(*paths: str) -> list[Click]:
        return [lambda path=path: visitor.look(path) for path in paths]  # type: ignore[misc]

    switched = [(u, a) for u in ("seq", "nash", "smr") for a in ("yes", "no")]
    yield "what if", asked(*(f"/results?under={u}&q1={a}" for u, a in switched))
    yield "filter", asked(*(f"/results?party=P{k}&taken=P{k}.give" for k in range(4)))
    yield "why", asked(*(f"/results/state/{code}" for code in [*codes[:4], 0, 4095, 77]))
    yield "why, supposing", asked(*(f"/results/state/{code}?q1=no&under=seq" for code in [*codes[:3], 1]))
    yield "what would make it hold", asked(*(f"/results/state/{code}/unlock" for code in (0, 77, 4095)))
    yield "what all could agree to", asked("/results/agreement", "/results/agreement?q1=no")
    yield "who follows whom", asked("/results/cascade", "/results/cascade?q1=no")
    yield "state graph", asked("/results/graph", *(f"/results/graph?around={code}" for code in codes[:3]))
    yield "evolution tree", asked("/results/evolution", "/results/evolution?q1=no")
    yield "tables", asked("/results/tables")
    yield "what nobody has said yet", asked("/questions/tripwires")


def every_click(
    visitor: Visitor, client: httpx.Client, tell: Callable[[str, list[dict[str, Any]]], dict[str, Any]]
) -> dict[str, Any]:
    """Make each kind of click several times; give what ``tell`` says of them, by what they do."""
    reports = [one["report"] for one in client.get("/reports.json", timeout=300).json()["reports"]][5:45]
    found = {}
    pages = ["/positions", "/sources", "/results", "/questions"]
    visitor.settle(pages)
    for part in (
        _on_results(visitor, client),
        _on_read(visitor, client, reports),
        _on_record(visitor, client),
        _on_model(visitor, client),
    ):
        for name, clicks in part:
            found[name] = tell(name, [click() for click in clicks])
            visitor.settle(pages[:1])
    found["paste a report"] = tell("paste a report", [
        visitor.do("/reports", text=f"Nordia said on Monday it would open port {n}.", outlet="Lake Post",
                   title=f"Port {n}", date="2031-03-01")
        for n in range(3)
    ])  # fmt: skip
    return found
