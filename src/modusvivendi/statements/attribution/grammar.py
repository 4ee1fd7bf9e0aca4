"""What the rules of attribution ask of a parse: subjects, noun phrases, cue phrases, runs of tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from modusvivendi.statements.attribution.lexicon import verbs
from modusvivendi.statements.attribution.quotations import Quotation
from modusvivendi.statements.language import words

SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
VERBAL = frozenset({"VERB", "AUX"})
_NO_SOURCE = words("it there this that which what these those")
_SUBJECT_FROM_HEAD = frozenset({"xcomp", "advcl", "conj", "pcomp", "ccomp", "dep", "parataxis"})


@dataclass(slots=True)
class Finding:
    """An attribution in the making, its parts as token numbers."""

    cue: list[int]
    content: set[int]
    source: list[int] = field(default_factory=list)
    rule: str = ""
    head: int = -1  # the token that the rule started from


@dataclass(frozen=True)
class Text:
    """A document with what the rules look up in it."""

    doc: Doc
    quotations: list[Quotation]
    quoted: list[int]  # for each token the number of its quotation, or -1

    @classmethod
    def of(cls, doc: Doc, quotations: list[Quotation]) -> Text:
        """Prepare a document whose quotations are known."""
        quoted = [-1] * len(doc)
        for number, quotation in enumerate(quotations):
            for i in range(quotation.start, quotation.end):
                quoted[i] = number
        return cls(doc, quotations, quoted)

    def in_name(self, i: int) -> bool:
        """Tell whether a token's quotation is a mere name or nickname, as in *Bill "Red" Moss*."""
        quotation = self.quotations[self.quoted[i]]
        return quotation.end - quotation.start <= 5


def is_word(token: Token) -> bool:
    """Tell words and numbers from punctuation and blanks."""
    return not (token.is_punct or token.is_space or token.pos_ in ("PUNCT", "SPACE"))


def children(token: Token, *labels: str) -> list[Token]:
    """Give the children of a token with one of these dependency labels."""
    return [child for child in token.children if child.dep_ in labels]


def indices(token: Token) -> list[int]:
    """Give the numbers of the tokens of a subtree, in order."""
    return [t.i for t in token.subtree]


def noun_phrase(text: Text, noun: Token, *, outside: Iterable[int] = ()) -> list[int]:
    """Give the tokens of a noun phrase with its appositions and relative clauses.

    Quotations and the tokens of ``outside`` (usually the cue) are no part of it, nor what lies beyond them.
    """
    barred = set(outside)
    quoted = text.quoted
    allowed = quoted[noun.i]
    inside = [i for i in indices(noun) if i not in barred and (quoted[i] == allowed or text.in_name(i))]
    # Only the run around the noun itself: a parse that reaches over the cue has gone wrong.
    run = [noun.i]
    position = inside.index(noun.i)
    for i in reversed(inside[:position]):
        if any(j in barred for j in range(i + 1, run[0])):
            break
        run.insert(0, i)
    for i in inside[position + 1 :]:
        if any(j in barred for j in range(run[-1] + 1, i)):
            break
        run.append(i)
    while run[-1] + 1 < len(text.doc):  # the newspaper Le Matin: the name may be parsed as a second subject
        name = text.doc[run[-1] + 1]
        top = name
        while top.dep_ == "compound" and top.head != top:
            top = top.head
        if name.i in barred or top.dep_ != noun.dep_ or top.head != noun.head or name.pos_ != "PROPN":
            break
        run.append(name.i)
    return run


def subject(verb: Token) -> Token | None:
    """Give the grammatical subject standing with a verb itself."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    return None


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive, reduced relatives such as *the plan drafted by* included."""
    if verb.tag_ != "VBN":
        return False
    labels = {child.dep_ for child in verb.children}
    if labels & {"auxpass", "nsubjpass", "csubjpass", "agent"}:
        return True
    return verb.dep_ in ("acl", "advcl") and "aux" not in labels and "nsubj" not in labels


def agent(verb: Token) -> Token | None:
    """Give the noun of a passive verb's *by* phrase."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return noun
    return None


def doer(verb: Token, depth: int = 0) -> Token | None:
    """Give the noun whose saying, thinking or wanting a verb in the active tells.

    Looks beyond the verb where its subject stands with another: *she rose, saying …*; *asked him to say …*;
    *a statement saying …*; *denied … and said …*.
    """
    own = subject(verb)
    if own is not None and (own.i < verb.i or verb.tag_ != "VBG"):
        return own
    head = verb.head
    if depth > 4 or head == verb:
        return None
    label = verb.dep_
    if label in ("acl", "relcl") and head.pos_ not in VERBAL:
        return head
    if label == "xcomp":
        for child in head.children:
            if child.dep_ in ("dobj", "dative") and child.i < verb.i and verb.tag_ == "VB":
                return child
    if label == "pcomp":  # by saying, without saying
        preposition = head
        head = preposition.head
        if preposition.lower_ == "as" and head.pos_ in VERBAL and not is_passive(head):
            for child in children(head, "dobj"):  # quoted an envoy as saying
                return child
        if head.pos_ not in VERBAL:
            return _governor_of_noun(head, depth)
    if label in _SUBJECT_FROM_HEAD and head.pos_ in VERBAL:
        if is_passive(head):
            return agent(head) if label == "advcl" and agent(head) is not None else doer(head, depth + 1)
        return doer(_reporting(verb) if governs_apart(verb) else head, depth + 1)
    if label in ("conj", "appos") and head.pos_ in ("NOUN", "PROPN", "ADJ"):
        return _governor_of_noun(head, depth)
    return None


def _governor_of_noun(noun: Token, depth: int) -> Token | None:
    """Give the doer of the verb that a noun depends on."""
    token = noun
    for _ in range(6):
        if token.head == token:
            return None
        token = token.head
        if token.pos_ in VERBAL:
            return doer(token, depth + 1)
    return None


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with *to*."""
    return verb.tag_ in ("VB", "VBN") and any(g.lower_ == "to" and g.dep_ == "aux" for g in verb.lefts)


def is_finite(verb: Token) -> bool:
    """Tell whether a verb is finite, by itself or through an auxiliary."""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(g.dep_ in ("aux", "auxpass") and g.tag_ in ("VBD", "VBZ", "VBP", "MD") for g in verb.children)


def governs_apart(verb: Token) -> bool:
    """Tell whether a verb within a content really goes on with the clause that reports it.

    In *She said he would resign and called it a loss*, ``called`` has no subject and cannot share ``would``;
    in *The paper said the pact would hold, citing envoys* it is the paper that cites.
    """
    head = verb.head
    if subject(verb) is not None:
        return False
    if verb.dep_ == "conj":
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or head.i > verb.i or head.pos_ not in VERBAL:
            return False
        if not is_finite(head):
            return head.dep_ in ("pcomp", "xcomp", "advcl", "acl")
        return head.dep_ == "ccomp" and verb.tag_ == "VBD" and not _is_past(head)
    if head.dep_ != "ccomp" or verb.dep_ != "advcl":
        return False
    if head.i > verb.i:  # had written, citing envoys, that the pact would hold
        return any(g.dep_ == "mark" and g.lower_ == "that" and g.i > verb.i for g in head.lefts)
    first = verb.left_edge.i
    return verb.tag_ == "VBG" and verb.lemma_ in verbs() and first > 0 and verb.doc[first - 1].text == ","


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(g.tag_ == "VBD" for g in verb.children if g.dep_ in ("aux", "auxpass"))


def _reporting(verb: Token) -> Token:
    """Give the verb that a verb which `governs_apart` goes on with."""
    token = verb.head
    while token.head != token and (not is_finite(token) or token.dep_ == "ccomp"):
        reports = token.dep_ == "ccomp"
        token = token.head
        if reports and is_finite(token):
            break
    return token


def content_of(clause: Token) -> set[int]:
    """Give the tokens of a content, without coordinated verbs that belong to the clause reporting it."""
    content = set(indices(clause))
    for i in sorted(content):
        token = clause.doc[i]
        if token != clause and token.dep_ == "conj" and token.pos_ in VERBAL and governs_apart(token):
            content -= set(indices(token))
            cc = [c.i for c in token.head.children if c.dep_ == "cc" and c.i < token.i]
            content -= set(cc[-1:])
    return content


def cue_phrase(verb: Token) -> list[int]:
    """Give the verb with its auxiliaries, negation, particles and the adverbs next to it."""
    found = [verb.i]
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "prt") or (
            child.dep_ == "advmod" and abs(child.i - verb.i) <= 2 and not any(True for _ in child.children)
        ):
            found.append(child.i)
    return sorted(found)


def words_of(text: Text, tokens: Iterable[int]) -> list[int]:
    """Keep the words among tokens."""
    return [i for i in tokens if is_word(text.doc[i])]
