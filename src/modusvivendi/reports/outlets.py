"""Which line of a page names the outlet, and how the name is written."""

from __future__ import annotations

import re

from modusvivendi.reports.furniture import is_section
from modusvivendi.reports.lexicon import ACRONYMS, KNOWN_OUTLETS, OUTLET_WORDS

_DOMAIN = re.compile(
    r"^(?:www\.)?[\w-]+(?:\.[\w-]+)*"
    r"\.(?:com|org|net|news|eu|uk|de|fr|it|es|ch|at|info|tv|press|example|[a-z]{2})$",
    re.I,
)
_SMALL = frozenset("of the and & for in on de la le du des der die das del al el y et und von zum".split())
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)(?:\s*(?:©|\(c\)|copyright))*\s*"
    r"(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?"
    r"(?P<name>[A-ZÀ-Þ][^.|,;\r\n]{1,60}?)\s*(?:,?\s*(?:19|20)\d\d\b.*|[.|,;].*|\ball rights\b.*|$)",
    re.I,
)
_ENDING = re.compile(r"[.?;:,…][\"'”’»)]*$")

_NO_OUTLETS = frozenset(
    name.strip()
    for name in """
    press release; press statement; news release; press conference; joint press statement; media release;
    fact sheet; special coverage; joint statement; open letter; live updates; media advisory; press briefing
    """.split(";")
)

SURE, LIKELY, POSSIBLE, NOT_AT_ALL = 3, 2, 1, 0
"""How much a line looks like the name of an outlet."""


def likelihood(text: str, *, first: bool = False) -> int:
    """Tell how much a cell of a page's head looks like the name of an outlet.

    Parameters
    ----------
    text
        The cell.
    first
        It is the first thing on the page.

    Examples
    --------
    >>> likelihood("Harbour & Grain Daily") >= LIKELY, likelihood("World News", first=True)
    (True, 0)
    """
    text = re.sub(r"\s*\([^()]{2,40}\)$", "", text.strip())
    text = text.strip("*_#[]()«»“”\"'")
    folded = text.casefold()
    if folded in KNOWN_OUTLETS or folded.removeprefix("the ") in KNOWN_OUTLETS:
        return SURE
    if _DOMAIN.match(text):
        return LIKELY
    words = text.split()
    if not words or len(words) > 6 or _ENDING.search(text) or is_section(text) or not text[0].isalnum():
        return NOT_AT_ALL
    if not all(word[0].isupper() or word.casefold() in _SMALL or word[0].isdigit() for word in words):
        return NOT_AT_ALL
    plain = [word.casefold().strip(".,'’") for word in words]
    if " ".join(plain) in _NO_OUTLETS:
        return NOT_AT_ALL
    if plain[-1] in OUTLET_WORDS or (plain[0].removeprefix("l'") in OUTLET_WORDS and len(words) <= 4):
        return LIKELY
    if any(word in OUTLET_WORDS for word in plain) and len(words) <= (6 if first else 4):
        return LIKELY if first and len(words) <= 4 else POSSIBLE
    if first and 2 <= len(words) <= 4:
        return POSSIBLE
    return NOT_AT_ALL


def display_name(text: str) -> str:
    """Write an outlet's name as one would in a sentence.

    Capitals are taken back where they are only the masthead's, and so is a leading article before a name of
    more than one word.

    Examples
    --------
    >>> display_name("THE VALLEY RECORD"), display_name("BBC NEWS"), display_name("The Guardian")
    ('Valley Record', 'BBC News', 'The Guardian')
    """
    name = re.sub(r"\s*\([^()]{2,40}\)$", "", " ".join(text.split()))
    name = name.strip("*_#[]()«»“”\"' ")
    letters = [char for char in name if char.isalpha()]
    if letters and all(char.isupper() for char in letters) and (len(name.split()) > 1 or len(name) > 5):
        name = " ".join(_capitalised(word, place) for place, word in enumerate(name.split()))
    words = name.split()
    if len(words) > 2 and words[0].casefold() == "the":
        name = " ".join(words[1:])
    return name


def _capitalised(word: str, place: int) -> str:
    """Write one word of a masthead in capitals as in a sentence."""
    if word.strip(".,()") in ACRONYMS or not re.search(r"[AEIOUYÄÖÜÀ-Þ]", word):
        return word
    if place and word.casefold() in _SMALL:
        return word.casefold()
    return "-".join(part[:1] + part[1:].casefold() for part in word.split("-"))


def copyright_holder(text: str) -> str | None:
    """Give who holds the copyright according to a copyright line.

    Examples
    --------
    >>> copyright_holder("© 2024 The Valley Record. All rights reserved.")
    'The Valley Record'
    """
    match = _COPYRIGHT.search(text)
    return match["name"].strip() if match else None


def same_outlet(one: str, other: str) -> bool:
    """Tell whether two spellings name the same outlet."""
    plain_one, plain_other = (
        re.sub(r"\W+|^the\b", "", name.casefold()).removeprefix("the") for name in (one, other)
    )
    return plain_one == plain_other
