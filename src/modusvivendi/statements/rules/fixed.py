"""Fixed phrases whose noun states the position: *not on the table*, *out of the question*, *a red line*."""

from __future__ import annotations

from spacy.tokens import Token

from modusvivendi.statements.actors.nouns import is_agentive
from modusvivendi.statements.rules.documents import owner_of
from modusvivendi.statements.rules.frame import Frame, plain
from modusvivendi.statements.rules.grammar import child, is_negated, own_subject
from modusvivendi.statements.statement import Stance


def fixed(token: Token) -> Frame | None:
    """*Not on the table*, *out of the question*, *a red line*, *no such offer*."""
    doc = token.doc
    lower = token.lower_
    if lower == "table" and doc[token.i - 1].lower_ == "the" and doc[token.i - 2].lower_ in ("on", "off"):
        verb = doc[token.i - 2].head
        negated = is_negated(verb) != (doc[token.i - 2].lower_ == "off")
        thing = own_subject(verb) if verb.lemma_ in ("be", "remain") else None
        if thing is not None:
            frame = plain(token, Stance.RULES_OUT if negated else Stance.CONSIDERS, [thing], "on the table")
            frame.holder = _for_whom(token) or concerned(token)
            frame.by_speaker = frame.holder is None
            return _of_its_owner(frame, thing)
    if lower == "question" and doc[max(0, token.i - 3) : token.i].text.lower() == "out of the":
        verb = doc[token.i - 3].head
        thing = own_subject(verb)
        frame = plain(token, Stance.RULES_OUT, [thing] if thing is not None else [], "out of the question")
        frame.holder, frame.by_speaker = None, True
        return frame
    if lower in ("no", "yes") and (answered_to := _to(token)) is not None:
        frame = plain(
            token, Stance.OFFERS if lower == "yes" else Stance.RULES_OUT, [answered_to], "yes or no to"
        )
        frame.holder, frame.by_speaker = None, True
        return frame
    if lower in ("no", "yes", "nyet") and token.i and _is_answer(token):
        frame = plain(token, Stance.OFFERS if lower == "yes" else Stance.RULES_OUT, [token], "the answer is")
        whose = _whose_answer(token)
        frame.holder, frame.by_speaker = whose, whose is None
        return frame
    if (
        lower in ("no", "yes")
        and token.head.lemma_ in ("say", "answer", "reply", "vote")
        and token.i + 1 < len(doc)
    ):
        answered = doc[token.i + 1] if doc[token.i + 1].lower_ == "to" else None
        doer = own_subject(token.head)
        if lower == "no" and token.head.lemma_ == "say" and doer is not None and is_negated(token.head):
            about = (
                [c for c in answered.children if c.dep_ in ("pobj", "pcomp")] if answered is not None else []
            )
            return plain(token.head, Stance.CONSIDERS, about or [token], "has not said no")
        if answered is not None and own_subject(token.head) is not None and not is_negated(token.head):
            about = [c for c in answered.children if c.dep_ in ("pobj", "pcomp")]
            return plain(
                token.head, Stance.OFFERS if lower == "yes" else Stance.RULES_OUT, about, "says no to"
            )
        if (
            answered is None
            and (lower != "yes" or token.sent[0].lower_ != "asked")
            and doc[token.i - 1].i in (token.head.i, token.head.i + 1)
            and (doc[token.i + 1].is_punct or doc[token.i + 1].lower_ in ("on", "and", "but", "again"))
            and doc[token.i + 1].text != "-"
            and own_subject(token.head) is not None
            and not is_negated(token.head)
        ):
            return plain(
                token.head, Stance.OFFERS if lower == "yes" else Stance.RULES_OUT, [token], "says no to"
            )
    if lower == "option" and token.dep_ == "attr" and token.head.lemma_ in ("be", "remain"):
        thing = own_subject(token.head)
        if thing is not None and thing.lower_ not in ("there", "it"):
            negated = is_negated(token.head) or any(c.lower_ == "no" for c in token.children)
            frame = plain(token, Stance.RULES_OUT if negated else Stance.CONSIDERS, [thing], "is an option")
            frame.holder = _for_whom(token)
            frame.by_speaker = frame.holder is None
            return frame
    if lower == "line" and doc[token.i - 1].lower_ == "red":
        thing = own_subject(token.head) if token.dep_ == "attr" else None
        if thing is not None:
            frame = plain(token, Stance.RULES_OUT, [thing], "red line")
            frame.holder = _for_whom(token)
            frame.by_speaker = frame.holder is None
            return frame
    return _labelled(token)


_LABELS = {
    **dict.fromkeys(
        ("demand", "condition", "term", "request", "price", "requirement", "proposal"), Stance.DEMANDS
    ),
    **dict.fromkeys(("offer", "concession", "bid", "promise", "pledge"), Stance.OFFERS),
}


def _labelled(token: Token) -> Frame | None:
    """Read *Its offer: it would pay for the doctors*, *Havnia's one condition: the strike must end*."""
    stance = _LABELS.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
    whose = child(token, "poss") if stance is not None else None
    if stance is None or whose is None or token.i + 2 >= token.sent.end or token.nbor().text != ":":
        return None
    before = token.doc[token.sent.start : token.i]
    if any(t.pos_ in ("VERB", "AUX") for t in before):
        return None
    after = token.doc[token.i + 2 : token.sent.end]
    if after[0].text in ('"', "“", "``"):
        return None
    head = next(
        (t for t in after if t.pos_ in ("NOUN", "VERB", "AUX", "PROPN") and t.head.i <= token.i + 1),
        after.root,
    )
    frame = plain(token, stance, [head], "labelled")
    frame.holder = whose
    frame.span = {t.i for t in after}
    frame.cover = set(frame.span)
    return frame


def _of_its_owner(frame: Frame, thing: Token) -> Frame:
    """Give *a Norvanian offer is on the table* to Norvane: it offers what it has tabled."""
    owner = owner_of(thing)
    stance = _LABELS.get(thing.lemma_.lower())
    if frame.stance is Stance.CONSIDERS and owner is not None and stance is not None:
        frame.stance, frame.holder, frame.by_speaker = stance, owner, False
    return frame


def concerned(token: Token) -> Token | None:
    """Give the party of *as far as Norvane is concerned* or *for Norvane* at the beginning of a sentence."""
    doc, start = token.doc, token.sent.start
    said = next(
        (t for t in token.sent if t.lower_ == "concerned" and doc[max(start, t.i - 7)].i >= start), None
    )
    if said is not None and " ".join(t.lower_ for t in doc[start : token.sent.end]).find("as far as") >= 0:
        doer = next(
            (t for t in doc[start : said.i] if t.dep_ in ("nsubj", "nsubjpass") and t.head.i >= said.i - 1),
            None,
        )
        return doer
    first = next((t for t in token.sent if not t.is_space and not t.is_punct), None)
    if first is not None and first.lower_ == "for":
        whom = child(first, "pobj")
        if whom is not None and (whom.pos_ == "PROPN" or is_agentive(whom.lemma_)):
            return whom
    return None


def _for_whom(token: Token) -> Token | None:
    """Give the party of *is no option for Norvane*."""
    for c in (*token.children, *token.head.children):
        if c.dep_ == "prep" and c.lower_ in ("for", "to") and c.i > token.i:
            whom = child(c, "pobj")
            if whom is not None and (whom.pos_ == "PROPN" or is_agentive(whom.lemma_)):
                return whom
    return None


def _to(token: Token) -> Token | None:
    """Give what is answered in *yes to the premium, no to the swap*, where no verb says who answers."""
    doc = token.doc
    if token.i + 2 >= token.sent.end or doc[token.i + 1].lower_ != "to":
        return None
    opens = token.i == token.sent.start or doc[token.i - 1].text in (":", ",", '"', "“", ";")
    if not opens or token.head.lemma_ in ("say", "answer", "reply", "vote"):
        return None
    return child(doc[token.i + 1], "pobj")


def _is_answer(token: Token) -> bool:
    """Recognise *the answer is no*, *our reply remains no*."""
    doc = token.doc
    before = [
        t
        for t in doc[max(token.sent.start, token.i - 5) : token.i]
        if t.pos_ not in ("ADV", "PUNCT", "DET", "ADJ")
    ]
    return (
        len(before) > 1
        and before[-1].lemma_ in ("be", "remain")
        and before[-2].lemma_ in ("answer", "reply", "response", "message", "verdict")
    )


def _whose_answer(token: Token) -> Token | None:
    """Give the party of *the Liberals' answer was no*."""
    answer = own_subject(token.head) if token.dep_ in ("attr", "acomp", "intj") else None
    whose = (child(answer, "poss") or owner_of(answer)) if answer is not None else None
    return whose if whose is not None and whose.tag_ != "PRP$" else None
