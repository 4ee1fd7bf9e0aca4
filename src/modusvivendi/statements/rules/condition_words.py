"""Words that set a condition only in some sentences: *for*, *before*, *when*."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from modusvivendi.statements.rules.grammar import child, is_negated, modal, own_subject

_PAID_IN = frozenset("cent percent dollar euro pound rise raise bonus fee share".split())


def is_each(sentence: Span, token: Token) -> bool:
    """Recognise *For every boat they hold, we will hold one*, *for each village it leaves*."""
    doc, at = sentence.doc, token.i
    before = doc[max(sentence.start, at - 5) : at]
    if any(t.ent_type_ == "MONEY" or t.lemma_.lower() in _PAID_IN for t in before):
        return False  # "4 cents a day for each unit that passes" is a price
    if at + 4 > sentence.end or doc[at + 1].lower_ not in ("every", "each"):
        return False
    return any(t.dep_ == "relcl" for t in doc[at + 2 : min(at + 9, sentence.end)]) or (
        at <= sentence.start + 1 and any(t.text == "," for t in doc[at + 3 : min(at + 9, sentence.end)])
    )


_DONE_FOR = frozenset(
    "work return resume sign sail drive fly play stay leave open reopen withdraw release hand free lift stop "
    "end suspend drop join serve staff run teach".split()
)


def is_price(token: Token) -> bool:
    """Recognise *would work nights* **for 6 per cent more**: what an act is to be paid with."""
    what = child(token, "pobj")
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    if what is None or verb is None or token.dep_ != "prep" or verb.i > token.i:
        return False
    back = verb.lemma_.lower() == "go" and any(c.lower_ == "back" for c in verb.children)
    if (verb.lemma_.lower() not in _DONE_FOR and not back) or modal(verb) not in (
        "would",
        "will",
        "could",
        "can",
    ):
        return False
    return any(t.ent_type_ in ("MONEY", "PERCENT") or t.lemma_.lower() in _PAID_IN for t in what.subtree)


_PROMISING = frozenset("ready willing prepared promise offer agree pledge undertake vow".split())


def waits_for_others(token: Token) -> bool:
    """Recognise *will talk when the lorries stop*: what is promised waits for what somebody else does.

    *Will decide when it meets* only tells of a day.
    """
    verb = token.head
    governor = verb.head
    if token.dep_ not in ("advmod", "mark") or verb.dep_ != "advcl" or governor.i == verb.i:
        return False
    doer, holder = own_subject(verb), own_subject(governor)
    if doer is None or doer.lower_ in ("it", "there") or modal(verb) is not None:
        return False
    if holder is not None and doer.lower_ == holder.lower_:
        return False
    if doer.tag_ == "PRP" and (holder is None or holder.tag_ != "PRP"):
        return False
    promised = modal(governor) in ("will", "would", "shall")
    to_do = governor.dep_ == "xcomp" or (governor.dep_ == "advcl" and governor.tag_ == "VB")
    return promised or (to_do and governor.head.lemma_.lower() in _PROMISING)


def refused_before(token: Token) -> bool:
    """Recognise *would not disarm before the others had*."""
    verb = token.head
    governor = verb.head
    if governor.dep_ == "xcomp" and governor.head.lower_ == "going":
        governor = governor.head
    if token.dep_ == "prep" and (child(token, "pcomp") is not None or not any(token.children)):
        governor = verb  # "will not sign before lambing is over", as the parse has it
    return (
        ((token.dep_ == "mark" and verb.dep_ == "advcl") or governor is verb or verb.dep_ == "dobj")
        and governor.i < token.i
        and (
            (
                (is_negated(governor) or _of_nothing(governor))
                and (
                    modal(governor) in ("will", "would", "shall", "can", "could")
                    or governor.lower_ == "going"
                )
            )
            or _refuses(governor)
            or (governor.dep_ == "dobj" and token.dep_ == "prep" and _refuses(governor.head))
            or (governor.dep_ in ("xcomp", "pcomp", "ccomp") and _refuses(_over(governor)))
        )
    )


_IN_PASSING = frozenset({"necessary", "possible", "anything", "required", "needed", "ever"})


def is_in_passing(following: Token) -> bool:
    """Recognise *if need be*, *if necessary*, *if not yet a house*, which set no condition."""
    after = following.nbor() if following.i + 1 < following.sent.end else following
    if following.lower_ == "need":
        return after.lower_ == "be"
    if following.lower_ == "not":
        return after.lower_ in ("yet", "quite", "always", "all")
    return following.lower_ in _IN_PASSING and not any(
        t.tag_ in ("VBZ", "VBP", "VBD", "MD")
        for t in following.doc[following.i : min(following.i + 4, following.sent.end)]
    )


def is_manner(without: Token, following: Token) -> bool:
    """Tell how something would be done, *free them without haggling*, from *not without being paid*."""
    if without.lower_ != "without" or following.tag_ != "VBG":
        return False
    if following.lower_ in ("being", "having", "getting", "seeing"):
        return False  # what others would have to do first
    governor = next((a for a in without.ancestors if a.pos_ in ("VERB", "AUX")), without)
    doer = own_subject(governor)
    nothing = doer is not None and (
        doer.lower_ in ("nobody", "none", "nothing")
        or any(c.lower_ == "no" for c in doer.children if c.dep_ in ("det", "neg"))
    )
    before = without.nbor(-1).lower_ in ("not", "never", "only") if without.i else False
    return not (is_negated(governor) or nothing or before or _refuses(governor) or modal(governor) == "can")


def refused_while(token: Token) -> bool:
    """Recognise *will not sign while the guns fire*, *no talks while a single gun is pointed at us*."""
    verb = token.head
    governor = verb.head
    if token.dep_ not in ("mark", "advmod") or verb.dep_ != "advcl" or governor.i > token.i:
        return False
    if own_subject(verb) is None:
        return False
    things = [c for c in governor.children if c.dep_ in ("nsubj", "nsubjpass", "attr", "dobj")]
    nothing = any(c.lower_ == "no" for thing in things for c in thing.children if c.dep_ in ("det", "neg"))
    refused = is_negated(governor) or nothing or _of_nothing(governor)
    return refused and modal(governor) in ("will", "would", "shall", "can", "could")


def _over(verb: Token) -> Token:
    """Give the verb that one is the object of: *refused* to sign, *ruled out* lifting it."""
    return verb.head.head if verb.head.dep_ == "prep" else verb.head


def _of_nothing(verb: Token) -> bool:
    """Recognise *will sign nothing*."""
    thing = child(verb, "dobj")
    return thing is not None and thing.lower_ == "nothing"


def _refuses(verb: Token) -> bool:
    """Recognise *ruled out any talk*, *we do not open a gate*, which may hold only for a time."""
    if verb.lemma_.lower() == "rule":
        return any(c.lower_ == "out" for c in verb.children)
    if verb.lemma_.lower() in ("refuse", "reject", "decline"):
        return not is_negated(verb)
    doer = own_subject(verb)
    ours = doer is not None and doer.lower_ in ("we", "i")
    return ours and is_negated(verb) and modal(verb) is None and verb.tag_ in ("VB", "VBP")


def paid_after(token: Token) -> bool:
    """Recognise *will pay nine million, after both have signed*: what is promised comes second."""
    verb = token.head
    governor = verb.head
    perfect = any(c.dep_ == "aux" and c.lower_ in ("have", "has", "had") for c in verb.children)
    promised = modal(governor) in ("will", "would", "shall") and not is_negated(governor)
    return token.dep_ == "mark" and verb.dep_ == "advcl" and perfect and promised


def is_not_tied(token: Token) -> bool:
    """Recognise *does not make them dependent on it*, *against making it dependent on them*."""
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    return is_negated(verb) or (verb.dep_ == "pcomp" and verb.head.lower_ in ("against", "without"))


_OPENING = frozenset(
    "the a an this these those there no any he she it they we his her its their both either".split()
)


def follows_its_clause(sentence: Span, token: Token) -> bool:
    """Recognise *… should the closure last*, *… were Norvane to lift its ban*, with no comma before it."""
    doc, after, before = sentence.doc, token.nbor(), token.nbor(-1)
    if any(t.text == "?" for t in sentence[-3:]) or before.tag_ in ("WDT", "WP", "WRB", "EX", "PRP"):
        return False
    opens = after.lower_ in _OPENING or after.tag_ in ("NNP", "NNPS")
    asked = any(t.tag_ in ("WP", "WRB", "WDT") for t in doc[max(sentence.start, token.i - 3) : token.i])
    if not opens or asked:
        return False
    if token.lower_ == "should":
        return token.i + 2 < sentence.end and after.tag_ != "RB"
    following = doc[token.i + 2 : min(token.i + 8, sentence.end)]
    acts = any(t.tag_ == "VB" and t.nbor(-1).lower_ == "to" for t in following)
    return token.lower_ == "were" and acts and before.tag_ not in ("NNS", "NNPS", "CC")


def is_requirement(token: Token) -> bool:
    """Recognise *that would need a decision by …*: a requirement of the actor's own step."""
    doer = own_subject(token)
    thing = child(token, "dobj")
    if doer is None or thing is None or doer.lower_ not in ("that", "this", "it", "which", "any"):
        return False
    return any(c.tag_ == "MD" for c in token.children) or token.lower_ in ("requires", "needs")


SPEAKING_UNNAMED = re.compile(
    r"(?:that )?(?:he|she|they|neither|his|her|their|the)\b.{0,40}?\b(?:not|nor|never|be withheld|remain)\b"
    r".{0,30}?\b(?:named|identified|quoted|used|published|disclosed|revealed|cited|attributed|anonymous|unnamed)\b"
    r"|(?:that )?(?:his|her|their) (?:\w+ )?names? (?:be|was|were|is|are) (?:withheld|kept|left)",
    re.IGNORECASE,
)
"""Terms on which people speak to a reporter, and no party's: *on condition that he not be named*."""
