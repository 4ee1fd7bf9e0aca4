"""Layers of speech: who speaks, the media around them, and whom these cite."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.gazetteer import fold
from modusvivendi.statements.actors.names import name_span
from modusvivendi.statements.actors.nouns import MEDIA_NAMES, MEDIA_NOUNS, words
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.grammar import agent, child, indices, is_passive, own_subject, subject
from modusvivendi.statements.statement import SourceKind

QUOTING = words("cite quote")
"""Verbs by which a medium says whom it has something from."""


@dataclass
class Speech:
    """One layer of reported speech: who, by which word, and the tokens of what is said.

    ``media`` stand around ``who`` (*told Reuters*, *Reuters reported, citing …* has Reuters as ``who`` and
    the cited people in ``cited``). ``told`` is negated where the text says that nothing was said.
    """

    cue: Token
    who: list[Who] = field(default_factory=list)
    media: list[Who] = field(default_factory=list)
    cited: list[Who] = field(default_factory=list)
    content: set[int] = field(default_factory=set)
    negated: bool = False
    subject: Token | None = None


_REPORTS = frozenset({"reports", "reported", "writes", "wrote", "said", "says", "reporting", "revealed"})


def reporting_medium(token: Token, sentence: Span, cast: Cast) -> Speech | None:
    """Read *…, the newspaper X reports*: a medium's name and a form of *report*, however parsed."""
    if token.lower_ not in _REPORTS or token.i - 1 < sentence.start:
        return None
    before = token.nbor(-1)
    found = cast.medium_ending_at(before)
    if found is None:
        return _apposed_medium(token, sentence, cast)
    own = own_subject(token)
    if (
        token.pos_ == "VERB"
        and own is not None
        and own.i == before.i
        and (child(token, "ccomp") is not None or token.dep_ != "attr")
    ):
        return None
    edge = before.i
    while edge > sentence.start and sentence.doc[edge].text != ",":
        edge -= 1
    if edge <= sentence.start + 1:
        return None
    return Speech(cue=token, who=[found], content=set(range(sentence.start, edge)))


_MEDIA = words(
    "newspaper paper daily weekly magazine tabloid journal agency broadcaster site website outlet portal "
    "channel station"
)


def _apposed_medium(token: Token, sentence: Span, cast: Cast) -> Speech | None:
    """Read *…, The Mariner, a weekly that follows the talks, wrote on Monday*."""
    if token.nbor(-1).text != ",":
        return None
    for t in sentence.doc[sentence.start : token.i]:
        name = t.head
        if (
            t.dep_ == "appos"
            and t.lemma_.lower() in _MEDIA
            and name.pos_ == "PROPN"
            and token.i - t.right_edge.i <= 2
            and name.left_edge.i > sentence.start + 1
        ):
            start = min(
                [name.i, *(c.i for c in name.children if c.dep_ in ("det", "compound") and c.i < name.i)]
            )
            text = sentence.doc[start : name.i + 1].text.removeprefix("the ")
            who = Who(None, text, SourceKind.MEDIUM, start=name.idx, end=name.idx + len(name))
            return Speech(cue=token, who=[who], content=set(range(sentence.start, start)))
    return None


def attach_citing(sentence: Span, found: list[Speech], cast: Cast) -> None:
    """Give whom *citing X* names to the speech it goes with, and take it out of what is said."""
    for token in sentence:
        if token.lower_ not in ("citing", "quoting") or not found:
            continue
        target = child(token, "dobj")
        if target is None:
            continue
        nearest = min(found, key=lambda s: abs(s.cue.i - token.i))
        nearest.cited += [_cited(w) for w in cast.refer_all(target) if _cited(w) not in nearest.cited]
        clause = child(token, "ccomp")  # "wrote, citing two officials, that …": hung on "citing"
        said = indices(clause) if clause is not None and clause.left_edge.i - 1 > target.i else set()
        for speech in found:
            speech.content -= indices(token) - said
        nearest.content |= said


def _cited(who: Who) -> Who:
    """Give somebody a medium cites as a source; people without a name are unnamed (*two club owners*)."""
    if who.kind is not None or who.known:
        return who
    return replace(who, kind=SourceKind.UNNAMED, group=who.group or who.name)


def told(speech: Speech, cast: Cast) -> None:
    """Put the medium around who spoke: *told Reuters*, *in an interview with Bild*."""
    if speech.cue.lemma_ not in ("tell", "inform", "brief", "say", "assure"):
        return
    for c in speech.cue.children:
        target = None
        if c.dep_ in ("dobj", "dative") and c.i > speech.cue.i and speech.cue.lemma_ != "say":
            target = c
        elif c.dep_ == "prep" and c.lower_ in ("in", "to", "on"):
            target = next((g for g in c.children if g.dep_ == "pobj"), None)
            if target is not None and target.lemma_ in ("interview", "comment", "remark", "conversation"):
                target = next(
                    (p for g in target.children if g.dep_ == "prep" for p in g.children if p.dep_ == "pobj"),
                    None,
                )
        if target is None:
            continue
        before = [w for w in cast.now.media if w.name.split()[-1] == target.text]
        if before and not cast.is_outlet(before[0].name):  # a paper named before
            speech.media.append(before[0])
            continue
        for who in cast.refer(target):
            proper = (
                target.tag_ in ("NNP", "NNPS")
                and speech.cue.lemma_ == "tell"
                and c.dep_ in ("dobj", "dative")
            )
            unknown = who.kind is None and not who.known
            ours = cast.is_outlet(who.name) or any(g.lower_ == "this" for g in target.children)
            if not ours and (who.kind is SourceKind.MEDIUM or (proper and unknown)):
                speech.media.append(who if who.kind is SourceKind.MEDIUM else cast.as_medium(who))


def cites(speech: Speech, cast: Cast) -> None:
    """Append whom a medium cites: *citing X*, *which cited X*, *quoting an official*."""
    reach = [speech.cue]
    if speech.subject is not None:
        reach += [speech.subject, *(c for c in speech.subject.children if c.dep_ == "appos")]
    for base in reach:
        for c in base.children:
            if c.lower_ in ("citing", "quoting"):
                continue
            if c.dep_ in ("advcl", "relcl", "acl", "conj", "dep", "prep", "xcomp") and (
                c.lemma_.lower() in QUOTING or (c.lemma_.lower() in ("rely", "refer", "base"))
            ):
                target = child(c, "dobj")
                if target is None:
                    target = next(
                        (p for g in c.children if g.dep_ == "prep" for p in g.children if p.dep_ == "pobj"),
                        None,
                    )
                if target is not None:
                    speech.cited += [
                        _cited(w) for w in cast.refer_all(target) if _cited(w) not in speech.cited
                    ]
                    speech.content -= indices(c)
    speech.content -= {speech.cue.i}


def _through(cue: Token, cast: Cast) -> list[Who]:
    """Give through whom somebody speaks (*said through its energy ministry that …*)."""
    by = next((c for c in cue.children if c.dep_ == "prep" and c.lower_ in ("through", "via")), None)
    pobj = child(by, "pobj") if by is not None and by.i > cue.i else None
    found = cast.refer(pobj) if pobj is not None and child(pobj, "poss") is not None else []
    return [who for who in found if who.kind not in (None, SourceKind.MEDIUM, SourceKind.DOCUMENT)][:1]


_PRINTING = words("according accord report write")


def _is_outlet_itself(subject: Token) -> bool:
    """Recognise *this newspaper can reveal*: the report speaks of itself."""
    return subject.lemma_.lower() in MEDIA_NOUNS and any(c.lower_ == "this" for c in subject.children)


def resolve(speech: Speech, outer: list[Speech], cast: Cast) -> None:
    """Find who speaks, and the media around: what the words before them amount to in this report."""
    governors = [who for layer in reversed(outer) for who in layer.who]
    verb = speech.cue
    if speech.subject is not None and not speech.who:
        own = _is_outlet_itself(speech.subject)
        speech.who = [] if own else _through(speech.cue, cast) or cast.refer_all(speech.subject, governors)
        bare = all(w.kind is None and w.name == speech.subject.text for w in speech.who)
        unknown = verb.pos_ == "NOUN" or (bare and verb.lemma_.lower() in _PRINTING)
        if not own and unknown and speech.subject.text in MEDIA_NAMES:
            where = name_span(speech.subject, cast.spots)
            speech.who = [cast.medium(fold(where.text), where)]  # "a report in the Gazette"
    told(speech, cast)
    cites(speech, cast)
    if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in QUOTING:
        quoting = verb.head.head
        by = agent(quoting)
        if by is not None:
            speech.media = cast.refer_all(by) + speech.media
        elif is_passive(quoting):
            speech.media = cast.now.media[:1] + speech.media
        else:
            doer = subject(quoting)
            speech.media = (cast.refer_all(doer) if doer is not None else []) + speech.media
