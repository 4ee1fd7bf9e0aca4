"""Names of one party that differ only in how they are written.

One report writes *Labour*, the next *the Labour Party*, a third *Norvale's Labour Party*; *Homeland* is *the
Homeland party* elsewhere, and somebody is told as the *Lowland Unionist leader*. Such names are found by the
record: a name is only ever another's where the record has both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from modusvivendi.statements.actors.gazetteer import gazetteer
from modusvivendi.statements.actors.nouns import CREEDS

_POSSESSOR = re.compile(r"^[A-Z][\w-]*(?: [A-Z][\w-]*)*['’]s? (?=[A-Z]\w* )")
"""A place or state before a name of at least two words: "Norvale's Labour Party"."""
_KIND_TOLD = re.compile(r"(?<=\w) (?P<kind>party|region|province|canton)$")
"""What a report adds to a name it takes to be unknown: "the Homeland party", "the Grand Vale region".

The militia, the movement or the airline of Tarn is not Tarn.
"""
_PARTY = re.compile(rf"^(?P<creed>{'|'.join(sorted(CREEDS))}) Party$")
_PLURAL = re.compile(r"(?<=[a-z]{2}[a-rt-z])s$")


def variants(names: Sequence[str]) -> dict[str, str]:
    """Find names that are another of the record but for a possessor, its kind, a plural or capitals.

    Parameters
    ----------
    names
        Names of parties as readers gave them.

    Returns
    -------
    dict
        For each such name the one to use: without whose it is, without a kind told in small letters, in the
        plural and with capitals.

    Examples
    --------
    >>> variants(["Labour", "Norvale's Labour Party", "Homeland party", "Homeland"])
    {"Norvale's Labour Party": 'Labour', 'Homeland party': 'Homeland'}
    >>> variants(["Lowland Unionist", "Lowland Unionists", "assembly", "Assembly"])
    {'Lowland Unionist': 'Lowland Unionists', 'assembly': 'Assembly'}

    What is called after a place, two states' parties of one name, a party and a region are not the same:

    >>> variants(["Iran", "Iran party", "Norvale's Labour Party", "Osland's Labour Party"])
    {}
    >>> variants(["Tarn party", "Tarn region", "Tarn militia", "Karvi", "Karvi Party", "Freedom Movement"])
    {}
    """
    alike: dict[str, list[str]] = {}
    for name in names:
        if gazetteer().get(name) is None:
            alike.setdefault(_plain(name), []).append(name)
    found: dict[str, str] = {}
    for plain, some in alike.items():
        owners = {owner[0] for name in some if (owner := _POSSESSOR.match(name))}
        kinds = {told["kind"] for name in some if (told := _KIND_TOLD.search(name))}
        if len(some) == 1 or len(owners) > 1 or len(kinds) > 1:
            continue
        if gazetteer().get(_titled(plain, some)) is not None:
            continue
        best = min(some, key=_worse)
        found |= {name: best for name in some if name != best}
    return {name: found[name] for name in names if name in found} | _shortened(names, found)


def _plain(name: str) -> str:
    bare = _POSSESSOR.sub("", name)
    if bare[:1].isupper():
        bare = _KIND_TOLD.sub("", bare)
    bare = _PARTY.sub(r"\g<creed>", bare)
    return (_PLURAL.sub("", bare) if bare[:1].isupper() else bare).casefold()


def _titled(plain: str, some: Iterable[str]) -> str:
    return next((name for name in some if name.casefold() == plain), plain.title())


def _worse(name: str) -> tuple[bool, bool, bool, bool, int, str]:
    return (
        bool(_POSSESSOR.match(name)),
        name == name.lower(),
        bool(_KIND_TOLD.search(name)),
        not name.endswith("s"),
        -len(name),
        name,
    )


def _shortened(names: Sequence[str], found: dict[str, str]) -> dict[str, str]:
    """Find descriptions that leave out words in the middle of the one longer name: "Tarn association".

    Examples
    --------
    >>> variants(["Tarn association", "Tarn football association", "Norvale football association"])
    {'Tarn association': 'Tarn football association'}

    A name in capitals is whole:

    >>> variants(["National Council", "National Security Council"])
    {}
    """
    short: dict[str, str] = {}
    whole = [n for n in names if n not in found]
    for name in whole:
        first, _, last = name.partition(" ")
        described = first[:1].isupper() and last.islower() and " " not in last
        if not described or gazetteer().get(name) is not None:
            continue
        longer = [
            n for n in whole if n.startswith(f"{first} ") and n.lower().endswith(f" {last}") and n != name
        ]
        if len(longer) == 1 and " of " not in longer[0]:
            short[name] = longer[0]
    return short
