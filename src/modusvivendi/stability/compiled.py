"""The loops of :mod:`modusvivendi.stability.kernels`, compiled; import it only for large work."""

from __future__ import annotations

import numba

from modusvivendi.stability import kernels

_compile = numba.njit(cache=True, nogil=True)

arrange = _compile(kernels.arrange)
judge = _compile(kernels.judge)
trace = _compile(kernels.trace)
