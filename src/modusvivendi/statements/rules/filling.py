"""Words put in for pronouns, and asides left out, in the wording of a proposal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from modusvivendi.statements.rules.anaphora import Memory
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import is_passive, own_subject
from modusvivendi.statements.rules.wording import opened, text_of, third_person, tidy
from modusvivendi.statements.statement import Stance

RELATIVES = frozenset({"which", "that", "who", "whom"})
"""Pronouns that open a relative clause."""


@dataclass(frozen=True)
class Telling:
    """What wording a proposal needs to know beside the frame.

    Attributes
    ----------
    dropped
        Tokens of conditions and of who says it, left out.
    said
        Tokens of the clause or quotation the position stands in; empty where there is no attribution.
    by_speaker
        The position is the speaker's while the clause's subject is something else.
    holder
        Name of the party that holds it, put in for *we* and the like.
    named
        Tells which party a pronoun stands for, if any.
    number
        Number of the sentence.
    memory
        What was said before.
    affirmed
        Words put for those that make a clause a denial; see `modusvivendi.statements.rules.denials`.
    """

    dropped: Collection[int]
    said: Collection[int]
    by_speaker: bool
    holder: str
    named: Callable[[Token], str | None]
    number: int
    memory: Memory
    affirmed: Mapping[int, str] = field(default_factory=dict)


def instead(tokens: list[Token], telling: Telling, stance: Stance) -> dict[int, str]:
    """Give the words to put for pronouns whose meaning the reader of the phrase alone could not know."""
    found: dict[int, str] = dict(telling.affirmed)
    for t in tokens:
        lower = t.lower_
        opens = not any(x.i < t.i and not x.is_punct for x in tokens)
        if lower == "that" and t.tag_ == "DT" and t.dep_ in ("nsubj", "nsubjpass") and opens:
            found[t.i] = "this"  # at the beginning it would be taken for one that only introduces
        if lower in ("we", "us", "i", "me") and t.tag_ == "PRP":
            found[t.i] = telling.holder
            if t.dep_ in ("nsubj", "nsubjpass"):
                for verb in (t.head, *t.head.children):
                    if verb.tag_ == "VBP" and verb.dep_ in ("aux", "auxpass", t.head.dep_):
                        found[verb.i] = third_person(verb.text)
        elif lower == "one" and t.dep_ == "dobj" and not any(True for _ in t.children):
            if thing := _one_of_before(t):
                found[t.i] = thing
        elif lower == "them" and t.dep_ in ("dobj", "pobj"):
            thing = telling.memory.them(t)
            if thing:
                found[t.i] = thing
        elif lower in ("our", "my") and t.tag_ == "PRP$":
            found[t.i] = f"{telling.holder}'s"
        elif (
            lower in ("it", "they", "he", "she")
            and t.dep_ in ("nsubj", "nsubjpass")
            and t.head.i in {x.i for x in tokens}
        ):
            if any(x.i < t.i and x.pos_ in ("NOUN", "PROPN") for x in tokens):
                continue  # what it stands for may stand in the phrase itself
            demanded = stance is Stance.DEMANDS and telling.by_speaker  # nobody demands things of itself
            thing = telling.memory.it(t) if lower == "it" and (is_passive(t.head) or demanded) else None
            name = thing or telling.named(t)
            if name:
                found[t.i] = name
        elif (
            lower == "it"
            and t.dep_ in ("dobj", "pobj", "nsubj")
            and not any(x.i < t.i and x.pos_ in ("NOUN", "PROPN") for x in tokens)
        ):
            thing = telling.memory.it(t)
            if thing:
                found[t.i] = thing
    return found


def _one_of_before(one: Token) -> str | None:
    """Give what *one* is of *had received no request to leave but would honour one*: a request to leave."""
    governing = {a.i for a in one.ancestors}
    for t in reversed(one.doc[one.sent.start : one.i]):
        articles = [c for c in t.children if c.lower_ in ("a", "an", "any", "no") and c.i < t.i]
        if t.tag_ == "NN" and articles and t.i not in governing:
            inside = range(articles[0].i + 1, one.i)
            thing = tidy(text_of([x for x in t.subtree if x.i in inside and x.lower_ != "such"]))
            return f"{'an' if thing[:1].lower() in 'aeiou' else 'a'} {thing}" if thing else None
    return None


def started(tokens: list[Token], text: str) -> str:
    """Begin a phrase in lower case, unless it begins with a name."""
    first = next((t for t in sorted(tokens, key=lambda t: t.i) if not t.is_punct), None)
    if first is not None and first.tag_ in ("PRP", "PRP$") and not text.startswith(first.text):
        return text
    return opened(first, text.lstrip(" \"“'‘,")) if first is not None else text


def short(doer: Token, telling: Telling) -> str:
    """Give a subject without what is only said of it in passing."""
    if doer.tag_ == "PRP":
        return telling.named(doer) or doer.text
    gone = {x.i for c in doer.children if c.dep_ in ("relcl", "acl", "appos") for x in c.subtree}
    return tidy(text_of([t for t in doer.subtree if t.i not in gone]))


def with_whoever_would(text: str, frame: Frame, telling: Telling) -> str:
    """Say who would do what somebody's plan holds: *under Norvane's plan Havnia would pay* asks Havnia."""
    doer = own_subject(frame.trigger)
    if doer is None or doer.tag_ == "PRP" or is_passive(frame.trigger):
        return text
    who = started(list(doer.subtree), short(doer, telling))
    return text if text.startswith(who) else f"{who} {text}"


_SET_OFF = frozenset({"which", "who", "whom"})


def trailing(tokens: list[Token], heads: list[Token]) -> set[int]:
    """Find asides at the end: *…, further illustrating …*, *…, as papers claimed*, *…, which mediated …*."""
    gone: set[int] = set()
    own = {h.i for h in heads}
    for t in tokens:
        if t.dep_ == "prep" and t.lower_ == "since" and t.head.i in own:
            gone |= {x.i for x in t.subtree}
        if t.i in own or t.left_edge.i == 0:
            continue
        before = t.doc[t.left_edge.i - 1]
        if before.text != "," or before.i < tokens[0].i:
            continue
        aside = (
            (t.dep_ == "advcl" and t.tag_ == "VBG")
            or (t.dep_ == "acl" and t.tag_ == "VBG" and t.head.dep_ != "conj")
            or (
                t.dep_ == "advcl"
                and any(c.dep_ == "mark" and c.lower_ in ("as", "though", "although") for c in t.children)
            )
            or (
                t.dep_ == "relcl"
                and any(c.lower_ in ("which", "who", "whom") for c in t.subtree if c.i < t.i)
            )
        )
        if aside:
            gone |= {before.i} | {x.i for x in t.subtree if x.i not in own}
            follows = t.right_edge.i + 1
            if follows < len(t.doc) and t.doc[follows].text == ",":
                gone.add(follows)
    return gone
