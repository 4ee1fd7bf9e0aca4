"""Which words of a report stand in quotation marks."""

from __future__ import annotations

from spacy.tokens import Token


def in_quotes(token: Token) -> bool:
    """Tell whether a token stands in quotation marks within its paragraph."""
    marks = token.doc.user_data.get("quoted")
    if marks is None:
        marks = token.doc.user_data["quoted"] = _quoted(token)
    return token.i in marks


def _quoted(token: Token) -> set[int]:
    """Find which tokens of the document stand in double quotation marks; a paragraph's end closes them."""
    found: set[int] = set()
    opened: int | None = None
    for t in token.doc:
        if t.is_space:
            if "\n" in t.text and opened is not None:
                if any(x.text in ('"', "”") for x in t.doc[opened + 1 : t.i]) or t.i - opened < 200:
                    found.update(range(opened + 1, t.i))
                opened = None
            continue
        if t.text in ("“", "„") or (t.text in ('"', "``", "''") and opened is None):
            opened = t.i
        elif t.text in ("”", '"', "''") and opened is not None:
            found.update(range(opened + 1, t.i))
            opened = None
    if opened is not None and len(token.doc) - opened < 200:
        found.update(range(opened + 1, len(token.doc)))
    return found
