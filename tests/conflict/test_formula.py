"""Formulas mean what DESIGN says they mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modusvivendi.conflict import And, Circumstance, Formula, Names, Not, Option, Or, parse
from modusvivendi.errors import FormulaError
from tests.conflict.oracle import is_true, states
from tests.conflict.specimens import formulas, keys, over

OPTIONS = ["x", "y", "z", "w"]
FULL = [f"A.{option}" for option in OPTIONS]
NAMES = Names({"A": OPTIONS, "United Kingdom": ["troops", "troop deployment"]}, ["drought", "flood"])
anything = over(OPTIONS, ["drought", "flood"])


@given(anything, st.sets(st.sampled_from(["drought", "flood"])))
def test_evaluation_over_states_equals_the_tree_evaluated_with_python_booleans(
    formula: Formula, obtaining: set[str]
) -> None:
    codes = np.arange(16, dtype=np.int64)
    found = formula.over(codes, {name: bit for bit, name in enumerate(FULL)}, obtaining)
    expected = [is_true(formula, taken | obtaining) for taken in states(FULL).values()]
    assert found.tolist() == expected
    assert [formula.holds(taken | obtaining) for taken in states(FULL).values()] == expected


@given(anything)
def test_text_of_a_formula_reads_back_as_the_same_tree(formula: Formula) -> None:
    assert parse(str(formula), NAMES) == formula
    assert parse(formula.write("A"), NAMES, "A") == formula


@given(formulas(st.builds(Option, keys, keys) | st.builds(Circumstance, keys), 4))
def test_text_reads_back_with_names_of_any_kind(formula: Formula) -> None:
    assert parse(str(formula)) == formula


@given(anything)
def test_options_mentioned_are_those_the_truth_can_depend_on(formula: Formula) -> None:
    mentioned = set(formula.options())
    for taken in states(FULL).values():
        assert formula.holds(taken) == formula.holds(taken & mentioned)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("not x and y", "(not x) and y"),
        ("x and y xor z", "(x and y) xor z"),
        ("x xor y or z", "(x xor y) or z"),
        ("x or y if z", "(x or y) if z"),
        ("x if y or z", "x if (y or z)"),
        ("x implies y iff z", "(x implies y) iff z"),
        ("x iff y if z", "x iff (y if z)"),
        ("x iff y iff z", "(x iff y) iff z"),
        ("not not x", "not (not x)"),
        ("at least 1 of (x, y) and z", "(at least 1 of (x, y)) and z"),
        ("not none of (x, y) or z", "(not (none of (x, y))) or z"),
        ("x\n  and\ty", "x and y"),
    ],
)
def test_precedence_is_not_and_xor_or_if_iff(text: str, same: str) -> None:
    assert parse(text, NAMES, "A") == parse(same, NAMES, "A")


def test_x_if_y_means_y_implies_x() -> None:
    one, other = parse("x if y", NAMES, "A"), parse("y implies x", NAMES, "A")
    for taken in states(FULL).values():
        assert one.holds(taken) == other.holds(taken) == ("A.x" in taken or "A.y" not in taken)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("x if y if z", 1, 8, "do not chain"),
        ("x implies y implies z", 1, 13, "do not chain"),
        ("x if y implies z", 1, 8, "do not chain"),
        ("x if y iff z if w if x", 1, 19, "do not chain"),
        ("x and AND", 1, 7, "lower case: and"),
        ("x Or y", 1, 3, "lower case: or"),
        ("x &\ny", 1, 3, "write 'and'"),
        ("x and\n  (y or\n  q)", 3, 3, "unknown name q"),
        ("x and", 1, 6, "ends too early"),
        ("x and (y", 1, 9, "a parenthesis is not closed"),
        ("x)", 1, 2, "never opened"),
        ("", 1, 1, "empty"),
        ("  ", 1, 1, "empty"),
        ("at least two of (x)", 1, 10, "a number was expected"),
        ("at least 2 (x, y)", 1, 12, "at least 2 of"),
        ("at least 2 of x", 1, 15, "at least 2 of"),
        ("at x", 1, 4, "at least 2 of"),
        ("none of ()", 1, 10, "a name"),
        ("United Kingdom.troops", 1, 8, 'quoted: "United Kingdom"'),
        ('"United Kingdom".troop', 1, 1, 'did you mean "United Kingdom".troops'),
        ("'x'", 1, 1, "straight double quotes"),
        ('"x', 1, 1, "not closed"),
        ("A.x.y", 1, 4, "second dot"),
        ("B.x", 1, 1, "did you mean A.x"),
        ("A.xx", 1, 1, "did you mean A.x"),
        ("A", 1, 1, "A.option"),
        ("troops", 1, 1, '"United Kingdom".troops'),
        ("drougt", 1, 1, "did you mean drought"),
        ("x and if", 1, 7, "quote it if it is a name"),
        ("not " * 150 + "x", 1, 1, "too deep"),
        ("(" * 500 + "x", 1, 502, "a parenthesis is not closed"),
        ("at least 9999999999 of (x)", 1, 10, "too large"),
        ("x @ y", 1, 3, "formulas have no '@'"),
    ],
)
def test_errors_say_where_and_what_was_expected(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text, NAMES, "A")
    assert (caught.value.line, caught.value.column) == (line, column), caught.value
    assert says in str(caught.value)


def test_a_clash_of_names_is_an_error() -> None:
    names = Names({"A": ["rain"], "B": ["x"]}, ["rain"])
    with pytest.raises(FormulaError, match="both an option of A and a circumstance"):
        parse("rain", names, "A")
    assert parse("rain", names, "B") == Circumstance("rain")
    assert parse("A.rain", names, "A") == Option("A.rain")


def test_composed_and_decomposed_accents_are_one_name() -> None:
    names = Names({"Côte d'Ivoire": ["paix"]})
    assert parse('"Co\u0302te d\'Ivoire".paix', names) == Option("Côte d'Ivoire", "paix")


def test_own_options_are_bare_only_inside_their_decision_maker() -> None:
    assert parse("x", NAMES, "A") == Option("A.x")
    with pytest.raises(FormulaError, match=r"in full: A\.x"):
        parse("x", NAMES)


@given(
    st.text(max_size=30)
    | st.lists(
        st.sampled_from(
            [
                "x",
                "A.y",
                "and",
                "or",
                "not",
                "xor",
                "iff",
                "if",
                "implies",
                "(",
                ")",
                ",",
                "at",
                "least",
                "most",
                "2",
                "of",
                "none",
                "all",
                "exactly",
                ".",
                '"',
                "\n",
                "É",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_reads_or_gives_an_error_with_a_place_inside_it(text: str) -> None:
    try:
        formula = parse(text, NAMES, "A")
    except FormulaError as error:
        assert error.line is not None and error.column is not None
        lines = text.split("\n")
        assert 1 <= error.line <= len(lines)
        assert 1 <= error.column <= len(lines[error.line - 1]) + 1
    else:
        assert parse(str(formula), NAMES) == formula


def test_formulas_are_put_together_in_code() -> None:
    x, y = Option("A.x"), Option("A", "y")
    assert str(And.of([x])) == "A.x"
    assert str(Or.of(iter([x, And(x, Not(y))]))) == "A.x or (A.x and not A.y)"
    assert And(x, y) == And(x, y) != And(y, x)
    assert len({And(x, y), And(x, y)}) == 1
    with pytest.raises(ValueError, match="two formulas or more"):
        And(x)
    with pytest.raises(ValueError, match="not of the form"):
        Option("x")
