"""What a mediator proposes as one bargain: each part in return for the others, and nobody's offer."""

from __future__ import annotations

from modusvivendi.statements import Act, Statement
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import asked, drafted, maker, settled

SENTENCE = (
    "The mediator, Ada Holm, proposed a package: Sanda would reopen the pass and Orlan would lower its dam."
)
PACKAGE = says(
    *("Ada Holm", "demands", Act(agents=(), action="package", label="bring about a package")),
    report="may.txt",
    start=100,
).model_copy(update={"proposal": "a package", "sentence": SENTENCE})
REPEATED = says("Ada Holm", "assesses", report="may.txt", start=100, letter="b").model_copy(
    update={"proposal": "Orlan would lower its dam", "sentence": SENTENCE}
)
KNOWN = (
    says("Sanda", "demands", act("pay", "Orlan"), report="may.txt", start=10),
    says("Orlan", "demands", act("hold-vote", "Sanda"), report="may.txt", start=30),
)


def on_it(actor: str, stance: str, label: str = "agree to the proposal") -> Statement:
    agents = (actor,) if stance in ("offers", "considers", "rules_out") else ()
    return says(
        *(actor, stance, Act(agents=agents, action="proposal", label=label)), report="may.txt", start=200
    ).model_copy(update={"proposal": label.removeprefix("agree to ").removeprefix("bring about ")})


def test_each_part_is_asked_of_its_side_in_return_for_the_others() -> None:
    conflict = drafted(PACKAGE, REPEATED, *KNOWN)
    assert maker(conflict, "Sanda").options["reopen_pass"] == "reopen the pass"
    assert maker(conflict, "Orlan").options["lower_dam"] == "lower its dam"
    assert "Sanda.reopen_pass iff Orlan.lower_dam" in str(asked(conflict, "Sanda"))
    assert "Orlan.lower_dam iff Sanda.reopen_pass" in str(asked(conflict, "Orlan"))
    # The author wants both, and has nothing to give.
    assert not maker(conflict, "Ada Holm").options
    assert not [p for p in settled(conflict, "Sanda") if "reopen" in p]
    assert "Orlan would lower its dam" not in str(conflict.omitted)


def test_who_studies_a_package_considers_its_own_part_in_return_for_the_others() -> None:
    conflict = drafted(PACKAGE, on_it("Orlan", "considers"), *KNOWN)
    assert next(iter(asked(conflict, "Orlan"))) == "Would Orlan lower its dam?"
    assert "Orlan.lower_dam iff Sanda.reopen_pass" in str(asked(conflict, "Orlan"))


def test_who_turns_a_package_down_refuses_its_own_part() -> None:
    conflict = drafted(PACKAGE, on_it("Orlan", "rules_out"), *KNOWN)
    assert "not Orlan.lower_dam" in settled(conflict, "Orlan")


def test_a_package_whose_parts_are_the_words_of_the_proposal_is_one_too() -> None:
    in_words = PACKAGE.model_copy(update={"proposal": SENTENCE.partition(": ")[2].rstrip(".")})
    basis = says("Orlan", "considers", report="may.txt", start=200).model_copy(
        update={"proposal": in_words.proposal, "act": act("package", "Orlan", label=in_words.proposal)}
    )
    conflict = drafted(in_words, basis, *KNOWN)
    assert "Orlan.lower_dam iff Sanda.reopen_pass" in str(asked(conflict, "Orlan"))
    assert maker(conflict, "Sanda").options["reopen_pass"] == "reopen the pass"


def test_who_puts_a_package_to_others_on_terms_considers_its_part_on_these_as_well() -> None:
    put = says(
        *("Orlan", "offers", act("it", "Orlan", label="put it to its members")),
        given=act("pay", "Marn"),
        report="may.txt",
        start=200,
    ).model_copy(update={"proposal": "put it to its members"})
    conflict = drafted(PACKAGE, put, *KNOWN)
    (terms,) = [p for p in str(asked(conflict, "Orlan")).split("'") if "lower_dam iff" in p]
    assert "Sanda.reopen_pass" in terms
    assert "Marn." in terms


def test_an_outsider_that_welcomes_a_package_wants_every_part_of_it() -> None:
    welcome = on_it("Marn", "supports", "bring about the mediator's proposal")
    conflict = drafted(PACKAGE, welcome, *KNOWN)
    assert {"Sanda.reopen_pass", "Orlan.lower_dam"} <= set(settled(conflict, "Marn"))


def test_a_sides_own_package_is_its_offer() -> None:
    own = PACKAGE.model_copy(update={"actor": "Sanda"})
    conflict = drafted(own, *KNOWN)
    assert settled(conflict, "Sanda")[0] == "Sanda.reopen_pass iff Orlan.lower_dam"


def test_who_studies_a_freeze_in_exchange_for_trials_considers_it_in_exchange_for_trials() -> None:
    trials = Act(agents=(), action="trial", label="trials of driverless trucks")
    freeze = act("freeze-lay-offs", "Mine")
    conflict = drafted(
        says(
            *("Ada Holm", "demands", freeze),
            given=trials,
            condition="in exchange for trials of driverless trucks",
            report="may.txt",
            start=100,
        ),
        says("Mine", "considers", freeze, report="may.txt", start=200).model_copy(
            update={"sentence": "The mine is studying the idea."}
        ),
        says("Miners", "demands", freeze, report="may.txt", start=300),
    )
    (considered,) = asked(conflict, "Mine")
    assert considered == "Would Mine freeze lay-offs?"
    assert "iff trials_driverless_trucks" in str(asked(conflict, "Mine"))


def test_a_package_of_which_a_side_is_not_known_is_left_as_it_is() -> None:
    told = SENTENCE.replace("Orlan would", "the owls would")
    conflict = drafted(PACKAGE.model_copy(update={"sentence": told}), *KNOWN, on_it("Orlan", "offers"))
    assert not [dm for dm in conflict.decision_makers if "reopen_pass" in dm.options]


def test_what_is_asked_of_one_and_in_return_of_another_is_a_package() -> None:
    words = "Orlan lower its dam by a metre, and that in return Sanda reopen the pass"
    asked_of_both = says("Ada Holm", "demands", act("lower-dam", "Orlan", label=words.removeprefix("Orlan ")))
    conflict = drafted(asked_of_both.model_copy(update={"proposal": words}), *KNOWN)
    assert maker(conflict, "Orlan").options["lower_dam"] == "lower its dam by a metre"
    assert "Orlan.lower_dam iff Sanda.reopen_pass" in str(asked(conflict, "Orlan"))
    assert "Sanda.reopen_pass iff Orlan.lower_dam" in str(asked(conflict, "Sanda"))
