"""A folder of answers already given, so that reading can be taken up again and costs nothing twice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from threading import get_ident

from modusvivendi.errors import CaseError
from modusvivendi.files import put_in_place
from modusvivendi.statements.llm import prompt
from modusvivendi.statements.llm.prompt import Message

_README = """\
Answers of a language model, kept so that the same report need not be sent twice.
Each file holds what was sent (the report's text among it) and what came back.
The folder can be deleted at any time.
"""


class Answers:
    """A folder with one file an answer, named by the digest of model and question.

    Parameters
    ----------
    folder
        Made if missing. None: nothing is kept.

    Raises
    ------
    CaseError
        If the folder cannot be made.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        if folder is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            readme = folder / "README.txt"
            if not readme.exists():
                readme.write_text(_README, encoding="utf-8")
        except OSError as error:
            raise CaseError(
                f"answers cannot be kept here: {error.strerror}",
                file=str(folder),
                hint="name another --cache",
            ) from None

    def get(self, model: str, messages: Sequence[Message]) -> str | None:
        """Give the answer to a question, if it was given before and is whole."""
        if self._folder is None:
            return None
        try:
            record = json.loads(self._file(model, messages).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        text = record.get("answer") if isinstance(record, dict) else None
        return text if isinstance(text, str) else None

    def keep(self, model: str, messages: Sequence[Message], answer: str, mode: str) -> None:
        """Keep an answer. A full disk costs the memory of it, not the reading."""
        if self._folder is None:
            return
        record = {
            "model": model,
            "prompt": prompt.VERSION,
            "mode": mode,
            "messages": list(messages),
            "answer": answer,
        }
        file = self._file(model, messages)
        temporary = file.with_suffix(f".{os.getpid()}-{get_ident()}.part")
        try:
            temporary.write_text(json.dumps(record, indent=1), encoding="utf-8")
            put_in_place(temporary, file)
        except OSError:
            temporary.unlink(missing_ok=True)

    def _file(self, model: str, messages: Sequence[Message]) -> Path:
        assert self._folder is not None
        key = json.dumps([prompt.VERSION, model, list(messages), prompt.form()])
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()}.json"
