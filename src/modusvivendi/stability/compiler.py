"""Asks Numba for the compiled form of a loop; imported only where that is not on disk yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numba

# What is used here goes beyond the types Numba declares.
types: Any = numba.types
njit: Any = numba.njit
carray: Any = vars(numba)["carray"]

_TYPES = {
    "i": types.int64,
    "b": types.int64,
    "4": types.CPointer(types.int32),
    "8": types.CPointer(types.int64),
    "t": types.CPointer(types.uint8),
}

_FAR = 1 << 40
"""Length given to arrays whose true length only the caller knows."""


def jit(loop: Callable[..., None]) -> Any:
    """Give a loop as a Numba function, which is compiled when first called."""
    return njit(nogil=True)(loop)


def assembly(loop: Callable[..., None], signature: str, name: str) -> str:
    """Compile a loop into a function called ``name`` that takes 64-bit numbers and pointers.

    Parameters
    ----------
    signature
        One letter an argument, see :data:`modusvivendi.stability.machine_code.KINDS`.

    Returns
    -------
    str
        LLVM assembly. Before its own arguments the function takes two pointers, to a result it does not
        have and to an account of an error it does not make, and it returns 0: Numba's calling convention.
    """
    arguments = [f"a{number}" for number in range(len(signature))]
    given = [
        argument if kind == "i" else f"{argument} != 0" if kind == "b" else f"carray({argument}, far)"
        for argument, kind in zip(arguments, signature, strict=True)
    ]
    # Written out, as the number of arguments has to be fixed; inlined, so that no array is ever counted.
    scope: dict[str, Any] = {"loop": njit(inline="always")(loop), "carray": carray, "far": _FAR}
    exec(f"def entry({', '.join(arguments)}):\n    loop({', '.join(given)})\n", scope)
    wanted = types.void(*[_TYPES[kind] for kind in signature])
    compiled = njit(wanted, no_cpython_wrapper=True, no_cfunc_wrapper=True)(scope["entry"])
    text = str(compiled.inspect_llvm(compiled.signatures[0]))
    found = re.search(r'^define [^\n]*@"?([^"(\s]*entry[^"(\s]*)"?\(', text, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"the compiler gave no function for {name}")
    return text.replace(found[1], name)
