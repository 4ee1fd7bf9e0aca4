"""All rules together: from a parsed document to its attributions."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from modusvivendi.statements.attribution.according_to import according_to
from modusvivendi.statements.attribution.direct import framed, unframed
from modusvivendi.statements.attribution.grammar import Finding, Text, is_word
from modusvivendi.statements.attribution.indirect import indirect
from modusvivendi.statements.attribution.labels import labelled
from modusvivendi.statements.attribution.nouns import nominal
from modusvivendi.statements.attribution.phrases import phrases
from modusvivendi.statements.attribution.quotations import quotations
from modusvivendi.statements.language import paragraphs
from modusvivendi.statements.statement import Attribution, Span


def find(doc: Doc, *, nested: bool) -> list[Attribution]:
    """Find the attributions of a document; see `modusvivendi.statements.attribution.attributions`."""
    text, findings = explained(doc, nested=nested)
    return [_attribution(text, finding) for finding in findings]


def explained(doc: Doc, *, nested: bool) -> tuple[Text, list[Finding]]:
    """Find the attributions of a document as token numbers, with the token each rule started from."""
    blocks = paragraphs(doc)
    text = Text.of(doc, quotations(doc, blocks))
    findings = framed(text, blocks)
    taken = {finding.head for finding in findings}
    findings += according_to(text)
    findings += indirect(text, taken)
    findings += nominal(text)
    findings += phrases(text, taken)
    findings += labelled(text, blocks)
    findings += unframed(text, blocks, findings)
    for finding in findings:
        _complete_quotations(text, finding)
    _part(findings)
    for finding in findings:
        finding.content -= {*finding.cue, *finding.source}
    findings = [f for f in findings if any(is_word(doc[i]) for i in f.content)]
    if not nested:
        findings = outermost(findings)
    findings.sort(key=lambda f: (min(f.content), f.head))
    return text, findings


def outermost(findings: list[Finding]) -> list[Finding]:
    """Leave out what stands within the content of another attribution."""
    kept: list[Finding] = []
    inside: set[int] = set()
    for finding in sorted(findings, key=lambda f: (-len(f.content), f.head)):
        heads = set(finding.cue) or {finding.head}
        if heads & inside:
            continue
        kept.append(finding)
        inside |= finding.content
    return kept


def _part(findings: list[Finding]) -> None:
    """Take a frame set into or after a sentence out of the contents that the sentence reports in turn."""
    for frame in findings:
        if frame.rule not in ("according to", "that.parenthetical", "as reported"):
            continue
        apart = set(range(min(frame.cue + frame.source), max(frame.cue + frame.source) + 1)) - frame.content
        for other in findings:
            if other is not frame and other.head in frame.content and not apart.isdisjoint(other.content):
                other.content -= apart


def _complete_quotations(text: Text, finding: Finding) -> None:
    """Let a content that reaches into a quotation from outside take in the whole of it."""
    cue = set(finding.cue) | set(finding.source)
    for number in {text.quoted[i] for i in finding.content} - {-1}:
        quotation = text.quotations[number]
        whole = range(quotation.start, quotation.end)
        if not any(i in cue for i in whole):
            finding.content.update(whole)


def _attribution(text: Text, finding: Finding) -> Attribution:
    content = [i for i in sorted(finding.content) if is_word(text.doc[i])]
    return Attribution(
        source=_spans(text, finding.source),
        cue=_spans(text, finding.cue),
        content=_spans(text, finding.content),
        quoted=all(text.quoted[i] >= 0 for i in content),
        rule=finding.rule,
    )


def _is_gap(token: Token) -> bool:
    """Tell what lies between parsed blocks from a blank within one."""
    return token.pos_ == "SPACE" and bool(token.is_sent_start)


def _spans(text: Text, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Give the character spans of tokens: runs of words with at most punctuation or blanks between them."""
    doc = text.doc
    spans: list[list[int]] = []
    last = -1
    for i in sorted(set(tokens)):
        if not is_word(doc[i]):
            continue
        if spans and not any(is_word(doc[j]) or _is_gap(doc[j]) for j in range(last + 1, i)):
            spans[-1][1] = doc[i].idx + len(doc[i])
        else:
            spans.append([doc[i].idx, doc[i].idx + len(doc[i])])
        last = i
    return tuple((start, end) for start, end in spans)
