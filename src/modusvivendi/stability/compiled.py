"""The loops of :mod:`modusvivendi.stability.kernels`, compiled; import it only for large work."""

from __future__ import annotations

import numba

from modusvivendi.stability import arc_kernels, kernels

_compile = numba.njit(cache=True, nogil=True)

arrange = _compile(kernels.arrange)
judge = _compile(kernels.judge)
trace = _compile(kernels.trace)
judge_arcs = _compile(arc_kernels.judge_arcs)
trace_arcs = _compile(arc_kernels.trace_arcs)
