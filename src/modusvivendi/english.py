"""How lists, numbers and dates are written in English sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

_DOUBLED = frozenset("bdgmnprt")
_ONE_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")
_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()


def date_words(date: str | None) -> str:
    """Give an ISO date as it is written in a text; an unknown one is said to be unknown.

    Examples
    --------
    >>> date_words("2026-03-04")
    '4 March 2026'
    >>> date_words(None)
    'date unknown'
    """
    if not date:
        return "date unknown"
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        return date
    return f"{day.day} {day:%B} {day.year}"


_MEMBERS = re.compile(r"Liberals|Greens|Tories|[A-Z][a-z]+(?:crats|ists|icans|tives)")
"""Names of parties that are the word for their members."""


def is_plural(name: str) -> bool:
    """Tell whether a name describes several: "shipowners", "insurers in London", "the Baltic states".

    A proper name is one party, whatever its ending, but for those that say what its members are.

    Examples
    --------
    >>> [is_plural(name) for name in ("shipowners", "insurers in London", "the rebels")]
    [True, True, True]
    >>> [is_plural(name) for name in ("United States", "press", "Harbour Workers' Union")]
    [False, False, False]
    >>> [is_plural(name) for name in ("Social Democrats", "Greens", "Farmers' Party")]
    [True, True, False]
    """
    head = re.split(r" (?:of|in|from|at|near|around|on|with|for|who|that)\b", name, maxsplit=1)[0].split()
    last = head[-1] if head else ""
    if last in {"people", "police", "men", "women"} or _MEMBERS.fullmatch(last):
        return True
    return last == last.lower() and last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "’s"))


def number_words(number: int) -> str:
    """Spell out a small number.

    Examples
    --------
    >>> number_words(2), number_words(40)
    ('two', '40')
    """
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def count_words(number: int, noun: str, plural: str | None = None) -> str:
    """Count something in words.

    Examples
    --------
    >>> count_words(1, "report"), count_words(3, "party", "parties")
    ('one report', 'three parties')
    """
    return f"{number_words(number)} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words as a sentence lists them.

    Examples
    --------
    >>> listed(["A", "B", "C"]), listed(["A", "B"], "or"), listed([])
    ('A, B and C', 'A or B', '')
    """
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def quoted(texts: Iterable[str]) -> str:
    """Put each text in quotation marks and list them.

    >>> quoted(["if it rains"]), quoted(["if it rains", "after noon"])
    ('“if it rains”', '“if it rains” and “after noon”')
    """
    return listed(f"“{text}”" for text in texts)


def shortened(text: str, length: int) -> str:
    """Cut a text at a word near ``length`` characters, with an ellipsis where something was cut.

    Examples
    --------
    >>> shortened("a ceasefire on all fronts", 14)
    'a ceasefire…'
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:.") + "…"


def capital(text: str) -> str:
    """Begin a text with a capital, leaving the rest as it is.

    Examples
    --------
    >>> capital("a force under UN command")
    'A force under UN command'
    """
    return text[:1].upper() + text[1:]


def joined_numbers(numbers: Sequence[int]) -> str:
    """Write numbers as a reader of notes expects them, runs drawn together.

    Examples
    --------
    >>> joined_numbers([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def gerund(verb: str) -> str:
    """Give the *-ing* form of a verb.

    Examples
    --------
    >>> [gerund(v) for v in ("send", "take", "put", "agree", "die", "be", "open")]
    ['sending', 'taking', 'putting', 'agreeing', 'dying', 'being', 'opening']
    """
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    if _ONE_SYLLABLE.fullmatch(verb) and verb[-1] in _DOUBLED:
        return verb + verb[-1] + "ing"
    return verb + "ing"
