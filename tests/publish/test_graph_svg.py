"""The picture of a state graph shows all of it, legibly, to everybody, and is the same each time."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from lxml import etree

import modusvivendi as mv
from modusvivendi.conflict import Conflict
from modusvivendi.examples import examples
from modusvivendi.publish.graph import StateGraph, fitting_graph, state_graph
from modusvivendi.publish.graph_layout import arranged
from modusvivendi.publish.graph_routes import CLEAR, Route, routed
from modusvivendi.publish.graph_svg import MOST_DRAWN_ARCS, MOST_DRAWN_STATES, graph_svg
from modusvivendi.publish.sheet import DARK, DASHES, LIGHT, colour_of, dash_of
from modusvivendi.stability import solve
from tests.publish.specimens import SPECIMENS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(mv.__file__).parent / "examples"
CATALOGUE = [
    name
    for name in examples()
    if (FOLDER / name / "conflict.yaml").is_file() and name != "gisborne-unknown"  # plain concepts refuse it
]
ALL = [*CATALOGUE, *SPECIMENS]
SVG = "{http://www.w3.org/2000/svg}"


def conflict(name: str) -> Conflict:
    return SPECIMENS[name] if name in SPECIMENS else mv.Conflict.load(FOLDER / name / "conflict.yaml")


def graph(name: str) -> StateGraph:
    return fitting_graph(solve(conflict(name)), most_states=MOST_DRAWN_STATES, most_arcs=MOST_DRAWN_ARCS)


def drawn(name: str, **settings: Any) -> Any:
    return etree.fromstring(graph_svg(graph(name), **settings))


def titles(svg: Any, group: str) -> list[str]:
    return [title.text for title in svg.findall(f".//{SVG}g[@class='{group}']//{SVG}title")]


@pytest.mark.parametrize("name", ALL)
def test_every_state_and_every_move_is_drawn(name: str) -> None:
    shown, svg = graph(name), drawn(name)
    assert len(titles(svg, "states")) == len(shown.nodes)
    assert len(titles(svg, "moves")) == len(shown.arcs)
    numbers = {node.code: node.number for node in shown.nodes}
    called = {dm.key: dm.name for dm in shown.analysis.conflict.decision_makers}
    for arc in shown.arcs:
        told = f"{called[arc.decision_maker]}: {numbers[arc.source]} → {numbers[arc.target]}"
        assert told + (", an improvement" if arc.improvement else "") in titles(svg, "moves")


@pytest.mark.parametrize("name", ALL)
def test_a_picture_says_in_words_what_it_shows(name: str) -> None:
    svg = drawn(name)
    assert svg.get("role") == "img"
    title, description = (svg.find(f"{SVG}{tag}") for tag in ("title", "desc"))
    assert svg.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert title.text
    shown = graph(name)
    assert f"{len(shown.nodes)} states" in description.text
    holding = [str(node.number) for node in shown.nodes if node.equilibrium["seq"]]
    assert f"Equilibria under SEQ: {', '.join(holding) or 'none'}." in description.text
    assert shown.left_out in description.text


@pytest.mark.parametrize("name", ALL)
def test_a_picture_needs_nothing_from_elsewhere(name: str) -> None:
    text = graph_svg(graph(name))
    assert set(re.findall(r"https?://[^\s\"']*", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<script|@import|@font-face|url\(|href|\son\w+=", text)


@pytest.mark.parametrize("name", ALL)
def test_states_do_not_touch_each_other(name: str) -> None:
    for size in ((38.0, 38.0), (140.0, 60.0)):
        placed = arranged(graph(name), size)
        for (ax, ay), (bx, by) in combinations(placed.values(), 2):
            assert abs(ax - bx) > size[0] or abs(ay - by) > size[1]


def along(route: Route, count: int = 40) -> np.ndarray[Any, np.dtype[np.float64]]:
    t = np.linspace(0, 1, count)[:, None]
    start, control, end = (np.array(point) for point in (route.start, route.control, route.end))
    found: np.ndarray[Any, np.dtype[np.float64]] = (
        (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    )
    return found


@pytest.mark.parametrize(
    "name", [*CATALOGUE, "two options", "four options", "irreversible", "twelve options"]
)
def test_no_move_runs_over_a_state_it_does_not_concern(name: str) -> None:
    shown = graph(name)
    placed = arranged(shown, (38.0, 38.0))
    routes = routed(shown.arcs, placed, dict.fromkeys(placed, (19.0, 19.0)), 2.5, 2)
    for arc, route in zip(shown.arcs, routes, strict=True):
        points = along(route)
        for code, middle in placed.items():
            away = np.hypot(*(points - np.array(middle)).T)
            assert away.min() > 19.0, (arc, code)
    assert CLEAR > 0


@pytest.mark.parametrize("name", ALL)
def test_no_two_moves_run_alike(name: str) -> None:
    shown = graph(name)
    placed = arranged(shown, (38.0, 38.0))
    routes = routed(shown.arcs, placed, dict.fromkeys(placed, (19.0, 19.0)), 2.5, 2)
    by_pair: dict[frozenset[int], list[Route]] = {}
    for arc, route in zip(shown.arcs, routes, strict=True):
        by_pair.setdefault(frozenset((arc.source, arc.target)), []).append(route)
    for together in by_pair.values():
        for one, other in combinations(together, 2):
            gap = np.hypot(*(along(one)[20] - along(other)[20]))
            assert gap > 5, (one, other)


def test_moves_both_ways_keep_to_the_right() -> None:
    shown = graph("prisoners-dilemma")
    placed = arranged(shown, (38.0, 38.0))
    for arc, route in zip(
        shown.arcs, routed(shown.arcs, placed, dict.fromkeys(placed, (19.0, 19.0)), 2.5, 2), strict=True
    ):
        (ax, ay), (bx, by), (cx, cy) = placed[arc.source], placed[arc.target], route.control
        # With y pointing down, what is right of the way has a positive cross product.
        assert (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0


def test_improvements_are_bold_equilibria_ringed_and_the_status_quo_filled() -> None:
    svg = drawn("elmira")
    for move in svg.find(f".//{SVG}g[@class='moves']").iter(f"{SVG}g"):
        title = move.find(f"{SVG}title")
        if title is not None:
            line = move.find(f"{SVG}path[@fill='none']")
            assert (float(line.get("stroke-width")) > 2) == title.text.endswith("improvement")
    states = svg.find(f".//{SVG}g[@class='states']")
    ringed = [g.find(f"{SVG}title").text[0] for g in states if len(g.findall(f"{SVG}circle")) == 2]
    assert ringed == ["5", "8", "9"]
    filled = [g.find(f"{SVG}title").text for g in states if g.find(f"{SVG}circle[@class='now']") is not None]
    assert filled == ["1: delay, the status quo"]


def test_each_party_has_a_dash_and_colour_of_its_own() -> None:
    looks = {(colour_of(party), dash_of(party)) for party in range(64)}
    assert len(looks) == 64
    assert len({dash_of(party) for party in range(8)}) == 8 == len(DASHES)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("colours", "paper"), [(LIGHT, "#ffffff"), (DARK, "#16181b")], ids=["light", "dark"])
def test_every_colour_stands_out_from_its_ground(colours: tuple[str, ...], paper: str) -> None:
    for colour in colours:
        low, high = sorted((luminance(colour), luminance(paper)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, colour


def test_a_picture_is_the_same_in_another_process() -> None:
    path = FOLDER / "garrison" / "conflict.yaml"
    code = (
        "import sys, modusvivendi as mv\n"
        "from modusvivendi.publish.graph import state_graph\n"
        "from modusvivendi.publish.graph_svg import graph_svg\n"
        "sys.stdout.buffer.write(graph_svg(state_graph(mv.solve(mv.Conflict.load(sys.argv[1])))).encode())"
    )
    other = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True)
    assert other.stdout.decode() == graph_svg(graph("garrison"))


def test_names_stand_in_the_states_where_asked_for() -> None:
    svg = drawn("elmira", names=True)
    words = " ".join(text.text for text in svg.find(f".//{SVG}g[@class='states']").iter(f"{SVG}text"))
    for name in ("delay and insist", "abandon"):
        assert name in words
    assert len(svg.findall(f".//{SVG}rect[@class='ring']")) == 3


INSIDE = """() => {
  const svg = document.querySelector('svg'), all = [...svg.querySelectorAll('text')];
  const boxes = all.map(e => ({t: e.textContent, r: e.getBoundingClientRect()}));
  const whole = svg.getBoundingClientRect();
  const out = boxes.filter(b => b.r.left < whole.left || b.r.right > whole.right
    || b.r.bottom > whole.bottom);
  const over = [];
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
    const a = boxes[i].r, b = boxes[j].r;
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 5 && b.top < a.bottom - 5)
      over.push([boxes[i].t, boxes[j].t]);
  }
  return {out: out.map(b => b.t), over};
}"""


@pytest.mark.browser
def test_no_text_leaves_the_picture_or_runs_into_another(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    for name in ALL:
        for names in (False, True):
            place = tmp_path / "graph.svg"
            place.write_text(graph_svg(graph(name), names=names), encoding="utf-8")
            page.goto(place.as_uri())
            found = page.evaluate(INSIDE)
            assert found == {"out": [], "over": []}, name
    page.close()


@pytest.mark.browser
def test_dark_is_for_screens_and_print_is_light(browser: Browser, tmp_path: Path) -> None:
    place = tmp_path / "graph.svg"
    place.write_text(graph_svg(graph("elmira")), encoding="utf-8")
    page = browser.new_page(color_scheme="dark")
    page.goto(place.as_uri())
    paper = "() => getComputedStyle(document.querySelector('rect.paper')).fill"
    assert page.evaluate(paper) == "rgb(22, 24, 27)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.close()


def test_a_notebook_shows_the_picture_unless_it_is_too_large() -> None:
    shown = graph("elmira")
    assert shown._repr_svg_() == graph_svg(shown)
    assert repr(shown) == "<StateGraph: 9 states, 24 moves>"
    assert state_graph(solve(conflict("peacekeeping-model")))._repr_svg_() is None
