"""The loops compiled, each when it is first asked for; import this only for large work.

They come as machine code from disk where an earlier process has left it there, and otherwise from Numba,
which takes some seconds once. Where LLVM will not have it that way, Numba's own functions do the work.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from modusvivendi.stability import arc_kernels, batch_kernels, kernels
from modusvivendi.stability.machine_code import Shelf

# One letter an argument: i a whole number, b a truth value, 4, 8 and t arrays of int32, int64 and bool.
_SIGNATURES: dict[Callable[..., None], str] = {
    kernels.arrange: "iiiiiii" + "444" + "8" + "444" + "4" + "88" + "4",
    kernels.unite: "iiii" + "444",
    kernels.spread: "iiib" + "8444",
    kernels.line_up: "iiiib" + "8" + "4444",
    kernels.search: "iiiibbb" + "8" + "4" + "8" + "4" + "8" + "44444",
    kernels.decide: "ii" + "4" + "8" + "4" + "8" + "4" + "t",
    kernels.trace: "iiiiibb" + "8" + "4" + "8" + "4" + "8" + "4" + "4444",
    batch_kernels.judge_many: "iiiiiiiibib" + "8" + "444" + "8" + "44" + "tttt" + "48t",
    arc_kernels.judge_arcs: "iiiibb" + "44444" + "44444" + "t",
    arc_kernels.trace_arcs: "iiiibb" + "44444" + "444",
}
_SOURCES = ("kernels", "batch_kernels", "arc_kernels", "compiler", "compiled")
_LOOPS = {loop.__name__: loop for loop in _SIGNATURES}

_made: dict[str, Callable[..., None]] = {}
_shelf: list[Shelf | None] = []
_lock = threading.Lock()


def loaded(name: str) -> bool:
    """Tell whether a loop has been used in this process."""
    return name in _made


def __getattr__(name: str) -> Any:
    """Give a loop by its name, compiled."""
    if name not in _LOOPS:
        raise AttributeError(name)
    with _lock:
        if name not in _made:
            _made[name] = _make(_LOOPS[name])
    return _made[name]


def _make(loop: Callable[..., None]) -> Callable[..., None]:
    if not _shelf:
        _shelf.append(_set_up())
    shelf = _shelf[0]
    name, signature = loop.__name__, _SIGNATURES[loop]
    if shelf is not None:
        found = shelf.take(name, signature)
        if found is not None:
            return found
    from modusvivendi.stability import compiler

    if shelf is not None:
        try:
            return shelf.put(name, signature, *compiler.assembly(loop, signature))
        except RuntimeError:
            _shelf[0] = None
    made: Callable[..., None] = compiler.jit(loop)
    return made


def _set_up() -> Shelf | None:
    folder = Path(__file__).parent
    try:
        return Shelf([folder / f"{name}.py" for name in _SOURCES])
    except (ImportError, AttributeError, RuntimeError, OSError):
        return None
