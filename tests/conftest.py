"""Fixtures shared by all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clusters import cluster

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder with the development data, or skip where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("needs the development data in ../shared")
    return SHARED


@pytest.fixture(scope="session")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a Dask scheduler with two workers, each a process of its own."""
    pytest.importorskip("distributed")
    with cluster(2, tmp_path_factory.mktemp("dask")) as address:
        yield address
