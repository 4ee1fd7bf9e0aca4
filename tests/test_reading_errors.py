"""The page of errors shows what the reader does."""

from __future__ import annotations

import doctest
import hashlib
from pathlib import Path

from modusvivendi.reports import load
from modusvivendi.statements import Statement
from modusvivendi.statements.read import read

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reading_errors.md"


def test_every_example_of_the_page_of_errors_is_read_as_it_says(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    story = "\n".join(
        line[1:].strip() for line in page.splitlines() if line.startswith(">") and line[1:2] != ">"
    )

    def found(sentence: str) -> list[str]:
        name = hashlib.sha256(sentence.encode()).hexdigest()[:12]
        file = tmp_path / f"{name}.txt"
        head = "Kystposten, 3 March 2026\n\nHarbour talks resume in Nordhavn\n\n"
        file.write_text(f"{head}{story}\n\n{sentence}\n", encoding="utf-8")
        report = load(file)
        at = report.body.index(sentence)
        return [line(statement) for statement in read(report) if statement.start >= at]

    test = doctest.DocTestParser().get_doctest(page, {"found": found}, PAGE.name, str(PAGE), 0)
    result = doctest.DocTestRunner(verbose=False).run(test)
    assert result.attempted >= 10
    assert result.failed == 0


def line(statement: Statement) -> str:
    condition = f", {statement.condition}" if statement.condition else ""
    return f"{statement.actor} {statement.stance.value}: {statement.proposal}{condition}"
