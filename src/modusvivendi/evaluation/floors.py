"""Floors: figures that a reader must reach, kept in a file beside the code that is checked against them."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place

Floors = dict[str, dict[str, float]]
"""By the name of a corpus part, the least value of each figure."""

POSITIONS = ("precision", "recall", "f1", "stance", "stance_group", "condition", "condition_span", "source",
             "anonymous")  # fmt: skip
ATTRIBUTIONS = ("precision", "recall", "attribution_f1", "with_source_f1", "content_words_f1",
                "source_words_f1", "source")  # fmt: skip
CHANGES = ("changes_precision", "changes_recall", "changes_f1")
"""The figures that have floors."""

_HEAD = """\
# Least figures on the project's own annotated reports; see docs/reading_errors.md.
# Raised with: modus evaluate FOLDER --floors THIS --raise-floors
# A floor is lowered only with --lower-floors, and with a reason in the change that does it.
"""


def load_floors(file: Path) -> Floors:
    """Read floors; none where there is no file yet.

    Raises
    ------
    CaseError
        The file is not of this form.
    """
    try:
        loaded = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CaseError("the floors cannot be read", file=str(file), hint=str(error)) from None
    for name, figures in loaded.items():
        if not isinstance(figures, dict) or not all(_is_share(value) for value in figures.values()):
            raise CaseError(f"the floors of {name!r} are no shares between 0 and 1", file=str(file))
    return loaded


def below(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Give the figures that are below their floors, with the floors.

    Raises
    ------
    CaseError
        There is a floor for something that is no figure.
    """
    for name in floors:
        if name not in figures:
            raise CaseError(f"there is a floor for {name!r}, which is no figure")
    return {name: (figures[name], floor) for name, floor in floors.items() if figures[name] < floor}


def moved(
    figures: Mapping[str, float], floors: Mapping[str, float], *, lower: bool = False
) -> dict[str, float]:
    """Give floors as figures have them now, a hundredth below, rounded down.

    Parameters
    ----------
    figures, floors
        What was reached, and the floors so far.
    lower
        Whether a floor may be lowered, too; otherwise it stays.

    Examples
    --------
    >>> moved({"f1": 0.8567, "source": 0.5}, {"f1": 0.7, "source": 0.8})
    {'f1': 0.84, 'source': 0.8}
    >>> moved({"source": 0.5}, {"source": 0.8}, lower=True)
    {'source': 0.49}
    """
    names = [name for name in (*POSITIONS, *ATTRIBUTIONS, *CHANGES) if name in figures]
    found: dict[str, float] = {}
    for name in dict.fromkeys(names):
        reached = max(0.0, math.floor(round((figures[name] - 0.01) * 100, 6)) / 100)
        found[name] = reached if lower else max(reached, floors.get(name, 0.0))
    return found


def write_floors(floors: Floors, file: Path) -> None:
    """Write floors, whole or not at all.

    Raises
    ------
    CaseError
        The file cannot be written.
    """
    parts = [
        f"[{part}]\n" + "".join(f"{name} = {value:.2f}\n" for name, value in figures.items())
        for part, figures in sorted(floors.items())
    ]
    try:
        draft = file.with_name(f".{file.name}.part")
        draft.write_text(_HEAD + "\n" + "\n".join(parts), encoding="utf-8", newline="\n")
        put_in_place(draft, file)
    except OSError as error:
        raise CaseError("the floors cannot be written", file=str(file), hint=error.strerror) from error


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
