"""What is promised for when another acts is promised on a condition; *the group* is who was just named."""

from __future__ import annotations

from pathlib import Path

import pytest

import modusvivendi as mv
from modusvivendi.statements import Statement

TALKS = (
    "Talks on an exchange of prisoners between the government of Kesh and the rebels went on in Port Amel "
    "under the eyes of a mediator. {} The Liberation Front refuses to talk about a ceasefire."
)


def read(tmp_path: Path, text: str) -> tuple[Statement, ...]:
    path = tmp_path / "talks.txt"
    path.write_text(f"The Bay Post\n\n11 May 2026\n\nTalks\n\n{TALKS.format(text)}\n", encoding="utf-8")
    return mv.read(mv.load(path))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("“We will talk when the lorries stop,” the council's chairman said.", "when the lorries stop"),
        ("Norland said it would open the border when Sudland pays the toll.", "when Sudland pays the toll"),
        ("The firm is ready to pay when the crews return, it said.", "when the crews return"),
        ("The council will decide when it meets on Friday, it said.", None),
        ("The crews said they would sail when they had slept.", None),
        ("The firm paid when the crews returned.", None),
    ],
)
def test_when_another_acts_is_a_condition(tmp_path: Path, text: str, condition: str | None) -> None:
    conditions = [s.condition for s in read(tmp_path, text) if s.sentence == text]
    assert all(found == condition for found in conditions)
    assert conditions or condition is None


@pytest.mark.parametrize(
    "text",
    [
        "The Liberation Front will free the teachers if the army withdraws, the group said on Tuesday.",
        "The Liberation Front of Upper Kesh will free the teachers if the army withdraws, the group's "
        "spokesman said on Tuesday.",
    ],
)
def test_the_group_is_the_front_named_before_it(tmp_path: Path, text: str) -> None:
    """Once it was taken for the country, of which nothing told what it was."""
    (said,) = [s for s in read(tmp_path, text) if s.sentence == text]
    assert (said.actor, said.stance, said.condition) == (
        "Liberation Front",
        "offers",
        "if the army withdraws",
    )
