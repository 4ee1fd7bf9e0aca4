"""Attributions beside those of an existing tool and of plain regular expressions: same texts, run and scorer.

    python benchmarks/reading_comparison.py ../shared/data/polnear/dev
    python benchmarks/reading_comparison.py FOLDER --limit 20        the first texts only

FOLDER has ``text/`` and ``attributions/`` in PolNeAR's format. Beside this project's reader it runs

* textacy (Apache-2.0), its rules for direct quotations, on the pipeline that this project uses. It is no
  dependency of this project and is left out where it is absent; ``pip install textacy`` installs it, or
  ``pip install --target DIR textacy`` apart from everything else, with ``--textacy DIR`` here. It raises an
  error where quotation marks do not pair, so it is given one paragraph at a time, and finds nothing in one
  that fails; pieces of one paragraph with the same speaker and verb are joined, as the corpus has them;
* regular expressions for the three commonest forms, as a floor.

A tool that only looks for direct quotations cannot find the others, which are most: the line ``direct`` says
how it does on what it looks for.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from modusvivendi.evaluation.attributions import GoldText, evaluate, find_attributions, load_texts
from modusvivendi.statements import Attribution
from modusvivendi.statements.language import MODEL

Found = dict[str, list[Attribution]]

SHOWN = {
    "content, by word": "content_words_f1",
    "source, by word": "source_words_f1",
    "attribution": "attribution_f1",
    "with source": "with_source_f1",
    "precision": "precision",
    "recall": "recall",
    "direct, precision": "direct_precision",
    "direct, recall": "direct_recall",
}


def by_textacy(texts: Sequence[GoldText]) -> Found:
    """Run textacy's direct quotations, a paragraph at a time."""
    import spacy  # noqa: PLC0415 - only in the process that measures it
    from textacy.extract import triples  # noqa: PLC0415

    nlp = spacy.load(MODEL)
    found: Found = {}
    for text in texts:
        joined: dict[tuple[int, int, int], list[Any]] = {}
        for paragraph in re.finditer(r"[^\n]+", text.text):
            doc = nlp(paragraph[0])
            try:
                quotations = list(triples.direct_quotations(doc))
            except ValueError:  # quotation marks that do not pair: it gives up
                continue
            for q in quotations:
                key = (paragraph.start(), q.speaker[0].i if q.speaker else -1, q.cue[0].i if q.cue else -1)
                joined.setdefault(key, []).append(q)
        found[text.name] = [
            Attribution(
                source=tuple((start + t.idx, start + t.idx + len(t)) for t in pieces[0].speaker),
                cue=tuple((start + t.idx, start + t.idx + len(t)) for t in pieces[0].cue),
                content=tuple((start + p.content.start_char, start + p.content.end_char) for p in pieces),
            )
            for (start, _, _), pieces in joined.items()
        ]
    return found


_VERB = (
    r"(?:said|says|told \w+|added|adds|argued|argues|insisted|warned|noted|wrote|claimed|announced|replied|"
    r"explained|stated|declared|thinks?|believes?|wants?|hopes?)"
)
_NAME = (
    r"(?:(?:[Tt]he|[A-Z][\w.’'-]*|[a-z]+)(?: (?:of|the|[A-Z][\w.’'-]*|[a-z]+)){0,4}?|[Hh]e|[Ss]he|[Tt]hey)"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<content>[“\"][^”\"\n]{{4,}}[”\"]),? (?P<source>{_NAME}) (?P<cue>{_VERB})\b",
        rf"(?P<content>[“\"][^”\"\n]{{4,}}[”\"]),? (?P<cue>{_VERB}) "
        r"(?P<source>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})",
        rf"(?P<source>(?:[A-Z][\w.’'-]*|[Tt]he [a-z]+)(?: [A-Z][\w.’'-]*){{0,3}}|[Hh]e|[Ss]he|[Tt]hey) "
        rf"(?P<cue>{_VERB})(?: that|,|:)? (?P<content>[^.\n]{{8,}})",
        r"(?P<cue>[Aa]ccording to) (?P<source>[^,.\n]{3,60}), (?P<content>[^.\n]{8,})",
        r"(?P<content>[A-Z][^.\n]{8,}), (?P<cue>according to) (?P<source>[^,.\n]{3,60})",
    )
)


def by_expressions(texts: Sequence[GoldText]) -> Found:
    """Run regular expressions, earlier forms first; a content is taken once."""
    found: Found = {}
    for text in texts:
        taken = bytearray(len(text.text))
        found[text.name] = []
        for form in _FORMS:
            for match in form.finditer(text.text):
                start, end = match.span("content")
                if not any(taken[start:end]):
                    taken[start:end] = b"\x01" * (end - start)
                    spans = {role: (match.span(role),) for role in ("source", "cue", "content")}
                    found[text.name].append(Attribution(**spans))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--textacy", type=Path, metavar="DIR", help="where textacy was installed to")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N texts only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    args = parser.parse_args()
    if args.textacy is not None:
        sys.path.append(str(args.textacy))
    texts = load_texts(args.folder)[: args.limit]
    systems: dict[str, Callable[[Sequence[GoldText]], Found]] = {
        "modus read --attributions": find_attributions
    }
    try:
        systems[f"textacy {importlib.metadata.version('textacy')}, direct quotations"] = by_textacy
    except importlib.metadata.PackageNotFoundError:
        print("textacy is not installed and is left out: pip install textacy\n", file=sys.stderr)
    systems["regular expressions only"] = by_expressions
    results: dict[str, dict[str, float]] = {}
    for name, system in systems.items():
        began = time.perf_counter()
        found = system(texts)
        results[name] = evaluate(texts, found).figures() | {"seconds": time.perf_counter() - began}
    print(f"| {len(texts)} texts | " + " | ".join(SHOWN) + " |")
    print("| --- |" + " --- |" * len(SHOWN))
    for name, figures in results.items():
        print(f"| {name} | " + " | ".join(f"{100 * figures[key]:.1f}" for key in SHOWN.values()) + " |")
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
