"""Who would buy whom, for how much and on whose approval."""

from __future__ import annotations

from pathlib import Path

from tests.conflict.test_draft_linking import drafted
from tests.conflict.test_draft_rules import maker, settled

MARCH = """\
Zell Group has offered to buy Orrin Paper for 2.1 billion euros. The board of Orrin Paper rejected the bid.

The printers' union said it would oppose any takeover unless Zell guaranteed the jobs at the mill until \
2041. The competition authority is examining the bid."""
APRIL = """\
Zell is prepared to raise its bid to 2.3 billion euros if the state pays for the harbour, its chief \
executive said. He said Zell would guarantee the jobs at the mill until 2038.

The board of Orrin Paper would recommend an offer of at least 2.5 billion euros to its shareholders, its \
chairwoman said. The competition authority will approve the takeover only if Zell sells its own mill."""


def test_a_bid_is_told_apart_from_the_one_the_target_wants_and_the_union_ties_it_to_jobs(
    tmp_path: Path,
) -> None:
    conflict = drafted(tmp_path, "takeover", MARCH, APRIL)
    bids = {o: label for o, label in maker(conflict, "Zell Group").options.items() if "buy" in o}
    assert sorted(bids.values()) == [
        "buy Orrin Paper for 2.3 billion euros",
        "buy Orrin Paper for at least 2.5 billion euros",
    ]
    asked = next(o for o, label in bids.items() if "2.5" in label)
    assert settled(conflict, "Orrin Paper") == [f'"Zell Group".{asked}']
    (tied,) = settled(conflict, "printers' union")
    assert tied.endswith('implies "Zell Group".jobs_2041')
    assert "approve the takeover" in maker(conflict, "competition authority").options.values()
