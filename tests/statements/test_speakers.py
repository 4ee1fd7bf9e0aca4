"""Whose position it is, in reports put together at random."""

from collections import Counter
from collections.abc import Sequence

import pytest

from modusvivendi.statements.rules.reader import read_all_by_rules
from tests.statements.digressions import Digresser
from tests.statements.invented import plain
from tests.statements.speakers import Writer


@pytest.mark.parametrize(
    ("writers", "least"),
    [
        pytest.param([Writer(seed) for seed in range(250)], 0.99, id="introduced in many ways"),
        pytest.param([Digresser(seed) for seed in range(250)], 0.97, id="with something else between"),
    ],
)
def test_nearly_every_position_is_given_to_its_party(writers: Sequence[Writer], least: float) -> None:
    reports = [plain(writer.report()) for writer in writers]
    found = read_all_by_rules([(report, None, ()) for report in reports], None, lambda _: True)
    wrong: Counter[str] = Counter()
    right = 0
    for writer, report, statements in zip(writers, reports, found, strict=True):
        for told in writer.told:
            start = report.body.index(told.sentence)
            whose = {s.actor for s in statements if start <= s.start < start + len(told.sentence)}
            if whose == {told.party}:
                right += 1
            else:
                wrong[told.way] += 1
    assert right / (right + wrong.total()) >= least, wrong.most_common()
