"""Option tables: a conflict as people write it into a spreadsheet, in CSV or XLSX.

::

    title          | Fishing in the strait
    decision maker | option                  | irreversible | 1 | 2 | 3 | 4
    North          | license                 |              | N | Y | N | Y
    South          | patrol                  | forward      | N | N | Y | -
    North          | rank (larger is better) |              | 2 | 4 | 1 | 3
    South          | rank (larger is better) |              | 3 | 4 | 2 | 1
    status quo     |                         |              | x |   |   |

Options stand down the side, states are columns of Y, N and ``-``; ``-`` stands for both, so that such a
column is several states, equally ranked. An empty cell for the decision maker means the one above. The table
may as well stand on its side.

With a row ``combined states | yes`` above the headings every column is one state, called by its heading,
``-`` or not, as papers count them: the conflict is in graph form, and the moves follow from the options. They
may also be given: in a row of ``moves`` the column of a state has the numbers (or names) of the states the
decision maker can move to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from modusvivendi.conflict.combined import combined_moves
from modusvivendi.conflict.decision_maker import DecisionMaker
from modusvivendi.conflict.delimited import read_delimited, unguarded
from modusvivendi.conflict.feasible import MAX_OPTIONS
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.places import ModelPath, Places, Positions
from modusvivendi.conflict.workbook import Cell, read_workbook
from modusvivendi.errors import ConflictError, nearest

MOST_STATES = 1 << 20
"""How many states the columns of a table may stand for."""

MOST_COMBINED = 1000
"""Between how many combined states moves are worked out."""

_HEADS = {
    "party": ("decision maker", "decision makers", "dm", "party", "player"),
    "name": ("name", "full name"),
    "option": ("option", "options", "action"),
    "label": ("label", "meaning", "description"),
    "irreversible": ("irreversible", "direction", "arrow"),
}
_DIRECTIONS = {
    **dict.fromkeys(("", "both", "no", "n", "↔", "<->", "reversible"), None),
    **dict.fromkeys(("forward", "fwd", "yes", "y", "x", "→", "->", "n→y", "n->y"), "forward"),
    **dict.fromkeys(("back", "←", "<-", "y→n", "y->n"), "back"),
}
_TAKEN = frozenset({"y", "yes", "1", "true"})
_DROPPED = frozenset({"n", "no", "0", "false"})
_EITHER = frozenset({"-", "–", "—", "−", "*"})
_BEST_IS_LARGE = frozenset({"rank", "ranks", "preference", "payoff"})
_BEST_IS_SMALL = frozenset({"place", "places"})
_STATUS_QUO = frozenset({"status quo", "status_quo", "sq"})

Place = tuple[int, int]
"""Row and column of a cell, from 0."""

Codes = NDArray[np.int64]


@dataclass
class _Grid:
    """The cells of a table as text, and what they are called in errors."""

    rows: list[list[str]]
    file: str
    sheet: str | None = None
    on_its_side: bool = False

    def text(self, row: int, column: int) -> str:
        return self.rows[row][column] if column < len(self.rows[row]) else ""

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def turned(self) -> _Grid:
        rows = [[self.text(r, c) for r in range(len(self.rows))] for c in range(self.width)]
        return _Grid(rows, self.file, self.sheet, not self.on_its_side)

    def name(self, place: Place) -> str:
        row, column = reversed(place) if self.on_its_side else place
        letters, column = "", column + 1
        while column:
            column, digit = divmod(column - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return f"{letters}{row + 1}"

    def fail(self, place: Place, message: str, hint: str | None = None) -> NoReturn:
        """Raise an error about a cell."""
        cell = f"cell {self.name(place)}"
        if self.sheet is not None:
            raise ConflictError(f"sheet {self.sheet}, {cell}: {message}", file=self.file, hint=hint)
        row, column = reversed(place) if self.on_its_side else place
        raise ConflictError(f"{cell}: {message}", file=self.file, line=row + 1, column=column + 1, hint=hint)


@dataclass
class _Party:
    """What the rows of one decision maker say, with the rows they stand in."""

    row: int
    name: str = ""
    options: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    directions: dict[str, str] = field(default_factory=dict)
    ranks: int | None = None
    small_is_best: bool = False
    moves: int | None = None


def read_option_table(data: bytes, file: str) -> Conflict:
    """Read an option table from the bytes of a CSV or XLSX file.

    Raises
    ------
    ConflictError
        With the cell, where there is no table, a cell says nothing known, a state stands in it twice, or
        ranks are missing.

    Examples
    --------
    >>> text = '''decision maker,option,1,2,3
    ... Farm,pump,N,Y,-
    ... Town,complain,N,N,Y
    ... Farm,rank,2,3,1
    ... Town,rank,3,1,2
    ... '''
    >>> found = read_option_table(text.encode(), "well.csv")
    >>> found.codes.tolist(), found.ranks().tolist()
    ([0, 1, 2, 3], [[1, 2, 0, 0], [2, 0, 1, 1]])
    """
    if data[:2] == b"PK":
        sheets = [_Grid(_texts(rows), file, name) for name, rows in read_workbook(data, file)]
        warnings: list[str] = []
    else:
        cells, warnings = read_delimited(data, file)
        sheets = [_Grid([[unguarded(cell.strip()) for cell in row] for row in cells], file)]
    for number, sheet in enumerate(sheets):
        for grid in (sheet, sheet.turned()):
            head = _head(grid)
            if head is not None:
                others = [other.sheet for other in sheets[:number] + sheets[number + 1 :] if other.rows]
                if others:
                    warnings.append(
                        f"only the sheet {sheet.sheet} was read, not {', '.join(map(str, others))}"
                    )
                return _Reader(grid, head, warnings).conflict()
    if not any(text for sheet in sheets for row in sheet.rows for text in row):
        raise ConflictError("the table is empty", file=file)
    raise ConflictError(
        "there is no option table in this file",
        file=file,
        hint="a row with the headings 'decision maker' and 'option' was expected, and a column a state",
    )


def _texts(rows: list[list[Cell]]) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _head(grid: _Grid) -> int | None:
    """Find the row with the headings."""
    for number, row in enumerate(grid.rows[:20]):
        words = {text.casefold() for text in row}
        if words.intersection(_HEADS["party"]) and words.intersection(_HEADS["option"]):
            return number
    return None


class _Reader:
    """Reads a table whose headings have been found."""

    def __init__(self, grid: _Grid, head: int, warnings: list[str]) -> None:
        self.grid = grid
        self.head = head
        self.warnings = warnings
        self.columns: dict[str, int] = {}
        self.states: list[int] = []
        self.parties: dict[str, _Party] = {}
        self.status_quo: int | None = None
        self.status_quo_row: int | None = None
        self.title = ""
        self.combined = False

    def conflict(self) -> Conflict:
        self.read_above()
        self.read_headings()
        self.read_rows()
        if not self.parties:
            self.grid.fail((self.head, 0), "there are no rows below the headings", "is the file complete?")
        if self.combined or any(party.moves is not None for party in self.parties.values()):
            return self.graph_form()
        return self.option_form()

    def read_above(self) -> None:
        """Read what stands above the headings: the title, and whether states are combined."""
        for number in range(self.head):
            filled = [(column, text) for column, text in enumerate(self.grid.rows[number]) if text]
            word = filled[0][1].casefold() if filled else ""
            text = " ".join(text for _, text in filled[1:])
            if word == "title":
                self.title = text
            elif word == "combined states":
                self.combined = text.casefold() in _TAKEN
            elif filled:
                hint = "a title, or combined states"
                self.grid.fail((number, filled[0][0]), "this does not belong above the headings", hint)

    def read_headings(self) -> None:
        kinds = {word: kind for kind, words in _HEADS.items() for word in words}
        for column in range(self.grid.width):
            heading = self.grid.text(self.head, column)
            kind = kinds.get(heading.casefold())
            if kind is not None and not self.states:
                if kind in self.columns:
                    self.grid.fail((self.head, column), f"there is a second column {heading}")
                self.columns[kind] = column
            elif heading or any(self.grid.text(row, column) for row in self.below()):
                self.states.append(column)
        if not self.states:
            hint = "a column for each state was expected behind the options"
            self.grid.fail((self.head, self.grid.width - 1), "the table has no states", hint)

    def below(self) -> range:
        return range(self.head + 1, len(self.grid.rows))

    def at(self, row: int, kind: str) -> str:
        return self.grid.text(row, self.columns[kind]) if kind in self.columns else ""

    def cells(self, row: int) -> Iterator[tuple[Place, str]]:
        return (((row, column), self.grid.text(row, column)) for column in self.states)

    def read_rows(self) -> None:
        above = ""
        for row in self.below():
            if not any(self.grid.rows[row]):
                continue
            party, option = self.at(row, "party"), self.at(row, "option")
            if party.casefold() in _STATUS_QUO and not option:
                self.read_status_quo(row)
                continue
            above = party or above
            if not above:
                self.grid.fail((row, self.columns["party"]), "whose option this is, is missing")
            known = self.parties.setdefault(above, _Party(row))
            known.name = self.at(row, "name") or known.name
            if option:
                self.read_row(row, above, known, option)
            elif any(text for _, text in self.cells(row)):
                self.grid.fail((row, self.columns["option"]), "the name of the option is missing")

    def read_row(self, row: int, key: str, party: _Party, option: str) -> None:
        word = re.split(r"[(:]", option.casefold())[0].strip()
        letters = all(text.casefold() in _TAKEN | _DROPPED | _EITHER for _, text in self.cells(row))
        digits = letters and any(text in "01" for _, text in self.cells(row))
        at = (row, self.columns["option"])
        if word == "moves" and (digits or not letters):
            if party.moves is not None:
                self.grid.fail(at, f"the moves of {key} are given twice")
            party.moves = row
        elif word in _BEST_IS_LARGE | _BEST_IS_SMALL and (digits or not letters):
            if party.ranks is not None:
                self.grid.fail(at, f"the ranks of {key} are given twice")
            party.ranks, party.small_is_best = row, word in _BEST_IS_SMALL
        else:
            if option in party.options:
                self.grid.fail(at, f"{key} has the option {option} twice")
            party.options[option] = row
            party.labels[option] = self.at(row, "label") or option
            arrow = self.at(row, "irreversible")
            if arrow.casefold() not in _DIRECTIONS:
                hint = nearest(arrow, ("forward", "back", "both")) or "forward, back or both"
                self.grid.fail((row, self.columns["irreversible"]), f"unknown direction {arrow!r}", hint)
            direction = _DIRECTIONS[arrow.casefold()]
            if direction is not None:
                party.directions[f"{key}.{option}"] = direction

    def read_status_quo(self, row: int) -> None:
        marked = [
            place for place, text in self.cells(row) if text and text.casefold() not in _DROPPED | _EITHER
        ]
        if self.status_quo_row is not None:
            self.grid.fail((row, self.columns["party"]), "the status quo is given twice")
        if len(marked) > 1:
            self.grid.fail(marked[1], "a second state is marked as the status quo")
        self.status_quo_row = row
        self.status_quo = marked[0][1] if marked else None

    def ranks(self) -> dict[str, list[int]]:
        """Read one rank for each state column, larger is better."""
        found = {}
        for key, party in self.parties.items():
            if party.ranks is None:
                self.refuse_slip(key)
                hint = f"a row with {key} and 'rank' was expected; is the file complete?"
                self.grid.fail((party.row, self.columns["party"]), f"the ranks of {key} are missing", hint)
            row = []
            for place, text in self.cells(party.ranks):
                if not re.fullmatch(r"[-+−]?\d{1,18}", text):
                    what = (
                        f"{text!r} is not a whole number"
                        if text
                        else f"the rank of this state for {key} is missing"
                    )
                    self.grid.fail(place, what)
                row.append(int(text.replace("−", "-")) * (-1 if party.small_is_best else 1))
            found[key] = row
        return found

    def refuse_slip(self, key: str) -> None:
        """Say so where the ranks of a decision maker seem to stand under a name that is nearly its own."""
        for other, party in self.parties.items():
            if (
                party.ranks is not None
                and not party.options
                and party.moves is None
                and nearest(other, [key])
            ):
                place = (party.ranks, self.columns["party"])
                self.grid.fail(
                    place, f"there is no decision maker {other} with options", nearest(other, [key])
                )

    def letters(self) -> dict[tuple[str, str], str]:
        """Read for each option a letter a state: ``Y``, ``N``, or ``-`` for either."""
        found = {}
        for key, party in self.parties.items():
            for option, row in party.options.items():
                read = ""
                for place, text in self.cells(row):
                    word = text.casefold()
                    letter = (
                        "Y" if word in _TAKEN else "N" if word in _DROPPED else "-" if word in _EITHER else ""
                    )
                    if not letter:
                        what = f"{text!r} is none of Y, N and -" if text else "this is empty"
                        hint = f"whether {key}.{option} is taken in this state: Y, N, or - for both"
                        self.grid.fail(place, what, hint)
                    read += letter
                found[key, option] = read
        return found

    def option_form(self) -> Conflict:
        letters = self.letters()
        codes, columns = self.expanded(list(letters.values()))
        ranks = {key: np.array(row)[columns] for key, row in self.ranks().items()}
        now: list[str] | None = [] if self.status_quo_row is None and codes[0] == 0 else None
        if self.status_quo is not None:
            meant = codes[columns == self.states.index(self.status_quo)].tolist()
            if len(meant) > 1:
                self.grid.fail(
                    (self.head, self.status_quo), "the status quo is one state, this column several"
                )
            now = [f"{key}.{option}" for bit, (key, option) in enumerate(letters) if meant[0] >> bit & 1]
        makers = [DecisionMaker(key, party.labels, party.name) for key, party in self.parties.items()]
        directions = {name: way for party in self.parties.values() for name, way in party.directions.items()}
        return self.made(makers, status_quo=now, irreversible=directions, codes=codes, ranks=ranks)

    def expanded(self, letters: list[str]) -> tuple[Codes, Codes]:
        """Give the codes of the states columns stand for, ascending, each with the place of its column."""
        parts, count = [], 0
        for place, column in enumerate(self.states):
            free = [bit for bit, row in enumerate(letters) if row[place] == "-"]
            count += 1 << len(free)
            if count > MOST_STATES or len(letters) > MAX_OPTIONS:
                hint = "give the conflict as a model file with infeasible formulas"
                what = f"{MOST_STATES:,} states" if count > MOST_STATES else f"{MAX_OPTIONS} options"
                self.grid.fail((self.head, column), f"the table is of more than {what}", hint)
            codes = np.array([sum(1 << bit for bit, row in enumerate(letters) if row[place] == "Y")])
            for bit in free:
                codes = np.concatenate([codes, codes | 1 << bit])
            parts.append(codes)
        found = np.concatenate(parts).astype(np.int64)
        columns = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        order = np.argsort(found, kind="stable")
        found, columns = found[order], columns[order]
        again = np.flatnonzero(found[1:] == found[:-1])
        if len(again):
            first, second = (self.states[columns[again[0] + step]] for step in (0, 1))
            other = self.grid.name((self.head, first))
            self.grid.fail((self.head, second), f"this state stands in the column of {other} already")
        return found, columns

    def graph_form(self) -> Conflict:
        names: list[str] = []
        for column in self.states:
            name = self.grid.text(self.head, column)
            if not name or name in names:
                what = f"the state {name} is there twice" if name else "a state without a name"
                self.grid.fail((self.head, column), what)
            names.append(name)
        letters = self.letters()
        if self.combined:
            self.expanded(list(letters.values()))  # no combination stands in two columns
        makers = []
        for key, party in self.parties.items():
            if party.moves is None and self.combined:
                moves = self.combined_moves(key, letters, names)
            else:
                moves = self.given_moves(party.moves, names)
            makers.append(DecisionMaker(key, {}, party.name, moves=tuple(moves)))
        patterns = {
            key: {party.labels[option]: letters[key, option] for option in party.options}
            for key, party in self.parties.items()
            if party.options
        }
        now = None if self.status_quo is None else names[self.states.index(self.status_quo)]
        return self.made(makers, status_quo=now, states=names, patterns=patterns, ranks=self.ranks())

    def combined_moves(
        self, key: str, letters: dict[tuple[str, str], str], names: list[str]
    ) -> Iterator[tuple[str, str]]:
        if len(names) > MOST_COMBINED:
            hint = f"combined states can be at most {MOST_COMBINED:,}"
            self.grid.fail((self.head, self.states[MOST_COMBINED]), f"there are {len(names):,} states", hint)
        own = {option: row for (owner, option), row in letters.items() if owner == key}
        others = [row for (owner, _), row in letters.items() if owner != key]
        ways = {option: way for option in own if (way := self.parties[key].directions.get(f"{key}.{option}"))}
        for start, end in combined_moves(own, others, ways, len(names)):
            yield names[start], names[end]

    def given_moves(self, row: int | None, names: list[str]) -> Iterator[tuple[str, str]]:
        for at, (place, text) in enumerate([] if row is None else self.cells(row)):
            for token in _tokens(text, names):
                yield names[at], self.target(place, token, names)

    def target(self, place: Place, token: str, names: list[str]) -> str:
        if token in names:
            return token
        if re.fullmatch(r"\d{1,9}", token) and 1 <= int(token) <= len(names):
            return names[int(token) - 1]
        hint = nearest(token, names) or f"numbers from 1 to {len(names)} or names were expected"
        self.grid.fail(place, f"there is no state {token}", hint)

    def made(self, makers: list[DecisionMaker], **parts: object) -> Conflict:
        cells: dict[ModelPath, tuple[int, int]] = {}
        for key, party in self.parties.items():
            cells["decision_makers", key] = (party.row, self.columns["party"])
            for option, row in party.options.items():
                cells["decision_makers", key, "options", option] = (row, self.columns["option"])
        places = Places(None, Positions(keys=cells))
        try:
            return Conflict(makers, title=self.title, warnings=self.warnings, places=places, **parts)  # type: ignore[arg-type]
        except ConflictError as error:
            # The places given were rows and columns from 0, or 1, 1 where none is known.
            at = (error.line or 0, error.column or 0)
            self.grid.fail(at if at in cells.values() else (self.head, 0), error.message, error.hint)


def _tokens(text: str, names: list[str]) -> list[str]:
    """Split a list of states: by semicolons, or by commas and spaces where it is of numbers."""
    if text in names:
        return [text]
    parts = re.split(r"[,;\s]+", text) if re.fullmatch(r"[\d,;\s]*", text) else text.split(";")
    return [part.strip() for part in parts if part.strip()]
