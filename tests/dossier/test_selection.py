"""A record as it was on some day, and without some statements."""

from __future__ import annotations

import datetime as dt

from modusvivendi.dossier import Record, Selection
from modusvivendi.reports import Report
from modusvivendi.statements import Stance, Statement

DAY = dt.date(2024, 5, 10)


class Given(Record):
    def __init__(self, reports: list[Report], statements: list[Statement]) -> None:
        self._reports, self._statements = tuple(reports), tuple(statements)

    def reports(self) -> tuple[Report, ...]:
        return self._reports

    def statements(self) -> tuple[Statement, ...]:
        return self._statements


def report(name: str, day: dt.date | None) -> Report:
    return Report(name=name, body="The guild would open its books.", date=day, sha256=name * 8)


def statement(name: str, number: int, day: dt.date | None) -> Statement:
    return Statement(
        id=f"{name}-{number}a",
        report=name,
        start=0,
        end=31,
        sentence="The guild would open its books.",
        actor="the guild",
        stance=Stance.OFFERS,
        proposal="open its books",
        date=day,
    )


def record() -> Given:
    later = dt.timedelta(days=1)
    return Given(
        [report("before", DAY - later), report("after", DAY + later), report("undated", None)],
        [
            statement("before", 1, DAY - later),
            statement("before", 2, None),
            statement("after", 3, DAY - later),
            statement("undated", 4, DAY),
            statement("undated", 5, DAY + later),
            statement("undated", 6, None),
        ],
    )


def test_what_was_published_or_said_later_was_not_known_then() -> None:
    found = Selection(record(), as_of=DAY)
    assert [s.id for s in found.statements()] == ["before-1a", "before-2a", "undated-4a"]
    assert [r.name for r in found.reports()] == ["before", "undated"]


def test_what_has_no_date_at_all_is_left_out_and_named() -> None:
    assert Selection(record(), as_of=DAY).undated == ("undated-6a",)


def test_statements_can_be_left_out_by_id_and_their_reports_stay() -> None:
    whole = record()
    found = Selection(whole, without=["before-1a"])
    assert [s.id for s in found.statements()] == [s.id for s in whole.statements()][1:]
    assert found.reports() == whole.reports()


def test_positions_and_origins_follow_from_the_selection() -> None:
    found = Selection(record(), as_of=DAY)
    assert {i for p in found.positions() for i in p.statements} <= {s.id for s in found.statements()}
    assert {i for o in found.origins() for i in o.statements} <= {s.id for s in found.statements()}
