"""A page of parts that were kept is the page rendered anew."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from modusvivendi.workbench.fragments import Fragments
from modusvivendi.workbench.rendering import environment
from tests.workbench.conftest import Workbench

KEYS = st.integers(0, 4)


@given(
    st.lists(st.tuples(KEYS, st.sampled_from(["t0ken-1", "t0ken-2", ""])), max_size=30), st.integers(0, 300)
)
def test_a_part_is_what_it_would_be_if_rendered_anew(asked: list[tuple[int, str]], most: int) -> None:
    fragments = Fragments(most)
    for key, token in asked:

        def rendered(key: int = key, token: str = token) -> Markup:
            return Markup(f"<p>{'long ' * key}{token} & {token}</p>")

        assert fragments.kept(("part", key), token, caller=rendered) == rendered()


def test_what_is_not_to_be_kept_is_rendered_each_time() -> None:
    fragments, count = Fragments(), iter(range(9))
    shown = [fragments.kept(None, "t", caller=lambda: Markup(next(count))) for _ in range(3)]
    assert shown == ["0", "1", "2"]


def test_pages_are_the_same_with_and_without_what_was_kept(
    mine: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    origins = mine.json("/sources.json")["origins"]
    kept = environment().globals["kept"]

    def anew(key: Hashable, *passing: str, caller: Any) -> Markup:
        found: Markup = caller()
        return found

    def change(number: int) -> None:
        origin = origins[number % len(origins)]["origin"]
        mine.post("/sources/grade", origin=origin, source="ABC"[number], information="2", before="")
        seen = mine.json("/model.json")
        party = seen["model"]["decision_makers"][0]["key"]
        mine.post("/model/parties", act="rename", party=party, name=f"Name {number}", seen=seen["version"])

    def pages() -> list[str]:
        mine.app.state.place.model_path.touch()  # so that no page is kept whole
        return [mine.get(path).text for path in ("/sources", "/model", "/results/tables")]

    for number in range(3):
        before = pages()
        change(number)
        first = pages()
        assert first[0] != before[0] and first[1] != before[1]
        environment().globals["kept"] = anew
        try:
            assert pages() == first
        finally:
            environment().globals["kept"] = kept
