"""The table beneath the picture of a state graph: what the states are, and under what they are equilibria."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from modusvivendi.publish.graph import StateGraph, StateNode
from modusvivendi.publish.lettering import plain, width, wrapped
from modusvivendi.publish.sheet import Sheet
from modusvivendi.stability import concept

SIZE = 12.5
ROW = 19.0
LABELS = 300.0
"""Most room for the labels of the options."""

_ABREAST = 24


def table_of(graph: StateGraph) -> Table:
    """Give the table that goes with a graph: of names in graph form, otherwise of options."""
    return OptionTable(graph) if graph.analysis.conflict.graph is None else NameTable(graph)


class Table:
    """A table that can be drawn."""

    def __init__(self, graph: StateGraph) -> None:
        self.graph = graph

    @property
    @abstractmethod
    def width(self) -> float:
        """How much room it wants."""

    @abstractmethod
    def draw(self, sheet: Sheet, y: float, wide: float) -> float:
        """Draw it below ``y`` within a width, and give where it ends."""


class OptionTable(Table):
    """Options in rows, states in columns, and below under which concepts each state is an equilibrium."""

    def __init__(self, graph: StateGraph) -> None:
        super().__init__(graph)
        conflict = graph.analysis.conflict
        texts = [plain(label) or key for dm in conflict.decision_makers for key, label in dm.options.items()]
        texts += [plain(dm.name) for dm in conflict.decision_makers]
        texts += [f"{concept(key).label} equilibrium" for key in graph.analysis.concepts]
        self.label = min(LABELS, max(width(text, SIZE, bold=True) for text in texts) + 22)
        self.column = max(24.0, *(width(str(node.number), SIZE, bold=True) + 9 for node in graph.nodes))

    @property
    def width(self) -> float:
        """How much room it wants."""
        return self.label + self.column * min(_ABREAST, len(self.graph.nodes))

    def draw(self, sheet: Sheet, y: float, wide: float) -> float:
        """Draw it, in blocks of as many states as there is room for."""
        abreast = max(1, int((wide - self.label) / self.column))
        blocks = -(-len(self.graph.nodes) // abreast)
        size = -(-len(self.graph.nodes) // blocks)
        for first in range(0, len(self.graph.nodes), size):
            y = self._block(sheet, y, self.graph.nodes[first : first + size]) + 18
        return y - 18

    def _block(self, sheet: Sheet, y: float, nodes: tuple[StateNode, ...]) -> float:
        graph = self.graph
        right = self.label + self.column * len(nodes)
        y += ROW * 0.7
        sheet.write(0, y, "state", size=SIZE, kind="soft")
        for place, node in enumerate(nodes):
            sheet.write(self._x(place), y, str(node.number), size=SIZE, weight=600, anchor="middle")
        y += 7
        sheet.rule(0, right, y)
        for dm in graph.analysis.conflict.decision_makers:
            if not dm.options:
                continue
            y += ROW
            sheet.write(0, y - 4, plain(dm.name), size=SIZE, weight=600)
            for name, label in zip(dm.option_names, dm.options.values(), strict=True):
                lines = wrapped(label, self.label - 22, SIZE, 2)
                for number, line in enumerate(lines):
                    sheet.write(12, y + ROW - 4 + 15 * number, line, size=SIZE)
                y += ROW
                for place, node in enumerate(nodes):
                    if name in node.taken:
                        sheet.dot(self._x(place), y - 8, 4.2)
                    else:
                        sheet.dot(self._x(place), y - 8, 1.1, "soft")
                y += 15 * (len(lines) - 1)
        y += 6
        sheet.rule(0, right, y)
        for key in graph.analysis.concepts:
            y += ROW
            sheet.write(0, y - 4, f"{concept(key).label} equilibrium", size=SIZE, kind="soft")
            for place, node in enumerate(nodes):
                if node.equilibrium[key]:
                    sheet.outline(sheet.group(None), self._x(place), y - 8, (5.2, 5.2), False, "ring")
                    sheet.dot(self._x(place), y - 8, 2.4)
        return y + 4

    def _x(self, place: int) -> float:
        return self.label + self.column * (place + 0.5)


@dataclass(frozen=True)
class _Entry:
    node: StateNode
    lines: list[str]
    holds: str


class NameTable(Table):
    """Numbers and names of states, and under which concepts each is an equilibrium."""

    def __init__(self, graph: StateGraph) -> None:
        super().__init__(graph)
        self.entries = [
            _Entry(
                node,
                wrapped(node.name, 330, SIZE, 3),
                " ".join(concept(key).label for key, held in node.equilibrium.items() if held),
            )
            for node in graph.nodes
        ]
        self.number = max(width(str(node.number), SIZE) for node in graph.nodes) + 12
        self.name = max(width(line, SIZE) for entry in self.entries for line in entry.lines) + 18
        self.held = max(width(entry.holds, SIZE) for entry in self.entries)

    @property
    def width(self) -> float:
        """How much room it wants."""
        return self.number + self.name + self.held

    def draw(self, sheet: Sheet, y: float, wide: float) -> float:
        """Draw it, in as many columns as there is room for."""
        column = self.width + 36
        columns = max(1, min(int((wide + 36) / column), -(-len(self.entries) // 4)))
        rows = -(-len(self.entries) // columns)
        sheet.rule(0, wide, y)
        lowest = y
        for first in range(0, len(self.entries), rows):
            at, x = y + 4, first // rows * column
            for entry in self.entries[first : first + rows]:
                at += ROW
                sheet.write(
                    x + self.number - 12, at - 4, str(entry.node.number), size=SIZE, weight=600, anchor="end"
                )
                for number, line in enumerate(entry.lines):
                    sheet.write(x + self.number, at - 4 + 15 * number, line, size=SIZE)
                sheet.write(x + self.number + self.name, at - 4, entry.holds, size=SIZE, kind="soft")
                at += 15 * (len(entry.lines) - 1)
            lowest = max(lowest, at)
        return lowest + 4
