"""Where sentences begin and end in a paragraph, as far as punctuation tells: enough to quote one."""

from __future__ import annotations

import re

NEVER_LAST = frozenset(
    "mr. mrs. ms. dr. prof. sen. rep. gov. gen. lt. col. sgt. capt. cmdr. adm. maj. rev. hon. pres. st. mt. "
    "fr. msgr. supt. det. vs. v. e.g. i.e. cf. approx. fig. vol. art. sec. no. nos. messrs. amb. "
    "jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.".split()
)
"""Abbreviations that are followed by what they belong to, so that their full stop ends no sentence."""

_END = re.compile(r"[.!?…]+[\"”’»)\]']*(?=\s+[\"“‘«(\[¿¡]*[^\W_a-z])")
"""A terminal mark, with what closes behind it, before something that may begin a sentence."""

_INITIALS = re.compile(r"(?:^|[\s(])(?:[A-Z]\.)+$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Give start and end (exclusive) of the sentences of a paragraph, without the white space between them.

    Examples
    --------
    >>> text = "Dr. Ide of the U.N. left. “Why?” Nobody said."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Dr. Ide of the U.N. left.', '“Why?”', 'Nobody said.']
    """
    found = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.end()]
        last = before.split()[-1].lstrip('"“‘«([').lower()
        if last in NEVER_LAST or _INITIALS.search(before):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    stripped = ((s + len(text[s:e]) - len(text[s:e].lstrip()), s + len(text[s:e].rstrip())) for s, e in found)
    return [(s, e) for s, e in stripped if s < e]
