"""Checks on the parts of a model before anything is computed from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from modusvivendi.conflict.decision_maker import DecisionMaker, OpenPreference
from modusvivendi.conflict.formula import Circumstance, Formula
from modusvivendi.conflict.interpretation import Question
from modusvivendi.conflict.places import Places
from modusvivendi.errors import nearest

MOST_INTERPRETATIONS = 2000
"""Of how many bits the number of interpretations may be."""


def check_names(
    decision_makers: Sequence[DecisionMaker], circumstances: Mapping[str, str], places: Places
) -> None:
    """Make sure that there are decision makers and that every key and name means one thing.

    Raises
    ------
    ConflictError
        Where a key is unfit, given twice, or both an option's and a circumstance's.
    """
    if not decision_makers:
        places.fail("the model has no decision makers", "decision_makers")
    seen: set[str] = set()
    full_names: set[str] = set()
    for dm in decision_makers:
        check_key(dm.key, "decision maker", places, "decision_makers", dm.key)
        if dm.key in seen:
            places.fail(f"decision maker {dm.key} is given twice", "decision_makers", dm.key, key=True)
        seen.add(dm.key)
        for key, name in zip(dm.options, dm.option_names, strict=True):
            path = ("decision_makers", dm.key, "options", key)
            check_key(key, "option", places, *path)
            if key in circumstances:
                places.fail(
                    f"{key} is both an option of {dm.key} and a circumstance",
                    "circumstances",
                    key,
                    hint="give one of them another name",
                    key=True,
                )
            if name in full_names:
                places.fail(f"two options have the same full name {name}", *path, hint="rename one", key=True)
            full_names.add(name)
    for name in circumstances:
        check_key(name, "circumstance", places, "circumstances", name)


def check_key(key: object, kind: str, places: Places, *path: str | int) -> None:
    """Make sure that ``key`` can name something.

    Raises
    ------
    ConflictError
        Where it is empty, begins or ends with spaces, or has characters that do not print.
    """
    article = "an" if kind[0] in "aeiou" else "a"
    if not isinstance(key, str) or not key:
        places.fail(f"{key!r} cannot be the key of {article} {kind}", *path, hint="keys are words", key=True)
    if key != key.strip() or not key.isprintable():
        places.fail(
            f"{key!r} cannot be the key of {article} {kind}",
            *path,
            hint="keys neither begin nor end with spaces, and all their characters print",
            key=True,
        )


def check_formulas(
    decision_makers: Sequence[DecisionMaker],
    infeasible: Sequence[Formula],
    options: Mapping[str, int],
    circumstances: Mapping[str, str],
    places: Places,
) -> None:
    """Make sure that formulas mention nothing unknown, and infeasible ones no circumstances.

    Formulas read from text are checked on reading; this is for those put together in code.
    """

    def check(formula: Formula, *path: str | int) -> None:
        for atom in formula.atoms():
            is_circumstance = isinstance(atom, Circumstance)
            if atom.name not in (circumstances if is_circumstance else options):
                places.fail(
                    f"{formula} names the unknown {'circumstance' if is_circumstance else 'option'} {atom}",
                    *path,
                    hint=nearest(atom.name, [*options, *circumstances]),
                )

    for number, formula in enumerate(infeasible):
        for name in formula.circumstances():
            places.fail(
                f"infeasible formulas cannot mention circumstances such as {name}",
                "infeasible",
                number,
                hint="what is feasible is the same in every interpretation; use a preference",
            )
        check(formula, "infeasible", number)
    for dm in decision_makers:
        for statement, _, _ in dm.every_statement():
            check(statement.formula, "decision_makers", dm.key, "preferences")


def check_interpretations(count: int, places: Places) -> None:
    """Make sure that interpretations can at least be counted in digits that fit on a page.

    Raises
    ------
    ConflictError
        Where there are more than ``2**2000``.
    """
    if count.bit_length() > MOST_INTERPRETATIONS:
        places.fail(
            f"the open questions and circumstances leave more than 2^{MOST_INTERPRETATIONS} interpretations",
            "circumstances",
            hint="settle those that do not matter",
        )


@dataclass
class _Asked:
    """What is gathered about one question from all the places where it stands."""

    answers: tuple[str, ...]
    decision_makers: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)


def collect_questions(decision_makers: Sequence[DecisionMaker], places: Places) -> tuple[Question, ...]:
    """Gather the open questions; the same text is one question wherever it stands.

    Raises
    ------
    ConflictError
        Where a question has no answers, other answers in another place, or answers unfit for an id.
    """
    asked: dict[str, _Asked] = {}
    for dm in decision_makers:
        for number, preference in enumerate(dm.preferences):
            if not isinstance(preference, OpenPreference):
                continue
            path = ("decision_makers", dm.key, "preferences", number)
            answers = tuple(preference.answers)
            if not answers:
                places.fail(f"the question {preference.question!r} has no answers", *path)
            for answer in answers:
                if (
                    answer != answer.strip()
                    or not answer
                    or set(",=") & set(answer)
                    or not answer.isprintable()
                ):
                    places.fail(
                        f"{answer!r} cannot name an answer",
                        *path,
                        "answers",
                        answer,
                        hint="answers make up ids: keep them short, without commas and equals signs",
                        key=True,
                    )
            question = asked.setdefault(preference.question, _Asked(answers))
            if set(question.answers) != set(answers):
                places.fail(
                    f"the question {preference.question!r} has other answers here than before",
                    *path,
                    "answers",
                    hint=f"the same text is the same question; its answers are {', '.join(question.answers)}",
                )
            question.decision_makers.append(dm.key)
            question.evidence.extend(preference.evidence)
            for statements in preference.answers.values():
                question.evidence.extend(i for statement in statements for i in statement.evidence)
    return tuple(
        Question(
            f"q{number}",
            text,
            question.answers,
            tuple(dict.fromkeys(question.decision_makers)),
            tuple(dict.fromkeys(question.evidence)),
        )
        for number, (text, question) in enumerate(asked.items(), start=1)
    )
