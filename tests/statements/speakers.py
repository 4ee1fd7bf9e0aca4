"""Reports put together at random, of which it is known whose position each sentence states.

Two parties of different kinds deal with one another. Each is introduced by somebody who speaks for it, in one
of the ways news has for that, and later sentences go on about them by name, office, noun or pronoun. Anybody
would name the same party for each, so that the reader's answers can be counted without annotating anything.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True)
class Party:
    """A party: its name, the noun it goes by, the offices it has, and what stands before an office of it."""

    name: str
    noun: str
    offices: tuple[str, ...]
    the: bool = False
    adjective: str = ""

    @property
    def named(self) -> str:
        return f"the {self.name}" if self.the else self.name

    @property
    def is_state(self) -> bool:
        return bool(self.adjective)


_OF_STATES = ("foreign minister", "prime minister", "energy minister", "chief negotiator", "trade minister")
_OF_FIRMS = ("chief executive", "managing director", "chairman", "finance director", "chief negotiator")
_OF_UNIONS = ("general secretary", "president", "chief negotiator", "deputy leader")
_OF_REBELS = ("commander", "political leader", "military commander")
_OF_COUNCILS = ("leader", "deputy leader", "chair")
_OF_PARTIES = ("leader", "chairwoman", "deputy leader", "parliamentary leader")
_OF_AGENCIES = ("director", "chairman", "deputy director")
PARTIES = (
    *(
        Party(name, "government", _OF_STATES, adjective=adjective)
        for name, adjective in (
            ("Norway", "Norwegian"),
            ("Kenya", "Kenyan"),
            ("Georgia", "Georgian"),
            ("Turkey", "Turkish"),
            ("Chile", "Chilean"),
        )
    ),
    *(Party(name, "company", _OF_FIRMS) for name in ("Halvorsen Shipping", "Castor Foods", "Nordkraft")),
    *(Party(name, "union", _OF_UNIONS, the=True) for name in ("Dockers' Union", "Rail Workers' Union")),
    *(Party(name, "front", _OF_REBELS, the=True) for name in ("Kell Front",)),
    *(Party(name, "council", _OF_COUNCILS, the=True) for name in ("Halden county council",)),
    *(Party(name, "party", _OF_PARTIES, the=True) for name in ("Harvest Party", "Labour Party")),
    *(Party(name, "agency", _OF_AGENCIES, the=True) for name in ("Coastal Agency",)),
)
_MEN = "Jan Olav Piet Tomas Karl Erik Marcus Daniel Peter Stefan Anton Paul Hugo Simon".split()
_WOMEN = "Anna Maria Elena Ingrid Sara Julia Helena Clara Laura Nina Eva Sofia Irene Marta".split()
_SURNAMES = (
    "Holm Brandt Marsh Keller Varga Renner Tessier Haldane Vance Osei Petrov Nemeth Ferrer Beck Rowe".split()
)
_ACTS = (
    "extend the contract by two years",
    "open the archive to inspectors",
    "pay half of the cost",
    "share its data",
    "withdraw its complaint",
    "lower the fee by a third",
    "release the two crews",
    "return to the talks",
    "reopen the east gate",
    "drop two of its demands",
    "move the depot",
)
_THINGS = (
    "a joint inspection",
    "a shorter contract",
    "a second audit",
    "a larger share",
    "an early vote",
    "a common fund",
    "a transition period",
    "a smaller bonus",
    "a longer pause",
    "a new survey",
)


class Told(NamedTuple):
    """A sentence, whose position it states, and in what way it is told."""

    sentence: str
    party: str
    way: str


@dataclass
class _Person:
    first: str
    last: str
    she: bool

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}"


def _cap(text: str) -> str:
    return text[0].upper() + text[1:]


def _of(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


@dataclass
class Writer:
    """Writes reports from a seed; nothing is said twice within one."""

    seed: int
    told: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.acts = self.random.sample(_ACTS, len(_ACTS))
        self.things = self.random.sample(_THINGS, len(_THINGS))
        self.surnames = self.random.sample(_SURNAMES, len(_SURNAMES))

    def report(self) -> str:
        """Give a report; ``told`` has its sentences then."""
        one = self.random.choice(PARTIES)
        other = self.random.choice([p for p in PARTIES if p.noun != one.noun])
        paragraphs = [
            f"{_cap(one.named)} and {other.named} resumed talks on Monday on a deal that has been held up "
            "since spring, and an offer is on the table."
        ]
        speakers = {}
        for party in (one, other):
            speaker, office = self._person(), self.random.choice(party.offices)
            speakers[party] = speaker
            way, write = self.random.choice(list(self._introductions(party, speaker, office).items()))
            paragraphs.append(self._tell(write(), party, way))
            if way != "unnamed" and self.random.random() < 0.5:
                he = "She" if speaker.she else "He"
                paragraphs[-1] += " " + self._tell(f"{he} {self._deed()}.", party, f"he, after {way}")
        for party in self.random.sample([one, other], 2):
            way, write = self.random.choice(list(self._later(party, speakers[party]).items()))
            if not any(told.way == "unnamed" and told.party == party.name for told in self.told):
                paragraphs.append(self._tell(write(), party, way))
        return "\n\n".join(paragraphs)

    def _tell(self, sentence: str, party: Party, way: str) -> str:
        self.told.append(Told(sentence, party.name, way))
        return sentence

    def _person(self) -> _Person:
        she = self.random.random() < 0.5
        return _Person(self.random.choice(_WOMEN if she else _MEN), self.surnames.pop(), she)

    def _content(self, subject: str) -> str:
        act, thing = self.acts.pop(), self.things.pop()
        return self.random.choice(
            (
                f"{subject} would {act}",
                f"{subject} would not {act}",
                f"{subject} was ready to {act}",
                f"{subject} could accept {thing}",
                f"{subject} would never agree to {thing}",
            )
        )

    def _deed(self) -> str:
        act, thing = self.acts.pop(), self.things.pop()
        return self.random.choice((f"offered to {act}", f"ruled out {thing}", f"promised to {act}"))

    def _introductions(self, party: Party, speaker: _Person, office: str) -> dict[str, Callable[[], str]]:
        named, full = party.named, speaker.full
        before = _cap(party.adjective or party.name)
        said = self._content(self.random.choice(["it", f"the {party.noun}"]))
        return {
            "X's office, P, said": lambda: f"{_cap(_of(named))} {office}, {full}, said {said}.",
            "P, X's office, said": lambda: f"{full}, {_of(named)} {office}, said {said}.",
            "P, the office of X, said": lambda: f"{full}, the {office} of {named}, said {said}.",
            "X office P said": lambda: f"{before} {office} {full} said {said}.",
            "The office of X, P, said": lambda: f"The {office} of {named}, {full}, said {said}.",
            "P, who is X's office, said": lambda: f"{full}, who is {_of(named)} {office}, said {said}.",
            "said P, office of X": lambda: f"{_cap(said)}, said {full}, {office} of {named}.",
            "X came. Its office, P, said": lambda: (
                f"{_cap(named)} came late. Its {office}, {full}, said {said}."
            ),
            "X came. The office, P, said": lambda: (
                f"{_cap(named)} came late. The {office}, {full}, said {said}."
            ),
            "P of X said": lambda: f"{full} of {named} said {said}.",
            "X would, its office, P, said": lambda: (
                f"{_cap(self._content(named))}, its {office}, {full}, said."
            ),
            "X would, office P said": lambda: f"{_cap(self._content(named))}, {office} {full} said.",
            "according to": lambda: f"According to {_of(named)} {office}, {full}, {said}.",
            "unnamed": lambda: f"A spokesman for {named} said {said}.",
        }

    def _later(self, party: Party, speaker: _Person) -> dict[str, Callable[[], str]]:
        ways: dict[str, Callable[[], str]] = {
            "P said": lambda: f"{speaker.last} said {self._content('the ' + party.noun)}.",
            "P did": lambda: f"{speaker.last} {self._deed()}.",
            "X did": lambda: f"{_cap(party.named)} {self._deed()}.",
            "the noun did": lambda: f"The {party.noun} {self._deed()}.",
            "a noun spokesman": lambda: (
                f"{'An' if party.noun[0] in 'aeiou' else 'A'} {party.noun} spokesman said "
                f"{self._content('it')}."
            ),
        }
        return ways
