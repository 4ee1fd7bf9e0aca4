"""Lists of verbs in a condition: "if it resumes talks, readmits inspectors and accounts for its stock".

Parsers often take the second verb for a noun. All are in the same form, and the last is joined to the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ENDINGS = {"VBZ": ("s",), "VBD": ("ed",)}
_DIVIDES = frozenset(';—–:”"')


def verbs_after(doc: Doc, comma: int, verb: Token, stop: int) -> list[int]:
    """Find the verbs that a list goes on with after a comma.

    Parameters
    ----------
    doc
        The text.
    comma
        Where the comma stands that follows the first verb's clause.
    verb
        The first verb.
    stop
        Where the clause may end at most.

    Returns
    -------
    list of int
        Where the further verbs stand, the last of them after "and" or "or"; none where it is no list.
    """
    found = [comma + 1]
    for k in range(comma + 1, stop - 1):
        if doc[k].text in _DIVIDES:
            break
        if doc[k].text == ",":
            found.append(k + 1)
        elif doc[k].lower_ in ("and", "or") and _same_form(doc[k + 1], verb):
            starts = [n for n in found if n != k]  # a comma before "and" begins nothing
            fits = all(_same_form(doc[n], verb) and doc[n + 1].lower_ not in ("and", ",") for n in starts)
            return [*starts, k + 1] if fits else []
    return []


def end_of_verb_list(doc: Doc, comma: int, verb: Token, stop: int) -> int:
    """Find where a list of verbs ends that goes on after a comma; the comma itself where none does."""
    verbs = verbs_after(doc, comma, verb, stop)
    if not verbs:
        return comma
    return next((n for n in range(verbs[-1] + 1, stop) if doc[n].is_punct and doc[n].text != "-"), stop) - 1


def clauses_of_verb_list(doc: Doc) -> list[str]:
    """Take a condition with a list of verbs apart, each with what introduces it and the subject of them all.

    One without such a list is left whole.
    """
    verb = next((t for t in doc if t.tag_ in _ENDINGS and any(c.i < t.i for c in t.children)), None)
    comma = next((t.i for t in doc if t.text == "," and verb is not None and t.i > verb.i + 1), None)
    verbs = verbs_after(doc, comma, verb, len(doc)) if verb is not None and comma is not None else []
    if not verbs or verb is None:
        return [doc.text]
    starts = [verb.i, *verbs]
    ends = [*(n - 1 for n in verbs), len(doc)]
    before = doc[: verb.i].text
    return [f"{before} {doc[a:b].text.rstrip(' ,')}" for a, b in zip(starts, ends, strict=True)]


def _same_form(word: Token, verb: Token) -> bool:
    """Tell whether a word may be a verb in the form of another, whatever the parser takes it for."""
    endings = _ENDINGS.get(verb.tag_)
    if endings is None or not word.text.islower() or word.tag_ in ("DT", "IN", "PRP", "PRP$", "CC"):
        return False
    return word.tag_ == verb.tag_ or (
        word.lower_.endswith(endings) and not word.lower_.endswith(("ss", "us", "eed"))
    )
