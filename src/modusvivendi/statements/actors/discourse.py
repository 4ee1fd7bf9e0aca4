"""What a report last spoke of, for pronouns, *both sides*, *the party* and offices without an owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field

from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.statement import SourceKind


@dataclass
class Discourse:
    """What was last spoken of, most recent first, and how often each party was.

    ``together`` are those whom a number last counted (*the three states*); ``organs`` and ``weights`` are
    of the whole report: how often a state's organs are named as its own, and how often each party acts;
    ``offices`` remembers whose an office was that was named without its holder, and ``documents`` who
    wrote a letter or memo; ``lead`` is the state that the first sentence is about,
    and ``neighbours`` are those that only lie next to the one whose government is meant.
    """

    states: frozenset[str] = frozenset()
    parties: list[Who] = field(default_factory=list)
    people: list[Who] = field(default_factory=list)
    unnamed: list[Who] = field(default_factory=list)
    media: list[Who] = field(default_factory=list)
    plural: list[Who] = field(default_factory=list)
    speakers: list[Who] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    recent: list[set[str]] = field(default_factory=list)
    organs: Counter[str] = field(default_factory=Counter)
    weights: Counter[str] = field(default_factory=Counter)
    offices: dict[str, Who] = field(default_factory=dict)
    mediators: set[str] = field(default_factory=set)
    lead: str | None = None
    neighbours: frozenset[str] = frozenset()
    documents: dict[str, str] = field(default_factory=dict)
    together: list[str] = field(default_factory=list)

    def mention(self, who: Who) -> None:
        """Put somebody in front of those of their kind."""
        lists = []
        if who.is_person:
            lists.append(self.people)
        elif who.anonymous:
            lists.append(self.unnamed)
        elif who.kind is SourceKind.MEDIUM:
            lists.append(self.media)
        if who.party and who.kind is not SourceKind.MEDIUM and not who.expert:
            lists.append(self.parties)
            self.counts[who.party] += 1
            if self.recent:
                self.recent[-1].add(who.party)
        for one in lists:
            one[:] = [who, *[w for w in one if (w.party, w.name) != (who.party, who.name)]][:16]

    def next_sentence(self) -> None:
        """Note that another sentence begins."""
        self.recent.append(set())
        del self.recent[:-3]

    def new_paragraph(self) -> None:
        """Note that a paragraph begins: what an office without an owner belongs to is open again."""
        self.recent.clear()

    def is_state(self, party: str | None) -> bool:
        """Tell whether a party is a state, or a government of one."""
        return bool(party) and (party in self.states or str(party).endswith(" government"))

    def state(self, here: Iterable[str] = ()) -> str | None:
        """Give the state an office without an owner belongs to.

        Parameters
        ----------
        here
            Parties of the same sentence that are to be preferred, in order.
        """
        for party in here:
            if self.is_state(party):
                return party
        for parties in reversed(self.recent):
            found = [p for p in parties if self.is_state(p)]
            if len(found) == 1:
                return found[0]
            if found:
                order = [w.party for w in self.parties if w.party in found]
                return order[0]
        if not any(self.is_state(p) for p in self.counts):
            return max(
                (p for p in self.organs if self.is_state(p)), key=lambda p: self.organs[p], default=None
            )
        rank = {w.party: -i for i, w in reversed(list(enumerate(self.parties)))}
        return max(
            (p for p in self.counts if self.is_state(p)),
            key=lambda p: (self.counts[p] + 2 * (p == self.lead), rank.get(p, -99)),
            default=None,
        )

    def latest(self, fits: Callable[[str], bool]) -> str | None:
        """Give the party last spoken of that fits, people without a party of their own left out."""
        for who in self.parties:
            if who.party and who.known and not (who.is_person and who.party == who.name) and fits(who.party):
                return who.party
        return None

    def nearer(self, a: str, b: str) -> bool:
        """Tell whether party ``a`` was spoken of after ``b``."""
        order = [w.party for w in self.parties]
        return b not in order or (a in order and order.index(a) < order.index(b))

    def organisation(self, without: Container[str] = ()) -> Who | None:
        """Give the organisation last spoken of that is no state, nor named as one of the kinds left out."""
        named = [w for w in self.parties if w.party and not self.is_state(w.party) and w.known]
        candidates = [w for w in named if not (w.is_person and w.role and w.party == w.name)]
        kinds = {w.party: w.role for w in candidates if w.kind is None and w.role}
        for who in candidates:
            if kinds.get(who.party, "") not in without:
                return who
        return None

    def government(self, here: Iterable[str] = ()) -> str | None:
        """Give the state that *the government* is of: one the report has given organs of state."""
        for party in here:
            if self.is_state(party):
                return party
        governing = [p for p in self.organs if self.is_state(p)]
        for parties in reversed(self.recent):
            found = [w.party for w in self.parties if w.party in parties and w.party in governing]
            if found:
                return found[0]
            if self.lead in parties:
                return self.lead
        lead = [self.lead] if self.lead is not None and self.lead not in governing else []
        governing = [p for p in (*governing, *lead) if p not in self.neighbours]
        if not governing:
            state = self.state()
            return state if state not in self.neighbours else None
        return max(governing, key=lambda p: (2 * self.organs[p] + self.counts[p] + 2 * (p == self.lead), p))

    def several(self, number: int) -> list[str]:
        """Give the so many parties that *the three states* means: those just named, or of most weight."""
        fits = [p for p in self.counts if p not in self.mediators]
        for depth in (1, 2, 3):
            near = {p for parties in self.recent[-depth:] for p in parties if p in fits}
            if len(near) == number:
                order = [w.party for w in self.parties if w.party in near]
                return [p for p in dict.fromkeys(reversed(order)) if p]
        most = sorted((p for p in self.weights if p in fits), key=lambda p: (-self.weights[p], p))
        return most[:number] if len(most) >= number else []

    def both(self, states_only: bool) -> list[str]:
        """Give the two parties that *both sides* or *the two leaders* means.

        Two that were just named together, if they are among those the report is mostly about; else these.
        """
        fits = [p for p in self.counts if not states_only or self.is_state(p)]
        fits = [p for p in fits if p not in self.mediators] or fits
        most = sorted((p for p in self.weights if p in fits), key=lambda p: (-self.weights[p], p))
        for depth in (1, 2, 3):
            near = {p for parties in self.recent[-depth:] for p in parties if p in fits}
            if len(near) == 2 and (depth == 1 or near <= set(most[:3]) or not most):
                order = [w.party for w in self.parties if w.party in near]
                return [p for p in dict.fromkeys(reversed(order)) if p]
        if len(most) >= 2:
            return most[:2]
        common = sorted(fits, key=lambda p: (-self.counts[p], p))
        return common[:2] if len(common) >= 2 else []
