"""What is found quickly on a large record is what comparing everything with everything finds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from modusvivendi.dossier import Dossier, corrections, opposition, origins, rows
from modusvivendi.dossier.copies import Copies, copies
from modusvivendi.dossier.origins import _copied, _one_origin
from modusvivendi.dossier.proposals import (
    Direction,
    _belong_together,
    direction,
    in_order,
    is_position,
    known_date,
    proposals,
    side,
)
from modusvivendi.dossier.provenance import Provenance, provenance
from modusvivendi.dossier.standing import Place, Sentences, _is_version
from modusvivendi.statements import Stance, Statement
from tests.dossier import specimens

STORY = " ".join(
    f"In the {n}th year of the crossing the ferry took {n * 7} carts across and came back with salt."
    for n in range(3, 3 + specimens.SENTENCES)
)
PAPERS = (
    *(
        specimens.report(f"{name}.txt", name.capitalize(), text=STORY + end)
        for name, end in (("gazette", ""), ("herald", ""), ("courier", " The weather was fair."))
    ),
    specimens.report("letter.txt", None),
)


@st.composite
def records(draw: st.DrawFn) -> tuple[Statement, ...]:
    """Draw a record of papers that carry one story, and of a letter."""
    places = draw(st.lists(st.integers(0, len(PAPERS) * 4 - 1), unique=True, max_size=12))
    return tuple(specimens._draw_statement(draw, PAPERS[place // 4], place % 4) for place in places)


either = st.one_of(specimens.statements(), records())


def named(groups: Sequence[Sequence[Statement]]) -> set[frozenset[str]]:
    return {frozenset(s.id for s in group) for group in groups}


@settings(max_examples=150, deadline=None)
@given(either)
def test_proposals_are_the_chains_of_statements_that_belong_together(found: tuple[Statement, ...]) -> None:
    plain = [s for s in in_order(found) if is_position(s) and s.stance is not Stance.DENIES]
    clusters: list[list[Statement]] = []
    for one in plain:
        alike = [
            cluster
            for cluster in clusters
            if (cluster[0].actor, side(cluster[0])) == (one.actor, side(one))
            and any(_belong_together(one, other) for other in cluster)
        ]
        clusters = [c for c in clusters if not any(c is a for a in alike)] + [
            [*(s for cluster in alike for s in cluster), one]
        ]
    expected = []
    for cluster in clusters:
        against = [s for s in cluster if direction(s) is Direction.AGAINST]
        is_split = any(
            (a.report, known_date(a), a.earlier, a.speaker, a.sources)
            == (b.report, known_date(b), b.earlier, b.speaker, b.sources)
            for a in against
            for b in cluster
            if direction(b) is Direction.FOR
        )
        expected += [[s for s in cluster if s not in against], against] if is_split else [cluster]
    assert named([p.statements for p in proposals(plain)]) == named(expected)


@settings(max_examples=150, deadline=None)
@given(records())
def test_each_statement_goes_to_the_first_origin_that_fits(found: tuple[Statement, ...]) -> None:
    reports = PAPERS
    outlets, shared = {r.name: r.outlet for r in reports}, copies(reports)
    groups: list[list[Provenance]] = []
    for statement in in_order(found):
        one = provenance(statement, outlets)
        fitting = [g for g in groups if _one_origin(g[0], one)]
        fitting += [g for g in groups if any(_copied(other, one, shared) for other in g)]
        if fitting:
            fitting[0].append(one)
        else:
            groups.append([one])
    expected = {
        (group[0].shown, tuple(sorted(one.statement.id for one in group)), repeated(group, shared))
        for group in groups
    }
    assert {(o.origin, o.statements, o.same_text) for o in origins(reports, found)} == expected


def repeated(group: Sequence[Provenance], shared: Copies) -> tuple[str, ...]:
    statements = [one.statement for one in group]
    pairs = [(a, b) for a in statements for b in statements if a.report != b.report]
    return tuple(sorted({a.report for a, b in pairs if shared.same_text(a, b)}))


@settings(max_examples=150, deadline=None)
@given(either)
def test_opposed_is_who_wants_what_another_does_not(found: tuple[Statement, ...]) -> None:
    present = [s for s in in_order(found) if not s.earlier]
    current = opposition._current(present)
    expected: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for against in (deed for s in current for deed in opposition._unwanted(s)):
        for wanted in (deed for s in current for deed in opposition._wanted(s)):
            if wanted.statement.actor != against.statement.actor and opposition._meet(wanted, against):
                key = (against.statement.actor, opposition._base(against.action) or against.phrase)
                a, b = expected.setdefault(key, (set(), set()))
                a.add(wanted.statement.id)
                b.add(against.statement.id)
    there = [({s.id for s in o.a}, {s.id for s in o.b}) for o in opposition.opposed(present)]
    assert there == list(expected.values())


_NAMES = ("story.txt", "Story.md", "story-abcdef.txt", "other.txt", "other-abcdef012345.txt", "letter.txt")
_places = st.lists(
    st.builds(
        Place,
        name=st.sampled_from(_NAMES),
        sha256=st.sampled_from(["00abcdef", "00abcdef012345", "00"]),
        url=st.sampled_from([None, None, "http://example.org/1"]),
        body=st.just(""),
    ),
    unique_by=lambda place: place.name,
)


@settings(max_examples=150, deadline=None)
@given(
    _places, st.lists(st.tuples(st.sampled_from(_NAMES), st.integers(0, 1)), max_size=8), st.integers(0, 1)
)
def test_a_sentence_is_found_in_every_version_of_its_report(
    found: list[Place], resting: list[tuple[str, int]], sentence: int
) -> None:
    places = {place.name: place for place in found}
    whole = specimens.report("story.txt")
    statements = [
        specimens.statement(whole, place, "Norland", "offers", "a toll").model_copy(
            update={"report": name, "id": str(number)}
        )
        for number, (name, place) in enumerate(resting)
    ]
    for name in _NAMES:
        anchor = specimens.statement(whole, sentence, "Norland", "offers", "a toll")
        anchor = anchor.model_copy(update={"report": name})
        expected = {
            s.id for s in statements if s.sentence == anchor.sentence and _is_version(s.report, name, places)
        }
        assert {s.id for s in Sentences(statements, places).of(anchor)} == expected


def test_a_correction_looks_for_the_texts_three_times_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once to see what it changes, once to keep it, once to give what stands then."""
    asked: list[object] = []
    places_of = rows.places_of

    def counted(session: Session, of: Collection[str] | None = None) -> dict[str, Place]:
        asked.append(of)
        return places_of(session, of)

    one, other = (
        specimens.statement(specimens.REPORTS[0], place, "Norland", "offers", "sail at noon")
        for place in (0, 1)
    )
    with Dossier.open(tmp_path / "dossier.db") as dossier:
        dossier.add(specimens.REPORTS[0], [one, other])
        dossier.review(other.id, "accept", who="Ann")
        monkeypatch.setattr(rows, "places_of", counted)
        for number, proposal in enumerate(("sail by night", "sail by day")):
            changed = corrections.correct(dossier, one.id, {"proposal": proposal}, who="Ben")
            assert changed.proposal == proposal
            assert len(asked) <= 3 * (number + 1)
