"""Option tables in CSV and XLSX: what they say, what comes back, and what is wrong with a table and where."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

import modusvivendi as mv
from modusvivendi.conflict import Conflict, DecisionMaker, load_conflict
from modusvivendi.conflict.combined import combined_moves
from modusvivendi.conflict.delimited import guarded, unguarded
from modusvivendi.conflict.option_table import read_option_table
from modusvivendi.conflict.option_table_writing import write_option_table
from modusvivendi.errors import ConflictError
from modusvivendi.examples import write_example
from tests.conflict.specimens import NAMES, conflicts
from tests.conflict.test_other_formats import ranked

TABLES_PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")

FERRY = """\
title,The ferry
decision maker,option,irreversible,1,2,3,4,5,6
Town,subsidy,,N,Y,N,Y,N,Y
,license,forward,N,N,Y,Y,-,-
Company,sail,,N,N,N,N,Y,Y
Town,rank (larger is better),,1,0,2,1,4,3
Company,rank (larger is better),,1,2,1,2,0,5
status quo,,,x,,,,,
"""


def read(text: str, file: str = "ferry.csv") -> Conflict:
    return read_option_table(text.encode(), file)


def test_a_table_gives_options_states_ranks_arrows_and_the_status_quo() -> None:
    ferry = read(FERRY)
    assert ferry.title == "The ferry"
    assert ferry.options == ("Town.subsidy", "Town.license", "Company.sail")
    assert ferry.codes.tolist() == [0, 1, 2, 3, 4, 5, 6, 7]
    assert ferry.irreversible == {"Town.license": "forward"}
    assert ferry.status_quo == 0


def test_a_hyphen_stands_for_both_and_the_states_it_stands_for_are_equally_ranked() -> None:
    ranks = read(FERRY).ranks()
    assert ranks[:, 4].tolist() == ranks[:, 6].tolist()  # column 5: license either way
    assert ranks[:, 5].tolist() == ranks[:, 7].tolist()
    assert ranks.tolist() == [[1, 0, 2, 1, 4, 3, 4, 3], [1, 2, 1, 2, 0, 3, 0, 3]]


def test_places_count_from_the_best() -> None:
    text = FERRY.replace("Company,rank (larger is better),,1,2,1,2,0,5", "Company,place,,3,2,3,2,4,1")
    assert read(text).ranks().tolist() == read(FERRY).ranks().tolist()


def test_a_table_on_its_side_is_the_same() -> None:
    rows = list(csv.reader(io.StringIO(FERRY)))
    turned = [[row[k] if k < len(row) else "" for row in rows] for k in range(9)]
    out = io.StringIO()
    csv.writer(out).writerows(turned)
    assert read(out.getvalue()).ranks().tolist() == read(FERRY).ranks().tolist()


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_spreadsheets_of_other_countries_are_read(separator: str, encoding: str) -> None:
    text = FERRY.replace("ferry", "Fähre").replace(",", separator).replace("\n", "\r\n")
    found = read_option_table(text.encode(encoding), "ferry.csv")
    assert found.title == "The Fähre"
    assert found.ranks().tolist() == read(FERRY).ranks().tolist()
    assert not found.warnings


def test_an_old_encoding_is_read_with_a_warning_and_a_line_that_names_the_separator_is_none() -> None:
    text = "sep=;\r\n" + FERRY.replace("ferry", "Fähre").replace(",", ";")
    found = read_option_table(text.encode("cp1252"), "ferry.csv")
    assert found.title == "The Fähre"
    assert "Windows-1252" in found.warnings[0]


GRAPH = """\
decision maker,option,start,gain,loss
A,moves,2,,
B,moves,,3,1; 2
A,rank,2,3,1
B,rank,1,2,3
status quo,,x,,
"""


def test_a_table_of_moves_gives_a_conflict_in_graph_form() -> None:
    found = read(GRAPH)
    assert found.graph is not None
    assert found.graph.states == ("start", "gain", "loss")
    assert [arcs.tolist() for arcs in found.graph.arcs] == [[[0, 1]], [[1, 2], [2, 0], [2, 1]]]
    assert found.status_quo == 0
    named = read(GRAPH.replace("1; 2", "start; gain"))
    assert [arcs.tolist() for arcs in named.graph.arcs] == [arcs.tolist() for arcs in found.graph.arcs]  # type: ignore[union-attr]


COMBINED = """\
title,A works and a council
combined states,yes
decision maker,option,irreversible,waiting,ordered,built,closed
Works,build,,N,N,Y,N
Works,close,forward,N,N,N,Y
Council,order,,N,Y,-,-
Works,place (1 is best),,1,3,2,4
Council,place (1 is best),,3,2,1,4
status quo,,,x,,,
"""


def test_combined_states_are_one_state_each_and_the_moves_follow_from_the_options() -> None:
    found = read(COMBINED)
    assert found.graph is not None
    assert found.graph.states == ("waiting", "ordered", "built", "closed")
    assert found.patterns == {
        "Works": {"build": "NNYN", "close": "NNNY"},
        "Council": {"order": "NY--"},
    }
    works, council = (arcs.tolist() for arcs in found.graph.arcs)
    assert works == [[0, 2], [0, 3], [1, 2], [1, 3], [2, 0], [2, 1], [2, 3]]
    assert council == [[0, 1], [1, 0]]
    assert found.ranks().tolist() == [[3, 1, 2, 0], [1, 2, 3, 0]]


def test_combined_states_that_overlap_are_refused() -> None:
    with pytest.raises(ConflictError, match="cell G3: this state stands in the column of F3 already"):
        read(
            COMBINED.replace("close,forward,N,N,N,Y", "close,forward,N,N,-,-").replace(
                "N,N,Y,N\n", "N,N,Y,Y\n"
            )
        )


@st.composite
def disjoint(draw: st.DrawFn) -> tuple[list[str], list[int], dict[int, str]]:
    """Patterns over four options of which no two have a combination in common; owners; directions."""
    patterns: list[str] = []
    taken: set[tuple[str, ...]] = set()
    for pattern in draw(st.lists(st.text("YN-", min_size=4, max_size=4), min_size=2, max_size=7)):
        filled = set(product(*("YN" if letter == "-" else letter for letter in pattern)))
        if not filled & taken:
            patterns.append(pattern)
            taken |= filled
    owners = draw(st.lists(st.integers(0, 1), min_size=4, max_size=4))
    ways = draw(st.dictionaries(st.integers(0, 3), st.sampled_from(["forward", "back"]), max_size=3))
    return patterns, owners, ways


@given(disjoint())
def test_combined_moves_are_those_between_some_of_the_combinations(
    made: tuple[list[str], list[int], dict[int, str]],
) -> None:
    patterns, owners, ways = made
    filled = [set(product(*("YN" if letter == "-" else letter for letter in one))) for one in patterns]

    def may(start: tuple[str, ...], end: tuple[str, ...], who: int) -> bool:
        changed = [k for k in range(4) if start[k] != end[k]]
        wrong = {"forward": "N", "back": "Y"}  # where an option cannot go
        return all(owners[k] == who and end[k] != wrong.get(ways.get(k, "")) for k in changed)

    for who in (0, 1):
        own = {str(k): "".join(one[k] for one in patterns) for k in range(4) if owners[k] == who}
        others = ["".join(one[k] for one in patterns) for k in range(4) if owners[k] != who]
        found = combined_moves(own, others, {str(k): way for k, way in ways.items()}, len(patterns))
        expected = [
            (s, t)
            for s in range(len(patterns))
            for t in range(len(patterns))
            if s != t and any(may(a, b, who) for a in filled[s] for b in filled[t])
        ]
        assert list(found) == expected


def test_elmira_typed_in_from_a_paper_is_the_case_of_the_catalogue(tmp_path: Path) -> None:
    (table,) = re.findall(
        r"^```csv\n(title,The groundwater of Elmira\n.*?)^```", TABLES_PAGE, flags=re.M | re.S
    )
    write_example("elmira", tmp_path)
    case = Conflict.load(tmp_path / "conflict.yaml")
    typed = read(table)
    assert typed.graph is not None
    assert case.graph is not None
    assert [arcs.tolist() for arcs in typed.graph.arcs] == [arcs.tolist() for arcs in case.graph.arcs]
    assert typed.ranks().tolist() == case.ranks().tolist()
    assert typed.patterns == case.patterns


def same(again: Conflict, conflict: Conflict) -> None:
    assert again.names == conflict.names
    assert again.options == conflict.options
    assert [dm.options for dm in again.decision_makers] == [dm.options for dm in conflict.decision_makers]
    assert [dm.name for dm in again.decision_makers] == [dm.name for dm in conflict.decision_makers]
    assert again.title == conflict.title
    assert again.codes.tolist() == conflict.codes.tolist()
    assert again.ranks().tolist() == conflict.ranks().tolist()
    assert (again.forward, again.back) == (conflict.forward, conflict.back)
    assert again.status_quo == conflict.status_quo
    assert again.patterns == conflict.patterns


@given(ranked(), st.sampled_from(["x.csv", "x.tsv", "x.xlsx"]))
@settings(max_examples=60)
def test_a_conflict_is_the_same_after_a_table(conflict: Conflict, file: str) -> None:
    same(read_option_table(write_option_table(conflict, file), file), conflict)


@given(conflicts(), st.sampled_from(["x.csv", "x.xlsx"]))
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_a_conflict_with_any_names_is_the_same_after_a_table_or_refused(
    conflict: Conflict, file: str
) -> None:
    try:
        data = write_option_table(conflict, file)
    except ConflictError as error:
        assert "cannot hold names" in error.message
        assume(False)
    same(read_option_table(data, file), conflict)


@pytest.mark.parametrize("name", [name for name in NAMES if name.strip() == name])
@pytest.mark.parametrize("file", ["x.csv", "x.xlsx"])
def test_hard_names_are_no_trouble(name: str, file: str) -> None:
    conflict = Conflict.from_ranks({name: [name, "o"], "B": ["p"]}, {name: range(8), "B": [0] * 8})
    same(read_option_table(write_option_table(conflict, file), file), conflict)


@st.composite
def graphs(draw: st.DrawFn) -> Conflict:
    names = draw(
        st.lists(st.sampled_from(["1", "2", "a b", "x, y", "delay", "9", "=z"]), min_size=1, unique=True)
    )
    makers, ranks = [], {}
    for key in ("A", "B"):
        pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda p: p[0] != p[1])
        moves = draw(st.lists(pairs, max_size=5, unique=True)) if len(names) > 1 else []
        makers.append(DecisionMaker(key, moves=tuple(moves)))
        ranks[key] = draw(st.lists(st.integers(0, 3), min_size=len(names), max_size=len(names)))
    letters = st.text("YN-", min_size=len(names), max_size=len(names))
    patterns = draw(
        st.dictionaries(st.sampled_from(["A", "B"]), st.dictionaries(st.just("o"), letters, min_size=1))
    )
    now = draw(st.none() | st.sampled_from(names))
    return Conflict(makers, states=names, ranks=ranks, status_quo=now, patterns=patterns)


@given(graphs(), st.sampled_from(["x.csv", "x.xlsx"]))
@settings(max_examples=60)
def test_a_conflict_in_graph_form_is_the_same_after_a_table(conflict: Conflict, file: str) -> None:
    again = read_option_table(write_option_table(conflict, file), file)
    same(again, conflict)
    assert again.graph is not None
    assert conflict.graph is not None
    assert again.graph.states == conflict.graph.states
    assert [a.tolist() for a in again.graph.arcs] == [a.tolist() for a in conflict.graph.arcs]


@pytest.mark.parametrize(
    ("old", "new", "cell", "says"),
    [
        ("Town,subsidy,,N,Y", "Town,subsidy,,N,Z", "E3", "'Z' is none of Y, N and -"),
        ("Company,sail,,N,N", "Company,sail,,N,", "E5", "this is empty"),
        (",license,forward", ",license,forwards", "C4", "did you mean forward"),
        (",license,forward", ",subsidy,forward", "B4", "has the option subsidy twice"),
        (",1,0,2,1,4,3", ",1,0,2,one,4,3", "G6", "'one' is not a whole number"),
        (",1,0,2,1,4,3", ",1,0,2,,4,3", "G6", "the rank of this state for Town is missing"),
        ("Company,rank (larger is better),,1,2,1,2,0,5\n", "", "A5", "the ranks of Company are missing"),
        (
            "Company,rank",
            "Compnay,rank",
            "A7",
            "no decision maker Compnay with options; did you mean Company",
        ),
        ("Company,rank", "Town,rank", "B7", "the ranks of Town are given twice"),
        ("N,Y,N,Y,N,Y\n", "N,Y,N,Y,-,Y\n", "I2", "stands in the column of H2 already"),
        ("status quo,,,x,,", "status quo,,,x,,x", "F8", "a second state"),
        ("status quo,,,x,,,,", "status quo,,,,,,,x", "H2", "the status quo is one state"),
        ("decision maker,option", "who,what", None, "no option table"),
        ("The ferry\n", "The ferry\nsomething,else\n", "A2", "does not belong above"),
        ("irreversible,1,2,3,4,5,6", "irreversible,,,,,,", "D2", None),
        ("Town,subsidy", ",subsidy", "A3", "whose option"),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(old: str, new: str, cell: str | None, says: str | None) -> None:
    assert old in FERRY
    text = FERRY.replace(old, new, 1)
    if cell == "D2":  # states need no heading
        assert read(text).ranks().tolist() == read(FERRY).ranks().tolist()
        return
    with pytest.raises(ConflictError) as caught:
        read(text)
    assert says is not None
    assert says in str(caught.value)
    if cell is not None:
        assert f"cell {cell}:" in str(caught.value)
        assert caught.value.line == int(cell[1:])
        assert caught.value.column == ord(cell[0]) - ord("A") + 1


@pytest.mark.parametrize(
    ("old", "new", "cell", "says"),
    [
        ("1; 2", "4", "E3", "there is no state 4"),
        ("1; 2", "strat; gain", "E3", "did you mean start"),
        ("gain,loss", "gain,gain", "E1", "the state gain is there twice"),
        ("A,moves,2,,", "A,moves,1,,", None, "start"),
    ],
)
def test_what_is_wrong_with_moves_is_said(old: str, new: str, cell: str | None, says: str) -> None:
    with pytest.raises(ConflictError) as caught:
        read(GRAPH.replace(old, new, 1))
    assert says in str(caught.value)
    assert cell is None or f"cell {cell}:" in str(caught.value)


def test_in_a_workbook_the_sheet_is_named_and_other_sheets_are_told_of(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "remarks"
    book.active["A1"] = "made by hand"
    sheet = book.create_sheet("The table")
    for row in csv.reader(io.StringIO(FERRY)):
        sheet.append([int(cell) if cell.isdigit() else (cell or None) for cell in row])
    book.save(tmp_path / "ferry.xlsx")
    found = Conflict.load(tmp_path / "ferry.xlsx")
    assert found.ranks().tolist() == read(FERRY).ranks().tolist()
    assert found.warnings == ("only the sheet The table was read, not remarks",)
    sheet["E3"] = "perhaps"
    book.save(tmp_path / "ferry.xlsx")
    with pytest.raises(
        ConflictError, match=r"ferry.xlsx: sheet The table, cell E3: 'perhaps' is none of Y, N and -"
    ):
        Conflict.load(tmp_path / "ferry.xlsx")


def test_merged_cells_and_checkboxes_are_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["Decision Maker", "Options", 1, 2, 3],
        ["Farm", "pump", False, True, True],
        [None, "drill", False, False, True],
        ["Farm", "rank", 1, 2.0, 3],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "well.xlsx")
    found = load_conflict(tmp_path / "well.xlsx")
    assert found.options == ("Farm.pump", "Farm.drill")
    assert found.codes.tolist() == [0, 1, 3]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.7, 0.9])
def test_a_file_cut_off_is_refused_with_a_reason(tmp_path: Path, share: float) -> None:
    conflict = read(FERRY)
    for file in ("ferry.csv", "ferry.xlsx"):
        conflict.save(tmp_path / file)
        data = (tmp_path / file).read_bytes()
        (tmp_path / file).write_bytes(data[: int(len(data) * share)])
        with pytest.raises(ConflictError, match=file):
            load_conflict(tmp_path / file)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "x.xlsx"
    with zipfile.ZipFile(place, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(ConflictError, match="no XLSX workbook"):
        load_conflict(place)
    (tmp_path / "conflict.dat").write_bytes(b"PK\x03\x04\xff\xff")
    with pytest.raises(ConflictError, match="workbook cannot be read"):
        load_conflict(tmp_path / "conflict.dat")
    for data, says in (
        (b"", "empty"),
        (b"\0\1\2" * 50, "binary"),
        (b'a,"b\n', "quotation"),
        (b"x,y\n", "option"),
    ):
        (tmp_path / "x.csv").write_bytes(data)
        with pytest.raises(ConflictError, match=says):
            load_conflict(tmp_path / "x.csv")


def test_a_table_that_stands_for_too_many_states_is_refused_before_they_are_made() -> None:
    rows = "".join(f"A,o{number},-\n" for number in range(40))
    with pytest.raises(ConflictError, match="the table is of more than 1,048,576 states"):
        read(f"decision maker,option,1\n{rows}A,rank,1\n")


def test_too_many_states_are_not_written(tmp_path: Path) -> None:
    options = [f"o{number}" for number in range(14)]
    large = Conflict.from_ranks({"A": options}, {"A": np.zeros(2**14, dtype=np.int64)})
    with pytest.raises(ConflictError, match=r"16,384 states; an option table holds 16,000; save it as .json"):
        large.save(tmp_path / "large.xlsx")
    assert not list(tmp_path.iterdir())


@given(st.text(max_size=6) | st.sampled_from(["=1+1", "'=x", "''@", "-", "+a", "\t1", "'plain"]))
def test_a_guarded_text_comes_back_and_is_no_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_names_that_look_like_formulas_are_text_in_a_workbook(tmp_path: Path) -> None:
    conflict = Conflict.from_ranks({"=A1": ["+x"]}, {"=A1": [0, 1]})
    conflict.save(tmp_path / "x.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "x.xlsx").active for cell in row if cell.value == "=A1"]
    assert cells
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


def test_a_table_solves_as_the_model_it_was_made_from(tmp_path: Path) -> None:
    ferry = read(FERRY)
    for ending in ("csv", "xlsx", "yaml"):
        ferry.save(tmp_path / f"ferry.{ending}")
        again = mv.load_conflict(tmp_path / f"ferry.{ending}")
        for key in ("nash", "seq"):
            assert mv.solve(again).equilibria(key).tolist() == mv.solve(ferry).equilibria(key).tolist()
