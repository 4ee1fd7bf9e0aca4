"""Amounts in a draft: another amount of the same thing is another option, of which a party takes one."""

from __future__ import annotations

from pathlib import Path

import pytest

import modusvivendi as mv
from modusvivendi.conflict import Conflict, OpenPreference
from modusvivendi.conflict.draft import draft
from modusvivendi.conflict.draft.bare_amounts import is_bare
from modusvivendi.statements import Statement
from modusvivendi.statements.rules.quantities import quantity
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_linking import drafted as read_and_drafted
from tests.conflict.test_draft_rules import drafted, equal, maker, reasons, settled


def of(amount: str, statement: Statement) -> Statement:
    """The statement with an amount in it."""
    return statement.model_copy(
        update={
            "quantity": quantity(amount),
            "proposal": f"{statement.proposal} by {amount}",
            "sentence": f"It would {statement.proposal} by {amount}.",
        }
    )


def work(given: str = "raise-pay") -> Statement:
    """The dockers would not strike if the port gave in: they have a choice of their own to make."""
    return says("Dockers", "offers", act("strike", "Dockers", negated=True), given=act(given, "Port"))


def asked_of(conflict: Conflict, party: str) -> list[OpenPreference]:
    return [p for p in maker(conflict, party).preferences if isinstance(p, OpenPreference)]


def labels(conflict: Conflict, party: str) -> dict[str, str]:
    return dict(maker(conflict, party).options)


def test_a_demand_for_more_than_is_offered_is_not_met_by_the_offer() -> None:
    conflict = drafted(
        of("18 per cent", says("Dockers", "demands", "raise-pay", of="Port")),
        of("9 per cent", says("Port", "offers", "raise-pay")),
        work(),
    )
    assert labels(conflict, "Port") == {"pay": "raise pay (9 per cent)", "pay_18": "raise pay (18 per cent)"}
    assert "Port.pay_18" in settled(conflict, "Dockers")
    assert "Port.pay" not in settled(conflict, "Dockers")
    assert "Port.pay" in settled(conflict, "Port")
    # What the dockers make depend on "a rise" is the rise they ask for.
    assert equal(conflict, settled(conflict, "Dockers")[0], "not Dockers.strike iff Port.pay_18")
    assert not conflict.where("Port.pay and Port.pay_18").any()


def test_an_offer_of_at_least_what_is_asked_meets_it() -> None:
    for offered in ("18 per cent", "20 per cent"):
        conflict = drafted(
            of("18 per cent", says("Dockers", "demands", "raise-pay", of="Port")),
            of(offered, says("Port", "offers", "raise-pay")),
            work(),
        )
        assert set(conflict.options) == {"Dockers.strike", "Port.pay"}


def test_an_offer_below_a_bound_is_another_and_one_within_it_is_not() -> None:
    asked = says("Harbour", "demands", act("limit-enrichment", "Norland"))
    offer = says("Norland", "offers", "limit-enrichment")
    lifting = says("Harbour", "offers", "lift-sanctions", given=act("limit-enrichment", "Norland"))
    apart = drafted(of("at most 4 per cent", asked), of("5 per cent", offer), lifting)
    assert len(labels(apart, "Norland")) == 2
    assert equal(apart, settled(apart, "Harbour")[0], "Harbour.lift_sanctions iff Norland.limit_enrichment_4")
    within = drafted(of("at most 4 per cent", asked), of("3 per cent", offer), lifting)
    assert len(labels(within, "Norland")) == 1


def test_refusing_an_amount_leaves_the_offer_of_another_standing() -> None:
    conflict = drafted(
        of("18 per cent", says("Dockers", "demands", "raise-pay", of="Port")),
        of("9 per cent", says("Port", "offers", "raise-pay")),
        of("18 per cent", says("Port", "rules_out", "raise-pay")),
        work(),
    )
    assert "not Port.pay_18" in settled(conflict, "Port")
    assert "Port.pay" in settled(conflict, "Port")


def test_a_refusal_without_an_amount_is_of_what_is_asked_where_less_is_offered() -> None:
    conflict = drafted(
        of("18 per cent", says("Dockers", "demands", "raise-pay", of="Port", report="south.txt")),
        of("9 per cent", says("Port", "offers", "raise-pay", report="south.txt")),
        says("Port", "rules_out", "raise-pay", report="north.txt"),
        work(),
    )
    assert "not Port.pay_18" in settled(conflict, "Port")


def test_settling_for_an_amount_is_wanting_that_amount() -> None:
    conflict = drafted(
        of("18 per cent", says("Dockers", "demands", "raise-pay", of="Port")),
        of("12 per cent", says("Dockers", "offers", act("accept:raise-pay", "Dockers"))),
        of("9 per cent", says("Port", "offers", "raise-pay")),
        work(),
    )
    assert set(labels(conflict, "Port")) == {"pay", "pay_12", "pay_18"}
    assert "Port.pay_12 or Port.pay_18" in settled(conflict, "Dockers")


def test_who_would_later_take_less_no_longer_asks_for_more() -> None:
    asked = of("18 per cent", says("Dockers", "demands", "raise-pay", of="Port", on="2031-03-01"))
    conflict = drafted(
        asked,
        of("12 per cent", says("Dockers", "offers", act("accept:raise-pay", "Dockers"), on="2031-04-20")),
        of("9 per cent", says("Port", "offers", "raise-pay", on="2031-04-20")),
        work(),
    )
    assert set(labels(conflict, "Port")) == {"pay", "pay_12"}
    assert "Port.pay_12" in settled(conflict, "Dockers")
    assert reasons(conflict, asked) == ["overtaken by what Dockers is reported to hold since"]
    (question,) = asked_of(conflict, "Port")
    assert question.note == "another amount is offered"


def test_an_amount_offered_later_overtakes_the_earlier() -> None:
    early = of("9 per cent", says("Port", "offers", "raise-pay", on="2031-03-01"))
    late = of("18 per cent", says("Port", "offers", "raise-pay", on="2031-04-20"))
    asked = of("18 per cent", says("Dockers", "demands", "raise-pay", of="Port", on="2031-03-01"))
    conflict = drafted(early, late, asked, work())
    assert list(labels(conflict, "Port")) == ["pay"]
    assert "overtaken by what Port is reported to hold since" in reasons(conflict, early)


def test_amounts_of_different_parties_and_units_are_not_compared() -> None:
    given = act("contribute-forces", "Aldania", "Borsk")
    conflict = drafted(
        of("500 soldiers", says("Aldania", "offers", "contribute-forces")),
        of("9,000 soldiers", says("Borsk", "offers", "contribute-forces")),
        says("Cerro", "offers", "ceasefire", given=given, condition="if 20,000 soldiers come"),
    )
    assert not any("troops_" in o for o in conflict.options)
    conflict = drafted(
        of("18 per cent", says("Dockers", "demands", "raise-pay", of="Port")),
        of("400 euros", says("Port", "offers", "raise-pay")),
        work(),
    )
    assert list(labels(conflict, "Port")) == ["pay"]


def test_more_than_a_condition_asks_for_meets_it() -> None:
    conflict = drafted(
        of("18 per cent", says("Dockers", "demands", "raise-pay", of="Port")),
        says(
            *("Mayor", "offers", "lift-sanctions"),
            given=act("raise-pay", "Port"),
            condition="if the port raises pay by 12 per cent",
        ),
        of("9 per cent", says("Port", "offers", "raise-pay")),
        work(),
    )
    assert equal(
        conflict, settled(conflict, "Mayor")[0], "Mayor.lift_sanctions iff (Port.pay_12 or Port.pay_18)"
    )


FERRY = """\
The Sound Courier
12 June 2026

Ferry talks stall over winter timetable

The island council of Skerry said on Friday that it would sign a new ferry contract only if the operator, \
Nordline, kept {wanted} sailings a day in winter.

Nordline's chief executive, Marit Aune, rejected the demand. The company is ready to offer one sailing a day.

Negotiations are to resume on Monday.
"""


@pytest.mark.parametrize("wanted", ["two", "at least three"])
def test_a_condition_with_a_number_is_not_met_by_another_number(tmp_path: Path, wanted: str) -> None:
    path = tmp_path / "courier.txt"
    path.write_text(FERRY.format(wanted=wanted), encoding="utf-8")
    conflict = draft(mv.read(mv.load(path)))
    assert conflict is not None
    sailings = [o for o in labels(conflict, "Nordline").items() if "sailing" in o[1]]
    kept = next(key for key, label in sailings if wanted in label)
    offered = next(key for key, label in sailings if "one sailing" in label)
    assert equal(conflict, settled(conflict, "Skerry")[0], f"Skerry.sign iff Nordline.{kept}")
    assert f"not Nordline.{kept}" in settled(conflict, "Nordline")
    assert f"Nordline.{offered}" in settled(conflict, "Nordline")
    assert not conflict.where(f"Nordline.{kept} and Nordline.{offered}").any()


WARD = """\
The Vale Courier
3 March 2031

Clinic and nurses resume talks on new posts

The Vale Clinic and the Nurses' Alliance resumed negotiations on Monday after a week of strikes.

The Vale Clinic would hire 25 nurses, its director, Pia Holm, said. The Nurses' Alliance demands that the \
clinic hire 60 nurses. A person close to the talks said the Nurses' Alliance would settle for {least}.

The Nurses' Alliance would end its strike if the clinic hired more nurses, its leader, Marta Klein, said.
"""


@pytest.mark.parametrize(("least", "key"), [("45", "45"), ("about 40", "40")])
def test_a_bare_amount_is_one_of_what_is_offered(tmp_path: Path, least: str, key: str) -> None:
    path = tmp_path / "courier.txt"
    path.write_text(WARD.format(least=least), encoding="utf-8")
    conflict = draft(mv.read(mv.load(path)))
    assert conflict is not None
    (clinic,) = [dm for dm in conflict.decision_makers if "Clinic" in dm.key]
    assert any(f"{key} nurses" in label for label in clinic.options.values())
    (option,) = [k for k, label in clinic.options.items() if f"{key} nurses" in label]
    wanted = " ".join(settled(conflict, "Nurses' Alliance"))
    assert f".{option}" in wanted
    offered = next(k for k, label in clinic.options.items() if "25 nurses" in label)
    assert not conflict.where(f'"{clinic.key}".{option} and "{clinic.key}".{offered}').any()


SLUICES = """Marsh Post

4 May 2026

The Bay Salt Company would open its sluices for two hours if the Eel Fishers' Guild left the channel, its \
director, Pia Holm, said. The Eel Fishers' Guild rejected that. Its leader, Marta Klein, said it \
would settle for six hours.
"""
LATER = """Marsh Post

20 May 2026

The Bay Salt Company, which two weeks ago was ready to open for two hours, now says it will not open at all \
while boats are fishing in the channel, its director, Pia Holm, said.
"""


@pytest.fixture
def sluices(tmp_path: Path) -> tuple[Conflict, str]:
    """A company that would open its sluices for two hours, and later not at all, and the model of it."""
    for name, text in (("a", SLUICES), ("b", LATER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    conflict = draft([s for name in "ab" for s in mv.read(mv.load(tmp_path / f"{name}.txt"))])
    assert conflict is not None
    (company,) = [dm for dm in conflict.decision_makers if "Salt" in dm.key]
    return conflict, company.key


def test_what_is_opened_is_told_once(sluices: tuple[Conflict, str]) -> None:
    told = sorted(labels(*sluices).values())
    assert told == ["open its sluices for six hours", "open its sluices for two hours"]


def test_who_will_not_do_it_at_all_refuses_every_amount(sluices: tuple[Conflict, str]) -> None:
    conflict, company = sluices
    refused = " ".join(settled(conflict, company))
    assert all(f"not {company}.{key}" in refused.replace('"', "") for key in labels(conflict, company))


def test_each_of_several_that_share_a_thing_takes_its_own_part(tmp_path: Path) -> None:
    conflict = read_and_drafted(
        tmp_path,
        "herring catch",
        "Norlund will take 10.5 per cent of the catch if Sudria opens its waters, its minister said. "
        "Sudria would accept 12 per cent if Norlund signed the treaty, its minister, Per Lund, said.",
    )
    assert not [label for label in labels(conflict, "Norlund").values() if "12" in label]
    assert "agree to 12 per cent" in labels(conflict, "Sudria").values()


def test_lengths_of_time_are_amounts() -> None:
    def over(years: str, statement: Statement) -> Statement:
        return statement.model_copy(
            update={"proposal": f"fill the lake over {years}", "sentence": f"It would fill it over {years}."}
        )

    conflict = drafted(
        over("at least ten years", says("Tamar", "demands", "fill-dam", of="Sorel")),
        over("seven years", says("Sorel", "offers", "fill-dam")),
        says("Tamar", "offers", "sign-agreement", given=act("fill-dam", "Sorel")),
    )
    assert set(labels(conflict, "Sorel")) == {"dam", "dam_10"}
    assert equal(conflict, settled(conflict, "Tamar")[0], "Tamar.sign iff Sorel.dam_10")
    conflict = drafted(
        over("at least ten years", says("Tamar", "demands", "fill-dam", of="Sorel")),
        over("12 years", says("Sorel", "offers", "fill-dam")),
        says("Tamar", "offers", "sign-agreement", given=act("fill-dam", "Sorel")),
    )
    assert list(labels(conflict, "Sorel")) == ["dam"]


def test_an_end_to_a_thing_is_another_act_than_limits_on_it_and_meets_a_wish_for_limits() -> None:
    sentence = "Borsk accepts limits on its whaling but will not give it up altogether."
    limits = says("Borsk", "offers", act("limit-whaling", "Borsk", label="limit its whaling"), start=10)
    never = says("Borsk", "rules_out", act("give", "Borsk", label="give it up"), start=10, letter="b")
    limits, never = (s.model_copy(update={"sentence": sentence}) for s in (limits, never))
    wants = says("Aldania", "demands", act("end-whaling", label="end all whaling"))
    content = says(
        "Cerro", "offers", "hold-talks", given=act("limit-whaling", "Borsk", label="limit its whaling")
    )
    conflict = draft([limits, never, wants, content])
    assert conflict is not None
    assert {"Borsk.limit_whaling", "Borsk.end_whaling"} <= set(conflict.options)
    stated = {str(p.formula): p.evidence for _, p, _, _ in conflict.statements()}
    assert stated["Borsk.limit_whaling"] == (limits.id,)
    assert stated["not Borsk.end_whaling"] == (never.id,)
    assert stated["Borsk.end_whaling"] == (wants.id,)
    assert [str(f) for f in conflict.infeasible] == ["Borsk.limit_whaling and Borsk.end_whaling"]
    done = {"Cerro.talks", "Borsk.end_whaling"}
    (terms,) = [f for f in stated if f.startswith("Cerro.talks iff")]
    assert conflict.where(terms)[conflict.position(conflict.code(sorted(done)))]


def test_an_offer_of_less_does_not_meet_what_a_threat_is_made_for() -> None:
    strike = says("Guild", "warns", act("strike", "Guild"), given=act("hire-staff", "Mill", negated=True),
                  condition="unless the mill hires at least 60 more staff", on="2031-02-01")  # fmt: skip
    offer = of("40 more staff", says("Mill", "offers", act("hire-staff", "Mill", label="hire 40 more staff"),
                                     on="2031-02-09"))  # fmt: skip
    conflict = draft([strike, offer])
    assert conflict is not None
    labels = maker(conflict, "Mill").options
    assert set(labels.values()) == {"hire 40 more staff", "hire staff (at least 60)"}
    offered, wanted = (f"Mill.{key}" for key in sorted(labels, key=lambda key: "60" in labels[key]))
    (answer,) = [f for f in settled(conflict, "Guild") if " iff " in f]
    assert equal(conflict, answer, f"Guild.strike iff not {wanted}")
    assert offered in conflict.options


def test_a_bare_amount_is_one_of_what_others_ask_of_its_party_in_another_amount(tmp_path: Path) -> None:
    conflict = read_and_drafted(
        tmp_path,
        "coalition",
        "The Farmers' Party would put off the fuel tax cut provided that the Liberal Party agrees to a road "
        "fund of 300 million crowns, its chairman said. The Liberal Party could accept 200 million, its "
        "leader said.",
    )
    assert sorted(labels(conflict, "Liberal Party").values()) == [
        "agree to a road fund of 200 million crowns",
        "agree to a road fund of 300 million crowns",
    ]
    assert 'put_fuel_tax iff "Liberal Party".funds_300m' in " ".join(settled(conflict, "Farmers' Party"))


def test_who_would_do_its_part_for_less_no_longer_asks_for_more() -> None:
    paid = act("pay", "Vista")
    asks = says("League", "demands", paid, on="2031-03-01").model_copy(
        update={"proposal": "400 million euros", "sentence": "The League wants 400 million euros."}
    )
    would = says(
        *("League", "considers", act("play-fridays", "League")),
        given=paid,
        condition="if Vista pays at least 360 million euros",
        on="2031-05-01",
    )
    offer = says("Vista", "offers", paid, on="2031-05-01").model_copy(
        update={"proposal": "350 million", "sentence": "Vista could live with 350 million, two people said."}
    )
    conflict = drafted(asks, would, offer)
    assert sorted(labels(conflict, "Vista").values()) == [
        "pay 350 million euros",
        "pay at least 360 million euros",
    ]
    assert any(asks.id in o.evidence and "overtaken" in o.reason for o in conflict.omitted)


@pytest.mark.parametrize(
    ("offered", "wanted", "met"),
    [
        ("until 2040", "until 2043", False),
        ("until 2043", "until 2040", True),
        ("a third of it", "a fifth of it", True),
        ("a fifth of it", "a third of it", False),
        ("a third of it", "30 per cent of it", True),
        ("five years", "seven years", False),
    ],
)
def test_times_and_fractions_are_amounts(offered: str, wanted: str, met: bool) -> None:
    def told(stance: str, actor: str, amount: str) -> Statement:
        s = says(actor, stance, act("keep-mill", "Orrin Cloth", label="keep the mill"))
        words = f"keep the mill {amount}"
        return s.model_copy(update={"proposal": words, "sentence": f"It would {words}."})

    waits = says("Union", "offers", act("end-picket", "Union"), given=act("keep-mill", "Orrin Cloth"))
    conflict = drafted(
        told("offers", "Orrin Cloth", offered),
        told("demands", "Union", wanted),
        waits.model_copy(update={"condition": f"if Orrin Cloth kept the mill {wanted}"}),
    )
    assert len(labels(conflict, "Orrin Cloth")) == (1 if met else 2)


def test_a_later_year_does_not_meet_a_deadline() -> None:
    def told(stance: str, actor: str, year: str) -> Statement:
        s = says(actor, stance, act("close-pit", "Mine", label="close the pit"))
        words = f"close the pit by {year}"
        return s.model_copy(update={"proposal": words, "sentence": f"It would {words}."})

    for offered, options in (("2041", 2), ("2036", 1)):
        opens = says("Town", "offers", "open-border", given=act("close-pit", "Mine"))
        conflict = drafted(
            told("offers", "Mine", offered),
            told("demands", "Town", "2038"),
            opens.model_copy(update={"condition": "once the mine has closed the pit by 2038"}),
        )
        assert len(labels(conflict, "Mine")) == options
        assert any("by 2038" in label for label in labels(conflict, "Mine").values()) is (options == 2)


def test_they_are_those_of_whom_the_party_speaks_and_their_amounts_stay() -> None:
    """ "Would employ the actors for 30 weeks"; "should employ them for 34": one act, two amounts."""
    conflict = drafted(
        says("Theatre", "offers", act("employ-actor", "Theatre", label="employ the actors for 30 weeks")),
        says("Guild", "demands", act("employ-they", "Theatre", label="employ them for 34 weeks")),
    )
    assert set(conflict.options) == {"Theatre.employ_actor", "Theatre.employ_actor_34"}


def test_eight_weeks_are_not_held_against_three_months_by_their_numbers() -> None:
    conflict = drafted(
        of("three months", says("Dockers", "demands", "raise-pay", of="Port")),
        of("eight weeks", says("Port", "offers", "raise-pay")),
        work(),
    )
    assert not conflict.infeasible
    assert labels(conflict, "Port") == {"pay": "raise pay"}


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("anything above six", True),
        ("nothing less than 9 per cent", True),
        ("anything above the weir", False),
    ],
)
def test_a_bound_alone_does_not_say_of_what(words: str, bare: bool) -> None:
    told = says("Port", "opposes", "anything").model_copy(update={"proposal": words})
    assert is_bare(told) == bare
