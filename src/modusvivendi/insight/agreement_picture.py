"""The picture of the zone of possible agreement: who prefers which arrangement to the status quo.

Arrangements that all parties take in the same way, and that hold under the same concepts, are one column, so
that a model with thousands of states still fits on a page. Nothing depends on colour: what is better points
up and is filled, what is worse points down and is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from modusvivendi.conflict.words import Words
from modusvivendi.english import listed
from modusvivendi.insight.arrangements import SHOWN
from modusvivendi.insight.evolution import NARROW, WIDE
from modusvivendi.insight.zopa import Zopa
from modusvivendi.stability import concept

if TYPE_CHECKING:
    from modusvivendi.publish.sheet import Sheet

MOST_KINDS = 12
"""Kinds of arrangements that a picture shows beside the status quo."""

MARGIN = 24.0
SIZE = 12.5
LINE = 16.0
ROW = 22.0
COLUMN = 33.0
RADIUS = 11.0

__all__ = ["MOST_KINDS", "NARROW", "WIDE", "Kind", "agreement_svg", "kinds"]

Address = Callable[[int], str]
"""Gives the address of a state's page by its code."""


@dataclass(frozen=True)
class Kind:
    """Arrangements that every party takes alike and that hold under the same concepts.

    Attributes
    ----------
    code
        The arrangement shown for all of them: the one with most in it.
    count
        How many there are.
    signs
        For each party 1, 0 or -1: better than the status quo, as good, worse.
    in_zone, efficient
        Whether they are in the zone of possible agreement, and on its Pareto frontier.
    holding
        Concepts under which they are equilibria.
    """

    code: int
    count: int
    signs: tuple[int, ...]
    in_zone: bool
    efficient: bool
    holding: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether they hold under Nash, SEQ or SMR."""
        return bool(set(self.holding) & set(SHOWN))

    @property
    def refusals(self) -> int:
        """How many parties prefer the status quo."""
        return self.signs.count(-1)


def kinds(found: Zopa) -> tuple[Kind, ...]:
    """Sort all arrangements but the status quo into kinds: those of the zone first, then those nearest to it.

    Within the zone the efficient ones come first; outside it what holds, then what fewest refuse.
    """
    analysis, conflict = found.analysis, found.conflict
    holding = np.array([analysis.stable(c).all(axis=0) for c in analysis.concepts], dtype=np.int8)
    features = np.vstack([found.against, found.zone, found.frontier, holding]).astype(np.int8)
    now = conflict.position(conflict.status_quo or 0)
    others = np.flatnonzero(np.arange(features.shape[1]) != now)
    if not len(others):
        return ()
    distinct, of = np.unique(features[:, others], axis=1, return_inverse=True)
    codes = conflict.codes[others].astype(np.int64)
    taken = np.array([int(code).bit_count() for code in codes.tolist()])
    order = np.lexsort((codes, -taken, of.reshape(-1)))
    firsts = order[np.searchsorted(of.reshape(-1)[order], np.arange(distinct.shape[1]))]
    counts = np.bincount(of.reshape(-1), minlength=distinct.shape[1])
    parties = len(found.parties)
    made = [
        Kind(
            code=int(codes[first]),
            count=int(count),
            signs=tuple(column[:parties]),
            in_zone=bool(column[parties]),
            efficient=bool(column[parties + 1]),
            holding=tuple(
                c for c, held in zip(analysis.concepts, column[parties + 2 :], strict=True) if held
            ),
        )
        for first, count, column in zip(firsts, counts, distinct.T.tolist(), strict=True)
    ]
    return tuple(sorted(made, key=_order))


def _order(kind: Kind) -> tuple[object, ...]:
    better = kind.signs.count(1)
    return (not kind.in_zone, not kind.efficient, not kind.holds, kind.refusals, -better, kind.code)


def _chosen(every: Sequence[Kind], most: int) -> list[Kind]:
    """Choose what is shown: the zone has most of the room, what lies outside at least a third of it."""
    inside = [kind for kind in every if kind.in_zone]
    outside = [kind for kind in every if not kind.in_zone]
    shown = inside[: max(most - len(outside), most - most // 3)]
    return [*shown, *outside[: most - len(shown)]]


def agreement_svg(found: Zopa, room: float = NARROW, address: Address | None = None) -> str:
    """Draw who prefers which arrangement to the status quo, what all could agree to, and what of it holds.

    Parameters
    ----------
    found
        The zone of possible agreement.
    room
        How wide it may be, without margins: ``NARROW`` for a phone, ``WIDE`` for a page.
    address
        Where a state's number leads to; None: it is no link.

    Returns
    -------
    str
        The text of an SVG file; the same for the same zone. It needs no script, font or network.
    """
    from modusvivendi.publish.captions import heading, legend
    from modusvivendi.publish.sheet import Sheet

    sheet = Sheet()
    drawing = _Drawing(sheet, found, room, address)
    y = heading(sheet, drawing.title, drawing.notes(), room)
    y = drawing.grid(y + 26)
    y = legend(sheet, drawing.signs(), room, y + 26)
    y = drawing.words(y + 12)
    role = "img" if address is None else "group"
    return sheet.text(room, y, MARGIN, title=drawing.title, description=drawing.description(), role=role)


class _Drawing:
    """Draws the parts of the picture, one below the other."""

    def __init__(self, sheet: Sheet, found: Zopa, room: float, address: Address | None) -> None:
        from modusvivendi.publish.lettering import plain, width

        self.sheet, self.found, self.room, self.address = sheet, found, room, address
        self.conflict, self.analysis = found.conflict, found.analysis
        names = {dm.key: plain(dm.name or dm.key) for dm in self.conflict.decision_makers}
        self.names = [names[party] for party in found.parties]
        self.every = kinds(found)
        self.spoken = Words(self.conflict)
        self.title = "Who prefers what to the status quo"
        labels = [*self.names, "holds under", *(concept(c).label for c in self.analysis.concepts)]
        self.label = min(room * 0.4, max(width(text, SIZE, bold=True) for text in labels) + 14)
        widest = max(len(str(len(self.analysis.codes))), 2)
        self.column = max(COLUMN, width("8" * widest, SIZE, bold=True) + 16)
        self.radius = max(RADIUS, width("8" * widest, SIZE, bold=True) / 2 + 3)
        self.shown = _chosen(self.every, min(MOST_KINDS, int((room - self.label) / self.column) - 1))

    def number(self, code: int) -> str:
        """Give the number by which people call a state."""
        return str((self.conflict.position(code) or 0) + 1)

    def notes(self) -> list[str]:
        """Say what has to be known beforehand."""
        zone, size = int(self.found.zone.sum()), len(self.analysis.codes)
        zoned = f"{zone:,} of {size:,} arrangements {'is' if zone == 1 else 'are'} in the zone of possible "
        zoned += "agreement: worse than the status quo for nobody, better for somebody."
        empty = f"None of {size:,} arrangements is in the zone of possible agreement: each better than "
        empty += "the status quo for somebody is worse for somebody else."
        notes = [zoned if zone else empty]
        if self.conflict.interpretation_count > 1:
            notes.append(f"Interpretation {self.analysis.interpretation.id}.")
        if not set(self.conflict.acting) <= set(self.found.parties):
            notes.append(f"Asked of {listed(self.names)} alone.")
        left = len(self.every) - len(self.shown)
        if left:
            what = "kind of arrangements is" if left == 1 else "kinds of arrangements are"
            notes.append(f"{left:,} further {what} not drawn.")
        return notes

    # -- the grid --

    def grid(self, y: float) -> float:
        """Draw parties in rows, the status quo and the kinds of arrangements in columns."""
        top = y - self.radius - 7
        self.heads(y)
        y += self.radius + 8
        for row, name in enumerate(self.names):
            y = self.party(row, name, y)
        y = self.marks("efficient", [kind.efficient for kind in self.shown], None, y + 6, diamond=True)
        self.sheet.write(0, y + 15, "holds under", size=SIZE, kind="soft")
        y += 19
        now = self.conflict.status_quo or 0
        still = set(self.found.holding(now))
        for key in self.analysis.concepts:
            held = [key in kind.holding for kind in self.shown]
            y = self.marks(concept(key).label, held, key in still, y, indent=10)
        inside = sum(kind.in_zone for kind in self.shown)
        if inside:
            self.band(1, inside, top, y + 4)
        return y

    def x(self, place: int) -> float:
        """Give the middle of a column; 0 is the status quo."""
        return self.label + (place + 0.5) * self.column

    def heads(self, y: float) -> None:
        """Draw the numbers of the arrangements, with a ring where they hold."""
        group = self.sheet.group("states")
        now = self.conflict.status_quo or 0
        holding = bool(set(self.found.holding(now)) & set(SHOWN))
        self.head(group, 0, now, f"the status quo{', holds' if holding else ''}", holding, "now", y)
        for place, kind in enumerate(self.shown, 1):
            self.head(group, place, kind.code, self.told(kind), kind.holds, "state", y)

    def head(self, group: Any, place: int, code: int, told: str, ringed: bool, kind: str, y: float) -> None:
        number, sheet = self.number(code), self.sheet
        title = f"State {number}: {told}"
        own = sheet.group(None, group, title=title)
        if self.address is not None:
            own = sheet.link(self.address(code), own, title)
        if ringed:
            sheet.outline(own, self.x(place), y, (self.radius + 3, self.radius + 3), False, "ring")
        sheet.outline(own, self.x(place), y, (self.radius, self.radius), False, kind)
        ink = "paper" if kind == "now" else "ink"
        sheet.write(
            self.x(place), y + 4.3, number, size=SIZE, weight=600, anchor="middle", into=own, kind=ink
        )

    def told(self, kind: Kind) -> str:
        """Say of a kind who likes it, and whether it is efficient and holds."""
        better, worse = (
            [name for name, sign in zip(self.names, kind.signs, strict=True) if sign == wanted]
            for wanted in (1, -1)
        )
        parts = [f"better for {listed(better) or 'nobody'}", f"worse for {listed(worse) or 'nobody'}"]
        parts += ["efficient"] if kind.efficient else []
        if kind.holding:
            parts.append(f"holds under {listed(concept(c).label for c in kind.holding)}")
        more = f"; {kind.count - 1:,} more of this kind" if kind.count > 1 else ""
        return f"{'; '.join(parts)}{more}"

    def party(self, row: int, name: str, y: float) -> float:
        """Draw what one party thinks of each."""
        from modusvivendi.publish.lettering import wrapped

        lines = wrapped(name, self.label - 12, SIZE, 3)
        high = max(ROW, len(lines) * LINE + 6)
        self.sheet.rule(0, self.x(len(self.shown)) + self.column / 2, y)
        first = y + high / 2 - (len(lines) - 1) * LINE / 2 + 4.3
        for number, line in enumerate(lines):
            self.sheet.write(0, first + number * LINE, line, size=SIZE)
        _level(self.sheet, None, self.x(0), y + high / 2)
        for place, kind in enumerate(self.shown, 1):
            _SIGNS[kind.signs[row]](self.sheet, None, self.x(place), y + high / 2)
        return y + high

    def marks(
        self,
        label: str,
        held: Sequence[bool],
        now: bool | None,
        y: float,
        *,
        indent: float = 0,
        diamond: bool = False,
    ) -> float:
        """Draw a row of dots, or of diamonds, where something is so."""
        self.sheet.rule(0, self.x(len(self.shown)) + self.column / 2, y)
        self.sheet.write(indent, y + ROW / 2 + 4.3, label, size=SIZE)
        for place, so in enumerate([bool(now), *held]):
            if so and diamond:
                _diamond(self.sheet, None, self.x(place), y + ROW / 2)
            elif so:
                self.sheet.dot(self.x(place), y + ROW / 2, 4.2)
        return y + ROW

    def band(self, first: int, count: int, top: float, bottom: float) -> None:
        """Draw a broken line around the zone."""
        group = self.sheet.party(None, self.sheet.group("zone"))
        left = self.x(first) - self.column / 2 + 1
        self.sheet.add(
            group,
            "rect",
            x=left,
            y=top,
            width=count * self.column - 2,
            height=bottom - top,
            rx=7,
            fill="none",
            stroke_width=1.6,
            stroke_dasharray="6 4",
        )

    # -- what goes with it --

    def signs(self) -> list[tuple[Any, str]]:
        """Give the signs that are used, with their meaning."""
        sheet = self.sheet

        def circle(into: Any, x: float, y: float, kind: str) -> None:
            if kind == "ring":
                sheet.outline(into, x + 9, y, (8.5, 8.5), False, "ring")
            sheet.outline(into, x + 9, y, (5.8, 5.8), False, "now" if kind == "now" else "state")

        def zone(into: Any, x: float, y: float) -> None:
            sheet.add(
                sheet.party(None, into), "rect", x=x, y=y - 7, width=18, height=14, rx=4,
                fill="none", stroke_width=1.6, stroke_dasharray="6 4",
            )  # fmt: skip

        entries: list[tuple[Any, str]] = [
            (lambda into, x, y: _up(sheet, into, x + 9, y), "better than the status quo"),
            (lambda into, x, y: _down(sheet, into, x + 9, y), "worse"),
            (lambda into, x, y: _level(sheet, into, x + 9, y), "as good"),
            (lambda into, x, y: circle(into, x, y, "now"), "status quo"),
        ]
        if any(kind.in_zone for kind in self.shown):
            entries.append((zone, "zone of possible agreement"))
            entries.append(
                (
                    lambda into, x, y: _diamond(sheet, into, x + 9, y),
                    "efficient: nobody could get more without another getting less",
                )
            )
        labels = listed((concept(c).label for c in self.analysis.concepts if c in SHOWN), "or")
        entries.append((lambda into, x, y: circle(into, x, y, "ring"), f"holds under {labels}"))
        return entries

    def words(self, y: float) -> float:
        """Say what the numbers mean."""
        from modusvivendi.publish.lettering import width, wrapped

        rows = [(self.conflict.status_quo or 0, 1), *((kind.code, kind.count) for kind in self.shown)]
        lead = max(width(self.number(code), SIZE, bold=True) for code, _ in rows) + 12
        for place, (code, count) in enumerate(rows):
            said = self.state(code)
            text = f"Status quo: {said}" if not place else said[:1].upper() + said[1:]
            if count > 1:
                text += f" ({count - 1:,} more that everybody rates the same)"
            lines = wrapped(text, self.room - lead, SIZE, 3)
            self.sheet.write(0, y + LINE, self.number(code), size=SIZE, weight=600)
            for line in lines:
                y += LINE
                self.sheet.write(lead, y, line, size=SIZE)
            y += 5
        return y

    def state(self, code: int) -> str:
        """Say what is done in a state."""
        if self.conflict.graph is not None:
            return self.conflict.describe(code)
        return self.spoken.state(self.conflict.taken(code))

    def description(self) -> str:
        """Say what the picture shows, for those who do not see it."""
        now = self.conflict.status_quo or 0
        holding = listed(concept(c).label for c in self.found.holding(now))
        parts = [f"The status quo is state {self.number(now)} and {_held(holding)}."]
        for kind in self.shown:
            zone = "in the zone" if kind.in_zone else "outside the zone"
            parts.append(f"State {self.number(kind.code)}, {zone}: {self.told(kind)}.")
        return " ".join([*self.notes(), *parts])


def _held(holding: str) -> str:
    return f"holds under {holding}" if holding else "holds under no concept"


def _up(sheet: Sheet, into: Any, x: float, y: float) -> None:
    _triangle(sheet, into, x, y, -1, 0)


def _down(sheet: Sheet, into: Any, x: float, y: float) -> None:
    _triangle(sheet, into, x, y, 1, 1)


def _triangle(sheet: Sheet, into: Any, x: float, y: float, way: int, party: int) -> None:
    """Draw a triangle that points up and is filled, or down and is empty."""
    group = sheet.party(party, sheet.group(None, into))
    tip, base = y + way * 5.2, y - way * 4.4
    path = f"M{x:.1f},{tip:.1f}L{x - 5.6:.1f},{base:.1f}H{x + 5.6:.1f}Z"
    if way < 0:
        sheet.add(group, "path", d=path, stroke="none")
    else:
        sheet.add(group, "path", d=path, fill="none", stroke_width=1.8, stroke_linejoin="round")


def _level(sheet: Sheet, into: Any, x: float, y: float) -> None:
    group = sheet.party(None, sheet.group(None, into))
    sheet.add(group, "path", d=f"M{x - 4:.1f},{y:.1f}H{x + 4:.1f}", fill="none", stroke_width=1.3)


def _diamond(sheet: Sheet, into: Any, x: float, y: float) -> None:
    group = sheet.party(None, sheet.group(None, into))
    path = f"M{x:.1f},{y - 5.5:.1f}L{x + 5.5:.1f},{y:.1f}L{x:.1f},{y + 5.5:.1f}L{x - 5.5:.1f},{y:.1f}Z"
    sheet.add(group, "path", d=path, stroke="none")


_SIGNS = {1: _up, 0: _level, -1: _down}
