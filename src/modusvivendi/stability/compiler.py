"""Asks Numba for the compiled form of a loop; imported only where that is not on disk yet."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any

import numba

# What is used here goes beyond the types Numba declares.
types: Any = numba.types
njit: Any = numba.njit
cfunc: Any = numba.cfunc
carray: Any = vars(numba)["carray"]

_TYPES = {
    "i": types.int64,
    "b": types.int64,
    "4": types.CPointer(types.int32),
    "8": types.CPointer(types.int64),
    "t": types.CPointer(types.uint8),
}

# Only other loops call them, and there is nothing in them to be rewritten: a sixth of the time.
_INNER = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "no_rewrites": True}

_FAR = 1 << 40
"""Length given to arrays whose true length only the caller knows."""


def jit(loop: Callable[..., None]) -> Any:
    """Give a loop as a Numba function, which is compiled when first called."""
    return njit(nogil=True)(FunctionType(loop.__code__, loop.__globals__ | _called(loop), loop.__name__))


def _called(loop: Callable[..., None]) -> dict[str, Any]:
    """Give the loops that a loop calls, by their names in it, as Numba functions."""
    named = {name: loop.__globals__.get(name) for name in loop.__code__.co_names}
    return {
        name: njit(nogil=True, error_model="numpy", **_INNER)(inner)
        for name, inner in named.items()
        if isinstance(inner, FunctionType)
    }


def assembly(loop: Callable[..., None], signature: str) -> tuple[str, str]:
    """Compile a loop into a C function that takes 64-bit numbers and pointers and returns nothing.

    Parameters
    ----------
    signature
        One letter an argument, see :data:`modusvivendi.stability.machine_code.KINDS`.

    Returns
    -------
    tuple
        LLVM assembly, and the name of the function in it.
    """
    tree = ast.parse(inspect.getsource(loop))
    (function,) = tree.body
    assert isinstance(function, ast.FunctionDef)
    # Its own body, with the arrays taken from pointers first: to call it would take a second compilation.
    taken = ""
    for argument, kind in zip(function.args.args, signature, strict=True):
        argument.annotation, name = None, argument.arg
        if kind != "i":
            taken += f"{name} = {name} != 0\n" if kind == "b" else f"{name} = carray({name}, far)\n"
    function.returns = None
    function.body[:0] = ast.parse(taken).body
    scope = _called(loop) | {"carray": carray, "far": _FAR}
    exec(compile(ast.fix_missing_locations(tree), inspect.getfile(loop), "exec"), scope)
    wanted = types.void(*[_TYPES[kind] for kind in signature])
    # Without Python's errors there is no way out of a loop but its end; none divides by zero.
    compiled = cfunc(wanted, error_model="numpy")(scope[function.name])
    return compiled.inspect_llvm(), compiled.native_name
