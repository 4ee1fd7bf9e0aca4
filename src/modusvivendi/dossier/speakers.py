"""Whom somebody speaks for, as far as the reports of a record tell beside each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from modusvivendi.dossier.body_nouns import BODIES
from modusvivendi.giving_way import giving_way
from modusvivendi.statements.actors.gazetteer import NameKind, gazetteer
from modusvivendi.statements.statement import Act, Stance, Statement


def with_speakers_settled(statements: Iterable[Statement]) -> list[Statement]:
    """Give what somebody says to the party that the record elsewhere has that person speak for.

    One report tells that Bo Lind is Nordia's prime minister, another only quotes Bo Lind, or "the government"
    by his mouth. Where a person speaks for two parties, nothing is changed.

    Examples
    --------
    >>> def told(actor, speaker, report="b.txt"):
    ...     return Statement(id="a-0a", report=report, start=0, end=1, sentence="x", actor=actor,
    ...         speaker=speaker, stance="offers", proposal="sail")
    >>> record = [told("Nordia", "Prime Minister Bo Lind", "a.txt"), told("government", "Bo Lind", "a.txt")]
    >>> [s.actor for s in with_speakers_settled([*record, told("Bo Lind", None)])]
    ['Nordia', 'Nordia', 'Nordia']
    >>> [s.actor for s in with_speakers_settled([*record, told("Lind", "Lind"), told("Lind", None)])]
    ['Nordia', 'Nordia', 'Nordia', 'Nordia']

    Where somebody else speaks for a name, it is no person's:

    >>> [s.actor for s in with_speakers_settled([*record, told("Lind", "Eva Ost"), told("Lind", None)])]
    ['Nordia', 'Nordia', 'Lind', 'Lind']

    A party that is only described is one where nothing better is known of the person:

    >>> [s.actor for s in with_speakers_settled([told("theatre", "Tom Ferris"), told("Ferris", "Ferris")])]
    ['theatre', 'theatre']
    """
    everything = _with_clashes_settled(list(statements))
    parties: dict[str, set[str]] = {}
    described: dict[str, set[str]] = {}
    spoken: Counter[tuple[str, str]] = Counter()
    for s in giving_way(everything, 500):
        person = _person(s.speaker)
        # Whose a judgement is, is less sure than whose a position.
        if person and s.stance is not Stance.ASSESSES and _person(s.actor) != person:
            told = parties if s.actor[:1].isupper() else described
            told.setdefault(person, set()).add(s.actor)
            spoken[person, s.actor] += 1
    parties = {**{person: some for person, some in described.items() if not some & _ANYBODYS}, **parties}
    of = {person: min(some) for person, some in parties.items() if len(some) == 1}
    if not of:
        return everything
    # "Ms Lang", in a report that never says who she is, is the one Lang who is known to speak for somebody.
    by_surname: dict[str, set[str]] = {}
    for person, known in of.items():
        by_surname.setdefault(person.split()[-1], set()).add(known)
    # Where a report has the whole name, its reader knew whether the surname alone is that person's.
    whole = {(s.report, who.split()[-1]) for s in everything if (who := _person(s.speaker)) is not None}
    bodies = {s.actor for s in everything if s.speaker is not None and s.speaker != s.actor}
    out = []
    for s in giving_way(everything, 500):
        unnamed = s.actor == s.actor.lower()
        party = of.get(_person(s.actor) or "") or (of.get(_person(s.speaker) or "") if unnamed else None)
        person = _person(s.speaker) or ""
        # Who is told more often to speak for "the city council" speaks for that, and once was misread.
        often = " " in s.actor and spoken[person, s.actor] > spoken[person, party or ""]
        if party and unnamed and (often or _is_another_body(s.actor, party)):
            party = None
        alone = s.actor == s.speaker or (
            s.speaker is None and s.actor not in bodies and (s.report, s.actor) not in whole
        )
        some = by_surname.get(s.actor, set()) if alone else set()
        if party is None and len(some) == 1:
            party = min(some)
        out.append(s if party in (None, s.actor) else renamed(s, {s.actor: party}))
    return out


def _with_clashes_settled(statements: Sequence[Statement]) -> list[Statement]:
    """Give what somebody says in two reports, as two parties', to the one named beside the person.

    For whom "Ada Holm, the president" speaks is guessed; of "the Tarn Union's president, Ada Holm" it is not.
    Where no report names either, and no report speaks of both, the two are names of one party.
    """
    spoken: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    reports: dict[str, set[str]] = defaultdict(set)
    voiced: dict[str, set[str | None]] = defaultdict(set)
    for s in giving_way(statements, 500):
        reports[s.actor].add(s.report)
        person = _person(s.speaker)
        voiced[s.actor].add(person)
        if person and s.actor[:1].isupper() and _person(s.actor) != person:
            spoken[person][s.actor].append(s)
    moved: dict[tuple[str, str], str] = {}
    for person, by_party in spoken.items():
        if len(by_party) != 2:
            continue
        if set.intersection(*({s.report for s in some} for some in by_party.values())):
            continue
        sure = {p: max(_how_surely(s, person, p) for s in some) for p, some in by_party.items()}
        named = [p for p in sure if sure[p] == max(sure.values()) > 0]
        only = [p for p in by_party if voiced[p] == {person}]
        if len(named) == 1:
            second = next(p for p in by_party if p != named[0])
        elif (
            named
            or not only
            or not _may_be_one(*by_party)
            or set.intersection(*(reports[p] for p in by_party))
        ):
            continue
        else:
            second = min(only, key=lambda p: (len(by_party[p]), p))
        first = next(p for p in by_party if p != second)
        moved[person, second] = first
    return [
        renamed(s, {s.actor: party}) if (party := moved.get((_person(s.speaker) or "", s.actor))) else s
        for s in statements
    ]


def _how_surely(s: Statement, person: str, party: str) -> int:
    """Tell how a sentence says for whom somebody speaks: by name, by "its president", or not at all."""
    if _names_beside(s, person, party):
        return 2
    # "Its" after somebody else's words in quotation marks may be another's.
    before = s.sentence[: max(0, s.sentence.find(person))]
    return int(bool(_OF_SOMEBODY.search(before)) and not _QUOTED.search(before))


_OF_SOMEBODY = re.compile(r"\b(?:[Ii]ts|[Tt]heir) [\w -]{2,40}, $")


def _names_beside(s: Statement, person: str, party: str) -> bool:
    """Whether a sentence that names a person names a party as well, or its capital, in no quotation."""
    if person not in s.sentence:
        return False
    rest = _QUOTED.sub(" ", s.sentence).replace(person, " ")
    if re.search(rf"\b{re.escape(party)}\b", rest):
        return True
    words = re.findall(r"[\w’'-]+", re.sub(r"['’]s\b", "", rest))
    for at, length in product(range(len(words)), (1, 2, 3)):
        run = words[at : at + length]
        name = gazetteer().get(" ".join(run)) if run[0][:1].isupper() else None
        if name is not None and name.party == party:
            # "The Swedish association" is not Sweden, and nor is what is held in Stockholm.
            where = name.kind is NameKind.CAPITAL and at > 0 and words[at - 1].lower() in _WHERE
            if name.kind is not NameKind.DEMONYM and not where:
                return True
    return False


def _may_be_one(one: str, other: str) -> bool:
    """Whether nothing in two names says that they are two parties', as in the Danish and the Swedish club."""
    if any(gazetteer().get(name) is not None for name in (one, other)):
        return False
    first, second = one.lower().split(), other.lower().split()
    return first[-1] != second[-1] or first[0] == second[0]


_WHERE = frozenset("in at from to near around outside via".split())
_QUOTED = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)")


_ANYBODYS = frozenset(
    {"government", "ministry", "cabinet", "army", "police", "party", "opposition", "rebels"}
)
"""Descriptions of parties that are another's in the next report."""


def _is_another_body(described: str, party: str) -> bool:
    """Whether a description cannot be of a party: "the county" is no hospital."""
    words = [(name.split() or [""])[-1].lower() for name in (described, party)]
    return words[0] != words[1] and all(word in BODIES for word in words)


_PERSON = re.compile(r"(?:^|\s)((?:[A-Z][\w'’-]*\.? )(?:(?:[a-z]{2,3} )?[A-Z][\w'’-]+ ?)+)$")
_TITLES = frozenset(
    """
    Mr Mrs Ms Dr Sir Dame Lord Lady Prime Foreign Defence Defense Finance Interior Information Minister
    President Chancellor Secretary General Mayor Governor Commissioner Ambassador Senator King Queen Prince
    Princess Chief Captain Colonel Major Judge Justice Professor Father Bishop Archbishop Rabbi Imam Sheikh
    Deputy Vice First
    """.split()
)


def _person(name: str | None) -> str | None:
    """Give the name of a person without titles; None for what is no name of two words at least."""
    words = (name or "").split()
    while words and words[0].rstrip(".") in _TITLES:
        words = words[1:]
    bare = " ".join(words)
    return bare if len(words) >= 2 and _PERSON.search(bare) else None


def renamed(s: Statement, known: Mapping[str, str]) -> Statement:
    """Give a statement with other names for its party and for those who would act."""
    act: Act | None = s.act
    if s.actor not in known and (act is None or not known.keys() & set(act.agents)):
        return s
    if act is not None:
        act = act.model_copy(update={"agents": tuple(known.get(a, a) for a in act.agents)})
    return s.model_copy(update={"actor": known.get(s.actor, s.actor), "act": act})
