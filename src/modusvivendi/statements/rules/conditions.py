"""Conditions: the stretch of a sentence that says under which condition something holds.

The span runs from the marker (with an *only* right before it) to the end of the condition, without the
closing comma or quotation mark.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from modusvivendi.statements.rules.bargains import bargain
from modusvivendi.statements.rules.condition_words import (
    SPEAKING_UNNAMED,
    follows_its_clause,
    is_each,
    is_in_passing,
    is_manner,
    is_not_tied,
    is_price,
    is_requirement,
    paid_after,
    refused_before,
    refused_while,
    waits_for_others,
)
from modusvivendi.statements.rules.grammar import child, modal, own_subject
from modusvivendi.statements.verb_lists import end_of_verb_list

_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "for as long as; as long as; so long as; as soon as; in the event that; in the event of; in case "
        "of; in the case of; on the condition that; on condition that; on condition of; with the proviso "
        "that; on the proviso that; under the condition that; on the premise that; until such time as; in "
        "the absence of; the minute; granted that; supposing; on the understanding that; in return for; in "
        "exchange for; if and when; provided that; providing that; on the basis that; the moment; the day; "
        "on the day; from the day; from the moment; subject to; dependent on; dependent upon; contingent "
        "on; contingent upon; conditional on; conditional upon; depending on; barring; pending; failing; "
        "provided; providing; assuming; unless; if; once; until; till; without; absent; till such time as; "
        "failing which; the instant; the second; the hour; so long as; in so far as; insofar as; anything "
        "short of; anything less than; only then; in that case"
    ).split("; ")
)
_BY_FIRST = {
    first: tuple(sorted((p for p in _PHRASES if p[0] == first), key=len, reverse=True))
    for first in {p[0] for p in _PHRASES}
}
_AFTER_ONLY = (
    "when",
    "after",
    "under",
    "with",
    "within",
    "as",
    "by",
    "through",
    "in",
    "on",
    "via",
    "where",
    "following",
    "for",
    "at",
)
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
_BARE = ("not before", "not until", "only then")
"""Markers that nothing follows: *at 65 euros, not before*."""

_ASKING = frozenset(
    "ask wonder know see doubt say tell decide determine question discuss check clear unclear sure "
    "certain".split()
)
_NO_CONDITION_AFTER_WITHOUT = frozenset(
    "delay elaborating elaboration comment exception limit limits warning success precedent doubt "
    "naming saying giving result"
    "precondition preconditions strings ado "
    "further notice explanation offering details providing incident question hesitation charge insisting "
    "cost penalty fuss fanfare".split()
)


@dataclass(frozen=True)
class Condition:
    """A condition in a sentence: tokens ``start`` to ``end`` (exclusive), and the word it hangs on."""

    start: int
    end: int
    head: int
    text: str
    start_char: int
    end_char: int
    marker: str


def conditions(sentence: Span, limits: list[int]) -> list[Condition]:
    """Find the conditions of a sentence, in order.

    Parameters
    ----------
    sentence
        The sentence.
    limits
        Tokens at which an attribution begins that follows its content (*… , he said*); no condition runs
        over one.
    """
    found: list[Condition] = []
    taken: set[int] = set()
    at = sentence.start
    ordered = _ordered(sentence)
    if ordered is None and (struck := bargain(sentence)) is not None:
        ordered = _made(sentence, struck.start, struck.end, struck.verb, ("bargain",))
    if ordered is not None:
        found.append(ordered)
        taken.update(range(ordered.start, ordered.end))
    while at < sentence.end:
        marker = None if at in taken else _marker(sentence, at)
        if marker is not None:
            condition = _span(sentence, at, marker, limits)
            # "The calm that it requires before it pays": what was required stands before, nothing is left.
            stated = condition is not None and condition.start < condition.end > at
            if condition is not None and stated and condition.text.lower() not in _BARE:
                found.append(condition)
                taken.update(range(condition.start, condition.end))
                at = condition.end
                continue
        at += 1
    return found


def _ordered(sentence: Span) -> Condition | None:
    """Read *"Hand over the men, and the lorries can roll"*: what is told to do is what it hangs on."""
    doc = sentence.doc
    for token in sentence:
        opens = token.i == sentence.start or doc[token.i - 1].text in ('"', "“", ":", "``")
        if not opens or token.tag_ not in ("VB", "VBP") or own_subject(token) is not None:
            continue
        if (
            any(c.dep_ in ("aux", "auxpass") for c in token.children)
            or child(token, "dobj", "prt", "prep") is None
        ):
            continue
        beside = [t for t in token.head.children if t.dep_ == "ccomp" and t.i > token.i]
        for verb in [*token.children, *beside]:
            if (
                verb.dep_ in ("conj", "ccomp")
                and own_subject(verb) is not None
                and modal(verb) in ("will", "can", "shall", "would", "could", "might")
            ):
                link = next(
                    (c.i for c in token.children if c.lower_ in ("and", "then") and c.i < verb.i), None
                )
                if link is None:
                    return None
                end = link - 1 if doc[link - 1].text == "," else link
                return _made(sentence, token.i, end, verb, ("ordered",))
    return None


def chosen(found: list[Condition], sentence: Span) -> list[Condition]:
    """Give what the conditions of one position come to: adjacent ones as one stretch, *only …* first.

    *In the event of a ceasefire, but only under a mandate* is one stretch of text and holds as a whole.
    """
    joined: list[Condition] = []
    for condition in sorted(found, key=lambda c: c.start):
        last = joined[-1] if joined else None
        between = list(sentence.doc[last.end : condition.start]) if last is not None else []
        if last is not None and all(
            (t.is_punct and t.text == ",") or t.lower_ in ("and", "but", "then", "or") for t in between
        ):
            span = sentence.doc[last.start : condition.end]
            joined[-1] = Condition(
                last.start, condition.end, last.head, span.text, span.start_char, span.end_char, last.marker
            )
        else:
            joined.append(condition)
    return sorted(joined, key=lambda c: not c.text.lower().startswith("only"))


def _marker(sentence: Span, at: int) -> tuple[str, ...] | None:
    doc = sentence.doc
    token = doc[at]
    previous = doc[at - 1].lower_ if at > sentence.start else ""
    for phrase in _BY_FIRST.get(token.lower_, ()):
        if at + len(phrase) <= sentence.end and all(doc[at + k].lower_ == w for k, w in enumerate(phrase)):
            return phrase if _holds(sentence, token, phrase, previous) else None
    if token.lower_ == "for" and is_each(sentence, token):
        return (token.lower_, doc[at + 1].lower_)
    if token.lower_ == "for" and is_price(token):
        return (token.lower_,)
    if (
        token.lower_ in _AFTER_ONLY
        and previous == "only"
        and token.dep_ in ("prep", "mark", "advmod", "conj")
    ):
        return (token.lower_,)
    if token.lower_ == "before" and (previous == "not" or refused_before(token)):
        return (token.lower_,)
    if token.lower_ == "while" and previous != "," and refused_while(token):
        return (token.lower_,)
    if token.lower_ == "when" and waits_for_others(token):
        return (token.lower_,)
    if token.lower_ == "after" and previous == "," and paid_after(token):
        return (token.lower_,)
    if (
        token.lower_ == "outside"
        and token.dep_ == "prep"
        and any(
            t.lemma_.lower() in ("framework", "mandate", "treaty", "agreement", "umbrella", "structure")
            for t in token.subtree
        )
    ):
        return (token.lower_,)
    if token.lower_ in ("should", "were", "had") and _inverted(sentence, token):
        return (token.lower_,)
    if (
        token.lower_ in ("require", "requires", "need", "needs")
        and token.pos_ == "VERB"
        and is_requirement(token)
    ):
        return (token.lower_,)
    return None


def _holds(sentence: Span, token: Token, phrase: tuple[str, ...], previous: str) -> bool:
    """Sort out the uses of a marker that set no condition."""
    first = phrase[0]
    doc = sentence.doc
    following = doc[token.i + len(phrase)] if token.i + len(phrase) < sentence.end else None
    if following is None:
        return False
    if previous == "even" or (previous in ("as", "what") and first == "if"):
        return False
    if first == "if" and phrase == ("if",):
        verb = token.head
        governor = verb.head
        if governor is not verb and verb.dep_ in ("ccomp",) and governor.lemma_.lower() in _ASKING:
            return False
        return following.text not in (",", ".") and not is_in_passing(following)
    if phrase[-3:] in (("as", "long", "as"), ("so", "long", "as")) and previous in _COMPARED:
        return False  # "twice as long as it had intended"
    if phrase[:2] == ("on", "condition") and SPEAKING_UNNAMED.match(
        sentence.doc[token.i + 2 : sentence.end].text
    ):
        return False
    if phrase == ("on", "condition", "of"):
        return following.lower_ not in ("anonymity", "not")
    if first == "once":
        if following.tag_ == "EX" or (following.tag_ in ("DT", "PRP$") and _opens_clause(token)):
            return True  # "once a fund of 3 billion a year has been set up", whatever the parse makes of it
        return (previous == "only" and following.tag_ in ("DT", "PRP", "PRP$", "NNP", "NNS")) or (
            token.dep_ in ("mark", "advmod")
            and (token.head.dep_ in ("advcl",) or token.i == sentence.start or token.nbor(-1).is_punct)
            and own_subject(token.head) is not None
        )
    if first in ("until", "till") and (following.like_num or following.text[:2] in ("19", "20")):
        return False
    if first in ("until", "till") and following.lower_ in ("now", "recently", "lately", "today"):
        return False  # "had until now insisted"
    if first in ("until", "till"):
        return token.dep_ == "mark" or (
            following.ent_type_ != "DATE" and not following.like_num and following.ent_type_ not in ("TIME",)
        )
    if first in ("without", "absent"):
        if token.head.tag_ == "VBG" and token.head.dep_ in ("acl", "advcl") and token.head.i > sentence.start:
            return False  # "any boat entering without leave", "…, leaving them without a partner"
        if is_manner(token, following) or (previous == "do" and first == "without"):
            return False  # "could do without the station"
        if following.lower_ in ("a", "an") and doc[token.i + 2].lower_ == "limit":
            return token.dep_ == "prep"  # "no agreement without a limit of six patients"
        return (token.dep_ == "prep" or previous == "not") and not any(
            t.lower_ in _NO_CONDITION_AFTER_WITHOUT for t in doc[token.i + 1 : token.i + 4]
        )
    if phrase in (("provided",), ("providing",)):
        return (
            (
                token.dep_ in ("mark", "prep", "advcl", "acl", "dep", "conj", "ROOT")
                or (token.dep_ == "ccomp" and previous in _QUOTES)
                or (token.dep_ == "amod" and token.nbor(-1).pos_ in ("NOUN", "PROPN", "PUNCT"))
            )
            and ((own := own_subject(token)) is None or own.i > token.i)
            and any(
                t.dep_ in ("nsubj", "nsubjpass", "expl")
                or (previous in (",", *_QUOTES) and t.tag_ in _FINITE)
                for t in doc[token.i + 1 : min(token.i + 12, sentence.end)]
            )
            and not any(c.dep_ in ("aux", "auxpass") for c in token.children)
        )
    if phrase == ("assuming",):
        return token.dep_ in ("advcl", "mark", "prep")
    if phrase in (("pending",), ("failing",), ("barring",)):
        return token.dep_ in ("prep", "advcl")
    if phrase[-1] in ("moment", "day", "minute", "instant", "second", "hour"):
        after = token.i + len(phrase)
        return doc[after - 1].dep_ not in ("amod", "compound") and any(
            t.dep_ in ("nsubj", "nsubjpass") for t in doc[after : min(after + 6, sentence.end)]
        )
    if first in ("dependent", "contingent", "conditional") and is_not_tied(token):
        return False
    if phrase == ("subject", "to"):
        return following.dep_ != "ROOT"
    return True


_QUOTES = ('"', "“", "”", "``")
_COMPARED = frozenset({"twice", "times", "half", "thrice"})


def _opens_clause(once: Token) -> bool:
    """Tell whether a verb in the perfect follows before the next comma."""
    after = once.doc[once.i + 2 : once.sent.end]
    words = [*itertools.takewhile(lambda t: not t.is_punct, after)]
    return any(
        t.lower_ in ("has", "have", "had") and t.i + 1 < len(t.doc) and t.nbor().tag_ in ("VBN", "RB")
        for t in words
    ) and not any(t.tag_ in ("WDT", "WP") for t in words)


def _inverted(sentence: Span, token: Token) -> bool:
    """Recognise *should the threats stop*, *were a date to be agreed*, *had they signed*."""
    if token.i + 1 >= sentence.end:
        return False
    if token.lower_ == "should" and token.dep_ == "aux" and token.head.i > token.i + 1:
        doer = own_subject(token.head)
        if doer is not None and token.i < doer.i < token.head.i:
            return not any(t.text == "?" for t in sentence[-3:])
    if token.i > sentence.start and follows_its_clause(sentence, token):
        return True
    opening = token.i == sentence.start or sentence.doc[token.i - 1].text in ('"', "“", ",", ";", ":")
    if not opening or (
        not token.text[0].isupper()
        and token.i != sentence.start
        and sentence.doc[token.i - 1].text not in (",", '"', "“")
    ):
        return False
    following = token.nbor()
    if any(t.text == "?" for t in sentence[-3:]):
        return False
    return following.pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM") and following.tag_ not in ("WP",)


def _span(sentence: Span, at: int, marker: tuple[str, ...], limits: list[int]) -> Condition | None:
    doc = sentence.doc
    first = doc[at]
    start = at
    if marker[0] in ("require", "requires", "need", "needs"):
        for c in first.children:
            if c.tag_ == "MD" and c.i < at:
                start = c.i
        edge = max((c.right_edge.i for c in first.children if c.dep_ in ("dobj", "prep")), default=at)
        return _made(sentence, start, edge + 1, first, marker)
    if marker == ("failing",) and at + 2 < sentence.end and doc[at + 1].lower_ in ("that", "this"):
        return _made(sentence, at, at + 2, first.head, marker)
    if marker == ("in", "that", "case"):
        return _made(sentence, at, at + 3, first.head, marker)
    governed, head = _governed(sentence, at, marker)
    if marker[0] in ("should", "were", "had"):
        comma = next((i for i in range(at + 2, sentence.end) if doc[i].text == ","), None)
        if comma is not None:
            return _made(sentence, start, comma, head, marker)
        end = next(
            (i for i in range(at + 2, sentence.end) if doc[i].is_punct and doc[i].text not in ("-", "'")),
            sentence.end,
        )
        if at > sentence.start + 1 and not any(at < limit < end for limit in limits):
            return _made(sentence, start, end, head, marker)
    edge = governed.right_edge.i if governed is not None else at + len(marker)
    aside = at > sentence.start and doc[at - 1].text == ","
    stop = sentence.end
    for limit in limits:
        if at < limit < stop:
            stop = limit
    listed = at
    for i in range(at + len(marker), stop):
        text = doc[i].text
        if text == "," and i > listed and governed is not None:
            end_of_list = end_of_verb_list(doc, i, governed, stop)
            if end_of_list > i:
                listed = end_of_list
                edge = max(edge, listed)
        within = text in ("”", '"') and any(t.text in ("“", '"') for t in doc[at + len(marker) : i])
        if not within and (text in (";", "—", "–", "”", ":") or (text == '"' and _closing(sentence, i))):
            stop = i
            break
        if (
            text == ","
            and i > listed
            and (i > edge or _breaks(sentence, i, governed, at <= sentence.start + 1, aside))
        ):
            stop = i
            break
        if text == "." and i >= sentence.end - 3:
            stop = i
            break
    end = stop if edge + 1 > stop else edge + 1
    if edge < at + len(marker) + 1:  # the parse gave nothing to go by
        end = stop
    if (
        end < stop
        and not doc[end].is_punct
        and doc[end].dep_ in ("conj", "cc", "prep", "advmod", "npadvmod", "dobj")
    ):
        end = stop if doc[end].dep_ != "cc" else end
    if end < stop and marker == ("once",) and _opens_clause(doc[at]):
        end = stop
    if end < stop and marker == ("provided",) and doc[end].tag_ in _FINITE:
        end = stop  # "provided boats were given cod", with the boats taken for what is provided
    if start > sentence.start and doc[start - 1].lower_ == "only":
        end = _second_phrase(doc, end, stop)
    while end > start + 1 and (
        (doc[end - 1].is_punct and doc[end - 1].text not in (")", "%"))
        or doc[end - 1].is_space
        or doc[end - 1].lower_ in ("and", "but", "or")
    ):
        end -= 1
    if (
        start > sentence.start
        and doc[start - 1].lower_ in ("only", "not")
        and (doc[start - 1].lower_ == "only" or marker[0] in ("before", "without", "until", "unless"))
    ):
        start -= 1
    if end - start < len(marker) + 1:
        return None
    return _made(sentence, start, end, head, marker)


def _second_phrase(doc: Doc, end: int, stop: int) -> int:
    """Give where *only for two years* **and with a guarantee** ends."""
    if end + 1 >= stop or doc[end].lower_ not in ("and", "or") or doc[end + 1].dep_ not in ("conj", "prep"):
        return end
    return min(doc[end + 1].right_edge.i + 1, stop) if doc[end + 1].tag_ == "IN" else end


def _breaks(sentence: Span, comma: int, governed: Token | None, fronted: bool, aside: bool) -> bool:
    """Tell whether a comma within the parsed condition really ends it (the main clause follows)."""
    if governed is None:
        return True
    following = sentence.doc[comma + 1] if comma + 1 < sentence.end else None
    if following is None:
        return True
    if following.lower_ in ("but", "though", "although", "while", "according"):
        return True
    if following.tag_ == "VBG" and following.dep_ == "advcl":
        return True  # "…, dealing a blow to its neighbours"
    if aside and following.lower_ == "to":
        return True  # "is ready, if they wish, to …"
    if following.tag_ in ("PRP", "EX") and fronted:
        return True
    return comma + 1 > governed.right_edge.i


def _closing(sentence: Span, i: int) -> bool:
    doc = sentence.doc
    return i > 0 and not doc[i - 1].whitespace_


def _governed(sentence: Span, at: int, marker: tuple[str, ...]) -> tuple[Token | None, Token]:
    """Give the head of the condition's clause or phrase, and the word the condition hangs on."""
    doc = sentence.doc
    token = doc[at]
    last = doc[at + len(marker) - 1]
    if marker[0] in ("should", "were", "had"):
        verb = token.head if token.dep_ in ("aux", "auxpass") else token
        if verb.dep_ == "ROOT" and verb.i > at:  # misparsed: take up to the comma
            return None, verb
        return (verb if verb.left_edge.i >= at - 1 else None), verb.head
    if token.dep_ in ("mark", "advmod") and token.head.i > at:
        verb = token.head
        return verb, verb.head
    for candidate in (last, token):
        below = child(candidate, "pobj", "pcomp", "ccomp", "advcl", "relcl", "acl")
        if below is not None and below.i > at:
            return below if below.i > candidate.i else candidate, token.head
        mark = next(
            (doc[k] for k in range(at, at + len(marker)) if doc[k].dep_ == "mark" and doc[k].head.i > at),
            None,
        )
        if mark is not None:
            return mark.head, mark.head.head
    clause = next(
        (
            t
            for t in doc[at + len(marker) : sentence.end]
            if t.dep_ in ("advcl", "ccomp", "relcl", "acl") and t.left_edge.i <= at + len(marker) + 1
        ),
        None,
    )
    if clause is not None:
        return clause, clause.head
    return None, token.head


def _made(sentence: Span, start: int, end: int, head: Token, marker: tuple[str, ...]) -> Condition:
    span = sentence.doc[start:end]
    return Condition(start, end, head.i, span.text, span.start_char, span.end_char, " ".join(marker))
