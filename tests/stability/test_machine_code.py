"""Machine code kept on disk is used, checked, and done without where it has to be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from modusvivendi.stability import compiled, compiler, engine, many
from modusvivendi.stability.lattice import build
from modusvivendi.stability.machine_code import Shelf

SCRIPT = """
import sys, numpy as np
from modusvivendi.stability import engine
engine.plainly = lambda steps: False
ranks = np.random.default_rng(1).integers(0, 9, (3, 64))
found = engine.stability(np.arange(64), [3, 12, 48], ranks, concepts=["nash"])
print({key: int(table.sum()) for key, table in found.items()}, "numba" in sys.modules)
"""


def run(cache: Path) -> str:
    environment = os.environ | {"NUMBA_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_later_processes_do_not_load_the_compiler_unless_a_file_was_cut(tmp_path: Path) -> None:
    first = run(tmp_path)
    assert first.endswith("True\n")
    files = sorted(tmp_path.glob("loop-*.o"))
    assert files
    later = run(tmp_path)
    assert later.endswith("False\n")
    assert later.split("}")[0] == first.split("}")[0]
    for file in files:
        file.write_bytes(file.read_bytes()[:100])
    assert run(tmp_path) == first


def test_arrays_of_another_type_are_refused_before_anything_is_written() -> None:
    good = np.zeros(4, dtype=np.int32)
    with pytest.raises(TypeError, match="int32"):
        compiled.unite(0, 1, 4, 4, good, good, np.zeros(4, dtype=np.int64))
    with pytest.raises(TypeError, match="contiguous"):
        compiled.unite(0, 1, 4, 4, good, good, np.zeros(8, dtype=np.int32)[::2])
    with pytest.raises(ValueError, match="argument"):
        compiled.unite(0, 1, 4)


@pytest.mark.parametrize("loop", compiled._SIGNATURES, ids=lambda loop: loop.__name__)
def test_every_loop_can_be_kept(loop: Callable[..., None]) -> None:
    """None calls anything outside, which the linker would not find in a later process."""
    signature = compiled._SIGNATURES[loop]
    text, called = compiler.assembly(loop, signature)
    assert Shelf([])._assemble(text.replace(called, loop.__name__), loop.__name__)


def test_without_a_shelf_numba_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_made", {})
    monkeypatch.setattr(compiled, "_shelf", [None])
    monkeypatch.setattr(engine, "plainly", lambda steps: False)
    ranks = np.array([[2, 1, 4, 3], [2, 4, 1, 3]])
    found = engine.stability([0, 1, 2, 3], [1, 2], ranks, concepts=["nash"])
    assert found["nash"].all(axis=0).tolist() == [True, False, False, False]
    lattice = build(np.arange(4), np.array([1, 2]), 0, 0)
    judged = many.stability_of_many(lattice, ranks[None], ("nash", "seq"))
    assert judged["seq"][0].all(axis=0).tolist() == [True, False, False, True]


def test_code_that_calls_something_unknown_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    text = "declare void @nowhere()\ndefine void @loop() {\n call void @nowhere()\n ret void\n}"
    with pytest.raises(RuntimeError, match="nowhere"):
        Shelf([]).put("loop", "", text, "loop")
    assert not list(tmp_path.iterdir())


def test_there_is_no_loop_of_another_name() -> None:
    with pytest.raises(AttributeError):
        compiled.nothing  # noqa: B018
