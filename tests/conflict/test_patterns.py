"""What is done in states that have names: for tables, kept through files, and nothing else hangs on it."""

import pytest

from modusvivendi.conflict import Conflict
from modusvivendi.errors import ConflictError

MODEL = """\
states: [wait, dig, flood]
patterns:
  Farm: {dig: N Y -, pump: NNY}
decision_makers:
  Farm: {moves: [[wait, dig]], ranking: [dig, wait, flood]}
  River: {moves: [[dig, flood]], ranking: [flood, dig, wait]}
"""


def test_patterns_are_read_and_written() -> None:
    conflict = Conflict.loads(MODEL)
    assert conflict.patterns == {"Farm": {"dig": "NY-", "pump": "NNY"}}
    again = Conflict.loads(conflict.replace(source=None).dumps())
    assert again.patterns == conflict.patterns
    assert conflict.dumps() == MODEL
    assert conflict.replace(patterns=None).patterns == {}


def test_patterns_change_no_result() -> None:
    conflict = Conflict.loads(MODEL)
    plain = conflict.replace(patterns=None)
    assert plain.codes.tolist() == conflict.codes.tolist()
    assert plain.ranks().tolist() == conflict.ranks().tolist()
    assert plain.options == conflict.options == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("N Y -", "N Y", 3, "the pattern has 2 letters for 3 states"),
        ("N Y -", "N Y x", 3, "'x' is none of Y, N and -"),
        ("Farm: {dig", "Frm: {dig", 3, "there is no decision maker Frm; did you mean Farm"),
        ("NNY", "[N]", 3, "a text was expected"),
    ],
)
def test_patterns_that_do_not_fit_are_refused_with_their_line(
    old: str, new: str, line: int, says: str
) -> None:
    with pytest.raises(ConflictError) as caught:
        Conflict.loads(MODEL.replace(old, new))
    assert says in str(caught.value)
    assert caught.value.line == line


def test_patterns_belong_to_states_that_have_names() -> None:
    with pytest.raises(ConflictError, match="patterns are for states that are given by name"):
        Conflict.loads("decision_makers: {A: {options: {x: x}}}\npatterns: {A: {x: YN}}\n")
