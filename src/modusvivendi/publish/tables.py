"""A table as plain data, before any format: columns in groups, rows in sections, notes under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

Cell = str | int | bool | None
"""What stands in a table. True is a mark, False and None are empty where people read."""

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes
    ----------
    heading
        What stands over it.
    group
        What stands over it and its neighbours of the same group together; empty for none.
    is_text
        Whether it is to be read from the left even where all its cells are short.
    """

    heading: str | int
    group: str = ""
    is_text: bool = False


@dataclass(frozen=True)
class Section:
    """Rows that belong together, such as the options of one decision maker.

    Attributes
    ----------
    rows
        As long as the table has columns, each.
    heading
        What stands over them; empty for none.
    """

    rows: tuple[Row, ...]
    heading: str = ""


@dataclass(frozen=True)
class Table:
    """A table that any of the writers can set.

    Attributes
    ----------
    name
        A short name, such as ``equilibria``; sheets and labels are called by it.
    title
        What it shows, in one line.
    columns
        From left to right.
    sections
        From top to bottom.
    stub
        How many columns on the left name the row.
    section_label
        What the headings of the sections are, for formats that give them a column of their own.
    notes
        What a reader has to know: what the marks mean, what was left out.
    left_out
        How many states the table would have shown without its limit.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    stub: int = 1
    section_label: str = ""
    notes: tuple[str, ...] = ()
    left_out: int = 0

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns."""
        for row in self.rows():
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(self.columns)} columns")

    def rows(self) -> Iterator[Row]:
        """Give all rows, from top to bottom."""
        for section in self.sections:
            yield from section.rows

    @property
    def grouped(self) -> bool:
        """Whether some columns have a heading in common."""
        return any(column.group for column in self.columns)

    @property
    def sectioned(self) -> bool:
        """Whether some rows have a heading in common."""
        return any(section.heading for section in self.sections)

    def groups(self) -> list[tuple[str, int]]:
        """Give the headings that columns have in common, with how many columns each spans.

        Examples
        --------
        >>> columns = (Column("option"), Column(1, "state"), Column(2, "state"))
        >>> Table("t", "T", columns, ()).groups()
        [('', 1), ('state', 2)]
        """
        return [(group, len(list(same))) for group, same in groupby(column.group for column in self.columns)]

    def is_text(self, number: int) -> bool:
        """Whether a column holds text to be read, not marks or numbers to be compared."""
        if self.columns[number].is_text:
            return True
        return any(isinstance(row[number], str) and len(str(row[number])) > 3 for row in self.rows())

    def pieces(self, widths: Sequence[float], line: float) -> Iterator[Table]:
        """Split a table that is too wide into several that repeat the columns on the left.

        Parameters
        ----------
        widths
            Of each column.
        line
            What a line holds; a piece has one column at least beside those on the left, whatever its width.
        """
        stub = list(range(self.stub))
        taken: list[list[int]] = [[]]
        left = room = line - sum(widths[: self.stub])
        for number in range(self.stub, len(self.columns)):
            if taken[-1] and widths[number] > left:
                taken.append([])
                left = room
            taken[-1].append(number)
            left -= widths[number]
        for at, kept in enumerate(taken):
            yield self if len(taken) == 1 else self._part([*stub, *kept], at == 0, at == len(taken) - 1)

    def _part(self, kept: list[int], first: bool, last: bool) -> Table:
        return replace(
            self,
            title=self.title if first else f"{self.title} (continued)",
            columns=tuple(self.columns[k] for k in kept),
            sections=tuple(
                replace(section, rows=tuple(tuple(row[k] for k in kept) for row in section.rows))
                for section in self.sections
            ),
            notes=self.notes if last else (),
        )

    def flat(self) -> tuple[list[str | int], list[Row]]:
        """Give headings and rows as spreadsheets want them: one line of headings, one line a row.

        The heading of a section becomes a column of its own, groups of columns part of their headings.
        """
        several = len({column.group for column in self.columns} - {""}) > 1
        headings: list[str | int] = [
            f"{column.group}: {column.heading}" if several and column.group else column.heading
            for column in self.columns
        ]
        if not self.sectioned:
            return headings, list(self.rows())
        rows: list[Row] = [(section.heading, *row) for section in self.sections for row in section.rows]
        return [self.section_label, *headings], rows
