"""The picture of a commitment cascade: who comes in wave by wave, who holds back, whose yes sets off most.

It is read from top to bottom, one wave a line, so that it can be read at any width. Nothing depends on
colour: what is taken has a solid border, what is not a broken one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from modusvivendi.conflict.words import Words
from modusvivendi.english import count_words, listed
from modusvivendi.insight.cascade import Joining
from modusvivendi.insight.commitments import Commitments
from modusvivendi.insight.evolution import NARROW, WIDE
from modusvivendi.insight.grounds import wish

if TYPE_CHECKING:
    from modusvivendi.publish.captions import Sign
    from modusvivendi.publish.sheet import Sheet

MOST_CARDS = 200
"""Parties that a picture shows."""

MARGIN = 24.0
SIZE = 12.5
LINE = 15.5
RADIUS = 13.0
INDENT = 2 * RADIUS + 14
CARD = 196.0
GAP = 8.0
PADDING = 9.0
TALLY = 74.0
BROKEN = "5 4"

__all__ = ["MOST_CARDS", "NARROW", "WIDE", "cascade_svg"]


@dataclass(frozen=True)
class Card:
    """A party with what it adds, or holds back: the lines on its card, and what is told of it."""

    party: str
    what: str
    told: str
    note: str = ""


def cascade_svg(found: Commitments, room: float = NARROW) -> str:
    """Draw who comes in wave by wave, who holds back and whose yes would set off most.

    Parameters
    ----------
    found
        What follows from conditional commitments.
    room
        How wide it may be, without margins: ``NARROW`` for a phone, ``WIDE`` for a page.

    Returns
    -------
    str
        The text of an SVG file; the same for the same cascade. It needs no script, font or network.
    """
    from modusvivendi.publish.captions import heading, legend
    from modusvivendi.publish.sheet import Sheet

    sheet = Sheet()
    drawing = _Drawing(sheet, found, room)
    y = heading(sheet, drawing.title, drawing.notes(), room) + 8
    y = drawing.waves(y)
    y = drawing.rest(y)
    y = legend(sheet, drawing.signs(), room, y + 16)
    return sheet.text(room, y, MARGIN, title=drawing.title, description=drawing.description())


class _Drawing:
    """Draws the waves, one below the other, and what comes after them."""

    def __init__(self, sheet: Sheet, found: Commitments, room: float) -> None:
        self.sheet, self.found, self.room = sheet, found, room
        self.cascade = found.cascade
        self.conflict = self.cascade.conflict
        self.words = Words(self.conflict)
        self.plain = {dm.key: dm.name or dm.key for dm in self.conflict.decision_makers}
        self.owner = {o: dm.key for dm in self.conflict.decision_makers for o in dm.option_names}
        self.sets_off = {t.decision_maker: t.sets_off for t in found.triggers}
        self.title = "Who follows whom"
        self.left = MOST_CARDS

    def notes(self) -> list[str]:
        """Say what has to be known beforehand."""
        taken, every = len(self.cascade.inside), len(self.conflict.bits)
        waves = count_words(len(self.cascade.waves), "wave")
        notes = [f"{waves[:1].upper()}{waves[1:]}; {taken} of {every} options are taken in the end."]
        if self.conflict.interpretation_count > 1:
            notes.append(f"Interpretation {self.cascade.interpretation.id}.")
        return notes

    # -- the waves --

    def waves(self, y: float) -> float:
        """Draw what is given and then wave after wave, with the tally of what is taken."""
        given = self.of_options(self.cascade.given, "taken beforehand")
        y, before = self.step(
            "", "What is given" if given else "Nothing is given beforehand", given, y, len(self.cascade.given)
        )
        taken = len(self.cascade.given)
        for number, options in enumerate(self.cascade.waves, 1):
            if not self.left:
                self.sheet.write(INDENT, y + SIZE, "… and further waves", size=SIZE, kind="soft")
                return y + 2 * LINE
            joined = [self.of_joining(j) for j in self.cascade.joinings if j.wave == number]
            taken += len(options)
            self.trunk(before, y)
            y, before = self.step(str(number), f"Wave {number}", joined, y, taken)
        if not self.cascade.waves:
            self.sheet.write(INDENT, y + SIZE, "Nobody adds anything.", size=SIZE)
            y += LINE + 8
        return y

    def step(
        self, number: str, label: str, cards: Sequence[Card], y: float, taken: int
    ) -> tuple[float, float]:
        """Draw a wave; give where the next begins, and where the line from this one starts."""
        middle = y + RADIUS
        told = f"{label}: {self.listing(cards)}" if cards else label
        group = self.sheet.group("wave", title=told)
        kind = "state" if number else "now"
        self.sheet.outline(group, RADIUS, middle, (RADIUS, RADIUS), False, kind)
        if number:
            self.sheet.write(RADIUS, middle + 4.3, number, size=SIZE, weight=600, anchor="middle", into=group)
        said, cards = _shared(label, cards)
        self.tally(taken, middle)
        return self.text_and_cards(said, cards, y + RADIUS + 4.4, self.room - TALLY), middle + RADIUS

    def tally(self, taken: int, y: float) -> None:
        """Draw how many of all options are taken, as a bar and in figures."""
        every = max(1, len(self.conflict.bits))
        left, wide = self.room - TALLY + 10, TALLY - 10
        group = self.sheet.party(None, self.sheet.group("tally"))
        self.sheet.write(self.room, y + 1, f"{taken} of {every}", size=11, anchor="end", kind="soft")
        frame: dict[str, str | float] = {"x": left, "y": y + 5, "height": 6, "rx": 2}
        self.sheet.add(group, "rect", width=wide, fill="none", stroke_width=1, **frame)
        if taken:
            self.sheet.add(group, "rect", width=wide * taken / every, stroke="none", **frame)

    def trunk(self, top: float, bottom: float) -> None:
        """Draw the line from one wave to the next, with its head."""
        group = self.sheet.party(None, self.sheet.group("trunk"))
        x = RADIUS
        line = f"M{x:.1f},{top:.1f}V{bottom - 6:.1f}"
        head = f"M{x:.1f},{bottom:.1f}L{x - 3.6:.1f},{bottom - 8:.1f}H{x + 3.6:.1f}Z"
        self.sheet.add(group, "path", d=line, fill="none", stroke_width=1.2)
        self.sheet.add(group, "path", d=head, stroke="none")

    def text_and_cards(
        self, label: str, cards: Sequence[Card], y: float, room: float, dash: str = ""
    ) -> float:
        """Write a line and draw cards beneath it, as many abreast as there is room for."""
        from modusvivendi.publish.lettering import wrapped

        for line in wrapped(label, room - INDENT, SIZE, bold=True):
            self.sheet.write(INDENT, y, line, size=SIZE, weight=600)
            y += LINE
        y += 1
        x, high = INDENT, 0.0
        for card in cards[: self.left]:
            lines = self.lines(card)
            wide, tall = _size(lines)
            if x > INDENT and x + wide > self.room:
                x, y, high = INDENT, y + high + GAP, 0.0
            self.card(card, lines, x, y, dash)
            x, high = x + wide + GAP, max(high, tall)
        if len(cards) > self.left:
            more = f"and {len(cards) - self.left} more"
            self.sheet.write(x, y + LINE, more, size=SIZE, kind="soft")
            high = max(high, 2 * LINE)
        self.left = max(0, self.left - len(cards))
        return y + high + (18 if cards else 6)

    def lines(self, card: Card) -> list[tuple[str, int, str]]:
        """Give the lines of a card, with their weight and kind."""
        from modusvivendi.publish.lettering import wrapped

        room = min(CARD, self.room - INDENT) - 2 * PADDING
        made = [(line, 600, "ink") for line in wrapped(card.party, room, SIZE, 2, bold=True)]
        made += [(line, 400, "ink") for line in wrapped(card.what, room, SIZE, 3) if card.what]
        made += [(line, 400, "soft") for line in wrapped(card.note, room, SIZE, 2) if card.note]
        return made

    def card(self, card: Card, lines: Sequence[tuple[str, int, str]], x: float, y: float, dash: str) -> None:
        wide, tall = _size(lines)
        group = self.sheet.group("card", title=f"{card.party}: {card.told}")
        half = (wide / 2, tall / 2)
        self.sheet.outline(group, x + half[0], y + half[1], half, True, "state", dash)
        for number, (line, weight, kind) in enumerate(lines):
            base = y + PADDING / 2 + (number + 0.8) * LINE
            self.sheet.write(x + PADDING, base, line, size=SIZE, weight=weight, kind=kind, into=group)

    # -- what comes after them --

    def rest(self, y: float) -> float:
        """Draw who holds back, who would rather go back, and who would stay together."""
        parts = [
            ("Hold back", self.waiting()),
            ("Would rather take something back", [self.of_joining(r) for r in self.cascade.regrets]),
            (self.together, self.of_options(self.found.missed, "part of what would hold together")),
        ]
        for label, every in parts:
            if every:
                self.sheet.rule(0, self.room, y)
                said, cards = _shared(label, every)
                y = self.text_and_cards(said, cards, y + 20, self.room, BROKEN)
        return y

    def signs(self) -> list[tuple[Sign, str]]:
        """Give the signs that are used, with their meaning."""
        sheet = self.sheet

        def border(dash: str) -> Sign:
            return lambda into, x, y: sheet.outline(into, x + 9, y, (9.0, 6.5), True, "state", dash)

        def bar(into: Any, x: float, y: float) -> None:
            group = sheet.party(None, into)
            sheet.add(group, "rect", x=x, y=y - 3, width=18, height=6, rx=2, fill="none", stroke_width=1)
            sheet.add(group, "rect", x=x, y=y - 3, width=9, height=6, rx=2, stroke="none")

        entries: list[tuple[Sign, str]] = []
        if self.cascade.given or self.cascade.waves:
            entries.append((border(""), "takes it"))
        if self.cascade.waiting or self.cascade.regrets:
            entries.append((border(BROKEN), "does not, or not for long"))
        return [*entries, (bar, "how many of all options are taken by then")]

    @property
    def together(self) -> str:
        """Say what the last part shows."""
        largest = self.found.coalition is not None and self.found.coalition.largest
        what = "the most that nobody would leave" if largest else "what nobody would leave"
        return f"Not begun by anybody alone, yet once in, {what}"

    def waiting(self) -> list[Card]:
        """Give a card for each party that holds back, those whose yes sets off most first."""
        by_party: dict[str, list[str]] = {}
        for option in self.cascade.waiting:
            by_party.setdefault(self.owner[option], []).append(option)
        cards = []
        for party in sorted(by_party, key=lambda p: -len(self.sets_off.get(p, ()))):
            options = by_party[party]
            wishes = dict.fromkeys(filter(None, (wish(self.words, self.cascade.waiting[o]) for o in options)))
            told = f"holds back {self.words.options(options)}"
            told += f", as {'; '.join(wishes)}" if wishes else ""
            off = self.sets_off.get(party, ())
            note = f"its yes sets off {len(off)} more" if off else ""
            told += f"; its yes would set off: {self.words.state(off)}" if off else ""
            cards.append(Card(self.plain[party], self.words.options(options), told, note))
        return cards

    def of_joining(self, joining: Joining) -> Card:
        """Give the card of a party that adds something, or would take it back."""
        what, why = self.words.options(joining.options), wish(self.words, joining.ground)
        return Card(self.plain[joining.decision_maker], what, f"{what}, since {why}" if why else what)

    def of_options(self, options: Iterable[str], told: str) -> list[Card]:
        """Give cards for options, one a party."""
        by_party: dict[str, list[str]] = {}
        for option in options:
            by_party.setdefault(self.owner[option], []).append(option)
        return [
            Card(self.plain[party], self.words.options(mine), f"{self.words.options(mine)}, {told}")
            for party, mine in by_party.items()
        ]

    def listing(self, cards: Sequence[Card]) -> str:
        """Name parties with what they do."""
        return "; ".join(f"{card.party}: {card.what}" for card in cards)

    def description(self) -> str:
        """Say what the picture shows, for those who do not see it."""
        parts = list(self.notes())
        for number in range(1, len(self.cascade.waves) + 1):
            joined = [self.of_joining(j) for j in self.cascade.joinings if j.wave == number]
            parts.append(f"Wave {number}: {self.listing(joined)}.")
        held = [self.plain[self.owner[o]] for o in self.cascade.waiting]
        if held:
            parts.append(f"Hold back: {listed(dict.fromkeys(held))}.")
        first = next((t for t in self.found.triggers if t.sets_off), None)
        if first is not None:
            count = count_words(len(first.sets_off), "option")
            parts.append(f"The yes of {self.plain[first.decision_maker]} would set off most: {count}.")
        return " ".join(parts)


def _shared(label: str, cards: Sequence[Card]) -> tuple[str, list[Card]]:
    """Say once above the cards what is the same on all of them."""
    whats = {card.what for card in cards}
    if len(cards) < 3 or len(whats) != 1:
        return label, list(cards)
    return f"{label}: {whats.pop()}", [Card(c.party, "", c.told, c.note) for c in cards]


def _size(lines: Sequence[tuple[str, int, str]]) -> tuple[float, float]:
    """Give the width and height of a card."""
    from modusvivendi.publish.lettering import width

    widest = max(width(line, SIZE, bold=weight > 400) for line, weight, _ in lines)
    return widest + 2 * PADDING, len(lines) * LINE + PADDING
