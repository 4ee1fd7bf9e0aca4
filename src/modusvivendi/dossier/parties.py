"""Which names in a record stand for one party, as far as the record itself tells.

A reader names parties report by report. Only beside each other do "NTU" and "National Teachers' Union" turn
out to be one, and "the three powers" those that another report names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from modusvivendi.dossier.body_nouns import BODIES
from modusvivendi.dossier.name_variants import variants
from modusvivendi.dossier.speakers import renamed, with_speakers_settled
from modusvivendi.statements.actors.gazetteer import gazetteer
from modusvivendi.statements.actors.kinds import OF_NAME_WORD, OF_NOUN, Kind
from modusvivendi.statements.acts.groups import groups, is_group
from modusvivendi.statements.statement import Statement

_SMALL_WORDS = frozenset("and of the for in on de la du des et und der die das".split())
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
    written = variants(names)
    known = _described([n for n in names if n not in written])
    return known | {name: known.get(best, best) for name, best in written.items()}


def _described(names: Sequence[str]) -> dict[str, str]:
    """Find short names and descriptions of parties that the record also names in full."""
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
        is_kind = " " in name or name.lower() in BODIES or name in OF_NAME_WORD
        ends = [n for n in names if n.endswith(f" {name}") and n[0].isupper() and is_kind]
        begins = [n for n in names if n.startswith(f"{name} ") and _is_firm(name, n[len(name) + 1 :])]
        of = [n for n in names if n.startswith(f"{name} of ") and name.split()[-1].lower() in BODIES]
        # "the Front", of the People's Front of the Delta
        within = [n for n in names if n.partition(" of ")[0].endswith(f" {name}") and " of " in n and is_kind]
        longer = next((some for some in (ends, begins, of, within) if some), [])
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
    if last in BODIES:
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
        if last in BODIES and not is_group(name) and name not in _NO_BODY:
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


def with_names_settled(statements: Iterable[Statement]) -> list[Statement]:
    """Give every party one name throughout, as actor and as agent."""
    return list(_settled(tuple(statements)))


@lru_cache(maxsize=4)  # positions, changes and contradictions all begin with this
def _settled(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    everything = with_speakers_settled(statements)
    names = {s.actor for s in everything} | {a for s in everything if s.act for a in s.act.agents}
    known = same_parties(sorted(names))
    return tuple(renamed(s, known) for s in everything) if known else tuple(everything)
