"""Errors that are meant for people: what is wrong, where, and what was expected.

::

    ModusError                  anything the user can put right; the command line exits with 1
    ├── ReportError             a report cannot be read (missing, empty, binary, too large …)
    ├── CaseError               a case folder or its dossier cannot be used
    │   └── EditConflict        somebody else changed meanwhile what an edit is based on
    ├── ConflictError           a conflict model is malformed or contradicts itself
    │   └── FormulaError        a formula does not parse or names something unknown
    ├── ReaderError             a reader could not read a report (a language model refused …)
    │   └── EndpointError       a language model's endpoint cannot be used at all
    ├── ExecutorError           what does the work cannot be used (no cluster answers …)
    └── UnknownName             a name was given that nothing answers to; the nearest are named
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any


class ModusError(Exception):
    """Something is wrong with the input, and this says what, where and what to do.

    Parameters
    ----------
    message
        What is wrong, in one sentence without a full stop.
    file
        The file at fault, as the user named it.
    line, column
        One-based place in ``file``, where known.
    hint
        What was expected, or what to do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.hint = hint
        super().__init__(str(self))

    def __str__(self) -> str:
        """``file:line:column: message; hint``, without the parts that are not known."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}; {self.hint}" if self.hint else text


class ReportError(ModusError):
    """A report cannot be read."""


class CaseError(ModusError):
    """A case folder, or the dossier in it, cannot be used."""


class EditConflict(CaseError):
    """Somebody else changed meanwhile what an edit is based on; nothing was changed by this edit.

    Attributes
    ----------
    yours
        What was to be written, as in JSON.
    theirs
        What is there now, as in JSON.
    version
        That of what is there now: what a new attempt has to be based on.
    """

    def __init__(
        self,
        message: str,
        *,
        yours: Mapping[str, Any],
        theirs: Mapping[str, Any],
        version: str,
        file: str | None = None,
        hint: str | None = "look at what is there now, and decide again",
    ) -> None:
        self.yours = dict(yours)
        self.theirs = dict(theirs)
        self.version = version
        super().__init__(message, file=file, hint=hint)


class ConflictError(ModusError):
    """A conflict model is malformed, refers to something unknown, or contradicts itself."""


class FormulaError(ConflictError):
    """A formula over options does not parse, or names an option that does not exist."""


class ReaderError(ModusError):
    """A reader could not read one report; others may be read all the same."""


class EndpointError(ReaderError):
    """The endpoint of a language model cannot be used, whatever the report."""


class ExecutorError(ModusError):
    """The processes or the cluster that should do the work cannot be used."""


class UnknownName(ModusError):
    """A name was given that nothing answers to."""


def nearest(name: str, known: Iterable[str], count: int = 3) -> str | None:
    """Give the hint that names the known names closest to ``name``, or None where none is close.

    Examples
    --------
    >>> nearest("Rusia.ceasefire", ["Russia.ceasefire", "Ukraine.ceasefire"])
    'did you mean Russia.ceasefire or Ukraine.ceasefire?'
    >>> nearest("xyz", ["Russia.ceasefire"]) is None
    True
    """
    by_folded = {k.casefold(): k for k in known}
    close = [by_folded[k] for k in get_close_matches(name.casefold(), list(by_folded), n=count, cutoff=0.6)]
    if not close:
        return None
    listed = close[0] if len(close) == 1 else ", ".join(close[:-1]) + " or " + close[-1]
    return f"did you mean {listed}?"
