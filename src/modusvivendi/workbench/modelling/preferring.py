"""What the forms do to preferences and open questions.

A preference has an address: its decision maker, its place in the list from 0, and where that place is an open
question the answer and its place under the answer.
"""

from __future__ import annotations

from typing import Any

from modusvivendi.english import shortened
from modusvivendi.errors import ConflictError
from modusvivendi.workbench.forms import Form
from modusvivendi.workbench.modelling.plain import Model, Plain, formula_of

_NOT_THERE = "it is there no more"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else -1


def address_of(form: Form) -> tuple[str, int, str | None, int]:
    """Give the address a form names; -1 where it names no place."""
    answer = form.text("answer") if form.has("answer") else None
    return form.text("party"), _number(form.line("number")), answer, _number(form.line("item"))


def _list_and_place(model: Model, form: Form) -> tuple[list[Any], int]:
    """Give the list that an address leads to, and the place in it.

    Raises
    ------
    ConflictError
        There is nothing there.
    """
    party, number, answer, item = address_of(form)
    entries: list[Any] = model.party(party).setdefault("preferences", [])
    if answer is None:
        if number >= len(entries):
            raise ConflictError(_NOT_THERE)
        return entries, number
    statements = _question(model, form)["answers"].get(answer)
    if statements is None or item >= len(statements):
        raise ConflictError(_NOT_THERE)
    return statements, item


def _question(model: Model, form: Form) -> Plain:
    party, number, _, _ = address_of(form)
    entries = model.party(party).get("preferences", ())
    if not 0 <= number < len(entries) or "question" not in entries[number]:
        raise ConflictError("the question is there no more")
    found: Plain = entries[number]
    return found


def _existing(model: Model, form: Form) -> tuple[list[Any], int]:
    entries, place = _list_and_place(model, form)
    if place < 0:
        raise ConflictError(_NOT_THERE)
    return entries, place


def _entry(model: Model, form: Form, kept: Plain) -> Plain:
    """Make a preference of what a form says; what it does not speak of is kept."""
    entry = {"formula": model.checked(form.text("formula"), form.text("party"))}
    evidence = [id_ for text in form.lines("evidence") for id_ in text.replace(",", " ").split()]
    said = {
        "evidence": list(dict.fromkeys(evidence)),
        "assumption": form.line("assumption"),
        "rule": kept.get("rule"),
        "note": form.line("note") if form.has("note") else kept.get("note"),
    }
    return entry | {key: value for key, value in said.items() if value}


def add_preference(model: Model, form: Form) -> str:
    """Add a preference at the end of a list."""
    party, _, answer, _ = address_of(form)
    entry = _entry(model, form, {})
    entries = (
        model.party(party).setdefault("preferences", [])
        if answer is None
        else _question(model, form)["answers"].setdefault(answer, [])
    )
    if "ranking" in model.party(party):
        raise ConflictError(f"{party} has a ranking of states", hint="change it in the file")
    entries.append(entry)
    return f"added a preference of {party}: {entry['formula']}"


def edit_preference(model: Model, form: Form) -> str:
    """Say otherwise what somebody prefers, or on what that rests."""
    entries, place = _existing(model, form)
    entries[place] = _entry(model, form, entries[place])
    return f"changed a preference of {form.text('party')}: {entries[place]['formula']}"


def remove_preference(model: Model, form: Form) -> str:
    """Take a preference or a question out."""
    entries, place = _existing(model, form)
    gone = entries.pop(place)
    if "question" in gone:
        return f"took out a question: {shortened(gone['question'], 80)}"
    return f"took out a preference of {form.text('party')}: {formula_of(gone)}"


def move_preference(model: Model, form: Form) -> str:
    """Move a preference up or down, by steps or to a place."""
    entries, place = _existing(model, form)
    step = {"up": -1, "down": 1}.get(form.line("step"))
    to = place + step if step is not None else _number(form.line("to"))
    if not 0 <= to < len(entries):
        raise ConflictError("it cannot be moved there")
    entry = entries.pop(place)
    entries.insert(to, entry)
    name = entry.get("formula") or f"“{shortened(entry['question'], 60)}”"
    how = "more" if to < place else "less"
    return f"made {name} {how} important to {form.text('party')}"


# -- open questions --


def add_question(model: Model, form: Form) -> str:
    """Ask an open question, with what would be preferred under two answers."""
    party = form.text("party")
    text = form.line("question")
    if not text:
        raise ConflictError("the question is missing")
    answers: Plain = {}
    for answer in ("yes", "no"):
        formula = form.text(f"formula_{answer}")
        answers[answer] = [_assumed(model, party, formula)] if formula.strip() else []
    if not any(answers.values()):
        raise ConflictError(
            "nothing would be preferred under either answer", hint="give a formula for one of them at least"
        )
    model.party(party).setdefault("preferences", []).insert(0, {"question": text, "answers": answers})
    return f"asked: {shortened(text, 80)}"


def _assumed(model: Model, party: str, formula: str) -> Plain:
    return {"formula": model.checked(formula, party)}


def edit_question(model: Model, form: Form) -> str:
    """Ask a question in other words, wherever it is asked."""
    old = _question(model, form)["question"]
    text = form.line("question")
    if not text:
        raise ConflictError("the question is missing")
    for said in model.plain["decision_makers"].values():
        for entry in said.get("preferences", ()):
            if entry.get("question") == old:
                entry["question"] = text
    note = form.line("note")
    question = _question(model, form)
    question.pop("note", None)
    if note:
        question["note"] = note
    return f"asks in other words: {shortened(text, 80)}"


def settle_question(model: Model, form: Form) -> str:
    """Settle a question with one of its answers: what is preferred under it takes the question's place."""
    text, answer = _question(model, form)["question"], form.text("answer")
    if answer not in _question(model, form)["answers"]:
        raise ConflictError("there is no such answer any more")
    for said in model.plain["decision_makers"].values():
        if "preferences" in said:
            said["preferences"] = [
                statement
                for entry in said["preferences"]
                for statement in (entry["answers"][answer] if entry.get("question") == text else [entry])
            ]
    return f"settled “{shortened(text, 70)}” with “{answer}”"


def add_answer(model: Model, form: Form) -> str:
    """Give a question another answer."""
    text, answer = _question(model, form)["question"], form.line("new_answer")
    if not answer:
        raise ConflictError("the answer is missing")
    formula = form.text("formula")
    for party, said in model.plain["decision_makers"].items():
        for entry in said.get("preferences", ()):
            if entry.get("question") != text:
                continue
            if answer in entry["answers"]:
                raise ConflictError(f"there is an answer “{answer}” already")
            own = party == form.text("party") and formula.strip()
            entry["answers"][answer] = [_assumed(model, party, formula)] if own else []
    return f"gave “{shortened(text, 70)}” the answer “{answer}”"


def remove_answer(model: Model, form: Form) -> str:
    """Take an answer of a question out."""
    text, answer = _question(model, form)["question"], form.text("answer")
    for said in model.plain["decision_makers"].values():
        for entry in said.get("preferences", ()):
            if entry.get("question") == text:
                if len(entry["answers"]) < 3:
                    raise ConflictError("a question has two answers at least", hint="settle it instead")
                entry["answers"].pop(answer, None)
    return f"took the answer “{answer}” out of “{shortened(text, 70)}”"
