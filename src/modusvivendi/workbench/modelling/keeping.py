"""Every version of the model is kept: who changed what when, undo, and edits that came too late.

They lie in the case's folder ``model-history``: each version as the file it was, under its digest, and a log
with one change a line. What was changed elsewhere (by hand, or by drafting) is noticed and kept, too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from modusvivendi.conflict.files import write_whole
from modusvivendi.errors import CaseError

FOLDER = "model-history"
ELSEWHERE = "somebody"
"""Who changed what was changed elsewhere."""


def version_of(data: bytes) -> str:
    """Tell one state of the file from another; that of no file is empty."""
    return hashlib.sha256(data).hexdigest()[:20] if data else ""


@dataclass(frozen=True)
class Step:
    """A change of the model.

    Attributes
    ----------
    number
        From 1.
    when, who
        The moment (UTC), and who did it.
    what
        What was done, in words: "added China".
    before, after
        Versions; empty where there was no model.
    undoes
        Number of the change that this one took back.
    elsewhere
        It was not made in the workbench.
    """

    number: int
    when: str
    who: str
    what: str
    before: str
    after: str
    undoes: int | None = None
    elsewhere: bool = False


@dataclass(frozen=True)
class Attempt:
    """An edit that came too late: somebody else had changed the model meanwhile.

    Attributes
    ----------
    key
        Names it.
    when, who, what
        As of a `Step`.
    seen
        The version it was based on.
    text
        The model as it would have been.
    """

    key: str
    when: str
    who: str
    what: str
    seen: str
    text: str


class History:
    """The versions of a case's model.

    Parameters
    ----------
    case
        The case's folder.
    """

    def __init__(self, case: Path) -> None:
        self._folder = case / FOLDER
        self._log = self._folder / "log.jsonl"

    # -- versions --

    def keep(self, data: bytes) -> str:
        """Keep a version, and give its name."""
        version = version_of(data)
        path = self._folder / f"{version}.yaml"
        if version and not path.exists():
            self._begin()
            write_whole(path, data)
        return version

    def text(self, version: str) -> str | None:
        """Give a version; None where it is not kept. That of no model is empty."""
        if not version:
            return ""
        if not version.isalnum():
            return None
        try:
            return (self._folder / f"{version}.yaml").read_bytes().decode("utf-8-sig", "replace")
        except FileNotFoundError:
            return None

    # -- changes --

    def steps(self) -> tuple[Step, ...]:
        """Give all changes, the first first."""
        found = []
        for line in self._lines():
            try:
                said = json.loads(line)
                found.append(Step(**said))
            except (ValueError, TypeError):
                continue  # somebody has edited the log; what is lost of it is found again as done elsewhere
        return tuple(found)

    def last(self) -> Step | None:
        """Give the last change."""
        steps = self.steps()
        return steps[-1] if steps else None

    def step(self, number: int) -> Step | None:
        """Give a change by its number."""
        return next((step for step in self.steps() if step.number == number), None)

    def add(
        self,
        *,
        who: str,
        what: str,
        before: str,
        after: str,
        undoes: int | None = None,
        elsewhere: bool = False,
    ) -> Step:
        """Tell of a change that was made."""
        last = self.last()
        number = last.number + 1 if last else 1
        step = Step(number, _now(), who, what, before, after, undoes, elsewhere)
        self._begin()
        lines = self._lines()
        whole = "".join(f"{line}\n" for line in lines if line)
        write_whole(self._log, (whole + json.dumps(asdict(step), ensure_ascii=False) + "\n").encode())
        return step

    def notice(self, data: bytes, *, drafted: bool) -> None:
        """Keep the model as it is now, and tell of what was changed elsewhere since the last change here."""
        version = self.keep(data)
        last = self.last()
        known = last.after if last is not None else self._first(version)
        if known == version:
            return
        what = "drafted it anew from the record" if drafted else "changed the file outside the workbench"
        who = "the program" if drafted else ELSEWHERE
        self.add(
            who=who,
            what=what if version else "took the file away",
            before=known,
            after=version,
            elsewhere=True,
        )

    def _first(self, version: str) -> str:
        """Give the version that was there when the case was first looked at, which may be this one."""
        path = self._folder / "first"
        try:
            return path.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            if version:
                write_whole(path, f"{version}\n".encode())
            return version

    def to_undo(self) -> Step | None:
        """Give the change that taking back the last one takes back; None where there is none."""
        open_steps: list[Step] = []
        for step in self.steps():
            if step.undoes is None:
                open_steps.append(step)
            elif open_steps:
                open_steps.pop()
        return open_steps[-1] if open_steps else None

    # -- edits that came too late --

    def set_aside(self, *, who: str, what: str, seen: str, text: str) -> Attempt:
        """Keep an edit that came too late."""
        attempt = Attempt(secrets.token_hex(6), _now(), who, what, seen, text)
        self._begin()
        write_whole(self._attempt(attempt.key), json.dumps(asdict(attempt), ensure_ascii=False).encode())
        return attempt

    def attempts(self) -> tuple[Attempt, ...]:
        """Give the edits that wait for a decision."""
        if not self._folder.is_dir():
            return ()
        found = [self._read(path) for path in sorted(self._folder.glob("late-*.json"))]
        return tuple(sorted((a for a in found if a), key=lambda a: a.when))

    def attempt(self, key: str) -> Attempt | None:
        """Give an edit that waits, by its key."""
        return self._read(self._attempt(key)) if key.isalnum() else None

    def done(self, attempt: Attempt) -> None:
        """Forget an edit that was decided about."""
        self._attempt(attempt.key).unlink(missing_ok=True)

    # -- files --

    def _attempt(self, key: str) -> Path:
        return self._folder / f"late-{key}.json"

    def _read(self, path: Path) -> Attempt | None:
        try:
            said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return Attempt(**said)
        except (OSError, ValueError, TypeError):
            return None

    def _lines(self) -> list[str]:
        try:
            return self._log.read_text(encoding="utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            return []

    def _begin(self) -> None:
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as error:
            raise CaseError(
                "the versions of the model cannot be kept",
                file=str(self._folder),
                hint=os.strerror(error.errno or 0),
            ) from None


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
