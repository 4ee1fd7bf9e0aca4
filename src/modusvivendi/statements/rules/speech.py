"""Who is said to say what within a sentence: the frames through which positions are reported.

This serves the reading of positions, which needs the speaker of each clause and the medium around it;
for attributions as such see `modusvivendi.statements.attribution`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.nouns import words
from modusvivendi.statements.actors.who import Who
from modusvivendi.statements.rules.grammar import (
    agent,
    apart,
    child,
    indices,
    is_negated,
    is_passive,
    own_subject,
    subject,
)
from modusvivendi.statements.rules.grammar import lemma as grammar_lemma
from modusvivendi.statements.statement import SourceKind

SAYING = words(
    "say tell announce add state declare report write note remark reply respond repeat reiterate "
    "confirm stress emphasise emphasize signal indicate suggest explain claim maintain argue "
    "acknowledge admit concede disclose reveal hint comment observe insist post tweet assert affirm "
    "underline underscore point inform brief assure relay convey communicate conclude continue recall "
    "put testify pledge promise vow deny warn caution believe think fear hope expect agree understand "
    "learn hear propose complain joke testify recount describe allege contend counter reaffirm "
    "publish mention go make threaten predict estimate doubt know imply denounce"
    " whisper thunder retort fume grumble boast shrug counter quip intone"
)
"""Verbs whose clausal content is somebody's."""

_NOT_WITHOUT_CLAUSE = words(
    "go make put continue know speak agree point hear learn understand describe publish brief"
)
_STANCE_ALSO = words(
    "insist pledge promise vow deny warn caution believe think fear hope expect agree propose "
    "threaten predict estimate doubt suggest"
)
_QUOTING = words("cite quote")
_REPORT_NOUNS = words(
    "report claim statement assertion account rumour rumor suggestion assurance story word allegation"
)


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


def speeches(sentence: Span, cast: Cast) -> list[Speech]:
    """Find the layers of speech of a sentence, outer ones first."""
    found: list[Speech] = []
    for token in sentence:
        lemma = grammar_lemma(token)
        speech: Speech | None
        if (media := _reporting_medium(token, sentence, cast)) is not None:
            speech = media
        elif (
            token.pos_ in ("VERB", "AUX")
            and lemma in SAYING
            and token.dep_ not in ("amod", "aux", "compound")
        ):
            speech = _verbal(token, sentence)
        elif token.lower_ == "according" and token.i + 1 < sentence.end and token.nbor().lower_ == "to":
            speech = _according(token, sentence, cast)
        elif lemma in _REPORT_NOUNS and token.pos_ == "NOUN":
            speech = _nominal(token)
        else:
            continue
        if speech is not None and speech.content:
            found.append(speech)
    colon = _before_colon(sentence, found)
    if colon is not None:
        found.append(colon)
    found.sort(key=lambda s: -len(s.content))
    _attach_citing(sentence, found, cast)
    for speech in found:
        _resolve(
            speech, [outer for outer in found if outer is not speech and speech.cue.i in outer.content], cast
        )
    return found


def _verbal(verb: Token, sentence: Span) -> Speech | None:
    complement = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and not apart(c, verb)), None)
    state = child(verb, "oprd", "acomp")
    if (
        complement is None
        and verb.lemma_ == "make"
        and state is not None
        and state.lower_ in ("plain", "clear", "known")
    ):
        complement = child(state, "ccomp", "csubj", "advcl")
    if complement is None and verb.lemma_ == "make":
        return None
    doer = own_subject(verb)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse"):
        return None
    passive = is_passive(verb)
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp":  # "was quoted as saying", "quoted X as saying"
        return _quoted_as_saying(verb, complement, sentence)
    content: set[int] = set()
    inverted = False
    relative = doer is not None and doer.lower_ in ("who", "which", "that")
    quotation = _quotation_after(verb, sentence)
    doers = [c.left_edge.i for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]  # "the paper Welt"
    edge = (
        min(doer.left_edge.i, verb.i, *doers)
        if doer is not None
        else verb.left_edge.i
        if not list(verb.lefts)
        else verb.i
    )
    if complement is not None:
        content = indices(complement)
        inverted = complement.i < verb.i
    comma_before = edge > sentence.start and _gap_before(sentence, edge)
    if quotation:
        content, inverted = quotation, False
    elif (
        (complement is None or inverted)
        and comma_before
        and not relative
        and verb.lemma_ in SAYING - _NOT_WITHOUT_CLAUSE
    ):
        inverted = True
        start = _clause_start(sentence, edge)
        content |= set(range(start, edge))
        content |= _resumed(verb, sentence)
    elif complement is None and (later := _that_clause(verb, sentence)):
        content = later
    elif complement is None:
        objects = [
            c for c in verb.children if c.dep_ in ("dobj", "prep", "advcl", "oprd", "dep") and c.i > verb.i
        ]
        colon = next((t for t in sentence if t.i > verb.i and t.text in (":", "“", '"')), None)
        if colon is not None and verb.lemma_ in SAYING:
            content = set(range(colon.i + 1, sentence.end))
        elif verb.lemma_ in (
            "say",
            "add",
            "state",
            "announce",
            "confirm",
            "claim",
            "report",
            "note",
            "signal",
            "indicate",
            "reiterate",
            "repeat",
            "stress",
        ):
            content = set().union(*(indices(o) for o in objects)) if objects else set()
        if not content:
            return None
    content -= indices(doer) if doer is not None else set()
    content.discard(verb.i)
    if doer is None or relative:
        doer = agent(verb) if passive else subject(verb)
    elif passive:
        doer = agent(verb)
    speech = Speech(
        cue=verb,
        content=content,
        negated=is_negated(verb) and verb.lemma_ not in ("deny", "doubt"),
        subject=doer,
    )
    if verb.lemma_ in _STANCE_ALSO and not inverted:
        speech.negated = False
    return speech


def _that_clause(verb: Token, sentence: Span) -> set[int]:
    """Find the *that* clause the parse has cut off from its verb (*had written, citing X, that …*)."""
    if grammar_lemma(verb) not in SAYING - _NOT_WITHOUT_CLAUSE:
        return set()
    for token in sentence.doc[verb.i + 1 : sentence.end]:
        if (
            token.lower_ == "that"
            and token.dep_ == "mark"
            and token.head.i > token.i
            and not token.head.is_ancestor(token.sent.root)
        ):
            if token.head.dep_ in ("relcl", "acl") or (
                token.head.head.i > verb.i and token.head.head is not token.head
            ):
                continue
            return {i for i in indices(token.head) if i >= token.i}
    return set()


def _quotation_after(verb: Token, sentence: Span) -> set[int]:
    """Give the quotation that opens right after a verb: *stated, "We are …"*, *put it plainly: "No"*."""
    doc = sentence.doc
    at = verb.i + 1
    while at < sentence.end and (doc[at].text in (",", ":") or doc[at].pos_ == "ADV"):
        at += 1
    if at >= sentence.end or doc[at].text not in ('"', "“", "``") or doc[at - 1].text not in (",", ":"):
        return set()
    end = at + 1
    while end < sentence.end and doc[end].text not in ('"', "”", "''"):
        end += 1
    return set(range(at + 1, end))


def _before_colon(sentence: Span, found: list[Speech]) -> Speech | None:
    """Read *X played it down: "Nobody …"*: a quotation after a colon is the subject's, whatever the verb."""
    for token in sentence:
        if token.text == ":" and token.i + 1 < sentence.end and token.nbor().text in ('"', "“", "``"):
            if any(token.i + 2 in s.content for s in found):
                return None
            verb = next(
                (
                    t
                    for t in sentence
                    if t.i < token.i and t.dep_ in ("ROOT", "ccomp", "conj") and own_subject(t) is not None
                ),
                None,
            )
            if verb is None:
                return None
            return Speech(cue=verb, content=set(range(token.i + 1, sentence.end)), subject=own_subject(verb))
    return None


_REPORTS = frozenset({"reports", "reported", "writes", "wrote", "said", "says", "reporting", "revealed"})


def _reporting_medium(token: Token, sentence: Span, cast: Cast) -> Speech | None:
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


def _attach_citing(sentence: Span, found: list[Speech], cast: Cast) -> None:
    """Give whom *citing X* names to the speech it goes with, and take it out of what is said."""
    for token in sentence:
        if token.lower_ not in ("citing", "quoting") or not found:
            continue
        target = child(token, "dobj")
        if target is None:
            continue
        nearest = min(found, key=lambda s: abs(s.cue.i - token.i))
        nearest.cited += [_cited(w) for w in cast.refer_all(target) if _cited(w) not in nearest.cited]
        for speech in found:
            speech.content -= indices(token)


def _cited(who: Who) -> Who:
    """Give somebody a medium cites as a source; people without a name are unnamed (*two club owners*)."""
    if who.kind is not None or who.known:
        return who
    return replace(who, kind=SourceKind.UNNAMED, group=who.group or who.name)


def _gap_before(sentence: Span, edge: int) -> bool:
    """Tell whether a comma or a closing quotation mark stands right before ``edge``."""
    at = edge - 1
    while at > sentence.start and sentence.doc[at].text in ('"', "”", "''", "’"):
        at -= 1
    return sentence.doc[at].text in (",", "?", "!", "—", "–") or sentence.doc[edge - 1].text in ('"', "”")


def _clause_start(sentence: Span, edge: int) -> int:
    """Give where the clause begins that an inverted *X said* closes: after a semicolon, else at the start."""
    for i in range(edge - 1, sentence.start, -1):
        if sentence.doc[i].text == ";":
            return i + 1
    return sentence.start


def _resumed(verb: Token, sentence: Span) -> set[int]:
    """Give what goes on after an interrupting *he said*: ``…, he told reporters, but not before …``."""
    for i in range(verb.i + 1, sentence.end - 1):
        if sentence.doc[i].text == "," and sentence.doc[i + 1].lower_ in (
            "but",
            "and",
            '"',
            "“",
            "because",
            "though",
            "although",
        ):
            return set(range(i + 1, sentence.end))
    return set()


def _quoted_as_saying(verb: Token, complement: Token | None, sentence: Span) -> Speech | None:
    prep = verb.head
    quoting = prep.head
    if quoting.lemma_.lower() not in _QUOTING:
        return None
    content = (
        indices(complement)
        if complement is not None
        else set(range(_clause_start(sentence, quoting.i), quoting.left_edge.i))
    )
    if complement is None:
        doer = own_subject(quoting)
        edge = doer.left_edge.i if doer is not None else quoting.i
        content = set(range(_clause_start(sentence, edge), edge))
    speech = Speech(cue=verb, content=content)
    if is_passive(quoting):
        speech.subject = own_subject(quoting)
    else:
        speech.subject = child(quoting, "dobj")
    return speech


def _according(token: Token, sentence: Span, cast: Cast) -> Speech | None:
    target = next((c for c in token.nbor().children if c.dep_ == "pobj"), None) or child(token, "pobj")
    if target is None:
        return None
    if target.lemma_.lower() in _REPORT_NOUNS:  # "according to a report by the agency X"
        by = [
            p
            for c in target.children
            if c.dep_ == "prep" and c.lower_ in ("by", "in", "from")
            for p in c.children
        ]
        target = next((p for p in by if p.dep_ == "pobj" and cast.refer(p)), target)
    own = indices(token)
    if token.i <= sentence.start + 1:
        content = set(range(sentence.start, sentence.end)) - own
    else:
        head = token.head
        while (
            head.head is not head and head.dep_ not in ("ROOT", "conj") and head.pos_ not in ("VERB", "AUX")
        ):
            head = head.head
        while head.head is not head and head.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl", "pcomp"):
            head = head.head
        content = indices(head) - own
        content = {i for i in content if i >= _clause_start(sentence, token.i)}
        before = token.i - 1
        if sentence.doc[before].text == "," and token.right_edge.i >= sentence.end - 3:
            content |= set(range(_clause_start(sentence, token.i), token.i))
    return Speech(cue=token, content=content, subject=target)


def _nominal(noun: Token) -> Speech | None:
    """Read *a report in the Gazette that two firms were willing …*."""
    complement = next(
        (
            c
            for c in noun.children
            if c.dep_ in ("acl", "relcl", "ccomp") and any(m.lower_ == "that" for m in c.children)
        ),
        None,
    )
    if complement is None:
        return None
    by = next(
        (
            p
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ in ("in", "by", "from", "of")
            for p in c.children
            if p.dep_ == "pobj"
        ),
        None,
    )
    source = by or child(noun, "poss")
    return Speech(cue=noun, content=indices(complement), subject=source) if source is not None else None


def _resolve(speech: Speech, outer: list[Speech], cast: Cast) -> None:
    governors = [who for layer in reversed(outer) for who in layer.who]
    verb = speech.cue
    if speech.subject is not None and not speech.who:
        speech.who = cast.refer_all(speech.subject, governors)
    _told(speech, cast)
    _cites(speech, cast)
    if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in _QUOTING:
        quoting = verb.head.head
        by = agent(quoting)
        if by is not None:
            speech.media = cast.refer_all(by) + speech.media
        elif is_passive(quoting):
            speech.media = cast.now.media[:1] + speech.media
        else:
            doer = subject(quoting)
            speech.media = (cast.refer_all(doer) if doer is not None else []) + speech.media


def _told(speech: Speech, cast: Cast) -> None:
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


def _cites(speech: Speech, cast: Cast) -> None:
    """Append whom a medium cites: *citing X*, *which cited X*, *quoting an official*."""
    reach = [speech.cue]
    if speech.subject is not None:
        reach += [speech.subject, *(c for c in speech.subject.children if c.dep_ == "appos")]
    for base in reach:
        for c in base.children:
            if c.lower_ in ("citing", "quoting"):
                continue
            if c.dep_ in ("advcl", "relcl", "acl", "conj", "dep", "prep", "xcomp") and (
                c.lemma_.lower() in _QUOTING or (c.lemma_.lower() in ("rely", "refer", "base"))
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
