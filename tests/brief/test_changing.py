"""What has changed, told as one story: positions in a row, new steps, and what is somebody's belief only."""

from __future__ import annotations

import pytest

from modusvivendi.brief.contents import Contents, DecisionEntry
from modusvivendi.brief.making import make_brief

HEAD = """The Sound Examiner
{date} 2031

Talks on the ferry agreement {what}

Representatives of Norland and Tessaly held negotiations on the agreement on Tuesday.

"""

MARCH = """Norland is considering whether to allow the crossing, two people with knowledge of the talks told
the Examiner. In January Norland had said that licensing banned ferry lines was not on the table.

Tessaly threatened to leave the ferry agreement unless Norland allowed the crossing. Westmark has
made plain that it will send no pilots to the sound.

The port of Aske, which helped to broker the agreement, said it favoured keeping it going.
"""

JUNE = """Tessaly said on Monday that it would leave the ferry agreement but would return if Norland allowed
the crossing. The islands of Holm are against such a step. An official of Norland, speaking on
condition of anonymity, said Norland had no intention of lifting the ban on the ferry lines.

Westmark has ruled out sending pilots but is weighing radar for the sound, according to two
officials.

The prime minister of Aske, Una Frost, said she believed that Tessaly wanted the crossings to go on.
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    folder = tmp_path_factory.mktemp("ferries")
    for name, date, what, text in (
        ("march", "3 March", "resume", MARCH),
        ("june", "12 June", "falter", JUNE),
    ):
        body = "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
        head = HEAD.format(date=date, what=what)
        (folder / f"{name}.txt").write_text(f"{head}{body}\n", encoding="utf-8")
    return make_brief(folder / "case", sorted(folder.glob("*.txt"))).contents


def changed(contents: Contents) -> DecisionEntry:
    return next(each for each in contents.decisions if each.key == "changed")


def test_refused_weighed_and_refused_again_is_told_as_one(ferries: Contents) -> None:
    (told,) = [p.text for p in changed(ferries).points if p.text.startswith("Norland was reported")]
    assert "rule out licensing banned ferry lines (told as past), then to consider whether to allow" in told
    assert "is later reported to rule out lifting the ban on the ferry lines (12 June 2031)" in told
    assert told.endswith("Whether all of it is one and the same matter the reports do not say.")


def test_the_table_lists_each_step_and_the_answer_cites_all(ferries: Contents) -> None:
    answer = changed(ferries)
    moves = next(table for table in answer.tables if table.title == "Positions that changed")
    steps = [row for row in moves.rows if row[0] == "Norland"]
    assert len(steps) == 2
    for _, _, ids in steps:
        assert set(ids.split(", ")) <= set(answer.answer.statements)


def test_a_step_to_another_form_of_help_is_told_beside_what_was_refused(ferries: Contents) -> None:
    (told,) = [p.text for p in changed(ferries).points if "newly reported to consider radar" in p.text]
    assert told.startswith("Westmark, reported before to")
    assert "pilots" in told.split("newly")[0]


def test_what_another_believes_of_a_party_is_no_news_of_that_party(ferries: Contents) -> None:
    believed = [p.text for p in changed(ferries).points if "Una Frost" in p.text]
    assert not [text for text in believed if text.startswith("Newly reported of Tessaly")]
