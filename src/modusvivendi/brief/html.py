"""The brief as one self-contained page: no network, no third-party part, usable without its script.

Report text is hostile input. It reaches the page only through Jinja2's autoescaping, and the page's own
content security policy allows nothing to run or load but the one style sheet and the one script that are
in it, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from modusvivendi import english
from modusvivendi.brief import chains_picture, page, passages, wording
from modusvivendi.brief.contents import (
    ArrangementEntry,
    Contents,
    HistoryEntry,
    PositionEntry,
    ReportEntry,
    StatementEntry,
)
from modusvivendi.brief.evidence import Evidence, Told
from modusvivendi.dossier.grading import grade_words
from modusvivendi.files import put_in_place

if TYPE_CHECKING:
    import jinja2

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_DATE_FROM = {"option": "as given", "front matter": "as the file says", "date line": "from its date line"}


def write(contents: Contents, path: Path) -> None:
    """Write the page to ``path``, whole or not at all.

    Parameters
    ----------
    contents
        What the brief says.
    path
        Where to; its folder must exist. A page already there is replaced.

    Raises
    ------
    OSError
        If the folder cannot be written to; a page already there is then untouched.
    """
    text = render(contents)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        draft.chmod(0o644)
        put_in_place(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def render(contents: Contents) -> str:
    """Give the page as text. The same contents always give the same page."""
    environment = _environment()
    view = _View(contents)
    environment.filters.update(view.filters())
    text = environment.get_template("brief.html.j2").render(view.variables())
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("modusvivendi.brief", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def case_name(contents: Contents) -> str:
    """Give the name of the case: its folder's, without the way there."""
    return PurePath(contents.case).name or contents.case


@dataclass(frozen=True)
class _Group:
    """Runs of a report's text that the same statements cover, shown as one highlight."""

    runs: tuple[passages.Run, ...]
    covering: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]


class _View:
    """What the templates ask for, bound to one brief's contents."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.reports = {report.report: report for report in contents.reports}
        self.in_place: dict[str, list[Told]] = {}
        everything: tuple[Told, ...] = (*contents.statements, *contents.asides)
        self.evidence = Evidence(everything)
        for entry in everything:
            report = self.reports.get(entry.report)
            if report is not None and report.body[entry.start : entry.end] == entry.sentence:
                self.in_place.setdefault(entry.report, []).append(entry)
        self.placed = {entry.id for entries in self.in_place.values() for entry in entries}
        shown = [a for a in contents.arrangements if not a.gmr_only]
        folded = [a for a in contents.arrangements if a.gmr_only]
        self.shown, self.folded = shown, folded
        self.letters = {id(a): page.letters(place) for place, a in enumerate([*shown, *folded])}

    def variables(self) -> dict[str, Any]:
        from markupsafe import Markup

        contents = self.contents
        style, script = _own_file("brief.css"), _own_file("brief.js")
        concepts = wording.concept_order(contents.made_with.concepts)
        weaker = [concept for concept in concepts if concept not in wording.MARKING]
        return {
            "c": contents,
            "case_name": case_name(contents),
            "caveats": list(dict.fromkeys(caveat for r in contents.reports for caveat in r.handling)),
            "evidence": self.evidence,
            # Both are files of this package, written to hold nothing that would end their element.
            "style": Markup(style),
            "script": Markup(script),
            "style_hash": _hash(style),
            "script_hash": _hash(script),
            "sections": self.sections(),
            "standfirst": page.standfirst(contents),
            "table": page.position_table(contents.positions),
            "picture": chains_picture.picture(contents.chains),
            "chain_anchors": chains_picture.anchors(contents.chains),
            "chain_labels": {node.key: node.label for node in contents.chains.nodes},
            "shown": self.shown,
            "beside": self.shown[: page.COMPARED],
            "resting": page.RESTING,
            "holding": wording.HOLDING,
            "asked_first": page.asked_first(contents),
            "folded": self.folded,
            "folded_labels": [wording.concept_label(concept) for concept in weaker] or ["GMR"],
            "concepts": concepts,
            "concept_labels": [wording.concept_label(concept) for concept in concepts],
            "marking_labels": [wording.concept_label(c) for c in concepts if c in wording.MARKING],
            "makers": page.makers(contents.conflict, contents.questions) if contents.conflict else [],
            "assumptions": page.assumptions(contents.conflict),
            "interpretations": contents.interpretations[:64],
            "option_count": sum(map(len, contents.conflict.decision_makers.values()))
            if contents.conflict
            else 0,
            "assumed": bool(contents.questions),
            "digest": page.digest(contents),
        }

    def sections(self) -> list[tuple[str, str]]:
        """Give anchor and label of the sections that the page has, in order."""
        c = self.contents
        present = [
            ("answer", "The answer", True),
            ("positions", "Who would accept what", True),
            ("changes", "What changed", bool(c.changes or c.contradictions or c.statements)),
            ("chains", "Where it comes from", bool(c.origins or c.chains.nodes)),
            ("arrangements", "What would hold", True),
            ("breaks", "Who would break the others", bool(c.breaks)),
            ("ways", "The way there", bool(c.ways)),
            ("questions", "What is not known", bool(c.questions or c.not_known)),
            ("decisions", "What follows", bool(c.decisions)),
            ("model", "The model", c.conflict is not None),
            ("assumptions", "Assumptions", c.conflict is not None),
            ("sources", "Sources", True),
            ("made", "How this was made", True),
        ]
        return [(anchor, label) for anchor, label, there in present if there]

    def filters(self) -> dict[str, Any]:
        contents = self.contents
        conflict = contents.conflict
        return {
            "shortened": english.shortened,
            "stance": wording.stance_words,
            "leaning": lambda stance: wording.LEANINGS.get(stance, "neutral"),
            "sign_name": lambda stance: stance if stance in wording.STANCES else "assesses",
            "date": english.date_words,
            "graded": grade_words,
            "aside_kind": lambda kind: wording.ASIDES.get(kind, kind),
            "date_from": lambda how: _DATE_FROM.get(how, how),
            "date_kind": lambda kind: wording.DATE_KINDS.get(kind, kind),
            "number": english.number_words,
            "count": english.count_words,
            "listed": english.listed,
            "capital": english.capital,
            "single_line": lambda text: " ".join(text.split()),
            "concept": wording.concept_label,
            "concept_means": lambda concept: wording.CONCEPTS.get(concept, ("", ""))[1],
            "question_kind": lambda kind: wording.QUESTION_KINDS.get(
                kind, kind.capitalize() or "Open question"
            ),
            "node_kind": lambda kind: wording.NODE_KINDS.get(kind, kind),
            "node_class": lambda kind: f"is-{kind}" if kind in wording.NODE_KINDS else "is-body",
            "witnesses": lambda position: wording.witness_words(position.least, position.greatest),
            "earlier": _earlier,
            "taken": lambda taken: page.taken_words(taken, conflict),
            "party_names": lambda keys: [conflict.names.get(k, k) if conflict else k for k in keys],
            "holdings": lambda arrangement: page.holdings(arrangement, contents.questions),
            "in_interpretations": page.in_interpretations,
            "shared_answers": lambda entry: (
                page.shared_answers(entry.interpretations, contents.questions)
                if len(entry.interpretations) < entry.of
                else ()
            ),
            "question_anchor": lambda question: page.question_anchor(question, contents.questions),
            "short": self.short,
            "arrangements": self.numbered_arrangements,
            "sided": lambda groups: {id_ for group in groups for id_ in group},
            "chain": self.chain,
            "handling": lambda entry: "; ".join(
                self.reports[entry.report].handling if entry.report in self.reports else ()
            ),
            "passage": self.passage,
            "has_place": lambda entry: entry.id in self.placed,
            "evidence_count": self.evidence_count,
            "text": self.text,
            "other_warnings": page.other_warnings,
            "data_uri": _data_uri,
            "cited": self.cited,
            "web": lambda url: bool(url) and url.lower().startswith(("https://", "http://")),
        }

    def short(self, arrangement: ArrangementEntry) -> str:
        """Give the letter by which the page calls an arrangement."""
        return self.letters.get(id(arrangement), str(arrangement.number))

    def numbered_arrangements(self, numbers: Iterable[int]) -> list[ArrangementEntry]:
        """Find arrangements by number, those shown first."""
        by_number = {a.number: a for a in self.contents.arrangements}
        found = [by_number[number] for number in dict.fromkeys(numbers) if number in by_number]
        return sorted(found, key=lambda a: a.gmr_only)

    def cited(self, cell: str) -> tuple[str, ...]:
        """Give the ids of statements that a cell of a table names, if it does nothing else."""
        ids = tuple(part for part in re.split(r", | and \d+ more$", cell) if part)
        return ids if len(self.evidence.known(ids)) == len(ids) else ()

    def chain(self, entry: Told) -> str:
        """Give a statement's chain of sources, from the outlet inwards."""
        report = self.reports.get(entry.report)
        outlet = (report.outlet if report else None) or entry.report
        return " → ".join([outlet, *(entry.sources if isinstance(entry, StatementEntry) else ())])

    def evidence_count(self, report: ReportEntry) -> int:
        """Count the statements that are marked in the text of a report."""
        placed = self.in_place.get(report.report, [])
        return sum(isinstance(entry, StatementEntry) for entry in placed)

    def passage(self, entry: Told) -> passages.Passage:
        report = self.reports.get(entry.report)
        return passages.passage(report.body if report else "", entry)

    def text(self, report: ReportEntry) -> list[list[_Group]]:
        """Cut a report's text into lines and these into highlights and what lies between."""
        lines = passages.paragraphs(report.body, self.in_place.get(report.report, []))
        return [_grouped(line) for line in lines]


def _grouped(line: Sequence[passages.Run]) -> list[_Group]:
    found = []
    for covering, group in groupby(line, key=lambda run: run.covering):
        run_group = tuple(group)
        starts = tuple(id_ for run in run_group for id_ in run.starts)
        ends = tuple(id_ for run in run_group for id_ in run.ends)
        found.append(_Group(run_group, covering, starts, ends))
    return found


def _earlier(position: PositionEntry) -> list[HistoryEntry]:
    """Give the steps of a position's history that differ from what is currently held."""
    current = set(position.statements)
    return [
        step
        for step in position.history
        if step.stance != position.stance and not current >= set(step.statements)
    ]


def _data_uri(svg: str) -> str:
    """Give a picture of ours as an address that carries it; shown so it can neither run nor load anything."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _own_file(name: str) -> str:
    """Read one of this package's files that go into the page as they are."""
    text = (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")
    assert "</" not in text, f"{name} would end its own element"
    return text
