"""Acts told with a noun of doing are told with its verb, and are the same act as one told with it."""

from __future__ import annotations

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
