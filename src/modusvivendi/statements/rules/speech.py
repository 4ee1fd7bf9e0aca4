"""Who is said to say what within a sentence: the frames through which positions are reported.

This serves the reading of positions, which needs the speaker of each clause and the medium around it;
for attributions as such see `modusvivendi.statements.attribution`.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from modusvivendi.statements.actors.cast import Cast
from modusvivendi.statements.actors.nouns import MEDIA_NAMES, is_agentive, words
from modusvivendi.statements.rules.before_colon import before_colon
from modusvivendi.statements.rules.citing import (
    QUOTING,
    Speech,
    attach_citing,
    reporting_medium,
    resolve,
)
from modusvivendi.statements.rules.grammar import (
    agent,
    apart,
    child,
    in_quotes,
    indices,
    is_negated,
    is_passive,
    own_subject,
    subject,
)
from modusvivendi.statements.rules.grammar import lemma as grammar_lemma
from modusvivendi.statements.rules.reported_by import REPORT_NOUNS, reported_by

SAYING = words(
    "say tell announce add state declare report write note remark reply respond repeat reiterate "
    "confirm stress emphasise emphasize signal indicate suggest explain claim maintain argue "
    "acknowledge admit concede disclose reveal hint comment observe insist post tweet assert affirm "
    "underline underscore point inform brief assure relay convey communicate conclude continue recall "
    "put testify pledge promise vow deny warn caution believe think suspect reckon fear hope expect agree "
    "understand learn hear propose complain joke testify recount describe allege contend counter reaffirm "
    "publish mention go make threaten predict estimate doubt know imply denounce"
    " proclaim protest profess reason remind scoff sneer snap sigh shout cry object concur muse "
    "opine interject "
    "elaborate stipulate specify clarify hold blog cable enthuse plead"
    " whisper thunder retort fume grumble boast shrug counter quip intone"
)
"""Verbs whose clausal content is somebody's."""

_NOT_WITHOUT_CLAUSE = words(
    "hold remind go make put continue know speak agree point hear learn understand describe publish brief"
)
_STANCE_ALSO = words(
    "insist pledge promise vow deny warn caution believe think suspect reckon fear hope expect agree propose "
    "threaten predict estimate doubt suggest"
)


def speeches(sentence: Span, cast: Cast) -> list[Speech]:
    """Find the layers of speech of a sentence, outer ones first."""
    found: list[Speech] = []
    for token in sentence:
        lemma = grammar_lemma(token)
        speech: Speech | None
        if (media := reporting_medium(token, sentence, cast)) is not None:
            speech = media
        elif (by_noun := reported_by(token, sentence)) is not None:
            speech = by_noun
        elif (
            token.pos_ in ("VERB", "AUX")
            and lemma in SAYING
            and token.dep_ not in ("amod", "aux", "compound")
        ):
            speech = _verbal(token, sentence)
            closing = _closing(token, sentence)
            if closing is not None and (
                speech is None or _is_lost(speech) or not closing.content & speech.content
            ):
                speech = closing
        elif token.lower_ in _AS_SEEN and token.dep_ == "pobj" and token.head.i == sentence.start:
            speech = _in_words(token, sentence)
        elif token.lower_ == "according" and token.i + 1 < sentence.end and token.nbor().lower_ == "to":
            speech = _according(token, sentence, cast)
        else:
            continue
        if speech is not None and speech.content:
            found.append(speech)
    colon = before_colon(sentence, found)
    if colon is not None:
        found.append(colon)
    found.sort(key=lambda s: -len(s.content))
    attach_citing(sentence, found, cast)
    for speech in found:
        resolve(
            speech, [outer for outer in found if outer is not speech and speech.cue.i in outer.content], cast
        )
    return found


_AS_SEEN = words("words view opinion eyes judgment judgement")


def _in_words(words_: Token, sentence: Span) -> Speech | None:
    """Read *In her words, the plan is dead*."""
    whose = child(words_, "poss")
    after = words_.i + 1
    if words_.head.lower_ != "in" or whose is None or after >= sentence.end:
        return None
    if sentence.doc[after].text != "," and words_.lower_ == "words":
        return None
    return Speech(cue=words_, content=set(range(after, sentence.end)), subject=whose)


def _verbal(verb: Token, sentence: Span) -> Speech | None:
    complement = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and not apart(c, verb)), None)
    state = child(verb, "oprd", "acomp")
    if complement is not None and verb.lemma_ == "make" and complement.lower_ in ("plain", "clear", "known"):
        state, complement = (
            complement,
            next((c for c in verb.children if c.dep_ == "ccomp" and c.i > complement.i), None),
        )
    if (
        complement is None
        and verb.lemma_ == "make"
        and state is not None
        and state.lower_ in ("plain", "clear", "known")
    ):
        complement = child(state, "ccomp", "csubj", "advcl")
    if complement is None and verb.lemma_ == "make":
        return None
    doer = _named_behind(verb, sentence) or own_subject(verb)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse"):
        return None
    passive = is_passive(verb)
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp":  # "was quoted as saying", "quoted X as saying"
        return _quoted_as_saying(verb, complement, sentence)
    content: set[int] = set()
    inverted = False
    relative = doer is not None and doer.lower_ in ("who", "which", "that")
    quotation = _quotation_after(verb, sentence)
    doers = [
        c.left_edge.i
        for c in verb.children
        if c.dep_ == "nsubj" and c.i < verb.i and in_quotes(c) == in_quotes(verb)
    ]  # "the paper Welt"
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
    comma_before = edge > sentence.start and _gap_before(sentence, edge) and not _is_setting(sentence, edge)
    if quotation:
        content, inverted = quotation, False
    elif (
        (complement is None or inverted)
        and comma_before
        and not relative
        and (verb.lemma_ in SAYING - _NOT_WITHOUT_CLAUSE or _goes_on_saying(verb, sentence))
    ):
        inverted = True
        start = _clause_start(sentence, edge)
        content |= set(range(start, edge))
        content |= _resumed(verb, sentence) or _main_clause_after(verb, sentence, range(start, edge))
        if _goes_on_saying(verb, sentence):
            content |= set(range(verb.right_edge.i + 1, sentence.end))
    elif complement is None and edge > sentence.start and _is_setting(sentence, edge) and _clause_after(verb):
        content = set(range(verb.i + 1, sentence.end))
    elif complement is None and (later := _that_clause(verb, sentence)):
        content = later
    elif complement is None:
        objects = [
            c for c in verb.children if c.dep_ in ("dobj", "prep", "advcl", "oprd", "dep") and c.i > verb.i
        ]
        opens = (":", "“") if in_quotes(verb) else (":", "“", '"')  # that of its own quotation closes it
        colon = next((t for t in sentence if t.i > verb.i and t.text in opens), None)
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
        if doer is None and not passive and verb.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBZ"):
            doer = _first_subject(verb, sentence)
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


_TELLING = words("tell inform brief assure remind warn promise pledge complain")
"""What is said to somebody who is named behind it."""


def _named_behind(verb: Token, sentence: Span) -> Token | None:
    """Give the speaker of *…, declared the chairman of the council, Ada Holm*, taken for what is declared."""
    before = own_subject(verb) or (own_subject(verb.head) if verb.dep_ == "dep" else None)
    if before is None or before.i > verb.i or verb.i <= sentence.start + 1 or verb.lemma_ in _TELLING:
        return None
    if verb.nbor(-1).text not in (",", '"', "”") or in_quotes(verb):
        return None
    named = next((c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd") and c.i > verb.i), None)
    if (
        named is not None
        and named.tag_ == "NNS"
        and not any(c.dep_ in ("det", "poss") for c in named.children)
    ):
        return None  # "the law, she noted, knows only provinces"
    if named is None or named.left_edge.i != verb.i + 1:
        return None
    return named if named.pos_ == "PROPN" or is_agentive(grammar_lemma(named)) else None


def _first_subject(verb: Token, sentence: Span) -> Token | None:
    """Give the subject with which a sentence opens, lost to an aside in the parse."""
    first = next((t for t in sentence if t.dep_ in ("nsubj", "nsubjpass", "npadvmod", "dep")), None)
    opens = first is not None and first.left_edge.i <= sentence.start + 1 and first.i < verb.i
    return first if opens else None


def _is_setting(sentence: Span, edge: int) -> bool:
    """Recognise *In a letter to the mediators,* before who says it: no verb in it, and no quotation."""
    before = sentence.doc[sentence.start : edge]
    first = next((t for t in before if not t.is_space), None)
    return (
        first is not None
        and first.pos_ in ("ADP", "ADV", "SCONJ")
        and first.lower_ not in ("not", "out", "under", "without", "no", "never")
        and not any(t.pos_ in ("VERB", "AUX") or in_quotes(t) for t in before)
    )


def _clause_after(verb: Token) -> bool:
    """Tell whether a clause with a subject follows a verb at once, whatever the parse makes of it."""
    after = verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]
    return any(t.dep_ in ("nsubj", "nsubjpass", "expl") or t.lower_ == "that" for t in after)


def _goes_on_saying(verb: Token, sentence: Span) -> bool:
    """Recognise *…, the envoy went on, …*: set between commas, with nothing it could govern."""
    on = verb.nbor().lower_ == "on" if verb.i + 1 < sentence.end else False
    after = verb.i + (2 if on else 1)
    goes = (verb.lemma_ == "go" and on) or verb.lemma_ == "continue"
    return goes and after < sentence.end and sentence.doc[after].text in (",", ".", ":")


def _closing(verb: Token, sentence: Span) -> Speech | None:
    """Read *…, two people with knowledge of the matter said on Monday.*, however it was parsed."""
    doc = sentence.doc
    if verb.lower_ not in ("said", "says") or sentence.end - verb.i > 7:
        return None
    comma = _comma_before(verb.i, sentence)
    if comma == verb.i - 1:  # "its chair, Una Frost, said"
        apposed = _comma_before(comma, sentence)
        first = _comma_before(apposed, sentence)
        named = [
            all(t.text[:1].isupper() for t in doc[a + 1 : b]) for a, b in ((first, apposed), (apposed, comma))
        ]
        if not any(named):
            return None
        comma = first
    between = doc[comma + 1 : verb.i]
    if (
        doc[comma].text != ","
        or comma - sentence.start < 3
        or any(t.tag_.startswith(("VB", "MD")) for t in between)
    ):
        return None
    modifiers = ("compound", "amod", "nummod", "poss", "det", "pobj")
    head = next((t for t in between if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in modifiers), None)
    if head is None or any(t.lower_ == "that" for t in doc[verb.i : sentence.end]) or _clause_after(verb):
        return None
    return Speech(cue=verb, content=set(range(_clause_start(sentence, comma), comma)), subject=head)


def _is_lost(speech: Speech) -> bool:
    """Whether the parse has lost the speaker: a subject inside what is said is none."""
    return speech.subject is None or speech.subject.i in speech.content


def _comma_before(at: int, sentence: Span) -> int:
    """Find the comma or the end of a quotation before a place, not far from it."""
    comma = at - 1
    while comma > sentence.start and sentence.doc[comma].text not in (",", '"', "”") and at - comma < 14:
        comma -= 1
    return comma


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


_NOT_SAID = words(
    "who which as while when after before adding citing whose where although though with in on at"
)


def _main_clause_after(verb: Token, sentence: Span, before: range) -> set[int]:
    """Give the clause that follows *Were it so, she added, …*, where what stands before has no clause."""
    doc, at = sentence.doc, verb.i + 1
    while at < sentence.end and doc[at].dep_ in ("prt", "npadvmod", "advmod") and not doc[at].is_punct:
        at += 1
    if at + 2 >= sentence.end or doc[at].text != "," or doc[at + 1].lower_ in _NOT_SAID:
        return set()
    rest = range(at + 1, sentence.end)
    finite = ("VBD", "VBZ", "VBP", "MD")
    if doc[at + 1].tag_ in finite and not any(doc[i].tag_ in finite for i in before):
        return set(rest)  # "The army, he said, was ready to leave"
    main = any(
        doc[i].tag_ in finite and doc[i].dep_ not in ("advcl", "relcl", "acl", "aux", "auxpass")
        for i in before
    ) and doc[before.start].lower_ not in ("if", "were", "had", "should", "unless", "once")
    follows = any(doc[i].tag_ in finite for i in rest) and any(
        doc[i].dep_ in ("nsubj", "nsubjpass", "expl") for i in rest
    )
    return set(rest) if follows and not main else set()


def _quoted_as_saying(verb: Token, complement: Token | None, sentence: Span) -> Speech | None:
    prep = verb.head
    quoting = prep.head
    if quoting.lemma_.lower() not in QUOTING:
        doer = subject(quoting)
        if complement is None or doer is None or is_negated(quoting):
            return None
        return Speech(
            cue=verb, content=indices(complement), subject=doer
        )  # "confined herself to saying that"
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


def _can_be_cited(source: Token, cast: Cast) -> bool:
    return bool(cast.refer(source)) or source.text in MEDIA_NAMES


def _according(token: Token, sentence: Span, cast: Cast) -> Speech | None:
    target = next((c for c in token.nbor().children if c.dep_ == "pobj"), None) or child(token, "pobj")
    if target is None:
        return None
    if target.lemma_.lower() in REPORT_NOUNS:  # "according to a report by the agency X"
        by = [
            p
            for c in target.children
            if c.dep_ == "prep" and c.lower_ in ("by", "in", "from")
            for p in c.children
        ]
        target = next((p for p in by if p.dep_ == "pobj" and _can_be_cited(p, cast)), target)
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
