"""Questions put to a dependency parse: whose verb is this, is it negated, what does it govern."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive
from modusvivendi.statements.quoted import in_quotes as in_quotes  # noqa: PLC0414 -- asked here like the rest

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
CLAUSES = ("ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis", "ROOT", "csubj", "csubjpass", "pcomp")
NEGATIVE_WORDS = frozenset(
    {"no", "not", "n't", "n’t", "never", "neither", "nor", "nobody", "none", "nothing", "hardly"}
)
_VOICING = frozenset(
    "express signal voice say state add stress offer demand ask warn insist note argue urge reject".split()
)
_OBJECT_CONTROL = frozenset(
    "urge ask want tell persuade call order invite press push force allow let require expect beg "
    "implore advise"
    "request pressure warn encourage challenge get permit enable compel instruct authorise authorize "
    "lobby".split()
)


_LEMMAS = {
    "bases": "base",
    "hopes": "hope",
    "hoped": "hope",
    "hoping": "hope",
    "backs": "back",
    "backed": "back",
    "weighs": "weigh",
}


def lemma(token: Token) -> str:
    """Give the lemma in lower case, put right where the lemmatizer is known to err."""
    return _LEMMAS.get(token.lower_) or token.lemma_.lower()


_MINDED = frozenset(
    "doubt fear hope want wish insist demand urge ask warn oppose support reject refuse threaten call "
    "offer agree "
    "propose suggest accuse favour favor welcome back deny rule say add vow pledge".split()
)


def misattached(token: Token) -> bool:
    """Tell whether a finite verb is coordinated with one it cannot be: *fears X could fail and insists*."""
    perfect = token.tag_ == "VBN" and any(
        c.dep_ == "aux" and c.lower_ in ("has", "have", "had") for c in token.children
    )
    finite = token.tag_ in ("VBZ", "VBP", "VBD") or perfect
    if token.dep_ != "conj" or not finite or own_subject(token) is not None:
        return False
    first = token.head
    if first.dep_ not in ("ccomp", "xcomp", "advcl", "relcl", "acl") or first.head.pos_ not in (
        "VERB",
        "AUX",
    ):
        return False
    if first.head.tag_ not in ("VBZ", "VBP", "VBD", "VBN"):
        return False
    doer = own_subject(first)
    helped = any(c.tag_ == "MD" or c.lower_ == "to" for c in first.children if c.dep_ in ("aux", "auxpass"))
    if helped and not (perfect and doer is not None and doer.tag_ in ("PRP", "NNP") and _has(first)):
        return True
    thing = doer is not None and doer.tag_ in ("NN", "NNS") and not is_agentive(lemma(doer))
    return thing and first.dep_ == "ccomp" and lemma(token) in _MINDED


def _has(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had") for c in verb.children)


def child(token: Token, *labels: str) -> Token | None:
    """Give the first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def apart(a: Token, b: Token) -> bool:
    """Tell whether a semicolon stands between two words, so that neither can be the other's complement."""
    first, last = sorted((a.i, b.i))
    return any(t.text == ";" for t in a.doc[first:last])


_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def own_subject(token: Token) -> Token | None:
    """Give the subject that hangs on the verb itself, on whichever side it stands."""
    subjects = [c for c in token.children if c.dep_ in _SUBJECTS]
    for label in _SUBJECTS if subjects else ():
        found = [c for c in subjects if c.dep_ == label]
        outside = [c for c in found if in_quotes(c) == in_quotes(token)]
        found = outside or found  # "Not one soldier," said the minister
        for other in reversed(found[1:]):
            between = token.doc[found[0].i : other.i]
            if other.i < token.i and not any(t.is_punct and t.text != "-" for t in between):
                return other  # "the opposition Dawn bloc", "its co-leader", taken apart by the parse
        if found:
            return found[0]
    for c in token.children:  # "have for the first time agreed", with the subject given to *have*
        if c.dep_ in ("aux", "auxpass") and c.i < token.i:
            found = [s for s in c.children if s.dep_ in ("nsubj", "nsubjpass")]
            if found:
                return found[0]
    return None


def agent(token: Token) -> Token | None:
    """Give the *by* phrase of a passive."""
    for c in token.children:
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by" and is_passive(token)):
            found = child(c, "pobj")
            if found is not None:
                return found
    return None


def is_passive(token: Token) -> bool:
    """Tell whether a verb is in the passive."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)


def subject(token: Token, depth: int = 0) -> Token | None:
    """Find the phrase a predicate is about, through control, coordination and relative clauses.

    Returns
    -------
    Token or None
        Head of the noun phrase; for a relative pronoun the noun it stands for.
    """
    if depth > 8:
        return None
    found = own_subject(token)
    if found is not None:
        if found.lower_ in ("who", "which", "that") and found.tag_ in ("WP", "WDT", "IN"):
            holder = token
            while holder.dep_ == "conj" and holder.head is not holder:
                holder = holder.head
            if holder.dep_ not in ("relcl", "acl", "ccomp", "advcl"):
                return found
            noun = _antecedent(found, holder)
            beside = noun is not None and noun.dep_ == "appos" and is_agentive(noun.lemma_)
            if noun is not None and beside and noun.head.pos_ == "PROPN":
                return noun.head  # "Havnia, a firm that wants …"
            return noun
        return found
    head = token.head
    if head is token:
        return None
    if token.dep_ in ("acomp", "attr", "oprd"):
        return subject(head, depth + 1)
    if token.dep_ == "prep" and head.pos_ in ("VERB", "AUX"):
        return subject(head, depth + 1)
    if token.dep_ in ("pcomp", "pobj") and head.dep_ in ("prep", "agent"):
        return subject(head.head, depth + 1) if head.head.pos_ in ("VERB", "AUX", "ADJ") else None
    if token.dep_ == "xcomp":
        if head.lemma_ in _OBJECT_CONTROL:
            target = child(head, "dobj", "dative")
            if target is not None and target.i < token.i:
                return target
        return subject(head, depth + 1)
    if token.dep_ == "conj":
        return subject(head.head if misattached(token) else head, depth + 1)
    if token.dep_ == "relcl":
        return (
            head
            if any(c.lower_ in ("who", "which", "that") for c in token.subtree if c.i < token.i)
            else None
        )
    if token.dep_ == "acl" and is_main_after_all(token):
        return head
    if token.dep_ == "acl":
        above = clause(head)
        if (
            token.tag_ == "VBG"
            and head.dep_ in ("pobj", "dobj")
            and lemma(token) in _VOICING
            and above.pos_ == "VERB"
        ):
            return subject(above, depth + 1)
        if token.tag_ in ("VBG", "VBN"):
            return head if token.tag_ == "VBG" else None
        return noun_holder(head, depth + 1)
    if token.dep_ == "advcl" and token.tag_ in ("VBG", "VBN", "JJ", "VB"):
        return subject(head, depth + 1)
    if token.dep_ == "ccomp" and token.tag_ in ("VBG", "VB", "TO"):
        return subject(head, depth + 1)
    if token.dep_ == "dep" and head.pos_ in ("VERB", "AUX"):
        return subject(head, depth + 1)
    return None


def _antecedent(pronoun: Token, verb: Token) -> Token:
    """Give the noun a relative pronoun stands for; *a source in the EU, who …* is the source."""
    noun = verb.head
    if (
        pronoun.lower_ == "who"
        and noun.dep_ == "pobj"
        and noun.head.dep_ == "prep"
        and noun.head.head.pos_ == "NOUN"
    ):
        return noun.head.head
    return noun


def among(nobody: Token) -> Token | None:
    """Give the party of *nobody in the union*, *none of the clubs*."""
    for c in nobody.children:
        if c.dep_ == "prep" and c.lower_ in ("in", "of", "at", "on", "among", "within"):
            return child(c, "pobj")
    return None


def noun_holder(noun: Token, depth: int = 0) -> Token | None:
    """Find who has what a noun names: its possessor, or the subject of the verb it is the object of."""
    possessor = child(noun, "poss")
    if possessor is not None and possessor.tag_ != "PRP$":
        return possessor
    if possessor is not None and noun.dep_ not in ("dobj", "attr"):
        return possessor
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "oprd", "acomp") and head.pos_ in ("VERB", "AUX"):
        return subject(head, depth + 1)
    if noun.dep_ == "conj":
        return noun_holder(head, depth + 1)
    if noun.dep_ == "pobj":
        above = head.head
        return subject(above, depth + 1) if above.pos_ in ("VERB", "AUX") else noun_holder(above, depth + 1)
    return possessor


def auxiliaries(token: Token) -> list[Token]:
    """Give the auxiliaries of a verb; a coordinated verb without any shares those before it."""
    own = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
    if (
        not own
        and token.dep_ == "conj"
        and token.head.pos_ in ("VERB", "AUX")
        and token.tag_ in ("VB", "VBN", "VBG")
    ) and own_subject(token) is None:
        return auxiliaries(token.head)
    return own


def modal(token: Token) -> str | None:
    """Give the modal of a verb in its base form (``will``, ``would``, ``might`` …)."""
    for c in auxiliaries(token):
        if c.tag_ == "MD":
            return {
                "'ll": "will",
                "’ll": "will",
                "wo": "will",
                "ca": "can",
                "'d": "would",
                "’d": "would",
                "sha": "shall",
            }.get(c.lower_, c.lower_)
    return None


def rather_than(verb: Token) -> Token | None:
    """Give the *than* of *would leave rather than sign*, behind which stands what is not wanted."""
    return next(
        (
            t
            for t in verb.subtree
            if t.lower_ == "than"
            and t.i > verb.i + 1
            and t.nbor(-1).lower_ in ("rather", "sooner")
            and t.nbor().tag_ in ("VB", "VBP", "VBG")
        ),
        None,
    )


def is_obliged(token: Token) -> bool:
    """Tell whether an infinitive is what somebody has to, needs to or ought to do."""
    return (
        token.dep_ == "xcomp"
        and lemma(token.head) in ("have", "need", "ought")
        and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    )


def is_to(verb: Token) -> Token | None:
    """Give the infinitive of *is to join*: what is laid down to happen."""
    if verb.lemma_ != "be":
        return None
    act = child(verb, "xcomp")
    return act if act is not None and any(c.lower_ == "to" for c in act.children) else None


def is_hedged(token: Token) -> bool:
    """Tell whether a negation leaves it open (*would not automatically help*, *not necessarily*)."""
    return any(
        c.lower_ in ("automatically", "necessarily", "always") and c.dep_ == "advmod" for c in token.children
    )


def is_counterfactual(verb: Token) -> bool:
    """Tell what somebody would or could have done, and did not, from what is open."""
    have = any(c.dep_ == "aux" and c.lower_ in ("have", "'ve", "’ve") for c in verb.children)
    return have and modal(verb) in ("would", "could", "might", "should")


def used_to(token: Token) -> bool:
    """Tell whether somebody is only said to have done something once (*used to insist on*)."""
    return token.dep_ == "xcomp" and token.head.lower_ == "used" and token.head.i < token.i


def is_negated(token: Token) -> bool:
    """Tell whether a predicate is negated, by itself or by its subject (*no one wants*)."""
    for c in token.children:
        if c.dep_ == "neg" or c.lower_ in ("never", "not", "n't", "hardly", "neither", "nor"):
            if c.lower_ == "no" and c.dep_ != "neg":
                continue
            if (
                (c.dep_ == "preconj" and c.lower_ != "neither")
                or _only_follows(c)
                or (c.dep_ == "cc" and c.i > token.i)
            ):
                continue
            return True
        if c.dep_ in ("aux", "auxpass") and any(
            g.dep_ == "neg" or g.lower_ == "longer" or (g.lower_ == "nor" and g.i < c.i) for g in c.children
        ):
            return True  # "would not, she added, sign"; "is no longer opposed"; "nor is Norway inclined"
        if c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children):
            return True
        if c.dep_ == "prep" and c.lower_ in ("under", "in", "on", "at", "by") and _by_no_means(c):
            return True
        if c.lower_ == "longer" and c.i > 0 and c.nbor(-1).lower_ in ("no", "any"):
            return True
        if c.dep_ == "dobj" and c.lower_ in ("none", "neither") and token.lemma_ not in ("have", "want"):
            return True  # "would accept none of the terms"; "will have none of it" says so itself
        if c.dep_ in ("nsubj", "nsubjpass") and (
            c.lower_ in ("nobody", "none", "nothing", "neither")
            or (_not_one(c) and in_quotes(c) == in_quotes(token))
            or (
                any(g.lower_ in ("no", "neither") and g.dep_ in ("det", "neg", "preconj") for g in c.children)
                and in_quotes(c) == in_quotes(token)  # "No patrols," the minister said
            )
        ):
            return True
    if token.dep_ in ("acomp", "attr", "oprd") and token.head.pos_ in ("AUX", "VERB"):
        return is_negated(token.head)
    if token.dep_ == "relcl" and token.head.dep_ == "attr" and token.head.lower_ in ("something", "anything"):
        return is_negated(token.head.head)  # "is not something we can accept"
    if token.dep_ == "prep" and token.head.lemma_ == "be":
        return is_negated(token.head)
    if token.dep_ == "conj" and own_subject(token) is None and token.head.pos_ in ("VERB", "AUX"):
        between = token.doc[token.head.i : token.i]
        if any(t.lower_ == "but" for t in between):
            return False
        if any(t.lower_ == "nor" for t in between):
            return True
        if not [c for c in token.children if c.dep_ == "aux"]:
            return is_negated(token.head) and any(t.lower_ in ("or", "nor") for t in between)
    return False


_MEANS = frozenset(
    "circumstance circumstances case account event way condition conditions terms means stage point "
    "price".split()
)


def none_of(doer: Token | None) -> bool:
    """Tell whether a subject is *no aircraft*, *not a dollar*, *nobody*."""
    return doer is not None and (
        doer.lower_ in ("nobody", "none", "nothing")
        or any(c.lower_ == "no" for c in doer.children)
        or next((t.lower_ for t in doer.subtree if not t.is_punct), "") == "not"
    )


def _by_no_means(preposition: Token) -> bool:
    """Recognise *under no circumstances*, *on no account*, *at no point*, *not at any price*."""
    means = child(preposition, "pobj")
    return means is not None and means.lower_ in _MEANS and any(c.lower_ == "no" for c in means.children)


def _not_one(doer: Token) -> bool:
    """Recognise *not one of them*, *not a dollar of it*."""
    first = doer.left_edge
    return (
        first.lower_ == "not"
        and first.i + 1 < len(first.doc)
        and first.nbor().lower_ in ("one", "a", "an", "even", "so")
    )


def _only_follows(token: Token) -> bool:
    """Tell ``not only`` and ``not before`` (a condition) from a negation."""
    return token.i + 1 < len(token.doc) and token.nbor().lower_ in (
        "only",
        "just",
        "before",
        "until",
        "least",
    )


def is_main_after_all(verb: Token) -> bool:
    """Tell whether a participle is the sentence's verb, misparsed: *The firm's director offered to*."""
    noun = verb.head
    return (
        verb.tag_ == "VBN"
        and verb.dep_ == "acl"
        and noun.dep_ == "ROOT"
        and noun.pos_ in ("NOUN", "PROPN")
        and noun.i < verb.i
        and not any(c.dep_ in ("agent", "auxpass") for c in verb.children)
        and not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ != "relcl" for t in noun.children)
    )


def clause(token: Token) -> Token:
    """Climb to the verb whose clause a token stands in."""
    while (
        token.head is not token
        and token.dep_ not in CLAUSES
        and not (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"))
    ):
        token = token.head
    return token


def ancestors(token: Token) -> Iterator[Token]:
    """Give the token itself and then its ancestors, from below."""
    yield token
    yield from token.ancestors


def indices(token: Token) -> set[int]:
    """Give the positions of a token's subtree, without clauses wrongly coordinated into it."""
    found = {t.i for t in token.subtree}
    for t in token.subtree:
        if t.i != token.i and (misattached(t) or (t.dep_ == "ccomp" and t.i < t.head.i and apart(t, t.head))):
            found -= {x.i for x in t.subtree}
    return found
