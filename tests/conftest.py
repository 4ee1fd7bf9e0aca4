"""Fixtures shared by all tests."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder with the development data, or skip where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("needs the development data in ../shared")
    return SHARED
