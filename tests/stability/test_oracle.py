"""Random conflicts of all kinds are compared with the definitions; and a wrong step is noticed."""

from __future__ import annotations

import inspect
import textwrap
from collections import Counter
from types import FunctionType, ModuleType

import pytest

from modusvivendi.stability import (
    arc_kernels,
    coalitions,
    foresight,
    kernels,
    reach,
    simultaneous,
)
from tests.stability.comparison import Difference, compare, loops

FIRST = 10**9
"""The long run takes other seeds."""


@pytest.mark.parametrize("part", range(20))
def test_every_verdict_of_a_hundred_conflicts_is_the_one_the_definition_gives(
    part: int,
) -> None:
    with loops(plain=part % 2 == 0):
        counts: Counter[str] = sum((compare(FIRST + 100 * part + k) for k in range(100)), Counter())
    assert min(counts["graph form"], counts["option form"], counts["with ties"]) > 20
    for key in "nash gmr smr seq sseq sim nm l1 l2 l3 l4 l7 cnash cgmr csmr cseq explanations".split():
        assert counts[key] > 100, key


# One change each that makes a loop, or a step of another computation, wrong.
WRONG: list[tuple[ModuleType | type, str, str, str]] = [
    (kernels, "arrange", "top = max(top, rank)", "top = rank"),
    (kernels, "arrange", "if pattern[c] & ~pattern[d] == 0:", "if True:"),
    (kernels, "unite", "if j == i:", "if j == i or j == 0:"),
    (kernels, "unite", "if a < b:", "if a > b:"),
    (kernels, "spread", "value < worst[leader]", "value > worst[leader]"),
    (kernels, "spread", "if symmetric else", "if not symmetric else"),
    (kernels, "line_up", "if not symmetric:", "if True:"),
    (kernels, "search", "value = best[here & 0xFFFFFFFF] if symmetric else here >> 32", "value = here >> 32"),
    (kernels, "search", "if j == i:", "if False:"),
    (kernels, "search", "bound = here - c if credible", "bound = here - c + (1 << 32) if credible"),
    (kernels, "search", "bound = here - c if credible", "bound = here - c if not credible"),
    (kernels, "search", "pattern[d] & ~pattern[c]", "pattern[c] & ~pattern[d]"),
    (kernels, "search", "members[cursor[c]] == bound", "members[cursor[c]] != bound"),
    (kernels, "search", "q += 1", "q += 2"),
    (kernels, "decide", "members[q] >> 32 > rank", "members[q] >> 32 >= rank"),
    (kernels, "decide", "if largest > rank:", "if largest >= rank:"),
    (kernels, "decide", "if pattern[c] & ~pattern[d] != 0:", "if pattern[d] & ~pattern[c] != 0:"),
    (kernels, "decide", "largest = max(largest, worst[", "largest = (worst["),
    (kernels, "trace", "if value <= limit:", "if value < limit:"),
    (kernels, "trace", "if value <= limit:", "if value <= limit + 1:"),
    (kernels, "trace", "t = queue[head]\n        head += 1", "tail -= 1\n        t = queue[tail]"),
    (arc_kernels, "judge_arcs", "if k == i:", "if False:"),
    (arc_kernels, "judge_arcs", "j != k and worst", "worst"),
    (arc_kernels, "judge_arcs", "rank_of[s * n + k] >= rank_of", "rank_of[s * n + k] > rank_of"),
    (arc_kernels, "judge_arcs", "worst[t * n + i] > rank", "worst[t * n + i] >= rank"),
    (arc_kernels, "judge_arcs", "if symmetric:", "if False:"),
    (arc_kernels, "trace_arcs", "if reach <= limit:", "if reach < limit:"),
    (coalitions.Tables, "better", "found &= ", "found = "),
    (coalitions.Tables, "stable", "harmful = ~better.T", "harmful = better"),
    (coalitions.Tables, "stable", 'if key == "csmr"', "if False"),
    (coalitions.Tables, "stable", 'if key == "cseq" else', "if False else"),
    (reach, "_unions_of_others", "one | other", "one"),
    (foresight.Foresight, "longer", "shorter.ends[1 - i]", "shorter.ends[i]"),
    (foresight.Foresight, "longer", "best > self.ranks", "best >= self.ranks"),
    (foresight.Foresight, "until_repeated", "seen[key] + 1", "1"),
    (simultaneous, "_deterred", "ranks[found] <= ranks[s]", "ranks[found] < ranks[s]"),
    (simultaneous, "together", "np.concatenate((joint, ", "np.concatenate((joint[:1], "),
]  # fmt: skip


@pytest.mark.parametrize(("owner", "name", "old", "new"), WRONG)
def test_a_wrong_step_is_found_out(
    owner: ModuleType | type, name: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison can fail: with any of these changes it does, within a thousand conflicts."""
    right: FunctionType = getattr(owner, name)
    source = textwrap.dedent(inspect.getsource(right))
    assert old in source
    scope = dict(right.__globals__)
    exec("from __future__ import annotations\n" + source.replace(old, new, 1), scope)
    monkeypatch.setattr(owner, name, scope[name])
    with loops(plain=True), pytest.raises((Difference, LookupError, ValueError)):
        for k in range(1000):
            compare(FIRST + k)
