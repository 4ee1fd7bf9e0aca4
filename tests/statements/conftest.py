"""Readers of a language model that is served on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from modusvivendi.statements.llm.endpoint import API_KEY, Endpoint
from modusvivendi.statements.llm.reader import LlmReader
from tests.statements.endpoint import (
    KEY,
    Served,
)

ReaderOf = Callable[..., LlmReader]


@pytest.fixture
def reader_of() -> Iterator[ReaderOf]:
    """Give a function that makes readers of a server, impatient so that tests are quick."""
    made: list[LlmReader] = []

    def build(served: Served | str, *, cache: Path | None = None, at_once: int = 4, **more: Any) -> LlmReader:
        known: dict[str, Any] = {"timeout": 20.0, "attempts": 3, "pause": 0.01, "longest_pause": 2.0, **more}
        url = served if isinstance(served, str) else served.url
        endpoint = Endpoint.of("small", url, {API_KEY: KEY}).model_copy(update=known)
        made.append(LlmReader(endpoint, cache=cache, at_once=at_once))
        return made[-1]

    yield build
    for reader in made:
        reader.close()
