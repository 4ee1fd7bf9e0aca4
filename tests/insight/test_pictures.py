"""What the pictures of agreement and of cascades say, held against what they are drawn from."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from modusvivendi.conflict import Conflict
from modusvivendi.insight.agreement_picture import MOST_KINDS, agreement_svg, kinds
from modusvivendi.insight.arrangements import SHOWN
from modusvivendi.insight.cascade_picture import cascade_svg
from modusvivendi.insight.commitments import Commitments, commitments
from modusvivendi.insight.evolution import NARROW, WIDE
from modusvivendi.insight.zopa import Zopa, zopa
from modusvivendi.publish.lettering import plain
from tests.insight.cases import conflicts
from tests.insight.test_cascade import pledges

SVG = "{http://www.w3.org/2000/svg}"
LONG = "The Standing Committee of Riparian and Neighbouring Municipalities, represented by its Bureau"


def root(svg: str) -> Any:
    return etree.fromstring(svg.encode())


def titles(picture: Any, group: str) -> list[str]:
    return [title.text for title in picture.findall(f".//{SVG}g[@class='{group}']//{SVG}title")]


def card_titles(picture: Any) -> list[str]:
    return [
        group.find(f"{SVG}title").text for group in picture.iter(f"{SVG}g") if group.get("class") == "card"
    ]


def rings(picture: Any) -> int:
    states = picture.find(f".//{SVG}g[@class='states']")
    return len([circle for circle in states.iter(f"{SVG}circle") if circle.get("class") == "ring"])


def neighbours(parties: int, names: str = "Party") -> Conflict:
    """Many parties, each of which would share the costs if the first opens the weir."""
    blocks = ["  A: {options: {open: open the weir}, preferences: [B1.share, not open]}"]
    blocks += [
        f"  B1: {{name: '1 {names}', options: {{share: share the costs}}, preferences: [A.open, not share]}}"
    ]
    blocks += [
        f"  B{n}: {{name: '{n} {names}', options: {{}}, preferences: [A.open]}}" for n in range(2, parties)
    ]
    return Conflict.loads("decision_makers:\n" + "\n".join(blocks))


@given(conflicts(), st.data())
@settings(max_examples=40, deadline=None)
def test_kinds_are_all_arrangements_but_the_status_quo_each_once(
    conflict: Conflict, data: st.DataObject
) -> None:
    interpretation = data.draw(st.sampled_from([i.id for i in conflict.interpretations()]))
    found = zopa(conflict, interpretation=interpretation)
    every = kinds(found)
    others = [code for code in conflict.codes.tolist() if code != conflict.status_quo]
    assert sum(kind.count for kind in every) == len(others)

    def features(code: int) -> tuple[object, ...]:
        signs = tuple(
            1 if p in found.prefer(code) else -1 if p in found.refuse(code) else 0 for p in found.parties
        )
        return signs, code in found.agreements, code in found.best, found.holding(code)

    expected: dict[tuple[object, ...], int] = {}
    for code in others:
        expected[features(code)] = expected.get(features(code), 0) + 1
    given_ = {(kind.signs, kind.in_zone, kind.efficient, kind.holding): kind.count for kind in every}
    assert given_ == expected
    for kind in every:
        assert features(kind.code) == (kind.signs, kind.in_zone, kind.efficient, kind.holding)
    zone = [kind.in_zone for kind in every]
    assert zone == sorted(zone, reverse=True), "those of the zone come first"


@given(conflicts(), st.sampled_from([NARROW, WIDE]))
@settings(max_examples=25, deadline=None)
def test_the_picture_of_agreement_says_of_each_what_was_found(conflict: Conflict, room: float) -> None:
    found = zopa(conflict)
    svg = agreement_svg(found, room)
    assert svg == agreement_svg(found, room)
    picture = root(svg)
    heads = titles(picture, "states")
    names = {dm.key: dm.name for dm in conflict.decision_makers}
    assert 1 <= len(heads) <= MOST_KINDS + 1
    ringed = 0
    for said in heads:
        number = int(re.match(r"State (\d+)", said)[1])  # type: ignore[index]
        code = int(conflict.codes[number - 1])
        ringed += bool(set(found.holding(code)) & set(SHOWN))
        if code == conflict.status_quo:
            assert "the status quo" in said
            continue
        for party in found.prefer(code):
            assert names[party] in said.partition("; worse")[0]
        for party in found.refuse(code):
            assert names[party] in said.partition("worse for")[2]
        assert ("; efficient" in said) == (code in found.best)
        assert said.replace(":", "") in picture.find(f"{SVG}desc").text.replace(":", "").replace(
            ", in the zone", ""
        ).replace(", outside the zone", "")
    assert rings(picture) == ringed


def test_the_zone_is_framed_where_there_is_one() -> None:
    found = zopa(neighbours(4))
    assert found.agreements
    picture = root(agreement_svg(found, WIDE))
    assert picture.find(f".//{SVG}g[@class='zone']") is not None
    assert "in the zone of possible agreement" in picture.find(f"{SVG}desc").text
    none = zopa(Conflict.from_ranks({"A": ["x"], "B": ["y"]}, {"A": [0, 0, 1, 1], "B": [1, 1, 0, 0]}))
    picture = root(agreement_svg(none, WIDE))
    assert picture.find(f".//{SVG}g[@class='zone']") is None
    assert picture.find(f"{SVG}desc").text.startswith("None of 4 arrangements is in the zone")


@pytest.mark.parametrize("room", [NARROW, WIDE])
def test_forty_parties_with_long_names_are_all_named_within_the_picture(room: float) -> None:
    crowd = neighbours(40, LONG)
    picture = root(agreement_svg(zopa(crowd, parties=crowd.names), room))
    texts = [element.text for element in picture.iter(f"{SVG}text")]
    assert {text.split()[0] for text in texts if " The" in text} >= {str(n) for n in range(1, 40)}
    assert float(picture.get("width")) == room + 48
    for element in picture.iter(f"{SVG}text"):
        assert float(element.get("x")) <= room
    found = commitments(pledges([0] * 12 + [10] * 26 + [39, 39]))
    assert len(card_titles(root(cascade_svg(found, room)))) >= 40


def test_states_are_links_only_where_an_address_is_given() -> None:
    found = zopa(neighbours(3))
    assert "href" not in agreement_svg(found, WIDE)
    linked = root(agreement_svg(found, WIDE, address=lambda code: f"/results/state/{code}"))
    links = linked.findall(f".//{SVG}a")
    assert links
    assert all(link.get("href").startswith("/results/state/") for link in links)
    assert all(link.get("aria-label").startswith("State ") for link in links)
    assert linked.get("role") == "group", "what is in a picture cannot be reached"


def waves_of(picture: Any) -> list[str]:
    found = [g.find(f"{SVG}title").text for g in picture.iter(f"{SVG}g") if g.get("class") == "wave"]
    return found[1:]


def said_in(found: Commitments) -> tuple[Any, dict[str, str]]:
    names = {dm.key: plain(dm.name or dm.key) for dm in found.cascade.conflict.decision_makers}
    return root(cascade_svg(found, WIDE)), names


@given(conflicts(most_questions=1), st.data())
@settings(max_examples=25, deadline=None)
def test_the_picture_of_a_cascade_has_each_wave_with_who_joins_in_it(
    conflict: Conflict, data: st.DataObject
) -> None:
    interpretation = data.draw(st.sampled_from([i.id for i in conflict.interpretations()]))
    found = commitments(conflict, interpretation=interpretation)
    picture, names = said_in(found)
    drawn = waves_of(picture)
    assert len(drawn) == len(found.cascade.waves)
    for number, said in enumerate(drawn, 1):
        assert said.startswith(f"Wave {number}: ")
        joined = [names[j.decision_maker] for j in found.cascade.joinings if j.wave == number]
        assert [part.partition(":")[0].strip() for part in said.partition(": ")[2].split("; ")] == joined
    texts = [element.text for element in picture.iter(f"{SVG}text")]
    assert f"{len(found.cascade.inside)} of {len(conflict.bits)}" in texts
    held = {names[option.partition(".")[0]] for option in found.cascade.waiting}
    cards = card_titles(picture)
    assert {card.partition(":")[0] for card in cards if "holds back" in card} == held


def test_who_holds_back_has_a_broken_border_and_whose_yes_sets_off_most_comes_first() -> None:
    found = commitments(pledges([0, 1, 2, *range(4, 12)]))
    picture, _ = said_in(found)
    cards = [g for g in picture.iter(f"{SVG}g") if g.get("class") == "card"]
    for card in cards:
        broken = card.find(f"{SVG}rect").get("stroke-dasharray") is not None
        assert broken == (": pay into the fund, since" not in card.find(f"{SVG}title").text)
    waiting = [c.find(f"{SVG}title").text for c in cards if "holds back" in c.find(f"{SVG}title").text]
    assert waiting[0].startswith(f"{found.triggers[0].decision_maker}: ")
    assert "its yes would set off" in waiting[0]


def test_forty_waves_are_drawn_one_below_the_other() -> None:
    picture, _ = said_in(commitments(pledges(list(range(40)))))
    drawn = waves_of(picture)
    assert len(drawn) == 40
    assert drawn[39] == "Wave 40: P39: pay into the fund"
    assert [t.text for t in picture.iter(f"{SVG}text") if t.text.endswith(" of 40")][-1] == "40 of 40"


@pytest.mark.parametrize("room", [NARROW, WIDE])
def test_nothing_is_drawn_beyond_the_edge(room: float) -> None:
    found: Zopa = zopa(neighbours(12))
    for svg in (agreement_svg(found, room), cascade_svg(commitments(pledges([0] * 20 + [5] * 20)), room)):
        picture = root(svg)
        assert set(re.findall(r"https?://[^\s\"']*", svg)) == {"http://www.w3.org/2000/svg"}
        assert not re.search(r"<script|@import|@font-face|url\(|\son\w+=", svg)
        for rect in list(picture.iter(f"{SVG}rect"))[1:]:
            assert float(rect.get("x")) + float(rect.get("width")) <= room + 1
        for circle in picture.iter(f"{SVG}circle"):
            assert float(circle.get("cx")) + float(circle.get("r")) <= room + 4
