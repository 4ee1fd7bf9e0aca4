"""docs/stability.md says what the program computes: its examples run, and its concepts are the program's."""

import doctest
import re
import textwrap
from pathlib import Path

import pytest
from typer.testing import CliRunner

from modusvivendi.cli.app import app
from modusvivendi.stability.concepts import COALITION, CONCEPTS, REFINED, Concept, concept, limited
from modusvivendi.stability.definitions import SYMBOLS, any_concept, definition, implied_by

PAGE = Path(__file__).resolve().parents[1] / "docs" / "stability.md"
MARK = "<!-- concepts: from here on written by `python -m tests.test_stability_docs` -->\n"


def wrapped(text: str) -> str:
    return textwrap.fill(text, 120, break_on_hyphens=False, break_long_words=False)


def symbols() -> str:
    rows = [f"| `{symbol}` | {meaning} |" for symbol, meaning in SYMBOLS.items()]
    return "\n".join(["| symbol | what it is |", "| --- | --- |", *rows])


def section(found: Concept) -> str:
    defined = definition(found.key)
    labels = [[any_concept(key).label for key in keys] for keys in (defined.implies, implied_by(found.key))]
    beside = [f"Implies {', '.join(labels[0])}."] if labels[0] else []
    beside += [f"Implied by {', '.join(labels[1])}."] if labels[1] else []
    beside += [defined.note] if defined.note else []
    parts = [
        f"### {found.label}: {found.name}",
        wrapped(found.meaning),
        wrapped(f"*Definition.* `{defined.text}`"),
        wrapped(f"*As computed.* {found.variant[:1].upper()}{found.variant[1:]}."),
        wrapped(f"*Beside others.* {' '.join(beside)}"),
        wrapped(f"*Source.* {found.reference}."),
    ]
    return "\n\n".join(parts)


def family(title: str, members: list[Concept]) -> str:
    """Concepts that differ in one thing: a row each, and what they have in common below."""
    rows = [
        " | ".join(
            [f"| `{found.key}`", found.meaning, f"`{defined.text}`", f"{', '.join(defined.implies)} |"]
        )
        for found in members
        for defined in [definition(found.key)]
    ]
    head = "| concept | stable where | definition | implies |\n| --- | --- | --- | --- |"
    shared = "; ".join(dict.fromkeys(part for found in members for part in found.variant.split("; ")))
    sources = ". ".join(dict.fromkeys(found.reference for found in members))
    parts = [
        f"### {title}",
        "\n".join([head, *rows]),
        wrapped(f"*As computed.* {shared[:1].upper()}{shared[1:]}."),
        wrapped(f"*Source.* {sources}."),
    ]
    return "\n\n".join(parts)


def concepts() -> str:
    plain = [*CONCEPTS.values(), *COALITION.values(), limited(3)]
    graded = [found for key, found in REFINED.items() if key.endswith(("strong", "weak"))]
    families = [family("Strength of preference", [*graded, concept("gmr@3")])]
    for base in ("nash", "gmr", "smr", "seq"):
        members = [concept(f"{base}-{letter}") for letter in "abcd"]
        families.append(family(f"{CONCEPTS[base].label} with unknown preferences", members))
    return "\n\n".join([symbols(), *map(section, plain), *families]) + "\n"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_concepts_of_the_page_are_those_of_the_program() -> None:
    assert page().partition(MARK)[2].strip() == concepts().strip(), "run: python -m tests.test_stability_docs"


def test_the_examples_of_the_page_run(tmp_path: Path) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.testfile(str(PAGE), False, optionflags=flags, globs={"folder": tmp_path})
    assert found.attempted >= 15
    assert found.failed == 0


def test_the_table_of_the_page_is_what_the_commands_of_the_page_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (commands,) = re.findall(r"^```sh\n(.*?)^```", page(), flags=re.M | re.S)
    (table,) = re.findall(r"^```text\n(.*?)^```", page(), flags=re.M | re.S)
    printed = ""
    for command in commands.splitlines():
        result = CliRunner().invoke(app, command.split()[1:])
        assert result.exit_code == 0, result.output
        printed = result.stdout
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    assert table in lines


def test_the_command_of_the_page_for_one_party_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (command,) = re.findall(r"`(modus explain elmira[^`]*)`", page())
    assert CliRunner().invoke(app, ["example", "elmira", "elmira"]).exit_code == 0
    result = CliRunner().invoke(app, command.split()[1:])
    assert result.exit_code == 0
    assert "SMR: stable." in result.stdout


if __name__ == "__main__":
    PAGE.write_text(page().partition(MARK)[0] + MARK + "\n" + concepts(), encoding="utf-8")
