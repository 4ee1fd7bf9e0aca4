"""Which acts a phrase speaks of, from its dependency parse; whose they are, see `agents`."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from modusvivendi.statements.actors.nouns import CALENDAR
from modusvivendi.statements.acts.agents import Mentions, PartyFinder, agents_of
from modusvivendi.statements.acts.belonging import (
    is_aside,
    is_circumstance,
    is_partner,
    means_another,
    stands_apart,
)
from modusvivendi.statements.acts.lexicon import ActionClass, Pattern, action_classes
from modusvivendi.statements.statement import Act

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Topic = frozenset[str] | None
"""The words of what a report speaks of, as they stand in it; None where nothing but a phrase is known."""
DEADLINES = {"by", "until", "till", "before", "after", "since"}
"""Prepositions whose objects may be when something is done, not to what."""
TIMES = CALENDAR | set(
    """
    day week month year end start time then summer winter spring autumn season holiday deadline hour
    morning noon tonight today tomorrow now
    """.split()
)
LIGHT = set(
    """
    be have do make take get give go come keep want need see reach hold set put
    """.split()
)
LIGHT_NOUNS = set(
    """
    plan idea proposal offer intention readiness willingness step move part place right possibility
    prospect option interest question notion presence issue kind form sort commitment promise
    pledge
    """.split()
)
TRANSPARENT = (
    LIGHT
    | LIGHT_NOUNS
    | set(
        """
    accept agree allow let regard concern involve include declare signal express show stress
    consider explore seek discuss weigh study support back favour favor
    welcome oppose reject propose suggest help continue start begin resume plan intend commit
    pledge promise offer provide arrange back guarantee host prepare settle aim try willing ready able
    open bring lead grant approve enter join establish create secure ensure call
    """.split()
    )
)
"""Words through which an act further down is still what the whole phrase is about."""
CANCELLING = set(
    """
    drop abandon cancel scrap shelve stop end halt suspend renounce forgo freeze postpone delay withdraw
    rescind revoke reverse
    """.split()
)
"""Verbs that turn an act into not doing it."""
FAILING = set("collapse fail lapse expire fall break unravel".split())
"""Verbs that say of an act that it comes to nothing."""
STOP = set(
    """
    the a an its their his her our your own any such all some this that these those other
    """.split()
)


class Found(NamedTuple):
    """A class of action found at a token of a parse, by which of its patterns."""

    kind: ActionClass
    token: Token
    pattern: Pattern


class _Form(NamedTuple):
    """A pattern made ready for matching: what its heads begin with, and what else each of them asks for."""

    pattern: Pattern
    heads: tuple[tuple[str, tuple[str, ...]], ...]
    words: frozenset[str]


class _Forms(NamedTuple):
    """All patterns in the order they are tried in, by class, and by the words their heads begin with."""

    of_class: tuple[tuple[ActionClass, range], ...]
    forms: tuple[_Form, ...]
    beginning: dict[str, tuple[int, ...]]


@cache
def _forms() -> _Forms:
    of_class: list[tuple[ActionClass, range]] = []
    forms: list[_Form] = []
    beginning: dict[str, list[int]] = {}
    for kind in action_classes():
        first = len(forms)
        for pattern in kind.patterns:
            split = [head.split() for head in pattern.heads]
            heads = tuple((start.lower(), tuple(others)) for start, *others in split)
            for start in {start for start, _ in heads}:
                beginning.setdefault(start, []).append(len(forms))
            forms.append(_Form(pattern, heads, frozenset(word for words in split for word in words)))
        of_class.append((kind, range(first, len(forms))))
    return _Forms(tuple(of_class), tuple(forms), {word: tuple(at) for word, at in beginning.items()})


def find_classes(doc: Doc, topic: Topic = None) -> list[Found]:
    """Find the classes of action a parsed phrase speaks of, in the order of the text, each once.

    A word serves one class only: "peacekeeping mission" in "send troops to a mission" is no second act.
    """
    known = _forms()
    begins: dict[int, list[tuple[Token, set[str]]]] = {}
    for token in doc:
        words = {token.lemma_.lower(), token.lower_}
        for number in {number for word in words for number in known.beginning.get(word, ())}:
            begins.setdefault(number, []).append((token, words))
    if not begins:
        return []
    found: list[Found] = []
    used: set[int] = set()
    for kind, numbers in known.of_class:
        hits = (
            _hit(doc, known.forms[n], begins[n], used)
            for n in numbers
            if n in begins and _is_the_topic(known.forms[n].pattern, topic)
        )
        hit = next((hit for hit in hits if hit), None)
        if hit:
            token, serving, pattern = hit
            used |= serving
            found.append(Found(kind, token, pattern))
    firm = [f for f in found if not f.pattern.vague]
    found = [f for f in found if not f.pattern.vague or not any(g.token.is_ancestor(f.token) for g in firm)]
    return sorted(found, key=lambda f: f.token.i)


def _is_the_topic(pattern: Pattern, topic: Topic) -> bool:
    """Whether what a pattern has to be about is spoken of; where nobody knows of what, it may be."""
    return not pattern.about or topic is None or not topic.isdisjoint(pattern.about)


def _is_head(token: Token, words: set[str], form: _Form) -> bool:
    return any(
        start in words and all(any(word in (c.lemma_, c.lower_) for c in token.children) for word in others)
        for start, others in form.heads
    )


def _hit(
    doc: Doc, form: _Form, begins: list[tuple[Token, set[str]]], used: set[int]
) -> tuple[Token, set[int], Pattern] | None:
    """Find the first word of a phrase that a pattern matches, and the words that serve it."""
    pattern = form.pattern
    for token, words in begins:
        if token.i in used or not _is_head(token, words, form):
            continue
        if (pattern.vague and token.dep_ == "amod") or means_another(token):
            continue
        if (
            token.tag_ == "VBN"
            and token.dep_ in ("acl", "amod")
            and (pattern.vague or token.lower_ == "struck")
        ):
            continue  # "value added tax included", "an arrangement struck with one region"
        if pattern.verb and token.pos_ != "VERB" and not _brings_money(token):
            continue
        if pattern.of and not _is_of_one(token, pattern.of):
            continue
        serving = {token.i, *(t.i for t in token.children if t.lemma_ in form.words)}
        if pattern.with_:
            # The verb that opens a phrase is sometimes parsed as a noun or a modifier of what it acts on.
            scope = [t for t in (doc if token.i == 0 else token.subtree) if not stands_apart(t, token)]
            apart = used | {token.i} | (set() if pattern.doer else _who_does_it(token))
            partners = (t for t in scope if t.i not in apart and _is_one_of(t, pattern.with_))
            partner = next((t for t in partners if is_partner(t, token, pattern)), None)
            if partner is None:
                continue
            if pattern.beside and not any(t.i != partner.i and _is_one_of(t, pattern.beside) for t in scope):
                continue
            serving.add(partner.i)
        whole = token
        while whole.dep_ == "compound":  # "a ceasefire agreement" is no agreement besides
            whole = whole.head
            serving.add(whole.i)
        return token, serving, pattern
    return None


def _brings_money(noun: Token) -> bool:
    """Tell *a fund of 80 million* and what *a road fund* would do from a fund that is written into a law."""
    acting = noun.dep_ == "nsubj" and noun.head.lemma_ != "be"
    amount = any(t.like_num for c in noun.children if c.lower_ == "of" for t in c.subtree)
    called = noun.text[0].isupper() and noun.i > 0  # "the Fund would not act" pays nothing
    return noun.dep_ == "ROOT" or (acting and not called) or amount


def _who_does_it(token: Token) -> set[int]:
    """Give the words of who does something to something: "the region gave its approval" gives no region."""
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if subject is None or not any(c.dep_ == "dobj" for c in token.children):
        return set()
    return {t.i for t in subject.subtree}


def _is_of_one(token: Token, words: Collection[str]) -> bool:
    """Tell whether what follows a word with *of*, if anything does, is one of these."""
    things = [t for c in token.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    return not things or any(_is_one_of(thing, words) for thing in things)


def _is_one_of(token: Token, words: Collection[str]) -> bool:
    return token.lemma_ in words or token.text in words


def is_main(token: Token) -> bool:
    """Whether an act is what its phrase is about: "provide troops" is about troops, "shell troops" not."""
    while token.head.i != token.i:
        if token.dep_ in ("relcl", "advcl", "acl") and token.head.lemma_ not in TRANSPARENT:
            return False
        token = token.head
        if token.pos_ in ("VERB", "AUX") and token.lemma_ not in TRANSPARENT | CANCELLING:
            return False
    return True


def is_cancelled(token: Token) -> bool:
    """Whether the phrase is about not doing the act any more: "drop plans to deploy troops"."""
    first = token.doc[0]
    if first.i != token.i and first.lower_ in CANCELLING:  # a verb at the start may be parsed as a noun
        return True
    while token.head.i != token.i and token.dep_ not in ("conj", "advcl", "relcl", "parataxis"):
        token = token.head
        particles = {c.lower_ for c in token.children if c.dep_ == "prt"}
        off = token.lemma_ in ("call", "put") and "off" in particles
        out = token.lemma_ == "rule" and "out" in particles
        if token.lemma_ in CANCELLING or off or out:
            return True
    return False


def root_of(doc: Doc) -> Token:
    """Give the word a phrase is built on; a plural noun at its end that was taken for a verb is none."""
    root = next((t for t in doc if t.head.i == t.i), doc[0])
    last = next((t for t in reversed(doc) if not t.is_punct), root)
    if doc[0].lower_ in ("a", "an") and root.i == last.i and root.tag_ == "VBZ":
        noun = ("NOUN", "PROPN")
        return next((t for t in doc if t.pos_ in noun and t.dep_ != "compound" and t.i < root.i), root)
    return root


def _is_deadline(prep: Token) -> bool:
    """Tell whether a preposition only says when (*by Easter*, but not *by a third country* or *by day*)."""
    return prep.lower_ in DEADLINES and any(
        c.lemma_.lower() in TIMES and not (c.lower_ == "day" and not [*c.children])
        for c in prep.children
        if c.dep_ in ("pobj", "pcomp", "advmod")
    )


def generic_act(doc: Doc, text: str) -> tuple[str, Token]:
    """Make a slug for a phrase outside the shipped classes: its main verb and what that is done to."""
    root = root_of(doc)
    below_deps = ("xcomp", "ccomp", "acl", "dobj", "attr", "acomp", "prep")
    while root.pos_ in ("AUX",) or root.lemma_ in LIGHT | LIGHT_NOUNS:
        below = next(
            (c for d in below_deps for c in root.children if c.dep_ == d and not _is_deadline(c)), None
        )
        if below is None:
            break
        if below.dep_ == "prep":
            below = next((c for c in below.children if c.dep_ in ("pobj", "pcomp")), below)
        if not below.is_alpha:
            break
        root = below
    words = [root.lemma_.lower()]
    for child in root.children:
        target = child
        if child.dep_ == "prep":
            if _is_deadline(child):
                continue
            target = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), child)
        target = _counted(target)
        if target.dep_ in ("dobj", "pobj", "nsubjpass", "xcomp", "pcomp", "attr") and target.is_alpha:
            words += [c.lemma_.lower() for c in target.children if c.dep_ == "compound" and c.is_alpha]
            words.append(target.lemma_.lower())
            break
    slug = "-".join(w for w in words if w not in STOP and w.isalpha())
    return slug or re.sub(r"\W+", "-", text.lower()).strip("-")[:40] or "act", root


def _counted(token: Token) -> Token:
    """Give what is counted rather than how many: of "two of the old maps" the maps."""
    if token.pos_ != "NUM" and token.lower_ not in _HOW_MANY:
        return token
    of = next((c for c in token.children if c.lower_ == "of"), None)
    things = [] if of is None else [c for c in of.children if c.dep_ == "pobj" and c.pos_ != "PRON"]
    return things[0] if things else token


_HOW_MANY = frozenset("some all most many several part half none any both each rest number dozens".split())


def acts_in(
    doc: Doc, find_parties: PartyFinder, *, without: Act | None = None, topic: Topic = None
) -> list[Act]:
    """Give the acts a parsed phrase speaks of, with those who would do them.

    Parameters
    ----------
    doc
        Parse of the phrase.
    find_parties
        Finds the parties a text names.
    without
        An act that is not wanted: a condition is not about the act it conditions. The same done by others
        ("if the neighbours do too") is.
    topic
        The words of what the report speaks of, for phrases that mean one thing or another by it.
    """
    mentions = Mentions(doc, find_parties)
    acts = []
    for kind, token, pattern in find_classes(doc, topic):
        if is_aside(token):
            continue
        agents = tuple(dict.fromkeys(agents_of(token, mentions)))
        if without is not None and kind.action == without.action and set(agents) <= set(without.agents):
            continue
        negated = (is_negated(token) != is_cancelled(token)) != pattern.negated
        acts.append(Act(agents=agents, action=kind.action, label=kind.label, negated=negated))
    return acts


def main_act(doc: Doc, find_parties: PartyFinder, topic: Topic = None) -> Act | None:
    """Give the one act a proposal is about, or None where it is outside the shipped classes.

    "No" and "not" are left to the stance of the statement; only words that cancel an act negate it here.
    """
    mentions = Mentions(doc, find_parties)
    for kind, token, pattern in find_classes(doc, topic):
        if is_main(token) and not _is_when(token) and not is_circumstance(token):
            agents = tuple(dict.fromkeys(agents_of(token, mentions)))
            negated = is_cancelled(token) != pattern.negated
            return Act(agents=agents, action=kind.action, label=kind.label, negated=negated)
    return None


def _is_when(token: Token) -> bool:
    """Tell whether a word only says when something is done: "suspend the toll for the duration of talks".

    Mere talk of a thing ("dismiss all talk of a toll") is no act either.
    """
    if token.lower_ == "talk" and token.pos_ == "NOUN" and any(c.lower_ == "of" for c in token.children):
        return True
    while token.head.i != token.i:
        token = token.head
        if token.lower_ in ("during", "throughout", "amid") or token.lemma_ in ("duration", "course"):
            return True
    return False


def is_negated(token: Token) -> bool:
    """Whether the act is spoken of as not being done: "no European troops", "the truce collapses"."""
    whole = token
    while whole.dep_ == "compound":
        whole = whole.head
    if whole.dep_ in ("nsubj", "nsubjpass") and whole.head.lemma_ in FAILING:
        return True
    if any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for c in token.children):
        return True
    if token.dep_ == "pcomp" and token.head.lower_ == "from" and token.head.head.lemma_ in _KEEPING_FROM:
        return True  # "keeps from taxing it"
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    no = subject.lower_ in ("nobody", "none", "nothing", "neither")
    return no or any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in subject.children)


_KEEPING_FROM = frozenset("keep refrain desist abstain stay".split())
