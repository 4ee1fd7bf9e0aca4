"""How the reports of a case are to be handled: caveats that stand on every export, and what to redact."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from modusvivendi.errors import CaseError, EditConflict

USUAL = ("internal", "not for attribution", "not for quotation", "do not forward")
"""Caveats that are often needed; any other words will do."""

_LONGEST = 200


class Handling(BaseModel):
    """How a report is to be handled.

    Attributes
    ----------
    report
        Its name.
    caveats
        Words that stand on every export, such as ``internal``.
    redact
        Whether exports leave out its sentences and the names of its sources.
    who, when
        Who said so last, and at which moment (UTC); None where nobody has said anything.
    number
        That of the decision, larger for a later one; 0 where there is none.
    """

    model_config = ConfigDict(frozen=True)

    report: str
    caveats: tuple[str, ...] = ()
    redact: bool = False
    who: str = ""
    when: dt.datetime | None = None
    number: int = 0

    @property
    def is_free(self) -> bool:
        """Whether there is nothing to be minded."""
        return not self.caveats and not self.redact


def checked(caveats: Iterable[str]) -> tuple[str, ...]:
    """Give caveats as they are kept: each once, in one line.

    Raises
    ------
    CaseError
        One is empty or longer than 200 characters.

    Examples
    --------
    >>> checked(["internal", " not for  attribution ", "Internal"])
    ('internal', 'not for attribution')
    """
    kept: dict[str, str] = {}
    for given in caveats:
        shown = "".join(" " if unicodedata.category(c).startswith("C") else c for c in given)
        text = " ".join(shown.split())
        if not text:
            raise CaseError("a caveat cannot be empty", hint=f"such as {', '.join(USUAL)}")
        if len(text) > _LONGEST:
            raise CaseError(f"a caveat is longer than {_LONGEST} characters", hint="say it in a few words")
        kept.setdefault(text.casefold(), text)
    return tuple(kept.values())


def check_based_on(present: Handling, wanted: Handling, based_on: int | None) -> None:
    """Refuse a decision that is based on another than the present one; 0 stands for nothing to be minded.

    Raises
    ------
    EditConflict
        Somebody has decided meanwhile.
    """
    if based_on is None or based_on == present.number or (based_on == 0 and present.is_free):
        return
    raise EditConflict(
        f"{present.who} has said how {present.report} is to be handled since you looked",
        yours=wanted.model_dump(mode="json", include={"report", "caveats", "redact", "who"}),
        theirs=present.model_dump(mode="json"),
        version=str(present.number),
    )
