"""Acts told with a noun of doing are told with its verb, and are the same act as one told with it."""

from __future__ import annotations

from modusvivendi.conflict.draft.things import with_things_linked
from tests.conflict.made_statements import act, says
from tests.conflict.test_draft_rules import asked, drafted, maker, settled


def test_agreeing_to_the_return_of_a_ship_is_returning_it() -> None:
    back = act("return-ship", "Orlan", label="agree to the return of the ship Anna")
    conflict = drafted(
        says("Orlan", "considers", back, given=act("hold-vote", "Sanda")),
        says("Marn", "opposes", act("return-anna", label="bring about the return of the Anna")),
        says("Sanda", "offers", "hold-vote", given=act("give-ship", "Orlan", label="return the Anna")),
    )
    (label,) = maker(conflict, "Orlan").options.values()
    assert label in ("return the Anna", "return the ship Anna")
    assert settled(conflict, "Marn")[0].startswith("not Orlan.")
    assert asked(conflict, "Orlan")


def test_a_reduction_of_ten_posts_keeps_its_number() -> None:
    fewer = act("reduction", "Mill", label="agree to a reduction of 10 posts")
    conflict = drafted(says("Mill", "offers", fewer, given=act("pay", "Town")))
    assert "10" in next(iter(maker(conflict, "Mill").options.values()))


def test_a_label_cut_by_a_few_words_is_given_in_full() -> None:
    words = "release 45 cubic metres of water from the upper reservoir in July and August"
    cut = act("release-metre", "Orlan", label="release 45 cubic metres of water from the upper …")
    offer = says("Orlan", "offers", cut, given=act("pay", "Sanda")).model_copy(update={"proposal": words})
    assert list(maker(drafted(offer), "Orlan").options.values()) == [words]


def test_what_a_refusal_only_refers_to_is_told_in_the_words_of_the_condition() -> None:
    dismissed = act("dismiss-guard", negated=True, label="no guard was dismissed")
    approves = says(
        *("County", "offers", act("approve-sale", "County", label="approve the sale")),
        given=dismissed,
        condition="only if no guard was dismissed",
        report="may.txt",
        start=10,
    )
    such = act("guarantee", negated=True, label="such a guarantee")
    against = says(
        *("Guards", "opposes", act("approve-sale", "County", label="approve the sale")),
        given=such,
        condition="without such a guarantee",
        report="may.txt",
        start=60,
    )
    conflict = drafted(approves, against)
    assert set(conflict.circumstances.values()) == {"any guard was dismissed"}
    (name,) = conflict.circumstances
    assert settled(conflict, "County")[0] == f"County.approve_sale iff not {name}"
    assert settled(conflict, "Guards") == [f"{name} implies not County.approve_sale"]


def test_whose_act_a_thing_is_that_somebody_is_asked_to_do_is_told_by_its_verb() -> None:
    send = act("governor", "governor", label="bring about the governor to send police")
    paid = says("Airport", "offers", "pay", given=act("send-police", "governor"))
    conflict = drafted(says("Airport", "demands", send), paid)
    assert maker(conflict, "governor").options == {"send_police": "send police"}


def test_a_statement_that_nobody_would_sign_is_what_was_asked_just_before() -> None:
    admit = act("acknowledge-loot", "Museum", label="acknowledge in writing that they were looted")
    asked_for = says("Obara", "offers", "hold-vote", given=admit, report="may.txt", start=10)
    refusal = says("Museum", "rules_out", "sign-agreement", report="may.txt", start=60).model_copy(
        update={"proposal": "sign no such statement"}
    )
    conflict = drafted(asked_for, refusal)
    assert settled(conflict, "Museum") == ["not Museum.acknowledge_loot"]
    assert settled(conflict, "Obara")[0] == "Obara.vote iff Museum.acknowledge_loot"


def test_a_number_of_paid_weeks_is_no_paying_of_weeks() -> None:
    weeks = act("pay-week", label="pay weeks a year")
    wants = says("Actors", "demands", weeks).model_copy(update={"proposal": "34 paid weeks a year"})
    gives = says("House", "offers", act("30", "House", label="agree to 30")).model_copy(
        update={"proposal": "30", "sentence": "The house can guarantee 30."}
    )
    conflict = drafted(wants, gives, says("Brewer", "offers", "pay", given=act("hold-vote", "House")))
    assert {"agree to 30 paid weeks a year", "agree to 34 paid weeks a year"} <= set(
        maker(conflict, "House").options.values()
    )


def test_how_long_something_lasts_is_not_what_is_ended() -> None:
    halt = act("halt", "Mill", label="agree to a halt of seven years")
    conflict = drafted(says("Mill", "offers", halt, given=act("pay", "Town")))
    assert list(maker(conflict, "Mill").options.values()) == ["agree to a halt of seven years"]


def test_two_things_put_off_for_years_are_two() -> None:
    levy = says("Labour", "offers", act("suspend-levy", "Labour", label="suspend the levy for two years"))
    bare = act("suspension-reunification", label="bring about suspension of reunification for three years")
    wish = says("Homeland", "demands", bare).model_copy(
        update={"proposal": "suspension of reunification for three years"}
    )
    (_, wanted) = with_things_linked([levy, wish])
    assert wanted.act == bare
