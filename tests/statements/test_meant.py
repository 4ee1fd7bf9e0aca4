"""Whose act a condition is that names nobody: the reader knows whom *the union* means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.statements import Statement
from modusvivendi.statements.actors.mentions import Meant, finder, knowing
from modusvivendi.statements.correcting import derived
from modusvivendi.statements.read import read
from tests.statements.invented import plain

BEFORE = (
    "The Harbour Workers' Union and the shipping company Norline met for talks in Tarn on Monday. "
    "Fighters of the Keral Front watched from the hills. "
)


def acts(sentence: str) -> list[str]:
    report = plain(BEFORE + sentence)
    found = [s for s in read(report) if s.start >= report.body.index(sentence)]
    return [f"{act.action}: {', '.join(act.agents)}" for s in found for act in s.condition_acts]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Norline would pay the bonus if the union signed the agreement.", "Harbour Workers' Union"),
        ("Norline is ready to raise pay once the union has agreed to the rosters.", "Harbour Workers' Union"),
        ("The union would sign the agreement provided that the company paid for it.", "Norline"),
        ("The union would sign only with the consent of the company.", "Norline"),
        ("Norline would send the lorries if the Front let them through.", "Keral Front"),
    ],
)
def test_a_party_told_by_what_it_is_would_have_to_act(sentence: str, told: str) -> None:
    (act,) = acts(sentence)
    assert act.endswith(f": {told}")


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("if the supreme court lifted the ban", "supreme court"),
        ("once the mayors had reopened the road", "mayors"),
        ("if any creditor lifted the ban", ""),
        ("only when the other side was ready for a deal", ""),
    ],
)
def test_a_party_that_has_no_name_is_told_by_its_description(condition: str, told: str) -> None:
    assert acts(f"Norline would pay the bonus {condition}.")[0].partition(": ")[2] in {told}


def test_what_its_owner_asks_of_nobody_in_particular_is_nobodys_act() -> None:
    (act,) = acts("Norline would pay the bonus if its ships were let through.")
    assert act.endswith(": ")


@pytest.mark.parametrize(
    "condition",
    ["in return for the reopening of Tarn airport", "only after the release of the Keral Front"],
)
def test_to_whom_something_would_be_done_does_not_do_it(condition: str) -> None:
    assert all(act.endswith(": ") for act in acts(f"Norline would leave Tarn {condition}."))


@pytest.mark.parametrize(
    "wish",
    ["wants Tarn evacuated first", "demanded that the Keral Front be disarmed", "wants Norline closed"],
)
def test_what_is_asked_to_be_done_to_somebody_is_asked_of_nobody_in_particular(wish: str) -> None:
    report = plain(BEFORE + f"The Harbour Workers' Union {wish}.")
    (said,) = [s for s in read(report) if s.actor == "Harbour Workers' Union"]
    assert said.target is None


@given(data=st.data())
def test_what_is_meant_is_found_in_its_condition_and_its_pieces_only(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from("the union board signs pays it once if".split()), min_size=2))
    condition = " ".join(words)
    first = data.draw(st.integers(0, len(condition) - 1))
    last = data.draw(st.integers(first + 1, len(condition)))
    meant = Meant(condition, first, last, "Somebody")
    find = knowing(finder(), [meant])
    assert (first, last, "Somebody") in find(condition)
    piece_from = data.draw(st.integers(0, first))
    piece = condition[piece_from:]
    assert all(name == "Somebody" and piece[a:b] for a, b, name in find(piece))
    assert find(f"else {condition} more") == []


@pytest.mark.parametrize(
    "fields", [{"stance": "considers"}, {"proposal": "raise the bonus"}, {"actor": "Tarn"}]
)
def test_who_would_have_to_act_is_kept_where_a_person_corrects_something_else(
    fields: dict[str, str],
) -> None:
    sentence = "Norline would pay the bonus if the union signed the agreement."
    report = plain(BEFORE + sentence)
    (said,) = (s for s in read(report) if s.start >= report.body.index(sentence))
    changed = Statement.model_validate({**said.model_dump(), **fields})
    found = derived(changed, fields, ())
    assert [act["agents"] for act in found["condition_acts"]] == [["Harbour Workers' Union"]]


def test_a_condition_that_a_person_words_anew_is_read_anew() -> None:
    sentence = "Norline would pay the bonus if the union signed the agreement."
    report = plain(BEFORE + sentence)
    (said,) = (s for s in read(report) if s.start >= report.body.index(sentence))
    changed = said.model_copy(update={"condition": "if Keral signed the agreement"})
    found = derived(changed, {"condition"}, (), ["Keral"])
    assert [act["agents"] for act in found["condition_acts"]] == [["Keral"]]


SIDES = (
    "Aldania and Borsk have been at war over the Tarn valley for two years. Aldania and Borsk met in Oslo on "
    "Monday. "
)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Norway would send observers as soon as both sides asked for them.", {"Aldania", "Borsk"}),
        ("Norway would send observers once the two governments have signed.", {"Aldania", "Borsk"}),
        (
            "Norway would not send observers until both camps had guaranteed their safety.",
            {"Aldania", "Borsk"},
        ),
        ("Norway would send observers if both agreed to a truce.", {"Aldania", "Borsk"}),
        ("Borsk would accept observers if both sides signed the agreement.", {"Aldania"}),
    ],
)
def test_both_sides_are_asked_each(sentence: str, told: set[str]) -> None:
    report = plain(SIDES + sentence)
    found = [s for s in read(report) if s.start >= report.body.index(sentence)]
    assert found
    assert {a for s in found for act in s.condition_acts for a in act.agents} == told
