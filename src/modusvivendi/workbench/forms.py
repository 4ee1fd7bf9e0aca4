"""What a form sent: read once, within limits, and only if the form was ours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from modusvivendi.errors import ModusError
from modusvivendi.reports.limits import LARGEST

MOST_FILES = 600
LONGEST_FIELD = 2 * LARGEST
"""Characters of a pasted text or a model may take several bytes."""


class FormRefused(ModusError):
    """A form was not given out by this workbench to whoever sends it."""


class Form:
    """The fields and files of a form."""

    def __init__(self, data: FormData) -> None:
        self._data = data

    def text(self, name: str, default: str = "") -> str:
        """Give a field, line ends as in text files."""
        value = self._data.get(name, default)
        return value.replace("\r\n", "\n") if isinstance(value, str) else default

    def line(self, name: str, default: str = "") -> str:
        """Give a field of one line, without blanks around it."""
        return " ".join(self.text(name, default).split())

    def lines(self, name: str) -> list[str]:
        """Give all values of a field that can come several times."""
        return [value.strip() for value in self._data.getlist(name) if isinstance(value, str)]

    def every(self) -> list[tuple[str, str]]:
        """Give all fields that are no files, in order."""
        return [(name, value) for name, value in self._data.multi_items() if isinstance(value, str)]

    def files(self, name: str) -> list[UploadFile]:
        """Give the files that were handed in under a name."""
        return [v for v in self._data.getlist(name) if isinstance(v, UploadFile) and v.filename]

    def has(self, name: str) -> bool:
        """Tell whether there is such a field."""
        return name in self._data


async def sent(request: Request) -> AsyncIterator[Form]:
    """Give what a form sent, for as long as it is worked on.

    Raises
    ------
    FormRefused
        If it is not one of ours. Programs that show the token in each request need none.
    """
    data = await request.form(max_files=MOST_FILES, max_fields=5000, max_part_size=LONGEST_FIELD)
    session = request.state.session
    token = data.get("form_token", "")
    by_program = not session.key
    if not by_program and not (
        isinstance(token, str) and request.app.state.sessions.is_form_token(session, token)
    ):
        raise FormRefused(
            "this form is too old, or was not made by this workbench",
            hint="go back, load the page again, and send it once more",
        )
    try:
        yield Form(data)
    finally:
        await data.close()


Sent = Annotated[Form, Depends(sent)]


def fields(**described: str) -> dict[str, Any]:
    """Describe the fields of a form for OpenAPI: name and meaning; a ``*`` in front marks a file."""
    properties = {
        name: {"type": "string", "description": text.lstrip("*")}
        | ({"format": "binary"} if text.startswith("*") else {})
        for name, text in described.items()
    }
    content = {"multipart/form-data": {"schema": {"type": "object", "properties": properties}}}
    return {"requestBody": {"content": content}}
