import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from modusvivendi.brief import contract, terminal
from tests.brief.conftest import SPECIMENS
from tests.brief.specimens import LEDGER, peace_force


def _shown(name: str, width: int = 80, **given: Any) -> str:
    out = io.StringIO()
    terminal.show(SPECIMENS[name](), Console(file=out, width=width, no_color=True, **given))
    return out.getvalue()


@pytest.mark.parametrize("name", SPECIMENS)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    lines = _shown(name, width).splitlines()
    assert max(map(len, lines[:-1])) <= width


def test_the_summary_says_the_answer_the_arrangements_the_questions_and_where_the_page_is() -> None:
    text = " ".join(_shown("peace_force").split())
    assert peace_force().answer[0].text in text
    assert "A Deadlock" in text
    assert "Holds under Nash, SEQ, SMR and GMR in 1 of 2 interpretations" in text
    assert "Does Tashan’s taking part win Karsia’s consent? (decides on B and C)" in text
    assert "Karsia holds a veto in the Security Council" in text
    assert text.endswith(str(Path("cases/peace-force/brief.html")))


def test_report_text_can_neither_style_nor_steer_the_terminal() -> None:
    text = _shown("awkward", force_terminal=True)
    assert "\x07" not in text and "\u202e" not in text
    contents = SPECIMENS["silent"]().model_copy(update={"title": "[red]a[/red] \x1b[2Jb"})
    out = io.StringIO()
    terminal.show(contents, Console(file=out, width=80, no_color=True))
    assert out.getvalue().startswith("[red]a[/red] [2Jb")


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_terminal_that_knows_only_ascii_gets_only_ascii(name: str) -> None:
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="ascii") as file:
        terminal.show(SPECIMENS[name](), Console(file=file, width=80, no_color=True))
        file.flush()
        assert raw.getvalue().decode("ascii").strip()


FIELDS = {
    "reports": {"report", "outlet", "title", "date", "statements"},
    "statements": {
        *("id", "report", "start", "end", "sentence", "actor", "speaker", "stance", "proposal", "target"),
        *(
            "condition",
            "condition_start",
            "condition_end",
            "sources",
            "anonymous",
            "quote",
            "quantity",
            "date",
        ),
    },
    "positions": {"actor", "proposal", "stance", "condition", "statements", "history"},
    "origins": {"origin", "anonymous", "reports", "statements"},
    "arrangements": {
        *("number", "code", "taken", "stable", "equilibrium", "holds_in", "of"),
        *("acceptable_to", "not_acceptable_to", "indifferent", "depends"),
    },
    "questions": {"question", "actor", "answers", "statements", "decides"},
}


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_payload_has_the_members_and_fields_of_the_contract_and_is_json(name: str) -> None:
    found = contract.payload(SPECIMENS[name]())
    assert json.loads(json.dumps(found)) == found
    for member, fields in FIELDS.items():
        assert isinstance(found[member], list)
        for entry in found[member]:
            assert fields <= set(entry)
    assert {"decision_makers", "circumstances", "feasible_states", "preferences", "with_evidence"} <= set(
        found["conflict"]
    )


def test_offsets_in_the_payload_index_into_the_report() -> None:
    for entry in contract.payload(peace_force())["statements"]:
        if entry["report"] == "northern-ledger.txt":
            assert LEDGER[entry["start"] : entry["end"]] == entry["sentence"]


def test_the_body_is_given_only_where_it_is_not_the_file_itself() -> None:
    contents = peace_force()
    assert all("body" not in report for report in contract.payload(contents)["reports"])
    extracted = contents.reports[0].model_copy(update={"report": "ledger.pdf"})
    found = contract.payload(contents.model_copy(update={"reports": (extracted,)}))
    assert found["reports"][0]["body"] == LEDGER
