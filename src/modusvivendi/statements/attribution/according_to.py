"""Sources named by *according to*."""

from __future__ import annotations

from modusvivendi.statements.attribution.grammar import Finding, Text, noun_phrase


def according_to(text: Text) -> list[Finding]:
    """Find ``according to X``: the rest of its sentence, quotations included, is the content."""
    doc = text.doc
    found = []
    for token in doc:
        if token.lower_ != "according" or token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
            continue
        to = doc[token.i + 1]
        noun = next((c for c in [*to.children, *token.children] if c.dep_ in ("pobj", "pcomp")), None)
        if noun is None or noun.i < token.i:
            continue
        source = noun_phrase(text, noun, outside=[token.i, to.i])
        sentence = token.sent
        own = set(range(token.i, max(source) + 1))
        content = {t.i for t in sentence} - own
        found.append(Finding([token.i, to.i], content, source, "according to", token.i))
    return found
