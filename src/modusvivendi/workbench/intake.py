"""Reports that were handed in are read beside the clicks, and not lost when the program is killed.

What is handed in lies in the case's folder ``incoming``, each file in a folder of its own, from the moment it
is confirmed until it is kept in the case; whatever is there when the program starts is read then.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
import shutil
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Literal

from modusvivendi.errors import CaseError, ModusError, ReportError
from modusvivendi.executors import Executor, Processes
from modusvivendi.files import put_in_place
from modusvivendi.workbench.folder import INCOMING

if TYPE_CHECKING:
    from modusvivendi.statements.many import Outcome
    from modusvivendi.workbench.workplace import Workplace

REMEMBERED = 400
"""Files about which is told what became of them."""

AT_ONCE = 4
"""Files read in one go, so that progress shows and little is read twice after a kill."""

State = Literal["waiting", "reading", "read", "known", "failed"]


@dataclass(frozen=True)
class Handed:
    """A file that was handed in, and what became of it.

    Attributes
    ----------
    name
        Its name.
    state
        ``known``: the same bytes were here already.
    reports
        Names of its reports in the case.
    statements
        How many were found in them.
    problem
        Why it could not be used.
    date, outlet
        The day it was published, and by whom, where a person knows better than the file; it is read anew for
        that.
    """

    key: str
    name: str
    state: State = "waiting"
    reports: tuple[str, ...] = ()
    statements: int = 0
    problem: str | None = None
    date: dt.date | None = None
    outlet: str = ""


class Inbox:
    """Keeps what is handed in and reads it, one file after the other.

    Parameters
    ----------
    place
        The case.
    executor
        Who reads; by default a process of its own, so that reading never holds up a click.
    """

    def __init__(self, place: Workplace, executor: Executor | None = None) -> None:
        self._place = place
        self._folder = place.case / INCOMING
        self._executor = executor or Processes(1)
        self._handed: dict[str, Handed] = {}
        self._lock = threading.Lock()
        self._more = threading.Condition(self._lock)
        self._closed = False
        self._thread: threading.Thread | None = None
        for path in sorted(self._folder.glob("*/*")) if self._folder.is_dir() else ():
            if path.name != _OUTLET:
                key = path.parent.name
                self._handed[key] = Handed(key, path.name, date=_date_in(key), outlet=_outlet_in(path.parent))
        if self._handed:
            self._begin()

    def close(self) -> None:
        """Stop reading; what is not read yet is read when the program starts again."""
        with self._more:
            self._closed = True
            self._more.notify_all()
        self._executor.__exit__(None, None, None)

    # -- handing in --

    def hand_in(
        self, files: Sequence[tuple[str, bytes]], date: dt.date | None = None, outlet: str = ""
    ) -> tuple[str, ...]:
        """Keep files to be read, and give the names they have.

        Parameters
        ----------
        files
            Names, as the browser told them, and bytes.
        date, outlet
            The day they were published, and by whom, where that is known better than they tell: they are
            read anew.

        Raises
        ------
        CaseError
            If they cannot be kept.
        """
        kept = []
        try:
            for told, data in files:
                name = file_name(told)
                with self._lock:
                    number = len(self._handed)
                key = f"{number:06d}-{secrets.token_hex(4)}{f'-{date}' if date else ''}"
                draft = self._folder / f".{key}"
                draft.mkdir(parents=True)
                (draft / name).write_bytes(data)
                if outlet:
                    (draft / _OUTLET).write_text(outlet, encoding="utf-8")
                put_in_place(draft, self._folder / key)
                with self._lock:
                    self._handed[key] = Handed(key, name, date=date, outlet=outlet)
                kept.append(name)
        except OSError as error:
            raise CaseError(
                "the report cannot be kept in the case", file=str(self._folder), hint=error.strerror
            ) from None
        finally:
            self._begin()
        return tuple(kept)

    def progress(self) -> tuple[Handed, ...]:
        """Tell what became of what was handed in, the latest first."""
        with self._lock:
            return tuple(reversed(self._handed.values()))

    @property
    def is_busy(self) -> bool:
        """Whether something is left to read."""
        with self._lock:
            return any(one.state in ("waiting", "reading") for one in self._handed.values())

    def forget(self) -> None:
        """Tell no more about what is done."""
        with self._lock:
            for key, one in list(self._handed.items()):
                if one.state not in ("waiting", "reading"):
                    del self._handed[key]

    # -- reading --

    def _begin(self) -> None:
        with self._more:
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._read_all, name="reading", daemon=True)
                self._thread.start()
            self._more.notify_all()

    def _next(self) -> list[Handed]:
        """Give what is to be read next; wait for it; nothing when it is over."""
        with self._more:
            while not self._closed:
                waiting = [one for one in self._handed.values() if one.state == "waiting"][:AT_ONCE]
                if waiting:
                    for one in waiting:
                        self._handed[one.key] = replace(one, state="reading")
                    return waiting
                self._more.wait()
        return []

    def _read_all(self) -> None:
        while batch := self._next():
            try:
                self._read(batch)
            except ModusError as problem:
                self._failed(batch, str(problem))
            except Exception as problem:  # noqa: BLE001 - the next reports must be read all the same
                if self._closed:
                    return
                self._failed(batch, f"this is a fault of the program ({type(problem).__name__}: {problem})")

    def _read(self, batch: Sequence[Handed]) -> None:
        from modusvivendi.dossier.intake import Intake
        from modusvivendi.dossier.related import read_related
        from modusvivendi.reports.regardless import regardless
        from modusvivendi.statements.many import read_many
        from modusvivendi.statements.read import reader_name
        from modusvivendi.workbench.own_names import with_own_names

        reader = with_own_names(self._place.settings.reader, self._place.case)
        paths = {self._folder / one.key / one.name: one for one in batch}
        with self._place.dossier() as dossier:
            dates = {one.name: one.date for one in batch if one.date}
            outlets = {one.name: one.outlet for one in batch if one.outlet}
            told = [path for path, one in paths.items() if one.date or one.outlet]
            known = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
            anew = {known[path] for path in told} | (regardless(self._place.case) & {*known.values()})
            store = _Told(Intake(self._place.case, dossier, reader_name(reader) or ""), anew)
            read_many(list(paths), store, self._executor, reader=reader, dates=dates, outlets=outlets)
            read_related(dossier, self._place.case, reader)
            names = {digest: name for digest, (name, _, _) in dossier.digests().items()}
        self._place.reports_came()
        for path, one in paths.items():
            found = store.found.get(path)
            if found is None:
                self._done(replace(one, state="known"))
                continue
            digests, statements, problems = found
            self._done(
                replace(
                    one,
                    state="read" if digests else "failed",
                    reports=tuple(names[d] for d in digests if d in names),
                    statements=statements,
                    problem="; ".join(_plainly(p, path) for p in problems) or None,
                )
            )

    def _failed(self, batch: Sequence[Handed], problem: str) -> None:
        for one in batch:
            self._done(replace(one, state="failed", problem=problem))

    def _done(self, one: Handed) -> None:
        shutil.rmtree(self._folder / one.key, ignore_errors=True)
        with self._lock:
            self._handed[one.key] = one
            done = [key for key, other in self._handed.items() if other.state not in ("waiting", "reading")]
            for key in done[:-REMEMBERED]:
                del self._handed[key]


class _Told:
    """Hands on to an intake, and remembers by file what was in it; some reports are read anew."""

    def __init__(self, intake: object, anew: Collection[str] = ()) -> None:
        from modusvivendi.dossier.intake import Intake

        assert isinstance(intake, Intake)
        self._intake = intake
        self.found: dict[Path, tuple[list[str], int, list[ModusError]]] = {}
        self.has = lambda sha256: sha256 not in anew and intake.has(sha256)
        self.dates = intake.dates

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        """Keep what was read."""
        self._intake.keep(outcomes)
        for outcome in outcomes:
            if not (outcome.read or outcome.problems):
                continue
            digests, statements, problems = self.found.setdefault(outcome.path, ([], 0, []))
            digests += [report.sha256 for report, _ in outcome.read]
            problems += outcome.problems
            statements += sum(len(found) for _, found in outcome.read)
            self.found[outcome.path] = (digests, statements, problems)


def _plainly(problem: ModusError, path: Path) -> str:
    """Say a problem without the folder it happened in, which is nobody's business."""
    return str(problem).replace(str(path), path.name)


def file_name(told: str) -> str:
    """Make a name for a file of what a browser said it is called: no folders, nothing a system chokes on.

    Examples
    --------
    >>> file_name("../../etc/pass:wd.txt"), file_name("C:/talks/day one.md"), file_name("...")
    ('pass_wd.txt', 'day one.md', 'report.txt')
    >>> file_name("con.txt"), file_name("nul.2031.md")
    ('_con.txt', '_nul.2031.md')
    """
    name = PureWindowsPath(told.replace("\0", "")).name
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, "txt"
    stem = stem.strip(" .")[:100] or "report"
    if stem.partition(".")[0].strip().upper() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem}.{ending[:10].strip() or 'txt'}"


_RESERVED = frozenset(
    {
        "CON",
        "PRN",
        "AUX",
        "NUL",
        "CONIN$",
        "CONOUT$",
        *(f"{d}{n}" for d in ("COM", "LPT") for n in "0123456789¹²³"),
    }
)
"""Names that Windows keeps for devices."""


def pasted_name(title: str, text: str) -> str:
    """Make a name for the file of a pasted text.

    Examples
    --------
    >>> pasted_name("Talks in Bern?", "…")
    'talks-in-bern.md'
    """
    words = re.findall(r"\w+", (title or text[:200]).lower())[:7]
    return file_name("-".join(words)[:60] + ".md") if words else "pasted.md"


_OUTLET = ".outlet"
"""In a folder of the inbox, beside a file: who published it, where a person said so."""


def _outlet_in(folder: Path) -> str:
    try:
        return (folder / _OUTLET).read_text(encoding="utf-8")
    except OSError:
        return ""


def _date_in(key: str) -> dt.date | None:
    """Give the date in the name of a folder of the inbox.

    Examples
    --------
    >>> _date_in("000002-9f3a77c1-2031-03-02"), _date_in("000002-9f3a77c1")
    (datetime.date(2031, 3, 2), None)
    """
    found = re.fullmatch(r"\d+-[0-9a-f]{8}-(\d{4}-\d\d-\d\d)", key)
    return dt.date.fromisoformat(found[1]) if found else None


def _opening(text: str) -> str:
    r"""Give what a text without a headline can be called: its first words.

    Examples
    --------
    >>> _opening("Talks begin\n\nBoth sides met."), _opening("Both sides met at the lake on Monday. " * 4)
    ('', 'Both sides met at the lake on Monday. Both …')
    """
    first = " ".join(text.strip().split("\n\n")[0].split())
    is_headline = len(first) <= 120 and not first.endswith((".", "!", "?", '"', "”"))
    return "" if is_headline else f"{' '.join(first.split()[:9])} …"


def pasted_report(text: str, *, outlet: str, title: str, date: str) -> bytes:
    """Write a pasted text as a report with what is known about it in front.

    Raises
    ------
    ReportError
        If there is no text.
    """
    import io

    from ruamel.yaml import YAML

    if not text.strip():
        raise ReportError("there is no text to read", hint="paste a report, or choose files")
    known = (("outlet", outlet), ("title", title or _opening(text)), ("date", date))
    head = {key: value for key, value in known if value}
    if not head:
        return text.encode()
    written = io.StringIO()
    YAML().dump(head, written)
    return f"---\n{written.getvalue()}---\n\n{text}".encode()
