"""Writing a model file: from a conflict to the text of its YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

import numpy as np

from modusvivendi.conflict.amending import amended, comments, same
from modusvivendi.conflict.decision_maker import DecisionMaker, Note, OpenPreference, Preference, State
from modusvivendi.conflict.gmcr_kept import plain_kept
from modusvivendi.conflict.model import Conflict
from modusvivendi.conflict.model_file import read_model
from modusvivendi.conflict.model_keys import FALL, REST
from modusvivendi.conflict.pairs import DEGREES
from modusvivendi.conflict.patterns import formula_of, patterns_outside
from modusvivendi.errors import ConflictError
from modusvivendi.giving_way import giving_way

MAX_WRITTEN_STATES = 20_000
"""Rankings of more states are not written into a model file, which is meant to be read."""

_BLOCK_LISTS = ("infeasible", "irreversible", "omitted")
_PAIR_LISTS = tuple((key,) for key in DEGREES)
_BOOLEANS = frozenset({"yes", "no", "on", "off", "y", "n"})  # in older YAML, so they are quoted
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_WIDTH = 110


def write_model(conflict: Conflict, header: str | None = None) -> str:
    """Write the text of a model file.

    A conflict that was read from such a text and is unchanged gives that text. One that was changed gives
    the text with the changed parts replaced; all comments stay. One that was not read from a text gives a new
    one.

    Parameters
    ----------
    conflict
        The conflict.
    header
        A comment to put on top of a new text.

    Raises
    ------
    ConflictError
        Where the conflict has more than 20,000 states under a ranking.
    """
    new = plain_model(conflict)
    if conflict.source is not None:
        base = plain_model(read_model(conflict.source))
        if same(base, new):
            return conflict.source
        text = amended(conflict.source, base, new, dump)
        if _means(text, new):
            return text
        # A layout the amending does not master: write anew, and keep every comment on top.
        return "".join(f"{comment}\n" for comment in comments(conflict.source)) + fresh(new)
    comment = "".join(f"# {line}".rstrip() + "\n" for line in (header or "").splitlines())
    return comment + fresh(new)


def _means(text: str, plain: Mapping[str, Any]) -> bool:
    try:
        return same(plain_model(read_model(text)), plain)
    except ConflictError:
        return False


def plain_model(conflict: Conflict) -> dict[str, Any]:
    """Give everything a model file says about a conflict, as nested lists and mappings."""
    plain: dict[str, Any] = {"version": "1", "title": conflict.title or None}
    status_quo = conflict.status_quo_names
    plain["status_quo"] = status_quo
    if conflict.graph is not None:
        plain["states"] = list(conflict.graph.states)
        plain["patterns"] = {
            key: {option: " ".join(letters) for option, letters in options.items()}
            for key, options in conflict.patterns.items()
        }
    plain["decision_makers"] = {dm.key: _plain_party(conflict, dm) for dm in conflict.decision_makers}
    plain["circumstances"] = {
        name: _labelled(label, conflict.circumstance_notes.get(name))
        for name, label in conflict.circumstances.items()
    }
    plain["infeasible"] = _plain_infeasible(conflict)
    plain["irreversible"] = [
        name if direction == "forward" else {"option": name, "direction": direction}
        for name, direction in conflict.irreversible.items()
    ]
    plain["omitted"] = [
        _filled(
            what=omission.what,
            label=omission.label,
            reason=omission.reason,
            evidence=list(omission.evidence),
            rule=omission.rule,
        )
        for omission in conflict.omitted
    ]
    plain["drafted"] = dict(conflict.drafted)
    plain["gmcr"] = plain_kept(conflict.gmcr)
    kept = ("version", "status_quo", "decision_makers", "states")
    return {key: value for key, value in plain.items() if value or key in kept}


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _plain_note(note: Note) -> dict[str, Any]:
    return _filled(evidence=list(note.evidence), assumption=note.assumption, rule=note.rule, note=note.note)


def _labelled(label: str, note: Note | None) -> Any:
    return label if note is None or note == Note() else {"label": label, **_plain_note(note)}


def _plain_infeasible(conflict: Conflict) -> list[Any]:
    if conflict.graph is not None:
        return []
    everything = not conflict.lists_states or len(conflict.codes) == 1 << len(conflict.options)
    if conflict.infeasible or everything:
        written: list[Any] = []
        for number, formula in enumerate(conflict.infeasible):
            note = conflict.infeasible_notes.get(number)
            written.append(str(formula) if note is None else {"formula": str(formula), **_plain_note(note)})
        return written
    return [str(formula_of(pattern)) for pattern in patterns_outside(conflict.codes, conflict.options)]


def _plain_party(conflict: Conflict, dm: DecisionMaker) -> dict[str, Any]:
    party: dict[str, Any] = _filled(
        name=dm.name if dm.name != dm.key else None, note=dm.note, members=list(dm.members)
    )
    if conflict.graph is None:
        party["options"] = {
            key: _labelled(label, dm.option_notes.get(key)) for key, label in dm.options.items()
        }
    else:
        party["moves"] = [list(move) for move in dm.moves or ()]
    if dm.ranking is None and (dm.comparisons or dm.rest_unknown) and not dm.preferences:
        return party | _plain_comparisons(dm)
    ranking = _ranking(conflict, dm)
    if ranking is not None:
        party["ranking"] = list(_plain_ranking(ranking, dm.degrees))
    elif dm.preferences:
        party["preferences"] = [_plain_preference(preference, dm.key) for preference in dm.preferences]
    return party | _plain_comparisons(dm)


def _plain_ranking(groups: Sequence[tuple[State, ...]], degrees: Sequence[int]) -> Iterator[Any]:
    for number, tied in enumerate(groups):
        degree = degrees[number - 1] if number and degrees else 1
        if degree > 1:
            yield FALL if degree == 2 else {"worse_by": degree}
        yield _plain_state(tied[0]) if len(tied) == 1 else {"tie": [_plain_state(state) for state in tied]}


def _plain_comparisons(dm: DecisionMaker) -> dict[str, Any]:
    """Give the pairs a decision maker compares, by the keys they stand under."""
    kept: dict[str, Any] = {key: [] for key in DEGREES}
    usual = {degree: key for key, degree in DEGREES.items()}
    for comparison in dm.comparisons:
        key = usual.get(comparison.degree, "prefers")
        pair = [_plain_state(comparison.state), _plain_state(comparison.other)]
        note = _plain_note(comparison.note)
        if key == "prefers" and comparison.degree != 1:
            note = {"degree": comparison.degree, **note}
        if note:
            named = {"better": pair[0], "worse": pair[1]} if comparison.degree else {"states": pair}
            kept[key].append({**named, **note})
        else:
            kept[key].append(pair)
    if dm.rest_unknown:
        kept["unknown"] = REST
    return {key: value for key, value in kept.items() if value}


def _ranking(conflict: Conflict, dm: DecisionMaker) -> tuple[tuple[State, ...], ...] | None:
    """Give the ranking of a decision maker, made from its ranks where only those are known."""
    row = conflict.given_ranks(dm.key, despite_unknown=True) if not dm.preferences else None
    if row is None or dm.ranking is not None:
        return dm.ranking
    if len(row) > MAX_WRITTEN_STATES:
        raise ConflictError(
            f"the conflict ranks {len(row):,} states, more than the {MAX_WRITTEN_STATES:,} "
            "that are written into a model file",
            hint="save it as .json",
        )
    return tuple(
        tuple(_state(conflict, int(code)) for code in conflict.codes[np.flatnonzero(row == rank)])
        for rank in range(int(row.max()), -1, -1)
    )


def _state(conflict: Conflict, code: int) -> State:
    return conflict.graph.states[code] if conflict.graph is not None else tuple(conflict.taken(code))


def _plain_state(state: State) -> Any:
    return state if isinstance(state, str) else list(state)


def _plain_preference(preference: Preference | OpenPreference, decision_maker: str) -> dict[str, Any]:
    if isinstance(preference, OpenPreference):
        return {
            "question": preference.question,
            **_filled(evidence=list(preference.evidence), rule=preference.rule, note=preference.note),
            "answers": {
                answer: [_plain_preference(statement, decision_maker) for statement in statements]
                for answer, statements in preference.answers.items()
            },
        }
    return {
        "formula": preference.formula.write(decision_maker),
        **_filled(
            evidence=list(preference.evidence),
            assumption=preference.assumption,
            rule=preference.rule,
            note=preference.note,
        ),
    }


def fresh(plain: Mapping[str, Any]) -> str:
    """Write a new text, with an empty line between the decision makers."""
    pieces = []
    for key, value in plain.items():
        if key == "decision_makers" and value:
            parties = [dump({name: party}, ("decision_makers",)) for name, party in giving_way(value.items())]
            pieces.append("decision_makers:\n" + "\n".join(_indented(party) for party in parties))
        else:
            pieces.append(dump({key: value}, ()))
    return "".join(pieces)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else line for line in text.split("\n"))


def dump(plain: Any, path: tuple[str, ...] = (), *, flow: bool = False, width: int = _WIDTH) -> str:
    """Write lists and mappings of texts as YAML.

    Parameters
    ----------
    plain
        What to write.
    path
        Where in a model it stands, which decides on the style of lists.
    flow
        On one line, in brackets.
    width
        Where long lines are folded.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 10**9 if flow else width
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(_styled(plain, path, flow), out)
    text = out.getvalue()
    return text.removesuffix("...\n")


def _styled(plain: Any, path: tuple[str, ...], flow: bool) -> Any:
    """Choose how things are written: lists of names in brackets, everything else line by line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(plain, Mapping):
        mapping = CommentedMap()
        for key, value in plain.items():
            mapping[_styled(key, (), flow)] = (
                1 if not path and key == "version" else _styled(value, (*path, key), flow)
            )
        if flow or not plain:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(plain, list):
        sequence = CommentedSeq(_styled(item, (*path, "-"), flow) for item in plain)
        names = all(isinstance(item, str) for item in plain) and path[:1] not in [
            (key,) for key in _BLOCK_LISTS
        ]
        if flow or names or path[-2:-1] in _PAIR_LISTS or path[-1:] == ("states",):
            sequence.fa.set_flow_style()
        return sequence
    if isinstance(plain, str) and (
        plain.casefold() in _BOOLEANS or plain.startswith(("?", ":")) or _CONTROLS.search(plain)
    ):
        return DoubleQuotedScalarString(plain)
    return plain
