"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import peacekeeping
from tests import postgresql as server_of_tests
from tests.browsers import chromium
from tests.clusters import cluster

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from modusvivendi.brief.contents import Contents

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder with the development data, or skip where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("needs the development data in ../shared")
    return SHARED


@pytest.fixture(scope="session")
def peacekeeping_case() -> Iterator[Path]:
    """Give the folder of the example that ships, with its brief, and see that no test changes it."""
    case, _ = peacekeeping.made()
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    yield case
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


@pytest.fixture(scope="session")
def peacekeeping_brief() -> Contents:
    """Give what the brief of the example that ships holds."""
    return peacekeeping.made()[1]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a Chromium that can reach nothing but this machine, or skip where none is installed."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a Dask scheduler with two workers, each a process of its own."""
    pytest.importorskip("distributed")
    with cluster(2, tmp_path_factory.mktemp("dask")) as address:
        yield address


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Give the address of a PostgreSQL server of our own, or skip where none can be started."""
    reason = server_of_tests.why_not()
    if reason is not None:
        pytest.skip(reason)
    with server_of_tests.server() as address:
        yield address


@pytest.fixture
def postgresql(postgresql_server: str) -> str:
    """Give the address of a PostgreSQL database in which there is no case."""
    import psycopg

    with psycopg.connect(postgresql_server) as connection:
        schemas = connection.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'modus_')")
        for (schema,) in schemas.fetchall():
            connection.execute(f"DROP SCHEMA {schema} CASCADE")
    return postgresql_server
