"""What a position is about: a phrase that stands by itself, verb first for acts, a clause for judgements."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Token

from modusvivendi.english import gerund
from modusvivendi.statements.rules import deeds
from modusvivendi.statements.rules.anaphora import Memory
from modusvivendi.statements.rules.clauses import act, own_act, wording_of_clause
from modusvivendi.statements.rules.filling import (
    Telling,
    instead,
    short,
    started,
    trailing,
    with_whoever_would,
)
from modusvivendi.statements.rules.frame import Frame
from modusvivendi.statements.rules.grammar import (
    apart,
    child,
    is_negated,
    lemma,
    modal,
    own_subject,
    subject,
)
from modusvivendi.statements.rules.lexicon import ALLEGATIONS
from modusvivendi.statements.rules.modal_turns import stays_put
from modusvivendi.statements.rules.relatives import of_relative
from modusvivendi.statements.rules.views import lead
from modusvivendi.statements.rules.wording import text_of, tidy
from modusvivendi.statements.rules.words_elsewhere import elsewhere
from modusvivendi.statements.statement import Stance

_JUDGED = (Stance.ASSESSES, Stance.DEMANDS, Stance.OPPOSES, Stance.DENIES)
_OWN = (Stance.OFFERS, Stance.RULES_OUT, Stance.WARNS, Stance.CONSIDERS)
_CLAUSAL = ("xcomp", "ccomp", "advcl", "acl")
_IDEAS = frozenset("idea notion prospect possibility thought concept suggestion question".split())
_NOT_ON = frozenset(
    "and but or nor while though although because since as when whereas who which that if unless after "
    "before".split()
)
_REPORTED = frozenset(
    "offer plan proposal intention decision promise pledge commitment step move idea deal agreement "
    "arrangement understanding".split()
)
_ACTS_THEMSELVES = frozenset({"does not", "is not doing", "eases", "votes", "document", "bargain"})
"""Rules whose frames have their own verb for what they are about."""

_TAKEN_AS = frozenset("accept take want reject refuse recognise recognize propose see back support".split())
"""Verbs with which *as* tells for what somebody is taken: *accept Norway as a guarantor*."""
_SEASONS = frozenset("season summer winter spring autumn night day harvest period holiday truce".split())
"""*During* these something is done; during others it is said."""
_KEPT_DATES = frozenset("by until till over for through throughout from between beyond".split())


def phrase(frame: Frame, telling: Telling) -> str:
    """Word what a frame is about.

    Returns
    -------
    str
        Verb first where it is an act; a clause for assessments. Never a pronoun alone, as far as the report
        says what it stands for.
    """
    memory = telling.memory
    relative = of_relative(frame, telling)
    if relative is not None:
        text = relative
    elif frame.rule == "verbless" and frame.content[0].i >= frame.trigger.i:
        said = [t for t in _quoted_piece(frame) if t.i not in telling.dropped]
        text = tidy(started(said, text_of(said, instead(said, telling, frame.stance))))
    elif frame.rule == "answer":
        text = tidy(text_of([t for t in frame.content[0].subtree if not _asks_only(t, frame.content[0])]))
    elif frame.content == [frame.trigger] and (frame.rule in _ACTS_THEMSELVES):
        text = _with_its_thing(tidy(act(frame, telling)), frame, telling)
        if frame.rule == "document" and frame.stance is Stance.DEMANDS:
            text = with_whoever_would(text, frame, telling)
    elif frame.rule.startswith("modal:"):
        text = tidy(wording_of_clause(frame, telling))
    else:
        text = tidy(_complement(frame, telling))
    text = _with_antecedent(frame, _not_to(frame, _no_longer(frame, text)))
    if frame.stance is Stance.RULES_OUT and (refused := _NOTHING_TO.match(text)):
        text = refused[1]
    if frame.stance is not Stance.DENIES and (told := elsewhere(text, frame, telling)) is not None:
        return told
    if not text and (done := _left_out(frame, telling) or _answered(frame, telling)):
        return done
    if not text and frame.holder is not None:
        text = tidy(text_of([t for t in frame.trigger.subtree if t.i not in telling.dropped]))
    if frame.stance is Stance.DENIES and _denies_such(frame):
        claimed = memory.claimed(telling.number, telling.holder)
        if claimed and " " in claimed and not _refused(memory, claimed):
            return claimed
    if frame.stance is Stance.DENIES and (told := elsewhere(text, frame, telling)) is not None:
        return told
    if (meant := _meant(text, frame, telling)) is not None:
        return meant
    if memory.points_back(text):
        return (
            memory.whole(text, telling.number, telling.holder, frame.stance) or text or frame.trigger.lemma_
        )
    return text


_NOTHING_TO = re.compile(r"^[\"“']?nothing to ([a-z].*?)[\"”']?$")
"""What is refused where there is *nothing to sign*."""


def _with_its_thing(text: str, frame: Frame, telling: Telling) -> str:
    """Put what a plan would have happen to a thing behind the thing: *half of the force come from there*.

    What it would have a party do begins with the verb.
    """
    doer = own_subject(frame.trigger)
    if (
        frame.rule != "document"
        or frame.stance is not Stance.DEMANDS
        or doer is None
        or doer.i > frame.trigger.i
    ):
        return text
    timed = doer.lemma_ in ("day", "week", "month", "year", "hour")  # "forty lorries a day would cross"
    if timed or doer.pos_ not in ("NOUN", "NUM") or telling.named(doer) is not None:
        return text
    return f"{short(doer, telling)} {text}"


def _with_antecedent(frame: Frame, text: str) -> str:
    """Put what *which* stands for behind the act: *a scheme, which it promised to look into*."""
    pronoun, _, act = text.partition(" ")
    clause = next((a for a in (frame.trigger, *frame.trigger.ancestors) if a.dep_ == "relcl"), None)
    if pronoun.lower() not in ("which", "whom") or not act or clause is None:
        return text
    gone = {x.i for c in clause.head.children if c.dep_ == "relcl" for x in c.subtree}
    return f"{act} {tidy(text_of([t for t in clause.head.subtree if t.i not in gone]))}"


def _answered(frame: Frame, telling: Telling) -> str | None:
    """Give what a party that *refused* or *concurred*, and no more, was last asked or offered."""
    bare = frame.trigger.dep_ != "relcl" and (
        frame.rule.startswith(("verb:", "idiom:have|raise|see no objection"))
        and all(c.i in telling.dropped for c in frame.content)
        and not any(
            c.dep_ in ("dobj", "xcomp", "ccomp") and c.lower_ not in ("objection", "quarrel")
            for c in frame.trigger.children
        )
    )
    return telling.memory.others(telling.number, telling.holder) if bare else None


def _left_out(frame: Frame, telling: Telling) -> str:
    """Give the act that is left out behind a *to* (*is not inclined to*)."""
    doc, at = frame.trigger.doc, frame.trigger.i
    if not any(t.lower_ == "to" and t.nbor().is_punct for t in doc[at + 1 : min(at + 4, len(doc) - 1)]):
        return ""
    return deeds.deed(frame.trigger, telling.memory.sentences, telling.holder, telling.named)


def _meant(text: str, frame: Frame, telling: Telling) -> str | None:
    """Give the act or thing that *do so* or *one* stands for, or what somebody is *not interested* in."""
    memory = telling.memory
    if deeds.DO_SO.fullmatch(text):
        said_before = memory.said_of(telling.number - 1, telling.holder)
        before = [] if said_before else memory.sentences
        return deeds.deed(frame.trigger, before, telling.holder, telling.named) or None
    one = deeds.ONE.fullmatch(text)
    if one is not None:
        known = None if one["rest"] else memory.whole(text, telling.number, telling.holder, frame.stance)
        named = deeds.thing(frame.trigger, memory.sentences)
        if named and not (known or "").startswith(("a ", "an ")):
            return f"{named} {one['rest']}" if one["rest"] else named
    if frame.content == [frame.trigger] and frame.trigger.pos_ == "ADJ" and text == frame.trigger.text:
        return memory.others(telling.number, telling.holder)
    return None


def _asks_only(token: Token, head: Token) -> bool:
    """Tell the words of a question that are no part of what it asks for."""
    return token.is_punct or (token.head == head and token.dep_ in ("aux", "nsubj", "cc", "neg", "advmod"))


def _quoted_piece(frame: Frame) -> list[Token]:
    """Give the words of a quotation without a verb; of *not with them, not with him* the first refusal."""
    first, last = min(frame.span), max(frame.span)
    piece = list(frame.trigger.doc[first : last + 1])
    if frame.stance is Stance.RULES_OUT:
        again = next((t.i for t in piece[1:] if t.lower_ in ("not", "no", "never")), last + 1)
        piece = [t for t in piece if t.i < again]
    return piece


_GOES_ON = re.compile(r"^(?:\w+ )??(keep|maintain|uphold|continue|prolong|stay|remain)\b")
_GOING_ON = re.compile(r"\b(?:would|will|shall) (keep|maintain|uphold|continue|prolong|stay|remain)\b")


def _no_longer(frame: Frame, text: str) -> str:
    """Word what is ruled out by keeping something up: *no longer keep its levy*; and *not one crate …*."""
    if frame.rule == "verb:warn" and frame.stance is Stance.WARNS and text.startswith(("one ", "a single ")):
        return f"not {text}"
    if frame.rule == "modal:denial" and frame.stance is Stance.OFFERS:
        return f"not {text}"  # "there is no reason to stand in the way"
    kept = frame.content[0] if frame.rule == "verb:vote" else frame.trigger
    if frame.stance is not Stance.RULES_OUT or not stays_put(kept):
        return text
    if _GOES_ON.match(text):
        return _GOES_ON.sub(r"no longer \1", text, count=1)
    return _GOING_ON.sub(lambda found: f"no longer {gerund(found[1])}", text, count=1)


def _refused(memory: Memory, text: str) -> bool:
    """Tell whether a party's last words were a refusal, which no denial of *such an offer* answers."""
    last = next(said for said in reversed(memory.said) if said.text == text)
    return last.stance in (Stance.RULES_OUT, Stance.OPPOSES)


def _not_to(frame: Frame, text: str) -> str:
    """Put back the *not* of what is asked not to be done, which tidying takes off the beginning."""
    negative = next((c for h in frame.content[-1:] for c in h.children if c.dep_ == "neg"), None)
    if (
        negative is None
        or own_subject(frame.content[-1]) is not None
        or frame.rule.startswith("modal:")
        or frame.stance in (Stance.RULES_OUT, Stance.DENIES, Stance.OPPOSES)
        or frame.content[-1].tag_ not in ("VB", "VBG")
        or re.search(r"\b(?:not|never|no)\b|n['’]t\b", text)
    ):
        return text
    return f"not to {text}" if frame.content[-1].tag_ == "VB" else f"not {text}"


# ---------------------------------------------------------------- what a stance word takes
def _complement(frame: Frame, telling: Telling) -> str:
    heads = [h for h in frame.content if h.i > frame.trigger.i and not _cut_off(frame.trigger, h)]
    heads = heads or [h for h in frame.content if not _cut_off(frame.trigger, h)] or frame.content
    heads = _without_addressee(frame, heads)[:2]
    if frame.rule == "verb:reserve" and (right := child(heads[-1], "acl", "relcl", "xcomp")) is not None:
        heads = [right]
    heads = _reported_clause(frame, heads)
    if (
        frame.stance is Stance.DEMANDS
        and len(heads) == 2
        and heads[0].tag_ == "PRP"
        and frame.target == heads[0]
    ):
        heads = heads[1:]
    if frame.rule == "judged" and frame.stance is Stance.ASSESSES and heads:
        clause = [t for t in frame.trigger.subtree if t.i not in telling.dropped and t.dep_ != "mark"]
        clause = _within(clause, frame, telling)
        return started(clause, text_of(clause, instead(clause, telling, frame.stance)))
    if len(heads) == 1 and frame.stance in _OWN and (own := own_act(heads[0], frame, telling)):
        return own
    if len(heads) == 1 and lemma(heads[0]) in _IDEAS:
        heads = _what_the_idea_is(heads[0]) or heads
    if len(heads) == 1 and heads[0].pos_ in ("NOUN", "PROPN"):
        fuller = telling.memory.noun(heads[0])
        if fuller:
            return fuller
    if frame.stance is Stance.ASSESSES and heads and heads[-1].pos_ in ("VERB", "AUX"):
        with_doer = _doer_of(heads[-1], telling)
    else:
        with_doer = ""
    tokens: list[Token] = []
    for head in heads:
        tokens += [t for t in head.subtree if t.i not in telling.dropped]
    if not tokens:
        return ""
    tokens = _within(tokens, frame, telling)
    gone = trailing(tokens, heads)
    if not gone:
        tokens += _further(frame, tokens, telling)
    else:
        tokens = [t for t in tokens if t.i not in gone]
    gone = _markers(heads, tokens)
    if frame.stance is Stance.RULES_OUT:
        gone |= {c.i for h in heads for c in h.children if c.dep_ == "neg"}
        gone |= _none(heads, tokens)
    tokens = _before_contrast([t for t in tokens if t.i not in gone])
    text = started(tokens, text_of(tokens, instead(tokens, telling, frame.stance)))
    if frame.rule == "taken for" and frame.stance is Stance.ASSESSES and len(heads) == 2:
        called = [t for t in heads[1].subtree if t.i not in telling.dropped]
        return f"{tidy(text_of(heads[0].subtree))} as {tidy(text_of(called)).removeprefix('as ')}"
    if frame.rule == "raises":
        return f"{lemma(frame.trigger)} {text}"
    if frame.rule == "drops":
        return f"{lemma(frame.trigger)} {text}"
    asked = frame.rule.startswith(("verb:", "idiom:insist"))
    if frame.stance is Stance.OFFERS and is_negated(frame.trigger) and asked:
        verb = lemma(frame.trigger)
        prep = next((h.head.lower_ for h in heads if h.dep_ == "pobj" and h.head.dep_ == "prep"), "")
        if verb in ("ask", "call", "insist", "demand", "seek", "require"):  # a demand that is dropped
            return f"no longer {verb} {prep} {text}"
        if verb == "threaten":
            return f"no longer threaten {'to ' if heads[0].dep_ == 'xcomp' else ''}{text}"
    if frame.rule.startswith("idiom:do without"):
        return f"do without {text.removeprefix('without ')}"
    if frame.rule.startswith("idiom:hand|give"):
        after = frame.trigger.doc[frame.trigger.i + 1 : frame.trigger.i + 3]
        particle = next((t.lower_ for t in after if t.lower_ in ("over", "up")), "over")
        return f"{lemma(frame.trigger)} {particle} {text.removeprefix(particle).lstrip()}"
    before = lead(frame)
    if before.endswith("that "):
        text = re.sub(r"^\W*that\s+", "", text)
    return before + with_doer + text


def _before_contrast(tokens: list[Token]) -> list[Token]:
    """Leave out what is set against it: *a pause of ninety days*, **not the six months of the others**."""
    ordered = sorted(tokens, key=lambda t: t.i)
    for no, after in pairwise(ordered):
        set_off = no.lower_ == "not" and no.nbor(-1).text == ","
        if set_off and after.tag_ in ("DT", "CD", "PRP$", "NNP"):
            return [t for t in tokens if t.i < no.i - 1]
    return tokens


def _cut_off(trigger: Token, head: Token) -> bool:
    """Tell whether a colon or semicolon parts a word from what the parse takes for its complement."""
    first, last = sorted((trigger.i, head.i))
    return apart(trigger, head) or any(t.text == ":" for t in trigger.doc[first:last])


def _without_addressee(frame: Frame, heads: list[Token]) -> list[Token]:
    """Drop whom something is asked of or sounded out, where it is said what about."""
    if len(heads) < 2:
        rest = [
            p
            for c in frame.trigger.children
            if c.dep_ == "prep" and c.lower_ in ("on", "about", "over") and c.i > frame.trigger.i
            for p in c.children
            if p.dep_ in ("pobj", "pcomp")
        ]
        if lemma(frame.trigger) == "sound" and rest:
            return rest
        return heads
    first, second = heads[0], heads[1]
    if first.dep_ in ("dobj", "dative") and second.dep_ in ("pobj", "pcomp") and second.head.lower_ == "for":
        return [second]
    return heads


def _reported_clause(frame: Frame, heads: list[Token]) -> list[Token]:
    """Give what a denied report says: *denied a report that …*."""
    if frame.stance is not Stance.DENIES or not heads or lemma(heads[0]) not in ALLEGATIONS:
        return heads
    about = [p for c in heads[0].children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children]
    inner = about or [
        c
        for h in (heads[0], frame.trigger)
        for c in h.children
        if c.dep_ in ("acl", "relcl", "ccomp")
        and c.i > heads[0].i
        and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
    ]
    return inner[:1] or heads


def _what_the_idea_is(noun: Token) -> list[Token]:
    """Give what *the idea of stationing troops* or *the prospect that …* is about."""
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("of", "about"):
            return [p for p in c.children if p.dep_ in ("pcomp", "pobj")]
    return []


def _within(tokens: list[Token], frame: Frame, telling: Telling) -> list[Token]:
    """Keep to the quotation or clause, and drop what the parse wrongly hangs on (a second finite verb)."""
    kept = tokens
    if telling.said and frame.trigger.i in telling.said:
        kept = [t for t in tokens if t.i in telling.said] or tokens
    for t in kept:
        stray = (
            t.dep_ == "advcl"
            and t.tag_ in ("VBN", "VBD")
            and (doer := own_subject(t)) is not None
            and (doer.like_num or doer.ent_type_ in ("DATE", "CARDINAL"))
        )
        if stray:  # "until 2030 was repeated by …": the date is no subject
            first = min(x.i for x in t.children if x.dep_ in ("auxpass", "aux"))
            return [x for x in kept if x.i < first]
    return kept


def _further(frame: Frame, tokens: list[Token], telling: Telling) -> list[Token]:
    """Give the words right after a complement that belong to it, whatever the parse hangs them on.

    *Accept foreign soldiers* **under a NATO flag**; not *on Monday*, nor what follows a comma.
    """
    if frame.stance is Stance.ASSESSES:
        return []
    doc = frame.trigger.doc
    last = max(t.i for t in tokens)
    added: list[Token] = []
    own = {t.i for t in tokens}
    at = last + 1
    while at < frame.trigger.sent.end:
        t = doc[at]
        if t.text in ('"', "“", "”") and t.i + 1 < t.sent.end and not t.nbor().is_punct:
            added.append(t)
            at += 1
            continue
        taken_as = t.lower_ == "as" and not added and t.nbor().lower_ in ("a", "an", "the", "its")
        if taken_as and lemma(frame.trigger) in _TAKEN_AS:
            added.append(t)
            at += 1
            continue
        if t.i in telling.dropped or t.is_punct or t.is_space or t.lower_ in _NOT_ON or t.dep_ == "mark":
            break
        if t.lower_ in ("less", "more") and not added and lemma(t.nbor(-1)) in ("deal", "bit", "lot"):
            added.append(t)
            break
        if t.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "RP") or (
            t.pos_ in ("ADV", "VERB", "AUX", "PRON") and not added
        ):
            break
        if t.dep_ in ("prep", "agent") and not (added and t.lower_ == "of") and not _keeps(t, frame):
            break
        if not added and t.dep_ not in ("prep", "dative") and t.head.i not in own:
            break
        if t.ent_type_ in ("DATE", "TIME") and not added:
            break
        added.append(t)
        at += 1
    while added and added[-1].pos_ in ("ADP", "DET", "ADV", "PART", "PUNCT") and added[-1].tag_ != "RBR":
        added.pop()
    return added


def _keeps(prep: Token, frame: Frame) -> bool:
    """Tell a phrase that belongs to what is proposed from one that says when or where it was said."""
    if prep.lower_ in ("since", "despite", "according", "amid", "after", "before", "following"):
        return False
    if prep.lower_ == "during":
        return any(lemma(p) in _SEASONS for p in prep.children)
    if frame.event and frame.trigger.tag_ == "VBD" and prep.head == frame.trigger and prep.lower_ == "in":
        return False
    inside = child(prep, "pobj", "pcomp")
    if inside is None:
        return True
    if inside.ent_type_ in ("DATE", "TIME") or any(t.ent_type_ in ("DATE", "TIME") for t in inside.children):
        year = any(t.is_digit and len(t.text) == 4 for t in inside.subtree)
        return prep.lower_ in _KEPT_DATES or (year and frame.trigger.tag_ != "VBD")
    said_in = ("interview", "speech", "statement", "letter", "address", "article", "conference", "interviews")
    return lemma(inside) not in said_in


def _markers(heads: list[Token], tokens: list[Token]) -> set[int]:
    """Find the *that* and *to* that only introduce; the *to* after a subject stays (*both sides to sign*)."""
    lead: set[int] = set()
    for head in heads:
        if head.dep_ not in (*_CLAUSAL, "pcomp", "relcl") and head.pos_ not in ("VERB", "AUX"):
            continue
        lead |= {c.i for c in head.children if c.dep_ == "mark" and c.i < head.i}
        doer = own_subject(head)
        for c in head.children:
            if (
                c.dep_ == "aux"
                and c.lower_ == "to"
                and not any(t.i < c.i and t.i not in lead for t in tokens)
            ):
                lead.add(c.i)
            if c.dep_ == "aux" and c.lower_ == "to" and doer is None and head == heads[0]:
                lead.add(c.i)
    return lead


def _none(heads: list[Token], tokens: list[Token]) -> set[int]:
    inside = {t.i for t in tokens}
    return {
        c.i
        for h in heads
        for x in (h, *h.children)
        for c in x.children
        if c.lower_ == "no" and c.dep_ in ("det", "neg") and c.i in inside
    }


def _doer_of(verb: Token, telling: Telling) -> str:
    """Give the subject a judged clause shares with the one before it, to stand in front."""
    if own_subject(verb) is not None or (verb.tag_ in ("VBG", "VB") and modal(verb) is None):
        return ""
    doer = subject(verb)
    if doer is None or verb.dep_ not in ("conj", "ccomp", "relcl", "advcl"):
        return ""
    return short(doer, telling) + " "


def _denies_such(frame: Frame) -> bool:
    """Tell whether a denial is of *such a plan*, which only what was reported before explains."""
    return any(
        t.lower_ == "such" and t.dep_ in ("amod", "predet", "det") and lemma(t.head) in _REPORTED
        for t in frame.trigger.subtree
        if abs(t.i - frame.trigger.i) <= 8
    )
