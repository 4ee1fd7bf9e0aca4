"""Compiled loops kept on disk as machine code, so that later processes need not load the compiler.

Numba keeps what it compiled too, but has to be imported to find it again: with its own cache a later process
needs one to two seconds before its first call, which is longer than solving a conflict of a million states
takes, and with this a tenth of one. Here Numba is asked once for a loop as a C function (``numba.cfunc``);
after that the code is loaded by LLVM's own linker, which Numba brings along (``llvmlite.binding``), and
called through ``ctypes``. Other threads run meanwhile.

The code is good for one version of the loops and of LLVM and one kind of processor, all of which are part
of its name.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

KINDS = {"4": np.dtype(np.int32), "8": np.dtype(np.int64), "t": np.dtype(np.bool_)}
"""Kinds of arrays by their letters in a signature; there ``i`` is a whole number and ``b`` a truth value."""


_DIGEST = hashlib.sha256().digest_size
_LIBC = {"memset", "memcpy", "memmove"}


def folders() -> Iterable[Path]:
    """Give the places where code may be kept, the preferred one first."""
    if chosen := os.environ.get("NUMBA_CACHE_DIR"):
        yield Path(chosen)
        return
    yield Path(__file__).parent / "__pycache__"
    if sys.platform == "win32":
        yield Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "modusvivendi"
    else:
        yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "modusvivendi"


class Shelf:
    """Machine code for this processor, on disk.

    Parameters
    ----------
    sources
        Files the code is made from; a change in any makes a new shelf.

    Raises
    ------
    ImportError, AttributeError, RuntimeError, OSError
        If LLVM is not there, or not as expected.
    """

    def __init__(self, sources: Iterable[Path]) -> None:
        # Without types of their own, and heavy.
        llvmlite: Any = import_module("llvmlite")
        llvm: Any = import_module("llvmlite.binding")
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        self._llvm = llvm
        processor, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
        self._machine = llvm.Target.from_default_triple().create_target_machine(
            cpu=processor, features=features, opt=3, reloc="pic", codemodel="jitdefault", jit=True
        )
        # What has been loaded lives as long as its engine.
        self._engines: list[Any] = []
        digest = hashlib.sha256(
            " ".join((llvmlite.__version__, llvm.get_process_triple(), processor, features)).encode()
        )
        for source in sources:
            digest.update(source.read_bytes())
        self._name = f"loop-{digest.hexdigest()[:20]}"

    def take(self, name: str, signature: str) -> Callable[..., None] | None:
        """Load a function that was kept, or give None."""
        for folder in folders():
            try:
                kept = (folder / f"{self._name}-{name}.o").read_bytes()
            except OSError:
                continue
            # The linker does not survive half a file.
            code = kept[_DIGEST:]
            if kept[:_DIGEST] == hashlib.sha256(code).digest():
                return self._function(code, name, signature)
        return None

    def put(self, name: str, signature: str, assembly: str, called: str) -> Callable[..., None]:
        """Keep a function and load it.

        Parameters
        ----------
        name, signature
            Of the function; one letter an argument.
        assembly, called
            The function in LLVM's language, and what it is called there; by C's conventions, without result.

        Raises
        ------
        RuntimeError
            If the assembly is not valid, or calls anything that is not part of it.
        """
        code = self._assemble(assembly.replace(called, name), name)
        for folder in folders():
            try:
                folder.mkdir(parents=True, exist_ok=True)
                # Whole or not at all, as other processes may be doing the same.
                with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
                    file.write(hashlib.sha256(code).digest() + code)
                Path(file.name).replace(folder / f"{self._name}-{name}.o")
            except OSError:
                continue
            break
        return self._function(code, name, signature)

    def _assemble(self, text: str, kept: str) -> bytes:
        llvm = self._llvm
        module = llvm.parse_assembly(text)
        module.verify()
        for function in module.functions:
            if not function.is_declaration and function.name != kept:
                function.linkage = "internal"
        # Numba's function tells Python of errors. Nothing here makes any, which these passes find out.
        passes = llvm.create_new_module_pass_manager()
        passes.add_ipsccp_pass()
        passes.add_simplify_cfg_pass()
        passes.add_global_dead_code_eliminate_pass()
        passes.add_strip_dead_prototype_pass()
        passes.run(module, llvm.create_pass_builder(self._machine, llvm.create_pipeline_tuning_options()))
        for function in module.functions:
            name = function.name
            # The linker ends the process where something is missing, so that nothing may be.
            if function.is_declaration and not name.startswith("llvm.") and name not in _LIBC:
                raise RuntimeError(f"the compiled loop needs {name}")
        code: bytes = self._machine.emit_object(module)
        return code

    def _function(self, code: bytes, name: str, signature: str) -> Callable[..., None]:
        llvm = self._llvm
        engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), self._machine)
        engine.add_object_file(llvm.object_file.ObjectFileRef.from_data(code))
        engine.finalize_object()
        self._engines.append(engine)
        kinds = [ctypes.c_void_p if kind in KINDS else ctypes.c_int64 for kind in signature]
        raw = ctypes.CFUNCTYPE(None, *kinds)(engine.get_function_address(name))

        def call(*arguments: Any) -> None:
            given = []
            for kind, argument in zip(signature, arguments, strict=True):
                if kind in KINDS:
                    # Anything else would be written to as if it were right.
                    if argument.dtype != KINDS[kind] or not argument.flags.c_contiguous:
                        raise TypeError(f"{name} takes contiguous arrays of {KINDS[kind]} here")
                    given.append(argument.ctypes.data)
                else:
                    given.append(int(argument))
            raw(*given)

        return call
