r"""The brief as LaTeX: one document with booktabs tables and links, for pdfLaTeX, LuaLaTeX or XeLaTeX."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

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
    anchor_of,
)
from modusvivendi.brief.documents.pixels import vector
from modusvivendi.publish.latex import escaped

_SIGNS = {
    "→": r"\ensuremath{\rightarrow}", "●": r"\textbullet{}", "◉": r"\ensuremath{\odot}",
    "◐": r"\ensuremath{\ominus}", "▶": r"\ensuremath{\triangleright}", "⊘": r"\ensuremath{\oslash}",
    "✕": r"\ensuremath{\times}", "⊖": r"\ensuremath{\ominus}", "▲": r"\ensuremath{\bigtriangleup}",
    "◇": r"\ensuremath{\diamond}", "·": r"\textperiodcentered{}", "\N{REPLACEMENT CHARACTER}": "?",
    "\N{NO-BREAK SPACE}": "~",
}  # fmt: skip

_PREAMBLE = r"""\documentclass[a4paper,11pt]{article}
\usepackage[margin=2.4cm]{geometry}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage{lmodern}
%(characters)s\else
  \usepackage{fontspec}
\fi
\usepackage{array,booktabs,longtable,graphicx,xcolor,fancyhdr}
\usepackage[hidelinks,bookmarksnumbered]{hyperref}
\hypersetup{pdftitle={%(title)s},pdfcreator={%(made_by)s},pdflang={en}}
\setlength{\parindent}{0pt}\setlength{\parskip}{0.5em plus 0.2em}
\setcounter{secnumdepth}{0}\emergencystretch=3em
\definecolor{soft}{gray}{0.35}\definecolor{mark}{HTML}{1D4E79}\definecolor{if}{HTML}{6B4700}
\newcommand{\quiet}[1]{{\color{soft}#1}}
\newcommand{\evidence}[2]{\hyperlink{#1}{\textcolor{mark}{#2}}}
\newcommand{\condition}[1]{\textcolor{if}{\textit{#1}}}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}
\newcolumntype{C}[1]{>{\centering\arraybackslash}p{#1}}
\pagestyle{fancy}\fancyhf{}\renewcommand{\headrulewidth}{0pt}
\fancyhead[C]{\small\bfseries %(caveats)s}\fancyfoot[C]{\small\thepage}
\fancypagestyle{plain}{\fancyhf{}\fancyhead[C]{\small\bfseries %(caveats)s}\fancyfoot[C]{\small\thepage}}
\setlength{\headheight}{%(head)sem}
"""


def latex(document: Document, beside: Beside | None = None) -> str:
    """Give the document as a LaTeX file to be run by itself.

    Its pictures are put beside it as PDF, or told in words: without a place there, or without WeasyPrint.
    """
    title = _set(document.title)
    body = "\n".join(part for block in document.blocks for part in _block(block, beside))
    caveats = " \\\\ ".join(_set(caveat) for caveat in document.caveats)
    text = (
        f"\\begin{{document}}\n\\thispagestyle{{plain}}\n\\quiet{{{_set(document.kicker)}}}\\par\n"
        f"{{\\LARGE\\bfseries {title}\\par}}\\medskip\n{body}\n\\bigskip"
        f"\\quiet{{Made with {_set(document.made_by)}. It is not a prediction.}}\n\\end{{document}}\n"
    )
    preamble = _PREAMBLE % {
        # hyperref takes plain text for the properties of the file.
        "title": re.sub(r"[^\w\s.,:;()-]", " ", document.title, flags=re.ASCII),
        "made_by": document.made_by,
        "caveats": caveats,
        "head": 1.5 * max(1, len(document.caveats)),
        "characters": "".join(_declared(text)),
    }
    note = "% Text in other scripts than Latin: run lualatex with a font that has them (\\setmainfont).\n"
    return note + preamble + text


def _declared(text: str) -> Iterator[str]:
    """Give pdfTeX something to set for each character that its fonts lack, so that it does not stop."""
    for character in sorted({c for c in text if ord(c) > 0x17F and c not in "–—‘’‚“”„†‡•…‰‹›€™"}):
        bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii").strip()
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Zs"):
            shown = ""
        else:
            shown = _set(bare) if bare else "?"
        yield f"  \\DeclareUnicodeCharacter{{{ord(character):04X}}}{{{shown}}}\n"


def _block(block: Block, beside: Beside | None) -> Iterator[str]:
    match block:
        case Heading():
            anchor = f"\\hypertarget{{{block.anchor}}}{{}}" if block.anchor else ""
            command = "section" if block.level == 1 else "subsection"
            yield f"\\{command}{{{_set(block.text)}}}{anchor}"
        case Paragraph(text, "lead"):
            yield f"{{\\large {_line(text)}\\par}}"
        case Paragraph(text, "intro"):
            yield f"\\quiet{{\\small {_line(text)}}}\\par"
        case Paragraph(text, "quotation"):
            yield f"\\begin{{quote}}{_line(text)}\\end{{quote}}"
        case Paragraph(text, "caveat"):
            yield f"\\fbox{{\\parbox{{0.97\\linewidth}}{{\\bfseries {_line(text)}}}}}\\par"
        case Paragraph(text):
            yield f"{_line(text)}\\par"
        case Items():
            kind = "enumerate" if block.ordered else "itemize"
            items = "\n".join(f"\\item {_line(item) or '~'}" for item in block.lines)
            if block.lines:
                close = "\\setlength{\\itemsep}{0.1em}\\setlength{\\parskip}{0pt}"
                yield f"\\begin{{{kind}}}{close}\n{items}\n\\end{{{kind}}}"
        case Grid():
            yield from _table(block)
        case Picture():
            made = vector(block.svg) if beside is not None else None
            if made is None or beside is None:
                yield from _block(block.in_words, beside)
            else:
                size = "width=\\linewidth,height=0.9\\textheight,keepaspectratio"
                shown = f"\\includegraphics[{size}]{{{beside.add(made, 'pdf')}}}"
                yield f"\\par\\medskip\\noindent{shown}\\par\\quiet{{\\small {_set(block.alt)}}}\\par"
        case Note():
            yield _note(block)


def _note(note: Note) -> str:
    facts = "\\\\\n".join(_line(fact) for fact in note.facts)
    return (
        f"\\par\\medskip\\hypertarget{{{anchor_of(note.number)}}}{{\\textbf{{{note.number}}}}}\\quad "
        f"{_line(note.claim)}\\par\\nopagebreak\n"
        f"\\begin{{quote}}{_line(note.sentence)}\\\\[0.3em]\n{{\\footnotesize {facts}}}\\end{{quote}}"
    )


def _table(grid: Grid) -> Iterator[str]:
    whole = sum(grid.widths)
    columns = "".join(
        f"{'C' if n in grid.centred else 'L'}{{\\dimexpr {width / whole:.4f}\\linewidth-2\\tabcolsep\\relax}}"
        for n, width in enumerate(grid.widths)
    )
    head = []
    if grid.groups:
        spans = (f"\\multicolumn{{{span}}}{{c}}{{{_set(group)}}}" for group, span in grid.groups)
        head.append(" & ".join(spans) + r" \\")
        at = 1
        for group, span in grid.groups:
            head.append(f"\\cmidrule(lr){{{at}-{at + span - 1}}}" if group else "")
            at += span
    head.append(" & ".join(f"\\textbf{{{_set(column)}}}" for column in grid.columns) + r" \\ \midrule")
    rows = "\n".join(" & ".join(f"{{{_line(cell)}}}" for cell in row) + r" \\" for row in grid.rows)
    top = "\n".join(filter(None, head))
    yield (
        f"\\medskip\\textbf{{{_set(grid.title)}}}\\nopagebreak\n"
        f"{{\\footnotesize\\setlength{{\\tabcolsep}}{{3pt}}\n\\begin{{longtable}}{{{columns}}}\n\\toprule\n"
        f"{top}\n\\endhead\n\\bottomrule\n\\endfoot\n{rows}\n\\end{{longtable}}}}"
    )
    yield from (f"\\quiet{{\\small {_set(note)}.}}\\par" for note in grid.notes)


def _line(parts: Line) -> str:
    return "".join(_part(part) for part in parts).strip()


def _part(part: Part) -> str:
    match part:
        case Marks():
            links = (f"\\evidence{{{anchor_of(n)}}}{{{n}}}" for n in part.numbers)
            return f"\\textsuperscript{{{','.join(links)}}}" if part.numbers else ""
        case Reference():
            return f"\\hyperlink{{{part.anchor}}}{{{_set(part.text)}}}"
        case Text(text, "strong"):
            return f"\\textbf{{{_set(text)}}}"
        case Text(text, "quiet"):
            # A change of colour swallows the blank after it.
            blank = " " if text[:1] == " " else ""
            return f"{blank}\\quiet{{{_set(text.lstrip())}}}"
        case Text(text, "code"):
            return f"{{\\small\\texttt{{{_breakable(_set(text))}}}}}"
        case Text(text, "condition"):
            return f"\\condition{{{_set(text)}}}"
        case Text(text):
            return _set(text)


def _breakable(text: str) -> str:
    """Let a long id or formula break after a full stop or a low line."""
    return re.sub(r"(\.|\\_)(?=\w)", r"\1\\allowbreak{}", text)


def _set(text: str) -> str:
    r"""Write text so that LaTeX prints it as it is.

    Examples
    --------
    >>> print(_set(r"\input{/etc/passwd} → 5%"))
    \textbackslash{}input\{/etc/passwd\} \ensuremath{\rightarrow} 5\%
    """
    return "".join(_SIGNS.get(c, c) for c in escaped(text))
