"""What every insight can be asked for: a sentence, a table, data, and the evidence it rests on."""

from __future__ import annotations

from typing import Protocol

from modusvivendi.publish.tables import Table


class Insight(Protocol):
    """The result of a question put to a conflict."""

    @property
    def sentence(self) -> str:
        """The result in a few words."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of the statements it rests on, without repetition; what rests on none is assumed."""

    def tables(self) -> tuple[Table, ...]:
        """Give the result as tables, the most important first."""

    def record(self) -> dict[str, object]:
        """Give the result as JSON data."""
