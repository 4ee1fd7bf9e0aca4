from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.brief import chains_picture, page
from modusvivendi.brief.contents import ArrangementEntry, ChainLink, ChainNode, Chains, PositionEntry
from modusvivendi.brief.evidence import Evidence
from tests.brief.specimens import awkward, peace_force

positions = st.lists(
    st.builds(
        PositionEntry,
        actor=st.sampled_from("ABCDE"),
        proposal=st.sampled_from(["troops", "talks", "money"]),
        stance=st.sampled_from(["offers", "opposes"]),
        condition=st.none(),
        statements=st.just(("s1",)),
        topic=st.sampled_from(["", "one", "two", "three", "four", "five", "six", "seven"]),
    ),
    max_size=25,
)


@given(positions)
def test_every_position_stands_in_the_table_once_in_its_partys_row(found: list[PositionEntry]) -> None:
    table = page.position_table(found)
    for row in table.rows:
        shown = [p for cell in row.cells for p in cell] + list(row.others)
        assert len(row.cells) == len(table.topics)
        assert sorted(map(repr, shown)) == sorted(repr(p) for p in found if p.actor == row.actor)
    assert {row.actor for row in table.rows} == {p.actor for p in found}


@given(positions)
def test_a_topic_has_a_column_only_if_two_parties_share_it(found: list[PositionEntry]) -> None:
    table = page.position_table(found)
    assert len(table.topics) <= page.MOST_COLUMNS
    for place in range(len(table.topics)):
        assert sum(bool(row.cells[place]) for row in table.rows) >= 2


def test_concepts_that_agree_are_told_together_with_the_answers_they_need() -> None:
    contents = peace_force()
    package = next(a for a in contents.arrangements if a.name == "package")
    (holding,) = page.holdings(package, contents.questions)
    assert holding.labels == "Nash, SEQ, SMR and GMR"
    assert holding.words == "in 1 of 2 interpretations"
    asked = contents.questions[0].question
    assert holding.answers == (("q1", f"the answer to “{asked}” is “yes”"),)


def test_what_holds_everywhere_needs_no_answer() -> None:
    contents = peace_force()
    deadlock = next(a for a in contents.arrangements if a.name == "deadlock")
    (holding,) = page.holdings(deadlock, contents.questions)
    assert (holding.words, holding.answers) == ("in both interpretations", ())


def test_an_answer_is_not_named_where_the_interpretations_do_not_share_it() -> None:
    contents = peace_force()
    arrangement: ArrangementEntry = contents.arrangements[0].model_copy(
        update={"holds_in": {"nash": ("q1=yes,c1=no", "q1=no,c1=no")}, "of": 4}
    )
    (holding,) = page.holdings(arrangement, contents.questions)
    assert holding.answers == ()


def test_marks_are_numbered_by_first_use_and_remember_their_sections() -> None:
    statements = peace_force().statements
    evidence = Evidence(statements)
    evidence.enter("first")
    assert [mark.number for mark in evidence.marks([statements[5].id, statements[2].id])] == [1, 2]
    evidence.enter("second")
    marks = evidence.marks([statements[0].id, statements[2].id, statements[2].id, "unheard of"])
    assert [mark.number for mark in marks] == [2, 3]
    assert [(use.section, use.anchor) for use in evidence.uses(statements[2].id)] == [
        ("first", "m2-1"),
        ("second", "m2-2"),
    ]
    assert len(evidence.numbered()) == len(statements)
    assert evidence.unknown(["unheard of"]) == ("unheard of",)


def test_the_boxes_of_the_picture_lie_inside_it_and_apart() -> None:
    picture = chains_picture.picture(peace_force().chains)
    assert picture is not None
    assert len(picture.boxes) == len(peace_force().chains.nodes)
    for box in picture.boxes:
        assert box.x >= 0 and box.y >= 0
        assert box.x + box.width <= picture.width and box.y + box.height <= picture.height
        for other in picture.boxes:
            if other is not box:
                apart_x = box.x + box.width <= other.x or other.x + other.width <= box.x
                apart_y = box.y + box.height <= other.y or other.y + other.height <= box.y
                assert apart_x or apart_y


def test_reports_stand_left_of_what_they_pass_on() -> None:
    chains = peace_force().chains
    picture = chains_picture.picture(chains)
    assert picture is not None
    place = {box.node.key: box.x for box in picture.boxes}
    assert all(place[link.teller] < place[link.source] for link in chains.links)


def test_awkward_names_and_dangling_links_do_not_break_the_picture() -> None:
    picture = chains_picture.picture(awkward().chains)
    assert picture is not None
    assert len(picture.boxes) == 2


def test_there_is_no_picture_of_nothing_and_none_of_too_much() -> None:
    assert chains_picture.picture(Chains()) is None
    count = chains_picture.TOO_MANY + 1
    nodes = tuple(ChainNode(key=f"k{n}", label="x", kind="medium", statements=()) for n in range(count))
    links = (ChainLink(teller="k0", source="k1", statements=()),)
    assert chains_picture.picture(Chains(nodes=nodes, links=links)) is None


def test_two_sources_that_cite_each_other_can_be_drawn() -> None:
    nodes = tuple(ChainNode(key=key, label=key, kind="medium", statements=()) for key in "ab")
    links = (
        ChainLink(teller="a", source="b", statements=()),
        ChainLink(teller="b", source="a", statements=()),
    )
    picture = chains_picture.picture(Chains(nodes=nodes, links=links))
    assert picture is not None
    assert len(picture.arrows) == 2
