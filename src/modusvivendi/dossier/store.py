"""Where a dossier is kept: transactions on it, one writer at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from modusvivendi.errors import CaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DatabaseError
    from sqlalchemy.orm import Session

    from modusvivendi.dossier.state import State

PATIENCE = 30.0
"""Seconds to wait for another program that is writing to the same dossier."""


class Store(ABC):
    """A database with one dossier.

    Attributes
    ----------
    shown
        Where it is, as people are told; never with a password.
    """

    shown: str

    def __init__(self, engine: Engine, shown: str) -> None:
        self._engine = engine
        self.shown = shown

    @abstractmethod
    def reading(self) -> Engine:
        """Give the engine whose transactions see one state of the dossier from their beginning."""

    @abstractmethod
    def writing(self) -> Engine:
        """Give the engine whose transactions change the dossier."""

    @abstractmethod
    def take_turn(self, connection: Connection) -> None:
        """Wait until nobody else writes, and keep others from it until the transaction ends."""

    @abstractmethod
    def state(self) -> State:
        """Give what is another after every transaction that changed something."""

    @abstractmethod
    def complaint(self, error: DatabaseError) -> CaseError:
        """Say for people what is wrong."""

    @abstractmethod
    def discard(self) -> None:
        """Take the dossier away for good, with all that is in it."""

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def session(self, *, writing: bool = False) -> Iterator[Session]:
        """Give a session that is one transaction: done as a whole or not at all.

        Parameters
        ----------
        writing
            Whether it changes something: then nobody else changes anything until it ends, and what it reads
            is the latest.

        Raises
        ------
        CaseError
            The database cannot be used, or the dossier has moved elsewhere meanwhile.
        """
        from sqlalchemy.exc import DatabaseError
        from sqlalchemy.orm import Session

        try:
            engine = self.writing() if writing else self.reading()
            with Session(engine, expire_on_commit=False) as session, session.begin():
                if writing:
                    connection = session.connection()
                    self.take_turn(connection)
                    self._check_that_it_stays(connection)
                yield session
        except DatabaseError as error:
            raise self.complaint(error) from error

    @contextmanager
    def transaction(self, *, writing: bool = False) -> Iterator[Connection]:
        """Give a connection with one transaction, whatever state the dossier is in."""
        from sqlalchemy.exc import DatabaseError

        try:
            with (self.writing() if writing else self.reading()).begin() as connection:
                if writing:
                    self.take_turn(connection)
                yield connection
        except DatabaseError as error:
            raise self.complaint(error) from error

    def _check_that_it_stays(self, connection: Connection) -> None:
        """Refuse to write to what was moved away, or brought up to a later version, since it was opened."""
        from modusvivendi.dossier.schema import SCHEMA_VERSION
        from modusvivendi.dossier.upgrading import about

        told = about(connection)
        if told.get("moving") == "out":
            raise moved_away(self.shown)
        if told.get("schema") != str(SCHEMA_VERSION):
            raise CaseError(
                "the dossier was changed by another version of the program meanwhile",
                file=self.shown,
                hint="open it again",
            )


def moved_away(shown: str) -> CaseError:
    """Say that a dossier is on its way to another database."""
    return CaseError(
        "this dossier is being moved to another database",
        file=shown,
        hint="if that was broken off, finish it: modus move CASE --to URL, or --to sqlite",
    )
