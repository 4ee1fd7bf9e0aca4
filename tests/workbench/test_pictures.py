"""The pictures of Results say what the command line says, and lead to the reasons."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lxml import html

from modusvivendi.conflict import Conflict
from modusvivendi.insight.commitments import commitments
from modusvivendi.insight.zopa import zopa
from tests.workbench.conftest import Workbench


def model(bench: Workbench) -> Conflict:
    return Conflict.load(bench.case / "conflict.yaml")


def links(bench: Workbench, path: str) -> list[Any]:
    found: list[Any] = html.fromstring(bench.get(path).text).xpath(
        "//*[local-name()='svg']//*[local-name()='a']"
    )
    return found


def test_the_zone_is_that_of_the_command_line_and_each_number_leads_to_its_reasons(bench: Workbench) -> None:
    assert bench.json("/results/agreement.json") == zopa(model(bench)).record()
    found = links(bench, "/results/agreement")
    assert found
    for link in found:
        assert bench.get(link.get("href")).status_code == 200
    assert bench.client.get("/results/agreement.svg").text.startswith("<svg")


def test_who_follows_whom_is_told_for_what_is_supposed_done(bench: Workbench) -> None:
    conflict = model(bench)
    option = conflict.options[0]
    assert bench.json(f"/results/cascade.json?given={option}") == commitments(conflict, [option]).record()
    assert bench.json("/results/cascade.json?given=Nobody.acts") == commitments(conflict).record()
    page = html.fromstring(bench.get(f"/results/cascade?given={option}").text)
    assert page.xpath("//input[@name='given'][@checked]/@value") == [option]
    assert "What is given" in bench.client.get(f"/results/cascade.svg?given={option}").text


def test_each_state_of_the_graph_leads_to_its_reasons(bench: Workbench) -> None:
    shown = bench.json("/results/graph.json?q1=yes")["states"]
    addresses = [link.get("href") for link in links(bench, "/results/graph?q1=yes")]
    assert len(addresses) == len(shown)
    assert all(address.endswith("?q1=yes") for address in addresses), "what is supposed stays supposed"
    assert bench.get(addresses[0]).status_code == 200


def test_of_a_graph_too_large_to_be_drawn_what_is_near_a_state_is_shown_and_one_can_go_on(
    serve_copy: Callable[..., Workbench],
) -> None:
    mine = serve_copy(empty=True)
    mine.case.mkdir(exist_ok=True)
    parties = [f"P{k}" for k in range(10)]
    wants = [{"options": ["act"], "preferences": [f"{parties[k - 1]}.act", "not act"]} for k in range(10)]
    plain = {"title": "Ten", "status_quo": [], "decision_makers": dict(zip(parties, wants, strict=True))}
    (mine.case / "conflict.yaml").write_text(json.dumps(plain), encoding="utf-8")
    told = mine.json("/results/graph.json")
    assert told["left_out"].startswith("11 of 1,024 states: state 1, and those one improvement away")
    page = html.fromstring(mine.get("/results/graph").text)
    assert "11 of 1,024 states" in page.text_content()
    onward = mine.get(page.xpath("//section[@class='walk']//a[contains(@href, 'around')]/@href")[-1])
    assert "around=" in str(onward.url) and "1,024 states" in onward.text
    assert "near it" in mine.get("/results/state/0").text
    keys = page.xpath("//section[@class='walk']//@data-press")
    assert keys == [str(n + 1) for n in range(len(keys))]
    assert mine.client.get("/results/graph.svg?around=3&steps=2").text.startswith("<svg")
    assert mine.client.get("/results/graph?around=5000").status_code == 404


def test_of_a_state_with_very_many_moves_a_picture_shows_the_first_and_the_lists_have_more(
    serve_copy: Callable[..., Workbench],
) -> None:
    mine = serve_copy(empty=True)
    mine.case.mkdir(exist_ok=True)
    names = [f"o{n}" for n in range(5)]
    wants = [" or ".join(names), *names]
    plain = {
        "title": "Two with much to do",
        "status_quo": [],
        "decision_makers": {party: {"options": names, "preferences": wants} for party in ("A", "B")},
    }
    (mine.case / "conflict.yaml").write_text(json.dumps(plain), encoding="utf-8")
    page = html.fromstring(mine.get("/results/graph").text)
    listed = page.xpath("//section[@class='walk']//li")
    drawn = {link.get("href") for link in links(mine, "/results/graph")}
    assert len(drawn) <= 16 < len(listed), "what is drawn can be read"
    assert "some of those one improvement away" in page.text_content()
    assert "these lists have more" in page.text_content()
    assert mine.json("/results/graph.json")["left_out"].startswith("40 of 1,024 states")
