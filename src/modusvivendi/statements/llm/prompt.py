"""What is sent to a language model: the task, and a report's text marked as data."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from modusvivendi.reports.report import Report
from modusvivendi.statements.llm.answer import schema
from modusvivendi.statements.llm.passages import Passage

VERSION = "1"
"""Of the prompt; part of what an answer is remembered by."""

Message = dict[str, str]


_EXAMPLE_REPORT = (
    "The harbour town of Vell will lend its ferries to Orsa once the dam is repaired, "
    "two aides to the mayor told the Lake Post."
)
_EXAMPLE = {
    "statements": [
        {
            "sentence": _EXAMPLE_REPORT,
            "actor": {"name": "Vell", "quote": "harbour town of Vell"},
            "stance": "offers",
            "proposal": "lend its ferries to Orsa",
            "target": None,
            "condition": "once the dam is repaired",
            "sources": [
                {"quote": "Lake Post", "name": "Lake Post", "kind": "medium", "party": None},
                {
                    "quote": "two aides to the mayor",
                    "name": "aides to the mayor of Vell",
                    "kind": "unnamed",
                    "party": "Vell",
                },
            ],
            "direct_quotation": False,
            "earlier": False,
            "when": None,
        }
    ]
}


def messages(report: Report, passage: Passage) -> list[Message]:
    """Give what is sent for a passage of a report.

    The marks around the text hold a digest of it, so that no text can close them itself.
    """
    mark = hashlib.sha256(passage.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    known = "".join(f"{what}: {_line(value)}\n" for what, value in _known(report) if value)
    text = passage.text.replace("\n", "\n\n")
    return [
        {"role": "system", "content": f"{_task()}\n{_example()}"},
        {"role": "user", "content": f"{known}<report {mark}>\n{text}\n</report {mark}>"},
    ]


def form() -> str:
    """Give the words that ask for the form of the answer, for endpoints that cannot be told otherwise."""
    return f"Answer with one JSON object and nothing else. It obeys this JSON schema:\n{json.dumps(schema())}"


def repair(fault: str) -> str:
    """Give the words that ask for an answer again."""
    return (
        f"That answer could not be used: {fault}. Give the whole answer again, as one JSON object of the "
        "form asked for and nothing else."
    )


@cache
def _task() -> str:
    source = files("modusvivendi.statements.llm").joinpath("data", "task.md")
    return source.read_text(encoding="utf-8")


def _known(report: Report) -> list[tuple[str, str | None]]:
    return [("Outlet", report.outlet), ("Title", report.title)]


def _line(text: str) -> str:
    return " ".join(text.split())[:300]


def _example() -> str:
    answer = json.dumps(_EXAMPLE, ensure_ascii=False)
    return f"An invented example. Report:\n{_EXAMPLE_REPORT}\nAnswer:\n{answer}"
