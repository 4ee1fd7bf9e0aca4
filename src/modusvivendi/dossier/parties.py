"""Which names in a record stand for one party, as far as the record itself tells.

A reader names parties report by report. Only beside each other do "NTU" and "National Teachers' Union" turn
out to be one, and "the three powers" those that another report names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from modusvivendi.giving_way import giving_way
from modusvivendi.statements.actors.gazetteer import gazetteer
from modusvivendi.statements.actors.kinds import OF_NAME_WORD, OF_NOUN, Kind
from modusvivendi.statements.acts.groups import groups, is_group
from modusvivendi.statements.statement import Act, Stance, Statement

_SMALL_WORDS = frozenset("and of the for in on de la du des et und der die das".split())
_BODIES = frozenset(
    """
    union federation association government ministry bloc alliance council committee agency commission party
    movement army cartel consortium confederation league company airline bank county province region district
    town city village museum foundation university club church court parliament senate assembly trust
    authority fund institute society hospital clinic school college theatre orchestra brewery port airport
    railway board network studio team library
    """.split()
)
"""Nouns by which a report refers again to a body it has named."""
_UNION = re.compile(
    r"\b(?:[Uu]nion|[Bb]rotherhood of)\b(?<!European Union)(?<!Soviet Union)(?<!African Union)"
)
_EMPLOYING = re.compile(r"\b(?:Federation|Employers|Operators|Company|plc|Ltd|AG|GmbH|Inc)\b", re.IGNORECASE)
_EMPLOYERS = frozenset({"employer", "employers", "management"})
_WORKERS = re.compile(
    r"^(?:\w+ )?(?:\w*workers|employees|strikers|dockers|miners|crews|drivers|nurses|pilots)$"
)
_PLURAL = re.compile(r"^[a-z-]+(?:s|men|women|people|folk)$")
LARGEST_LIST = 5
"""A named group with more members than this stays a group: nobody means each of thirty countries."""


def same_parties(names: Sequence[str]) -> dict[str, str]:
    """Find names that stand for a party the record also names in full.

    Parameters
    ----------
    names
        Names of parties as readers gave them.

    Returns
    -------
    dict
        For each such name the full one. A description ("the teachers' union") is taken for a name only where
        a single party of the record fits.

    Examples
    --------
    >>> same_parties(["NTU", "National Teachers' Union", "teachers' union", "China"])
    {'NTU': "National Teachers' Union", "teachers' union": "National Teachers' Union"}

    Who lives somewhere is the one association of theirs that is called after the place:

    >>> same_parties(["fishermen of Tarn", "Tarn fishermen", "Tarn Fishermen's Association", "Lee Union"])
    {'fishermen of Tarn': "Tarn Fishermen's Association", 'Tarn fishermen': "Tarn Fishermen's Association"}
    """
    short = _short_names(names)
    full = [n for n in names if n not in short and " " in n and (n[:1].isupper() or n.endswith(" council"))]
    of = _by_what_stands_for_them(full)
    known: dict[str, str] = dict(short)
    for name in names:
        if name in short:
            continue
        group = _small_group(name)
        if group and group != name:
            known[name] = group
            continue
        for stands_for in _stands_for(name):
            fitting = of.get(stands_for, frozenset()) - {name}
            if len(fitting) == 1:
                known[name] = min(fitting)
                break
    return known


def _short_names(names: Sequence[str]) -> dict[str, str]:
    """Find names that are the beginning or the end of the one full name in the record that has them so.

    Examples
    --------
    >>> _short_names(["Ostrel", "Ostrel Copper", "Ostrel copper mine"])
    {'Ostrel': 'Ostrel Copper', 'Ostrel copper mine': 'Ostrel Copper'}
    >>> _short_names(["Assembly", "Assembly of the Vale", "FNV", "FNV Havens", "Ireland", "Northern Ireland"])
    {'Assembly': 'Assembly of the Vale', 'FNV': 'FNV Havens'}
    """
    short: dict[str, str] = {}
    for name in names:
        if not name[:1].isupper() or gazetteer().get(name) is not None:
            continue
        is_kind = " " in name or name.lower() in _BODIES or name in OF_NAME_WORD
        ends = [n for n in names if n.endswith(f" {name}") and n[0].isupper() and is_kind]
        begins = [n for n in names if n.startswith(f"{name} ") and _is_firm(name, n[len(name) + 1 :])]
        of = [n for n in names if n.startswith(f"{name} of ") and name.split()[-1].lower() in _BODIES]
        longer = next((some for some in (ends, begins, of) if some), [])
        if len(longer) == 1:
            short[name] = longer[0]
    for name in names:
        described = _OF_A_FIRM.match(name)
        if described is None or Kind.COMPANY not in OF_NOUN.get(described["kind"], ()):
            continue
        firm = described["name"]
        longer = [n for n in names if n.startswith(f"{firm} ") and _is_firm(firm, n[len(firm) + 1 :])]
        longer = longer or [n for n in names if n == firm and gazetteer().get(n) is None]
        if len(longer) == 1:
            short[name] = longer[0]
    return {name: short.get(longer, longer) for name, longer in short.items()}


_OF_A_FIRM = re.compile(
    r"^(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?:[a-z-]+ )*?"
    r"(?P<kind>mine|works|mill|quarry|plant|group|company)$"
)
"""A firm told by what it runs: "the Ostrel copper mine"."""


def _is_firm(name: str, rest: str) -> bool:
    """Tell whether words after a name only complete it: "Ostrel Copper"; "Tarn Council" is of a town."""
    if name.isupper() and len(name) > 1 and " " not in name:
        return rest[:1].isupper() and " " not in rest
    return all(Kind.COMPANY in OF_NAME_WORD.get(word, ()) for word in rest.split())


def _stands_for(name: str) -> tuple[tuple[str, str], ...]:
    """Give what a short name or description stands for: initials, a body, employers, workers, or members."""
    if name.isupper() and len(name) > 1:
        return (("initials", name),)
    if (some := _THOSE_OF.match(name)) is not None:
        who, place = some["of"] or some["from"], some["place"] or some["where"]
        return (("members", f"{who} {place}"),)
    if name != name.lower() or not name.strip():
        return (("house", name),) if name[:1].isupper() else ()
    last = name.replace("’", "'").split()[-1]
    if name in _PLACES:  # "the city", of its council
        return (("council", name), ("body", last))
    if last in _BODIES:
        return (("body", last),)
    if name in _EMPLOYERS:
        return (("employers", ""),)
    # "operators" and "Terminal Operators' Federation"; "nurses" are the Nurses' Alliance before any union
    members = (("members", last),) if _PLURAL.match(name) else ()
    return (*members, ("workers", "")) if _WORKERS.match(name) else members


def _by_what_stands_for_them(full: Iterable[str]) -> dict[tuple[str, str], frozenset[str]]:
    """List full names by what can stand for them."""
    found: dict[tuple[str, str], set[str]] = {}
    names = list(full)
    has_union = any(_UNION.search(name) for name in names)
    for name in names:
        keys = {("initials", _initials(name)), ("initials", _initials(name, small=True))}
        last = name.rsplit(maxsplit=1)[-1].lower()
        if last in _BODIES and not is_group(name) and name not in _NO_BODY:
            keys.add(("body", last))
        if last == "council":
            keys.add(("council", name.split()[-2].lower()))
        if has_union and _EMPLOYING.search(name):
            keys.add(("employers", ""))
        if _UNION.search(name):
            keys.add(("workers", ""))
        if last in _HOUSES and (of_whom := _POSSESSOR.match(name)):
            keys.add(("house", of_whom[1]))  # "St Orla", of St Orla's Hospital
        keys |= {("members", word.lower()) for word in _OWNERS.findall(name)}
        keys |= {
            ("members", f"{word.lower()} {place}")
            for word in _OWNERS.findall(name)
            for place in _CAPITALISED.findall(name)
        }
        for key in keys:
            found.setdefault(key, set()).add(name)
    return {key: frozenset(some) for key, some in found.items()}


_OWNERS = re.compile(r"\b([^\W\d_][\w-]*s(?=['’]\s)|[^\W\d_][\w-]*(?:men|women|people|folk)(?=['’]s\s))")
_CAPITALISED = re.compile(r"\b[A-Z][\w-]+")
_THOSE_OF = re.compile(
    r"(?P<of>[a-z-]+(?:s|men|women|people|folk)) (?:of|from|in|at|on) (?:the )?(?P<place>[A-Z][\w-]+)$"
    r"|(?P<where>[A-Z][\w-]+) (?P<from>[a-z-]+(?:s|men|women|people|folk))$"
)
"""People told by where they live: "fishermen of Tarn", "Tarn nurses"."""
_PLACES = frozenset("city town county village parish district".split())
_POSSESSOR = re.compile(r"(.+?)['’]s? (?=\S)")
_HOUSES = frozenset("hospital clinic school college church theatre university".split())
"""Houses that are called by the name they bear."""
_NO_BODY = frozenset({"European Union", "African Union", "Soviet Union", "Arab League"})


@lru_cache(maxsize=4096)
def _small_group(name: str) -> str | None:
    """Give the named group of a few parties that a whole name speaks of, under whatever name."""
    for group in groups().values():
        if group.members and len(group.members) <= LARGEST_LIST and re.fullmatch(group.pattern, name):
            return group.group
    return None


def _initials(name: str, *, small: bool = False) -> str:
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", name))
    return "".join(w[0] for w in words if small or w.lower() not in _SMALL_WORDS).upper()


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
    everything = list(statements)
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
        out.append(s if party in (None, s.actor) else _renamed(s, {s.actor: party}))
    return out


_ANYBODYS = frozenset(
    {"government", "ministry", "cabinet", "army", "police", "party", "opposition", "rebels"}
)
"""Descriptions of parties that are another's in the next report."""


def _is_another_body(described: str, party: str) -> bool:
    """Whether a description cannot be of a party: "the county" is no hospital."""
    words = [(name.split() or [""])[-1].lower() for name in (described, party)]
    return words[0] != words[1] and all(word in _BODIES for word in words)


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


def with_names_settled(statements: Iterable[Statement]) -> list[Statement]:
    """Give every party one name throughout, as actor and as agent."""
    return list(_settled(tuple(statements)))


@lru_cache(maxsize=4)  # positions, changes and contradictions all begin with this
def _settled(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    everything = with_speakers_settled(statements)
    names = {s.actor for s in everything} | {a for s in everything if s.act for a in s.act.agents}
    known = same_parties(sorted(names))
    return tuple(_renamed(s, known) for s in everything) if known else tuple(everything)


def _renamed(s: Statement, known: Mapping[str, str]) -> Statement:
    act: Act | None = s.act
    if s.actor not in known and (act is None or not known.keys() & set(act.agents)):
        return s
    if act is not None:
        act = act.model_copy(update={"agents": tuple(known.get(a, a) for a in act.agents)})
    return s.model_copy(update={"actor": known.get(s.actor, s.actor), "act": act})
