"""Each statement as a sceptic checks it: whose it is, its stance, its words, its condition, its source."""

from __future__ import annotations

import pytest

from modusvivendi.reports.report import Block, BlockKind, Report
from modusvivendi.statements.rules.reader import read_all_by_rules
from modusvivendi.statements.statement import Statement

PORT = (
    "The Dockers' Guild and the port operator Havnia resumed talks on a new contract in Nordhavn on Tuesday. "
    "The guild demands a pay rise of 8 per cent. Havnia has rejected the demand, its chief executive, Dov "
    "Harlan, said."
)
STATES = (
    "Officials from Norvane and Quell met on Monday for talks on the Sorn river. Norvane's foreign minister, "
    "Ada Brandt, and her Quellian counterpart, Piet Rowe, left without a deal."
)


def report(*paragraphs: str, title: str = "Talks go on", **known: str) -> Report:
    body = "\n\n".join((title, *paragraphs))
    blocks, at = [Block(start=0, end=len(title), kind=BlockKind.TITLE)], len(title) + 2
    for paragraph in paragraphs:
        blocks.append(Block(start=at, end=at + len(paragraph), kind=BlockKind.PARAGRAPH))
        at += len(paragraph) + 2
    return Report(name="note.txt", body=body, sha256="", title=title, blocks=tuple(blocks), **known)


def told(one: Statement) -> str:
    words = f"{one.actor} {one.stance.value}: {one.proposal}"
    return words if one.condition is None else f"{words}, {one.condition}"


def of_last(*paragraphs: str, title: str = "Talks go on") -> list[Statement]:
    """Read the statements of the last paragraph."""
    page = report(*paragraphs, title=title)
    (found,) = read_all_by_rules([(page, None, ())], regardless=lambda _: True)
    begins = page.body.rindex(paragraphs[-1])
    return [s for s in found if s.start >= begins]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # what is refused is a refusal
        (
            "Havnia refused to rule out a lockout.",
            ["Havnia considers: a lockout"],
        ),
        (
            "The guild refused, however, to exclude a compromise.",
            ["Dockers' Guild considers: a compromise"],
        ),
        ("Havnia declined to rule out job cuts.", ["Havnia considers: job cuts"]),
        # words
        ("Havnia said it would waive the mooring fee.", ["Havnia offers: waive the mooring fee"]),
        (
            "The guild turned down the offer by 412 votes to 37.",
            ["Dockers' Guild rules_out: the offer"],
        ),
        (
            "The guild rejected the offer by a majority of two thirds.",
            ["Dockers' Guild rules_out: the offer"],
        ),
        (
            "Havnia is not in a position to pay more, but Harlan promised a bonus.",
            ["Havnia rules_out: pay more", "Havnia offers: a bonus"],
        ),
        ("The guild wants no part in the sale.", ["Dockers' Guild rules_out: part in the sale"]),
        (
            "Havnia accepts a pause of ninety days, not the six months the guild asked for.",
            ["Havnia offers: a pause of ninety days"],
        ),
        ("Havnia would compromise on overtime.", ["Havnia offers: compromise on overtime"]),
        ("The guild will not give way on pensions.", ["Dockers' Guild rules_out: give way on pensions"]),
        ("Havnia backed down on the night shift.", ["Havnia offers: back down on the night shift"]),
        (
            "The guild softened its stance on overtime.",
            ["Dockers' Guild offers: soften its stance on overtime"],
        ),
        (
            "Havnia will have nothing to do with a levy.",
            ["Havnia rules_out: have anything to do with a levy"],
        ),
        ("The guild agreed to refrain from strikes.", ["Dockers' Guild offers: refrain from strikes"]),
        # what has been done, or is only laid down, is no position
        ("The guild has considered the offer with its lawyers.", []),
        ("Under the rules Havnia must announce by Friday whether it has any intention to sell.", []),
        # threats
        (
            "If there is no progress by Friday, the guild will ballot for a one-day strike.",
            ["Dockers' Guild warns: ballot for a one-day strike, If there is no progress by Friday"],
        ),
        (
            "Unless Havnia moves, we shall call out the crane drivers, guild leader Oona Marsh said.",
            ["Dockers' Guild warns: call out the crane drivers, Unless Havnia moves"],
        ),
        # what others would make of somebody is nobody's position
        ("Havnia can be won over with a subsidy.", []),
        ("A seat on the board might make it easier for the guild to accept 6 per cent.", []),
        # what one side believes of the other is its own view
        (
            "Havnia's managers believe the guild would give way on overtime.",
            ["Havnia assesses: the guild would give way on overtime"],
        ),
        (
            "The guild would give way on overtime before the summer, Havnia's managers believe.",
            ["Havnia assesses: the guild would give way on overtime before the summer"],
        ),
        (
            "Guild leader Oona Marsh said she believed Havnia wanted a deal before the holidays.",
            ["Dockers' Guild assesses: Havnia wanted a deal before the holidays"],
        ),
        # who comes for somebody is not for them
        ('"If they come for our pensions, they come for us all," guild leader Oona Marsh said.', []),
        # exchange
        (
            "The guild would resume work for 5 per cent and no Sunday shifts.",
            ["Dockers' Guild offers: resume work, for 5 per cent and no Sunday shifts"],
        ),
        (
            "Havnia would accept 6 per cent, but only for two years and with a no-strike clause.",
            ["Havnia offers: 6 per cent, only for two years and with a no-strike clause"],
        ),
        (
            "Havnia would look at a bonus once the accounts are closed, and not sooner, Harlan said.",
            ["Havnia considers: a bonus, once the accounts are closed, and not sooner"],
        ),
        (
            "Havnia offers 3 per cent from May, with a further 1 per cent if traffic grows.",
            ["Havnia offers: 3 per cent from May", "Havnia offers: a further 1 per cent, if traffic grows"],
        ),
        # who calls something unacceptable
        ("Harlan called this unacceptable.", ["Havnia opposes: a pay rise of 8 per cent"]),
        ("Harlan called the demand unacceptable.", ["Havnia opposes: a pay rise of 8 per cent"]),
    ],
)
def test_of_a_port(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(PORT, sentence)] == expected


SALT = (
    "Merrow will double the toll on salt barges from neighbouring Tessin unless the two countries agree on a "
    "new rate, its transport minister said on Monday."
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('"We cannot go on at the rate of 1988," the minister, Ilse Tarr, told parliament.', {"Merrow"}),
        ("A senior Tessin official said the government would pay 30 crowns a ton.", {"Tessin"}),
        ('"We would sooner ship by rail," a Tessin official said.', {"Tessin"}),
    ],
)
def test_states_that_only_their_own_minister_and_their_neighbour_show(
    sentence: str, expected: set[str]
) -> None:
    found = of_last(SALT, "The Orlandian foreign ministry has offered to host talks. " + sentence)
    assert {s.actor for s in found if s.sentence in sentence} == expected


def test_a_city_for_which_only_officials_of_a_state_speak_is_that_states() -> None:
    paragraphs = (
        "BELTRA, 4 May 2026 - Quorl's foreign minister rejected the offer of Norvane on Monday.",
        "A Quorlian official said Beltra could accept 40 boats. Beltra wants a fee, too.",
    )
    assert [s.actor for s in of_last(*paragraphs)] == ["Quorl", "Quorl"]


@pytest.mark.parametrize(
    ("opening", "sentence", "expected"),
    [
        (  # who is there for whom, in brackets
            "Present: Ms Holm (Norra Water Board), Mr Vaan (Lakeside Residents), Dr Orr (mediator).",
            "Mr Vaan would accept meters, on the understanding that the board pays for them.",
            "Lakeside Residents",
        ),
        (
            "Ada Holm (Norra Water Board) and Piet Vaan (Lake Farmers' Union) met on Monday for talks.",
            "Holm rejected the offer.",
            "Norra Water Board",
        ),
        (  # the shorter name of a body named before
            "The Upper Sorn Parish Council and the Mill Trust met on Monday for talks.",
            "The Parish Council rejected the offer.",
            "Upper Sorn Parish Council",
        ),
        (  # who goes by another name
            "The government and the Delta Freedom Front (DFF) resumed talks. The Fifth Brigade has left. "
            "The DFF's representative, who uses the name Captain Sol, was there.",
            "Sol insisted on an amnesty.",
            "Delta Freedom Front",
        ),
        (
            "The government and the Delta Liberation Front resumed talks. The Fifth Brigade has withdrawn.",
            "The front's envoy said on Monday that his movement would not disarm.",
            "Delta Liberation Front",
        ),
        (  # tribal
            "The Sarna Tribe and the Elk County Ranchers' Association met the Park Service on Monday.",
            '"We will not sell the springs," tribal chairman Roy Sands said.',
            "Sarna Tribe",
        ),
        (  # who is the subject of the same sentence
            "The Rowing Club and the Mill Trust met on Monday. The club's chair, Ada Holm, and the trust's "
            "secretary, Piet Vaan, took part. Holm asked that the weir be opened.",
            "Vaan was against; he would rather wait for the survey.",
            "Mill Trust",
        ),
    ],
)
def test_whose_it_is(opening: str, sentence: str, expected: str) -> None:
    assert {s.actor for s in of_last(opening, sentence)} == {expected}


def test_a_paragraph_that_opens_with_a_name_is_about_that_party() -> None:
    found = of_last(
        "The three members of the Sorn Commission, Norvane, Quell and Tessaly, meet in May to vote on a ban.",
        "Norvane. Opposed to a ban. Fisheries minister Ada Brandt has offered to pay for cameras.",
        "Tessaly. Undecided. In April President Luc Ferran came out against cameras.",
    )
    assert [(s.actor, s.stance.value) for s in found if "cameras" in s.proposal] == [("Tessaly", "opposes")]
    found = of_last(
        "The three members of the Sorn Commission, Norvane, Quell and Tessaly, meet in May to vote on a ban.",
        "Tessaly. Undecided. In April President Luc Ferran came out against cameras.",
        "Norvane. Opposed to a ban. Fisheries minister Ada Brandt has offered to pay for cameras.",
    )
    assert [(s.actor, s.stance.value) for s in found] == [("Norvane", "opposes"), ("Norvane", "offers")]


def test_in_a_bodys_own_bulletin_their_director_is_the_other_sides() -> None:
    page = report(
        "Colleagues, on Monday your committee met Havnia Ferries for the third time.",
        "We told them that we will not sail with fewer than twenty. Their personnel director, Lena Ost, said "
        "the company could accept twenty in winter if the League drops its claim for bonuses.",
        "The claim for bonuses stays, but your committee is open to a delay. Branch secretary Tor Lind said: "
        '"If they come for the crews, they come for all of us." We shall meet them again on Friday.',
        title="The Anchor - newsletter of the Deckhands' League",
    )
    (found,) = read_all_by_rules([(page, None, ())], regardless=lambda _: True)
    assert [(s.actor, s.stance.value) for s in found] == [
        ("Deckhands' League", "rules_out"),
        ("Havnia Ferries", "offers"),
        ("Deckhands' League", "considers"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Havnia accepts a pause of ninety days, not the six months put forward by the guild.",
            ["Havnia offers: a pause of ninety days"],
        ),
        (
            "That, Harlan warned, would turn a dispute into a war.",
            ["Havnia assesses: this would turn a dispute into a war"],
        ),
        ("Havnia must by 1 June either announce a firm intention to sell or state that it has none.", []),
        ("Havnia must announce by 1 June that it does not intend to sell.", []),
        (
            'The guild has called the sale "the end of us".',
            ["Dockers' Guild assesses: the sale as the end of us"],
        ),
        (
            "Harlan warned of job cuts if nothing is agreed by June.",
            ["Havnia warns: job cuts, if nothing is agreed by June"],
        ),
        (
            "Harlan warned of chaos if nothing is agreed by June.",
            ["Havnia assesses: warning about chaos, if nothing is agreed by June"],
        ),
        (
            "The guild asked that the gates be opened. Havnia had no objection provided that the city paid.",
            [
                "Dockers' Guild demands: the gates be opened",
                "Havnia supports: the gates be opened, provided that the city paid",
            ],
        ),
        ("Havnia said it would consider that once the survey is done.", []),
        (
            "Most of the night crew would go back for 5 per cent and no Sundays, the guild said.",
            [],  # what others would do, on the word of who does not say that it believes it
        ),
    ],
)
def test_of_a_port_again(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(PORT, sentence)] == expected


def test_what_a_speaker_goes_on_to_say_has_that_source() -> None:
    found = of_last(
        STATES,
        "Brandt said Norvane accepts a pause of ninety days. It would agree to withdraw its boats from the "
        "Sorn, but not before the dam is open.",
    )
    assert [(s.actor, s.sources) for s in found] == [
        ("Norvane", ("Ada Brandt",)),
        ("Norvane", ("Ada Brandt",)),
    ]
    found = of_last(
        "The Rowing Club and the Mill Trust met on Monday. Ms Holm (Rowing Club), Mr Vaan (Mill Trust) spoke "
        "before a mediator, Dr Orr.",
        "Dr Orr proposed to settle all at once. Mr Vaan was against; he would rather wait for the survey.",
    )
    assert [s.actor for s in found] == ["Orr", "Mill Trust"]


def test_a_tribes_chair_speaks_for_the_tribe() -> None:
    found = of_last(
        "The Sarna Tribe and the Elk County Ranchers' Association met the Park Service in court on Monday.",
        "A lawyer said the service would open the range. The Wild Rivers Trust opposes that.",
        'Outside court, tribal chairwoman Ruth Sands said she had been moved. "Give us the springs and '
        'we can talk about the rest."',
    )
    assert [s.actor for s in found] == ["Sarna Tribe"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('"Nobody will be sent home," Harlan said.', ["Havnia rules_out: send anybody home"]),
        (
            "Havnia would let the strikers back within a week of that.",
            ["Havnia offers: let the strikers back within a week of that"],
        ),
        ("What the guild fears is that Havnia will sell the cranes once the strike is over.", []),
        # what the writer foresees is nobody's view
        ("Moving the gates would add two million to the cost.", []),
        ("Harlan said a strike would empty the shops.", ["Havnia assesses: a strike would empty the shops"]),
        ("Harlan said Havnia would stay. They can. They do not want to.", ["Havnia offers: stay"]),
    ],
)
def test_of_a_port_once_more(sentence: str, expected: list[str]) -> None:
    assert [told(s) for s in of_last(PORT, sentence)] == expected


def test_its_chief_is_of_whom_was_spoken_of_before() -> None:
    found = of_last(
        "Norvane is prepared to free eleven engineers, its defence ministry said on Friday.",
        "Quell, which backs the Hill Front that holds the pilots, insists that the engineers be freed first.",
        "The Hill Front has asked for more. In a message its commander demanded that Norvane also withdraw "
        "its drones. Unless it does, he said, the pilots will be tried.",
    )
    assert [s.actor for s in found] == ["Hill Front"] * 3


def test_a_leader_of_the_opposition_on_a_council_does_not_speak_for_it() -> None:
    found = of_last(
        PORT,
        "The borough council backs the sale. The opposition leader on the council, Grant Hale, wants a vote.",
    )
    assert [s.actor for s in found] == ["borough council", "Grant Hale"]


@pytest.mark.parametrize(
    ("before", "sentence", "expected"),
    [
        (
            "The Lake Commission, in which both countries sit, met in Quell.",
            "The Commission's chairman, Per Lund, said it would send inspectors if both sides asked.",
            "Lake Commission",
        ),
        (
            "The Drovers' Union and the valley council met in Quell.",
            "The Union would open the pass, its secretary, Ada Holm, said.",
            "Drovers' Union",
        ),
        (
            "The European Commission and the Lake Commission met in Quell.",
            "The European Commission would send inspectors, its spokeswoman said.",
            "European Union",
        ),
    ],
)
def test_a_body_named_in_full_is_meant_by_the_word_it_ends_in(
    before: str, sentence: str, expected: str
) -> None:
    found = of_last(f"{before} They spoke of the river.", sentence)
    assert {s.actor for s in found} == {expected}
