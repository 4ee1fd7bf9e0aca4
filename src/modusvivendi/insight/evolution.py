"""How a conflict can unfold from the status quo, as a tree: as data, and drawn for a phone or a wide page.

The tree is that of status quo analysis (Li, Kilgour & Hipel, J. Oper. Res. Soc. 56, 2005): a state stands
where a shortest sequence of improvements first leads to it. It is drawn like a table of contents, one step a
line, so that it can be read at any width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from modusvivendi.conflict import Interpretation
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.words import Words
from modusvivendi.english import capital, listed
from modusvivendi.errors import ConflictError
from modusvivendi.insight.arrangements import SHOWN
from modusvivendi.insight.route_search import Leg, Way
from modusvivendi.insight.routes import Routes, change
from modusvivendi.insight.ways import MOST_VISITED
from modusvivendi.stability import Analysis, concept, solve

if TYPE_CHECKING:
    from modusvivendi.publish.sheet import Sheet

NARROW, WIDE = 342.0, 760.0
"""How wide a picture's content is for a phone (390 pixels with its margins), and for a page."""

MOST_LINES = 60
"""Steps a picture shows."""

MARGIN = 24.0
SIZE = 13.5
LINE = 18.0
RADIUS = 13.0
INDENT = 26.0
LEAST_TEXT = 150.0


@dataclass(eq=False)
class Branch:
    """A state in the tree.

    Attributes
    ----------
    code
        The state.
    leg
        The step that leads to it; None for the root.
    branches
        Where steps lead on from it.
    elsewhere
        Codes of states that steps lead to from it which stand elsewhere in the tree.
    stops
        Whether nobody has an improvement from it.
    """

    code: int
    leg: Leg | None = None
    branches: list[Branch] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)
    stops: bool = False

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Branch]]:
        """Give this branch and all above it in the order in which they are drawn, with their depth."""
        yield depth, self
        for branch in self.branches:
            yield from branch.walk(depth + 1)


@dataclass(frozen=True, eq=False)
class Evolution:
    """How a conflict can unfold.

    Attributes
    ----------
    analysis
        The conflict in one interpretation.
    root
        The state it starts from.
    goal
        Code of the arrangement the ways lead to; None where all improvements are followed.
    complete
        Whether everything is in the tree.
    """

    analysis: Analysis
    root: Branch
    goal: int | None
    complete: bool

    @property
    def states(self) -> int:
        """How many lines it has."""
        return sum(1 for _ in self.root.walk())

    @property
    def stops(self) -> tuple[int, ...]:
        """Codes of the states in it from which nobody has an improvement."""
        return tuple(dict.fromkeys(branch.code for _, branch in self.root.walk() if branch.stops))

    def record(self) -> dict[str, object]:
        """Give it as JSON data."""
        return {
            "interpretation": self.analysis.interpretation.id,
            "goal": self.goal,
            "complete": self.complete,
            "root": _record(self.root),
        }


def _record(branch: Branch) -> dict[str, object]:
    return {
        "code": branch.code,
        "decision_makers": list(branch.leg.movers) if branch.leg else [],
        "improves": branch.leg.improves if branch.leg else None,
        "stops": branch.stops,
        "elsewhere": list(branch.elsewhere),
        "branches": [_record(each) for each in branch.branches],
    }


def evolution(
    conflict: Conflict,
    *,
    interpretation: Interpretation | str | None = None,
    most: int = MOST_VISITED,
) -> Evolution:
    """Follow improvements from the status quo, as a tree.

    Parameters
    ----------
    conflict
        In option form or graph form, with a status quo.
    interpretation
        Which answers and circumstances to assume; None: the base interpretation.
    most
        States that are followed at most.

    Raises
    ------
    ConflictError
        If the conflict has no status quo.
    UnknownName
        If there is no such interpretation.

    Examples
    --------
    >>> two = Conflict.loads('''
    ... decision_makers:
    ...   A: {options: {open: open the road}, preferences: [open if B.pay, not open]}
    ...   B: {options: {pay: pay the toll}, preferences: [pay]}
    ... ''')
    >>> [(depth, branch.code, branch.stops) for depth, branch in evolution(two).root.walk()]
    [(0, 0, False), (1, 2, False), (2, 3, True)]
    """
    if conflict.status_quo is None:
        raise ConflictError("the conflict has no status quo to come from", hint="give it one: status_quo: []")
    analysis = solve(conflict, SHOWN, interpretation)
    root = Branch(conflict.status_quo)
    known = {root.code}
    layer, complete = [root], True
    while layer and complete:
        above: list[Branch] = []
        for branch in layer:
            branch.stops = True
            for name in analysis.names:
                for after in analysis.improvements(branch.code, name).tolist():
                    branch.stops = False
                    if after in known:
                        branch.elsewhere.append(after)
                    elif len(known) < most:
                        known.add(after)
                        new = Branch(after, Leg((name,), branch.code, after, True))
                        branch.branches.append(new)
                        above.append(new)
                    else:
                        complete = False
        layer = above
    return Evolution(analysis, root, None, complete)


def evolution_of(routes: Routes) -> Evolution:
    """Draw the ways to an arrangement together: as a tree, what they begin with in common drawn once."""
    analysis = solve(routes.conflict, SHOWN, routes.analysis.interpretation)
    root = Branch(routes.start)
    for way in routes.ways:
        _grow(root, way)
    for _, branch in root.walk():
        branch.stops = not any(len(analysis.improvements(branch.code, name)) for name in analysis.names)
    return Evolution(analysis, root, routes.goal, routes.complete)


def _grow(branch: Branch, way: Way) -> None:
    for leg in way:
        found = next((each for each in branch.branches if each.leg == leg), None)
        if found is None:
            found = Branch(leg.after, leg)
            branch.branches.append(found)
        branch = found


# Drawing


def evolution_svg(tree: Evolution, room: float = NARROW) -> str:
    """Draw a tree.

    Parameters
    ----------
    tree
        How a conflict can unfold.
    room
        How wide it may be, without margins: ``NARROW`` for a phone, ``WIDE`` for a page.

    Returns
    -------
    str
        The text of an SVG file; the same for the same tree. It needs no script, font or network.
    """
    from modusvivendi.publish.sheet import Sheet

    sheet = Sheet()
    lines = list(tree.root.walk())
    shown = lines[:MOST_LINES]
    deepest = max(depth for depth, _ in shown)
    indent = min(INDENT, max(6.0, (room - LEAST_TEXT - 2 * RADIUS) / max(1, deepest)))
    drawing = _Drawing(sheet, tree, room, indent)
    y = drawing.head()
    for depth, branch in shown:
        y = drawing.line(depth, branch, y)
    if len(lines) > len(shown):
        sheet.write(0, y + LINE, f"and {len(lines) - len(shown)} more steps", size=SIZE, kind="soft")
        y += LINE + 6
    return sheet.text(room, y, MARGIN, title=drawing.title, description=drawing.description(shown))


class _Drawing:
    """Draws the lines of a tree, one below the other."""

    def __init__(self, sheet: Sheet, tree: Evolution, room: float, indent: float) -> None:
        self.sheet, self.tree, self.room, self.indent = sheet, tree, room, indent
        self.conflict = tree.analysis.conflict
        self.words = Words(self.conflict)
        self.rows = {name: row for row, name in enumerate(tree.analysis.names)}
        self.below: dict[int, float] = {}
        number = self.number(tree.goal) if tree.goal is not None else ""
        self.title = f"Ways to state {number}" if number else "What improvements lead to"

    def number(self, code: int) -> str:
        return str((self.conflict.position(code) or 0) + 1)

    def head(self) -> float:
        from modusvivendi.publish.lettering import wrapped

        y = 0.0
        for line in wrapped(self.title, self.room, 16, bold=True):
            y += 20
            self.sheet.write(0, y, line, size=16, weight=600)
        return y + 14

    def line(self, depth: int, branch: Branch, y: float) -> float:
        """Draw one state with the step that leads to it; give where the next line begins."""
        from modusvivendi.publish.lettering import width, wrapped

        x = depth * self.indent
        said = self.said(branch)
        note = self.note(branch)
        number = self.number(branch.code)
        radius = max(RADIUS, width(number, 12, bold=True) / 2 + 4)
        room = self.room - x - 2 * radius - 12
        lines = wrapped(said, room, SIZE)
        notes = wrapped(note, room, 12.5) if note else []
        middle = y + radius + 3
        if branch.leg is not None:
            self.connect(depth, branch.leg, middle, x)
        own = self.sheet.group(None, title=f"State {number}: {self.state(branch.code)}")
        if self.holding(branch.code):
            self.sheet.outline(own, x + radius, middle, (radius + 3.5, radius + 3.5), False, "ring")
        is_start = branch.leg is None
        kind = "now" if is_start else "state"
        self.sheet.outline(own, x + radius, middle, (radius, radius), False, kind)
        self.sheet.write(
            x + radius, middle + 4.2, number, size=12, weight=600, anchor="middle", into=own,
            kind="paper" if is_start else "ink",
        )  # fmt: skip
        text = x + 2 * radius + 10
        at = middle + 4.6
        for part in lines:
            self.sheet.write(text, at, part, size=SIZE)
            at += LINE
        for part in notes:
            self.sheet.write(text, at, part, size=12.5, kind="soft")
            at += LINE
        self.below[depth] = middle + radius
        return max(at - LINE + 14, middle + radius + 8)

    def connect(self, depth: int, leg: Leg, y: float, x: float) -> None:
        """Draw the line from the state before, its end in the colour of whoever takes the step."""
        party = self.rows[leg.movers[0]] if len(leg.movers) == 1 else None
        down = x - self.indent + RADIUS
        moves = self.sheet.group("moves")
        trunk = f"M{down:.1f},{self.below[depth - 1]:.1f}V{y:.1f}H{down + 1:.1f}"
        self.sheet.add(self.sheet.party(None, moves), "path", d=trunk, fill="none", stroke_width=1.1)
        step = f"M{down:.1f},{y:.1f}H{x - 1:.1f}"
        width = 3.2 if leg.improves else 1.2
        self.sheet.add(self.sheet.party(party, moves), "path", d=step, fill="none", stroke_width=width)

    def said(self, branch: Branch) -> str:
        if branch.leg is None:
            start = "status quo" if branch.code == self.conflict.status_quo else "start"
            return f"{capital(start)}: {self.state(branch.code)}"
        who = listed(self.words.name(name) for name in branch.leg.movers)
        return capital(f"{who} would {change(self.conflict, branch.leg.before, branch.leg.after)}")

    def state(self, code: int) -> str:
        if self.conflict.graph is not None:
            return self.conflict.describe(code)
        return self.words.state(self.conflict.taken(code))

    def note(self, branch: Branch) -> str:
        parts = []
        if branch.leg is not None and not branch.leg.improves:
            parts.append("against its own interest")
        holding = self.holding(branch.code)
        if holding:
            parts.append(f"holds ({', '.join(holding)})")
        if branch.stops and branch.code != self.tree.goal:
            parts.append("nobody goes on by itself")
        others = list(dict.fromkeys(map(self.number, branch.elsewhere)))
        if others:
            parts.append(f"also to {listed(others[:6])}{' …' if len(others) > 6 else ''}")
        return "; ".join(parts)

    def holding(self, code: int) -> list[str]:
        place = self.conflict.position(code)
        analysis = self.tree.analysis
        return [concept(key).label for key in analysis.concepts if analysis.stable(key)[:, place].all()]

    def description(self, shown: Sequence[tuple[int, Branch]]) -> str:
        """Say what the picture shows, for those who do not see it."""
        steps = "; ".join(
            f"from {self.number(branch.leg.before)} to {self.number(branch.code)}: {self.said(branch)}"
            for _, branch in shown
            if branch.leg is not None
        )
        return f"From state {self.number(self.tree.root.code)}. {steps}."
