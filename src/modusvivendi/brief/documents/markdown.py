"""The brief as Markdown for GitHub, GitLab and pandoc: headings, tables with pipes, links to the annex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from modusvivendi.brief.documents.beside import Beside
from modusvivendi.brief.documents.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Line,
    Marks,
    Note,
    Paragraph,
    Part,
    Picture,
    Reference,
    Text,
)


def markdown(document: Document, beside: Beside | None = None) -> str:
    """Give the document as Markdown; its pictures are put beside it, without a place there told in words."""
    head = [f"# {_escaped(document.title)}", f"*{_escaped(document.kicker)}*"]
    head += [f"> **Handling: {_escaped(caveat)}**" for caveat in document.caveats]
    targets = {block.anchor: block.text for block in document.blocks if isinstance(block, Heading)}
    body = [part for block in document.blocks for part in _block(block, targets, beside)]
    made = f"*Made with {_escaped(document.made_by)}. It is not a prediction.*"
    return "\n\n".join([*head, *body, made]) + "\n"


def _block(block: Block, targets: dict[str, str], beside: Beside | None) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_escaped(block.text)}"
        case Paragraph():
            text = _start(_line(block.line, targets))
            yield {"quotation": f"> {text}", "caveat": f"> **{text}**", "intro": f"{text}"}.get(
                block.kind, text
            )
        case Items():
            signs = (f"{n}." if block.ordered else "-" for n in range(1, len(block.lines) + 1))
            yield "\n".join(
                f"{sign} {_start(_line(item, targets))}"
                for sign, item in zip(signs, block.lines, strict=True)
            )
        case Grid():
            yield f"**{_escaped(block.title)}**"
            yield "\n".join(_table(block, targets))
            yield from (f"{_start(_escaped(note))}." for note in block.notes)
        case Picture() if beside is not None:
            yield f"![{_escaped(block.alt)}]({beside.add(block.svg.encode(), 'svg')})"
        case Picture():
            yield from _block(block.in_words, targets, beside)
        case Note():
            # The heading is what every reader of Markdown makes a place to link to.
            yield f"#### Statement {block.number}"
            yield _start(_line(block.claim, targets))
            yield f"> {_start(_line(block.sentence, targets))}"
            yield "\n".join(f"- {_start(_line(fact, targets))}" for fact in block.facts)


def _table(grid: Grid, targets: dict[str, str]) -> Iterator[str]:
    spans = [heading for heading, span in grid.groups for _ in range(span)] or [""] * len(grid.columns)
    headings = [
        f"{_escaped(group)}: {_escaped(column)}" if group else _escaped(column)
        for group, column in zip(spans, grid.columns, strict=True)
    ]
    yield _row(headings)
    yield _row(":-:" if n in grid.centred else "---" for n in range(len(grid.columns)))
    yield from (_row(_line(cell, targets) for cell in row) for row in grid.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.strip() for cell in cells)} |"


def _line(parts: Line, targets: dict[str, str]) -> str:
    return "".join(_part(part, targets) for part in parts).strip()


def _part(part: Part, targets: dict[str, str]) -> str:
    match part:
        case Marks():
            links = (f"[{number}](#statement-{number})" for number in part.numbers)
            return f"({', '.join(links)})" if part.numbers else ""
        case Reference():
            return f"[{_escaped(part.text)}](#{_slug(targets.get(part.anchor, part.text))})"
        case Text(text, "strong"):
            return _around("**", text)
        case Text(text, "condition"):
            return _around("*", text)
        case Text(text, "code"):
            return _code(text)
        case Text(text):
            return _escaped(text)


def _around(sign: str, text: str) -> str:
    inner = text.strip()
    if not inner:
        return text
    start, end = text.index(inner), text.index(inner) + len(inner)
    return f"{text[:start]}{sign}{_escaped(inner)}{sign}{text[end:]}"


def _code(text: str) -> str:
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    inner = text.replace("|", "\\|")
    return f"{ticks} {inner} {ticks}" if "`" in text else f"{ticks}{inner}{ticks}"


def _escaped(text: str) -> str:
    r"""Write text so that Markdown shows it as it is; addresses in it become no links.

    Examples
    --------
    >>> print(_escaped("a|b *c* <d> https://e.example www.f.example"))
    a\|b \*c\* \<d\> https\://e.example www\.f.example
    """
    text = re.sub(r"([\\`*_{}\[\]<>#|~&$])", r"\\\1", text)
    text = re.sub(r"(?i)\b([a-z][a-z+.-]+)://", r"\1\\://", text)
    return re.sub(r"(?i)\bwww\.", lambda found: found[0][:-1] + "\\.", text)


def _start(text: str) -> str:
    """Keep what stands at the start of a line from being taken for a list or a rule."""
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", text))


def _slug(heading: str) -> str:
    """Give the anchor that a heading gets: small letters, hyphens for blanks, no punctuation."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.lower()))
