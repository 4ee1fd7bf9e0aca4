"""Which nouns the same body goes by: a *league* is a *division*, but no *foundation*."""

from __future__ import annotations

import re

from modusvivendi.statements.actors.kinds import OF_NOUN, Kind
from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.actors.who import Who

_ALIKE = tuple(
    words(row)
    for row in (
        "league division premiership championship",
        "orchestra philharmonic symphony ensemble",
        "hospital infirmary clinic hospice",
        "union guild federation brotherhood association syndicate local confederation",
        "party movement alliance bloc coalition list front forum rally league",
        "university college academy school",
        "council assembly board parliament",
        "organisation organization group body agency association network charity",
        "trust foundation fund society",
        "church diocese parish cathedral",
        "club team side franchise ballclub squad",
        "abbey monastery convent priory cloister",
        "museum gallery collection",
        "port harbour harbor docks",
        "theatre opera playhouse",
        "hospital general",
    )
)
"""Nouns that the same body goes by."""
_SPELLINGS = re.compile(r"\bco-?op(?:erative)?\b")


def one_spelling(words_: str) -> str:
    """Give words in lower case with *co-op*, *co-operative* and *cooperative* written as one."""
    return _SPELLINGS.sub("cooperative", words_.lower())


_SPECIFIC = frozenset().union(*_ALIKE) | words("court tribunal commission ministry")


def is_otherwise(who: Who, noun: str) -> bool:
    """Tell whether a party is known as something else than a noun says (a *foundation*, no *league*)."""
    own = {who.role} - {""} or {re.split(r" (?:of|for) ", who.party or "")[0].split()[-1].lower()}
    own &= _SPECIFIC
    if noun in _HOUSES:
        words_ = {word.lower() for word in (who.party or "").split()} | {who.role}
        return noun not in words_ and not any(noun in row and words_ & row for row in _ALIKE)
    if not own or noun in own or noun not in _SPECIFIC or OF_NOUN.get(noun, frozenset()) & _LOOSE:
        return False
    return not any({one, noun} <= row for one in own for row in _ALIKE)


_HOUSES = words(
    "abbey monastery convent priory museum gallery airport port harbour theatre opera observatory zoo "
    "stadium hospital clinic hospice infirmary university orchestra philharmonic cathedral ballet archive"
)
"""Houses that are called so only if their name or the text says that they are such."""
_LOOSE = frozenset({Kind.COMPANY, Kind.STATE, Kind.REGION, Kind.ARMED})
"""Kinds of parties that go by many nouns."""
