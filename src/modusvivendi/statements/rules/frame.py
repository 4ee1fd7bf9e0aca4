"""What a stance word and what it takes amount to: the frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from modusvivendi.statements.rules.grammar import apart, indices, lemma, own_subject, subject
from modusvivendi.statements.rules.lexicon import Sense
from modusvivendi.statements.statement import Stance


@dataclass
class Frame:
    """A stance found in a sentence.

    Attributes
    ----------
    trigger
        The word that states it.
    stance
        What it states, negation taken in.
    holder
        Head of the phrase naming whose stance it is; None where only the speaker can be.
    content
        What it is about: heads of the phrases; positions of their tokens in ``span``.
    rule
        Which entry or construction found it.
    strong
        Whether the words alone make it a position, whatever the matter.
    cover
        Tokens within which no further frame is looked for.
    apart
        Tokens of its complement that belong to another position.
    doubtful
        What it shows has on annotated reports more often been misread than read: it counts for what the
        report is about and what its conditions hang on, and is not stated.
    """

    trigger: Token
    stance: Stance
    holder: Token | None
    content: list[Token]
    rule: str
    strong: bool = True
    by_speaker: bool = False
    span: set[int] = field(default_factory=set)
    cover: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    event: bool = False
    target: Token | None = None
    doubtful: bool = False


def complements(token: Token, sense: Sense) -> tuple[list[Token], bool]:
    """Give the heads of what the word takes, and whether it takes anything it allows."""
    found: list[Token] = []
    dated = lemma(token) in ("agree", "consent", "hint")  # "would agree to September", "hinted at a year"
    for c in token.children:
        if c.i < token.i and c.dep_ == "prep" and c.lower_ in sense.takes and token.dep_ == "relcl":
            found += [p for p in c.children if p.dep_ == "pobj" and p.tag_ in ("WDT", "WP")]
            continue  # "a swap for which Norvane has pressed"
        if c.i < token.i and (c.dep_ not in ("ccomp", "dobj") or apart(c, token)):
            continue
        if c.dep_ == "ccomp" and c.i > token.i and _after_colon(token, c):
            continue
        if c.dep_ in ("xcomp", "ccomp", "advcl") or (c.dep_ == "acl" and token.pos_ == "NOUN"):
            marks = {m.lower_ for m in c.children if m.dep_ in ("mark", "aux")}
            infinitive = "to" in marks or c.tag_ == "VBG"
            if token.pos_ == "NOUN" and "that" in marks and "c" in sense.takes:
                found.append(c)
                continue
            if c.dep_ == "advcl" and not ("to" in marks or "for" in marks or _follows_at_once(token, c)):
                continue
            if "whether" in marks or ("if" in marks and c.dep_ == "ccomp"):
                if "w" in sense.takes:
                    found.append(c)
            elif "for" in marks and "for" in sense.takes:
                found.append(c)
            elif own_subject(c) is not None and c.dep_ == "ccomp":
                if is_that_if(c):
                    continue
                if "c" in sense.takes or ("o" in sense.takes and infinitive):
                    found.append(c)
            elif (
                (c.dep_ == "xcomp" and ({"x", "o", "c"} & sense.takes))
                or (infinitive and ({"x", "o"} & sense.takes))
                or (c.dep_ == "ccomp" and "c" in sense.takes)
            ):
                found.append(c)
        elif (
            (c.dep_ in ("relcl",) and token.pos_ == "NOUN" and "c" in sense.takes)
            or (c.dep_ in ("dobj", "nsubjpass") and ({"d"} & sense.takes))
            or (c.dep_ == "dobj" and "o" in sense.takes)
        ):
            found.append(c)
        elif c.dep_ in ("prep", "agent") and c.lower_ in sense.takes:
            found += [
                p
                for p in c.children
                if p.dep_ in ("pobj", "pcomp")
                and (
                    p.ent_type_ not in ("DATE", "TIME") or c.lower_ in ("of", "with") or _is_more(p) or dated
                )
            ]
        elif c.dep_ in ("dative",) and c.lower_ in sense.takes:
            found += [p for p in c.children if p.dep_ == "pobj"]
    if not found and "d" in sense.takes and (about := left_out(token)) is not None:
        found.append(about)
    return found, bool(found)


def _after_colon(token: Token, clause: Token) -> bool:
    """Tell whether a clause with a subject only follows a colon: *not all agree: it would sign for less*."""
    opens = clause.left_edge.i
    before = token.doc[opens - 1] if opens > token.i + 1 else token
    return before.text == ":" and own_subject(clause) is not None and lemma(token) in ("agree", "accept")


def is_that_if(clause: Token) -> bool:
    """Recognise *would look at that once the survey is done*, where the parse takes *that* for a marker."""
    opens = clause.left_edge
    return opens.lower_ == "that" and opens.nbor().lower_ in (
        "once",
        "if",
        "when",
        "after",
        "unless",
        "until",
    )


def left_out(verb: Token) -> Token | None:
    """Give what a relative clause without a pronoun is about: *a cap Norvane rejects*."""
    doer = own_subject(verb)
    if verb.dep_ != "relcl" or doer is None or doer.tag_ in ("WDT", "WP") or doer.lower_ == "that":
        return None
    if (verb.head.pos_ != "NOUN" and verb.head.lower_ != "something") or any(
        c.dep_ in ("dobj", "ccomp", "xcomp", "prep", "nsubjpass", "agent") for c in verb.children
    ):
        return None
    return verb.head if any(t.i < doer.i for t in (verb.head,)) else None


def _is_more(time: Token) -> bool:
    """Recognise *two more years*, *a further week*: a time that is wanted, and not when it is."""
    return any(c.lower_ in ("more", "further", "extra", "additional") for c in time.children)


def _follows_at_once(token: Token, complement: Token) -> bool:
    """Tell whether a participle is the verb's object, misparsed (*ruled out sending*)."""
    near = [t for t in token.doc[token.i : complement.i] if not t.is_space]
    return (
        complement.tag_ == "VBG"
        and token.i < complement.i
        and len(near) <= 2
        and token.doc[complement.i - 1].text != ","
    )


def plain(
    token: Token,
    stance: Stance,
    content: list[Token],
    rule: str,
    extra: list[Token] | None = None,
    target: Token | None = None,
) -> Frame:
    """Make a frame of a trigger, its subject and the heads of what it is about."""
    heads = [*content, *(extra or [])]
    span = set().union(*(indices(c) for c in heads)) if heads else set()
    return Frame(
        trigger=token,
        stance=stance,
        holder=subject(token),
        content=heads,
        rule=rule,
        span=span,
        cover=set(span),
        target=target,
    )


def of_the_speaker(
    verb: Token, stance: Stance, thing: Token, rule: str = "judged", *, strong: bool = False
) -> Frame:
    """Make a frame of what is said of a thing: the stance is that of who says so."""
    frame = plain(verb, stance, [thing], rule)
    frame.holder, frame.by_speaker, frame.strong = None, True, strong
    frame.cover = set()
    return frame
