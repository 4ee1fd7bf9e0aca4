"""A change is written whole, or set beside what somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modusvivendi.conflict.draft.merging import Merged, merge
from modusvivendi.conflict.files import write_whole
from modusvivendi.errors import CaseError, ConflictError
from modusvivendi.workbench.modelling.keeping import Attempt, History, Step
from modusvivendi.workbench.modelling.plain import conflict_of
from modusvivendi.workbench.snapshot import ModelSnapshot

if TYPE_CHECKING:
    from modusvivendi.workbench.workplace import Workplace


@dataclass(frozen=True)
class Written:
    """What became of a change: the step, or the attempt that came too late; neither where nothing changed."""

    step: Step | None = None
    attempt: Attempt | None = None


def look(place: Workplace) -> tuple[ModelSnapshot, History]:
    """Give the model as it is now, kept as a version, and its history."""
    history = History(place.case)
    with place.writing:
        found = ModelSnapshot.of(place.model_path)
        history.notice(_data(place), drafted=found.as_drafted)
    return found, history


def _data(place: Workplace) -> bytes:
    try:
        return place.model_path.read_bytes()
    except FileNotFoundError:
        return b""


def write(
    place: Workplace,
    change: Callable[[str], tuple[str, str]],
    *,
    seen: str,
    who: str,
    undoes: int | None = None,
) -> Written:
    """Change the model's file.

    Parameters
    ----------
    place
        The case.
    change
        Takes the text of the version that was seen, and gives the changed text and what was done, in words.
    seen
        The version that whoever changes it had before them.
    who
        Who that is.
    undoes
        Number of the change that this one takes back.

    Returns
    -------
    Written
        With an attempt where the file is another by now: nothing was written, and the edit is kept.

    Raises
    ------
    ConflictError
        If the text would be no model; nothing is written.
    CaseError
        If the version that was seen is not known any more, or nothing can be written.
    """
    with place.writing:
        now, history = look(place)
        base = (now.text or "") if now.version == seen else history.text(seen)
        if base is None:
            raise CaseError("the model this change is based on is not known", hint="load the page again")
        text, what = change(base)
        if text:
            conflict_of(text)
        if now.version != seen:
            return Written(attempt=history.set_aside(who=who, what=what, seen=seen, text=text))
        data = text.encode("utf-8", "replace")
        if data == _data(place):
            return Written()
        after = history.keep(data)
        if text:
            write_whole(place.model_path, data)
        else:
            place.model_path.unlink(missing_ok=True)
        step = history.add(who=who, what=what, before=seen, after=after, undoes=undoes)
    place.prepare()
    return Written(step=step)


def together(history: History, attempt: Attempt, now: str) -> Merged | None:
    """Put an edit that came too late into the model as it is now; None where they cannot be put together.

    Where both changed the same, the edit wins, and that is named.
    """
    base = history.text(attempt.seen)
    try:
        return merge(base or None, attempt.text, now) if now and attempt.text else None
    except ConflictError:
        return None
