"""The tables of a dossier, in SQLite and PostgreSQL. Changed only together with a step in ``migrations``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

SCHEMA_VERSION = 3
"""Raised with every change of the tables; a dossier of a later version is refused."""

APPLICATION = "modusvivendi"


class Table(DeclarativeBase):
    """Base of all tables."""


class About(Table):
    """What the dossier is, as names and values.

    ``application`` and ``schema`` (the version of the tables); ``case``, by which a case is known wherever
    it is kept; ``moving`` while it moves to another database, ``in`` there and ``out`` here; and in
    PostgreSQL ``writes``, the number of transactions that wrote.
    """

    __tablename__ = "about"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class StoredReport(Table):
    """A report, with its whole body; ``sha256`` of the original bytes is its identity."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    body: Mapped[str] = mapped_column(Text)
    outlet: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    date: Mapped[dt.date | None] = mapped_column(Date)
    date_from: Mapped[str | None] = mapped_column(String(32))
    url: Mapped[str | None] = mapped_column(Text)
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    warnings: Mapped[list[str]] = mapped_column(JSON)
    reader: Mapped[str] = mapped_column(Text)

    statements: Mapped[list[StoredStatement]] = relationship(
        back_populates="report",
        cascade="all, delete-orphan",
        order_by="(StoredStatement.start, StoredStatement.statement)",
    )


class StoredStatement(Table):
    """A statement. What is asked for in queries has columns of its own; ``record`` is the whole."""

    __tablename__ = "statements"
    __table_args__ = (UniqueConstraint("statement"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    statement: Mapped[str] = mapped_column(Text)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), index=True)
    start: Mapped[int] = mapped_column(Integer)
    end: Mapped[int] = mapped_column(Integer)
    actor: Mapped[str] = mapped_column(Text)
    stance: Mapped[str] = mapped_column(String(32))
    date: Mapped[dt.date | None] = mapped_column(Date)
    earlier: Mapped[bool] = mapped_column(Boolean)
    anonymous: Mapped[bool] = mapped_column(Boolean)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)

    report: Mapped[StoredReport] = relationship(back_populates="statements")


class StoredReview(Table):
    """What a person decided about a statement; ``anchor`` is the statement as it was read then."""

    __tablename__ = "reviews"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    statement: Mapped[str] = mapped_column(Text, index=True)
    decision: Mapped[str] = mapped_column(String(16))
    who: Mapped[str] = mapped_column(Text)
    when: Mapped[dt.datetime] = mapped_column(DateTime)  # UTC
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)
    subject: Mapped[int | None] = mapped_column(Integer)  # the first review about the same; None: itself
    anchor: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class StoredHandling(Table):
    """How a report is to be handled, from then on; the latest row about a report counts.

    Kept by the report's digest, so that a report taken out and put in again is as restricted as before.
    """

    __tablename__ = "handlings"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    caveats: Mapped[list[str]] = mapped_column(JSON)
    redact: Mapped[bool] = mapped_column(Boolean)
    who: Mapped[str] = mapped_column(Text)
    when: Mapped[dt.datetime] = mapped_column(DateTime)  # UTC
