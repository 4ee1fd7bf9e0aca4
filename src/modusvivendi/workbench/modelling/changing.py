"""What the forms of the page *Model* do: each change of a model, by name.

A change takes the model and what the form said, changes the model in place, and says in words what it did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from modusvivendi.conflict import Circumstance, Option
from modusvivendi.conflict import parse as parse_formula
from modusvivendi.english import count_words, listed, shortened
from modusvivendi.errors import ConflictError
from modusvivendi.workbench.forms import Form
from modusvivendi.workbench.modelling.plain import (
    Model,
    formula_of,
    key_for,
    label_of,
    with_label,
)
from modusvivendi.workbench.modelling.renaming import Atom, renamed

Change = Callable[[Model, Form], str]

DIRECTIONS = {
    "": "can be undone",
    "forward": "once done, cannot be undone",
    "back": "once given up, gone for good",
}
"""Whether an option can be changed again, in words."""


def needed(form: Form, name: str, what: str) -> str:
    """Give a line that has to be there.

    Raises
    ------
    ConflictError
        It is empty.
    """
    text = form.line(name)
    if not text:
        raise ConflictError(f"{what} is missing")
    return text


# -- the model as a whole --


def set_title(model: Model, form: Form) -> str:
    """Say what the model is about."""
    title = needed(form, "title", "the title")
    model.plain["title"] = title
    return f"called it “{shortened(title, 60)}”"


# -- decision makers --


def add_party(model: Model, form: Form) -> str:
    """Add a decision maker with a first option."""
    name, label = needed(form, "name", "the name"), needed(form, "label", "what it could do")
    parties = model.plain["decision_makers"]
    if name in parties:
        raise ConflictError(f"there is a decision maker {name} already")
    parties[name] = {"options": {key_for(label, ()): label}}
    return f"added {name}"


def rename_party(model: Model, form: Form) -> str:
    """Give a decision maker another name, and another short one in formulas."""
    old = form.text("party")
    said = model.party(old)
    name, key = needed(form, "name", "the name"), form.line("key") or old
    parties = model.plain["decision_makers"]
    if key != old:
        if key in parties:
            raise ConflictError(f"there is a decision maker {key} already")
        _rename(model, {Option(old, o): Option(key, o) for o in said.get("options", ())}, {old: key})
        model.plain["decision_makers"] = {key if k == old else k: v for k, v in parties.items()}
    named = {"name": name} if name != key else {}
    model.plain["decision_makers"][key] = named | {k: v for k, v in said.items() if k != "name"}
    return f"renamed {old} to {name}" if name != old else f"renamed {old} in formulas to {key}"


def remove_party(model: Model, form: Form) -> str:
    """Take a decision maker out, with all that mentions its options."""
    key = form.text("party")
    said = model.party(key)
    if len(model.plain["decision_makers"]) == 1:
        raise ConflictError("it is the only decision maker", hint="add another before taking it out")
    names = {f"{key}.{option}" for option in said.get("options", ())}
    del model.plain["decision_makers"][key]
    gone = _strike(model, names)
    return f"took out {key}{_with(gone)}"


# -- options --


def add_option(model: Model, form: Form) -> str:
    """Add an option."""
    party = form.text("party")
    label = needed(form, "label", "what it could do")
    options = model.party(party).setdefault("options", {})
    key = form.line("key") or key_for(label, {*options, *model.plain.get("circumstances", ())})
    if key in options:
        raise ConflictError(f"{party} has an option {key} already")
    options[key] = label
    return f"added an option of {party}: {label}"


def edit_option(model: Model, form: Form) -> str:
    """Say an option in other words, name it otherwise, and say whether it is taken now and can be undone."""
    party, old = form.text("party"), form.text("option")
    entry = model.option(party, old)
    label, key = needed(form, "label", "what it could do"), form.line("key") or old
    options = model.party(party)["options"]
    if key != old:
        if key in options:
            raise ConflictError(f"{party} has an option {key} already")
        _rename(model, {Option(party, old): Option(party, key)})
        model.party(party)["options"] = {key if k == old else k: v for k, v in options.items()}
    model.party(party)["options"][key] = with_label(entry, label)
    name = f"{party}.{key}"
    taken = [n for n in model.plain["status_quo"] or () if n != name]
    model.plain["status_quo"] = [*taken, name] if form.has("taken") else taken
    _set_direction(model, name, form.line("direction"))
    return f"changed an option of {party}: {label}"


def _set_direction(model: Model, name: str, direction: str) -> None:
    if direction not in DIRECTIONS:
        raise ConflictError(f"{direction!r} is no direction", hint="forward, back, or nothing")
    entries = [e for e in model.plain.get("irreversible", ()) if _option_of(e) != name]
    if direction == "forward":
        entries.append(name)
    elif direction:
        entries.append({"option": name, "direction": direction})
    model.plain["irreversible"] = entries


def _option_of(entry: Any) -> str:
    return str(entry["option"] if isinstance(entry, dict) else entry)


def remove_option(model: Model, form: Form) -> str:
    """Take an option out, with all that mentions it."""
    party, key = form.text("party"), form.text("option")
    label = label_of(model.option(party, key))
    options = model.party(party)["options"]
    if len(options) == 1:
        raise ConflictError(
            f"it is the only option of {party}", hint=f"take out {party}, or add another option first"
        )
    del options[key]
    gone = _strike(model, {f"{party}.{key}"})
    return f"took out an option of {party}: {label}{_with(gone)}"


# -- circumstances --


def add_circumstance(model: Model, form: Form) -> str:
    """Add a circumstance."""
    label = needed(form, "label", "what may happen")
    known = model.plain.setdefault("circumstances", {})
    taken = {o for said in model.plain["decision_makers"].values() for o in said.get("options", ())}
    key = form.line("key") or key_for(label, {*known, *taken})
    if key in known:
        raise ConflictError(f"there is a circumstance {key} already")
    known[key] = label
    return f"added a circumstance: {label}"


def edit_circumstance(model: Model, form: Form) -> str:
    """Say a circumstance in other words, or name it otherwise."""
    old = form.text("circumstance")
    known = model.plain.get("circumstances", {})
    if old not in known:
        raise ConflictError(f"there is no circumstance {old!r} any more")
    label, key = needed(form, "label", "what may happen"), form.line("key") or old
    if key != old:
        if key in known:
            raise ConflictError(f"there is a circumstance {key} already")
        _rename(model, {Circumstance(old): Circumstance(key)})
    model.plain["circumstances"] = {
        (key if k == old else k): (with_label(v, label) if k == old else v) for k, v in known.items()
    }
    return f"changed a circumstance: {label}"


def remove_circumstance(model: Model, form: Form) -> str:
    """Take a circumstance out, with all that mentions it."""
    key = form.text("circumstance")
    known = model.plain.get("circumstances", {})
    if key not in known:
        raise ConflictError(f"there is no circumstance {key!r} any more")
    label = label_of(known.pop(key))
    gone = _strike(model, {key})
    return f"took out a circumstance: {label}{_with(gone)}"


# -- what cannot be --


def add_infeasible(model: Model, form: Form) -> str:
    """Say what cannot be together."""
    formula = model.checked(form.text("formula"))
    model.plain.setdefault("infeasible", []).append(_infeasible_entry({}, formula, form))
    return f"excluded states: {formula}"


def edit_infeasible(model: Model, form: Form) -> str:
    """Say otherwise what cannot be together."""
    entries, number = _infeasible(model, form)
    formula = model.checked(form.text("formula"))
    kept = entries[number] if isinstance(entries[number], dict) else {}
    entries[number] = _infeasible_entry(kept, formula, form)
    return f"changed what is excluded: {formula}"


def remove_infeasible(model: Model, form: Form) -> str:
    """Let happen what was excluded."""
    entries, number = _infeasible(model, form)
    return f"no longer excluded: {formula_of(entries.pop(number))}"


def _infeasible(model: Model, form: Form) -> tuple[list[Any], int]:
    entries = model.plain.get("infeasible", [])
    number = _number(form, "number")
    if not 0 <= number < len(entries):
        raise ConflictError("it is there no more")
    return entries, number


def _infeasible_entry(kept: Mapping[str, Any], formula: str, form: Form) -> Any:
    note = form.line("note")
    entry = {**kept, "formula": formula}
    if note:
        entry["note"] = note
    elif "note" in entry:
        del entry["note"]
    return entry if len(entry) > 1 else formula


# -- what is common --


def _number(form: Form, name: str, default: str = "-1") -> int:
    text = form.line(name, default)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else -1


def _rename(model: Model, atoms: Mapping[Atom, Atom], parties: Mapping[str, str] | None = None) -> None:
    """Change names wherever they stand."""
    parties = parties or {}
    for party, entries in model.lists():
        for place, entry in enumerate(entries):
            text = formula_of(entry)
            if text is None:
                continue
            formula = renamed(parse_formula(text, model.names, party), atoms)
            written = formula.write(parties.get(party, party) if party is not None else None)
            entries[place] = written if isinstance(entry, str) else {**entry, "formula": written}
    names = {old.name: new.name for old, new in atoms.items()}
    _everywhere(model, lambda name: names.get(name, name))


def _everywhere(model: Model, name: Callable[[str], str | None]) -> None:
    """Rename options in lists, or take them out (None)."""
    if isinstance(model.plain["status_quo"], list):
        model.plain["status_quo"] = [n for old in model.plain["status_quo"] if (n := name(old)) is not None]
    entries = []
    for entry in model.plain.get("irreversible", ()):
        new = name(_option_of(entry))
        if new is not None:
            entries.append({**entry, "option": new} if isinstance(entry, dict) else new)
    model.plain["irreversible"] = entries
    for said in model.plain["decision_makers"].values():
        for key in ("ranking", "prefers", "much_prefers", "equal", "unknown"):
            if isinstance(said.get(key), list):
                said[key] = _renamed_states(said[key], name)


def _renamed_states(part: Any, name: Callable[[str], str | None]) -> Any:
    if isinstance(part, dict):
        kept = ("evidence", "assumption", "rule", "note")
        return {k: v if k in kept else _renamed_states(v, name) for k, v in part.items()}
    if isinstance(part, list):
        return [found for item in part if (found := _renamed_states(item, name)) is not None]
    return name(part) if isinstance(part, str) else part


def _strike(model: Model, names: set[str]) -> list[str]:
    """Take out what mentions any of these options or circumstances; give the formulas that went."""
    gone = []
    for party, entries in model.lists():
        kept = []
        for entry in entries:
            if model.mentions(entry, party, names):
                gone.append(str(formula_of(entry)))
            else:
                kept.append(entry)
        entries[:] = kept
    for said in model.plain["decision_makers"].values():
        if "preferences" in said:
            said["preferences"] = [
                e for e in said["preferences"] if "question" not in e or any(e["answers"].values())
            ]
    _everywhere(model, lambda name: None if name in names else name)
    return gone


def _with(gone: list[str]) -> str:
    if not gone:
        return ""
    shown = listed(gone) if len(gone) < 3 else count_words(len(gone), "formula")
    return f", with {shown}"
