"""The package's own style sheets and script, at addresses that change when the files do."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "assets"

AT = "/assets"
"""Where they are served."""


MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
"""What they are; a system may say otherwise (Windows by its registry), and browsers then run no script."""


@cache
def asset(name: str) -> str:
    """Give the address of one of the files."""
    return f"{AT}/{name}?v={hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:10]}"


class OwnFiles(StaticFiles):
    """Serves the files; browsers may keep them."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Answer with a file."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        known = MEDIA_TYPES.get(Path(full_path).suffix)
        if known is not None:
            response.headers["Content-Type"] = known
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
