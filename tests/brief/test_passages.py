from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.brief import passages
from modusvivendi.brief.contents import StatementEntry
from tests.brief.specimens import peace_force


@st.composite
def bodies_with_statements(draw: st.DrawFn) -> tuple[str, list[StatementEntry]]:
    body = draw(st.text(alphabet="ab \n\r\u2028é", min_size=1, max_size=60))
    template = peace_force().statements[0]
    entries = []
    for number in range(draw(st.integers(0, 4))):
        low, high = sorted((draw(st.integers(0, len(body) + 2)), draw(st.integers(0, len(body) + 2))))
        if_low, if_high = sorted((draw(st.integers(0, len(body))), draw(st.integers(0, len(body)))))
        entries.append(
            template.model_copy(
                update={
                    "id": f"s{number}",
                    "start": low,
                    "end": high,
                    "sentence": body[low:high],
                    "condition": body[if_low:if_high],
                    "condition_start": if_low,
                    "condition_end": if_high,
                }
            )
        )
    return body, entries


@given(bodies_with_statements())
def test_the_runs_joined_are_the_text(given_: tuple[str, list[StatementEntry]]) -> None:
    body, entries = given_
    assert "".join(run.text for run in passages.runs(body, entries)) == body


@given(bodies_with_statements())
def test_the_runs_a_statement_covers_joined_are_its_sentence(
    given_: tuple[str, list[StatementEntry]],
) -> None:
    body, entries = given_
    found = passages.runs(body, entries)
    for entry in entries:
        assert "".join(run.text for run in found if entry.id in run.covering) == body[entry.start : entry.end]


@given(bodies_with_statements())
def test_a_run_is_marked_as_condition_exactly_where_a_condition_covers_it(
    given_: tuple[str, list[StatementEntry]],
) -> None:
    body, entries = given_
    at = 0
    for run in passages.runs(body, entries):
        for place in range(at, at + len(run.text)):
            inside = any((e.condition_start or 0) <= place < (e.condition_end or 0) for e in entries)
            assert run.condition == inside
        at += len(run.text)


@given(bodies_with_statements())
def test_each_sentence_begins_once_in_a_text(given_: tuple[str, list[StatementEntry]]) -> None:
    body, entries = given_
    starts = [id_ for run in passages.runs(body, entries) for id_ in run.starts]
    assert sorted(starts) == sorted(e.id for e in entries if e.start < min(e.end, len(body)))


@given(bodies_with_statements())
def test_no_word_of_a_text_is_lost_between_its_lines(given_: tuple[str, list[StatementEntry]]) -> None:
    body, entries = given_
    shown = "".join(run.text for line in passages.paragraphs(body, entries) for run in line)
    assert "".join(shown.split()) == "".join(body.split())


@given(bodies_with_statements(), st.integers(0, 20))
def test_a_passage_holds_its_sentence_whole(given_: tuple[str, list[StatementEntry]], context: int) -> None:
    body, entries = given_
    for entry in entries:
        place = passages.passage(body, entry, context)
        assert "".join(run.text for run in place.sentence) == entry.sentence


def test_a_sentence_that_its_report_no_longer_holds_is_shown_alone() -> None:
    entry = peace_force().statements[0]
    place = passages.passage("Something else entirely.", entry)
    assert (place.before, place.after) == ("", "")
    assert place.sentence[0].text == entry.sentence
