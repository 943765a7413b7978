"""A store in a database: SQLite or DuckDB in a file, or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from proposalcheck.errors import UsageError
from proposalcheck.store.tables import DOCUMENTS, METADATA, OF_A_DOCUMENT, RUNS, RunFacts, rows_of

if TYPE_CHECKING:
    import sqlite3

_EXTRAS = {"duckdb": "store", "postgresql": "postgres"}
"""The extra of this package that brings what a kind of database needs."""


class DatabaseStore:
    """The reports of many documents in a database; each document is one transaction, so a kill leaves none half."""

    def __init__(self, url: str, address: str, *, read_only: bool = False) -> None:
        self.address = address
        self.engine = _engine(url, address, read_only=read_only)
        if not read_only:
            with self._told():
                METADATA.create_all(self.engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.dispose()

    def state(self) -> Mapping[str, tuple[str, str]]:
        """Return, for each document stored, the hash of its content and what it was screened with."""
        asked = sql.select(DOCUMENTS.c.document, DOCUMENTS.c.sha256, DOCUMENTS.c.options)
        with self._told(), self.engine.connect() as connection:
            return {document: (sha256 or "", options) for document, sha256, options in connection.execute(asked)}

    def add(self, report: Mapping[str, Any], options: str) -> None:
        """Store the report of one document in place of what was there about it."""
        rows, path = rows_of(report, options), report["document"]["path"]
        with self._told(), self.engine.begin() as connection:
            for table in OF_A_DOCUMENT:
                connection.execute(sql.delete(table).where(table.c.document == path))
                if rows[table.name]:
                    connection.execute(sql.insert(table), rows[table.name])

    def finish(self, run: RunFacts) -> None:
        """Keep the facts about a run that came to its end."""
        with self._told(), self.engine.begin() as connection:
            connection.execute(sql.insert(RUNS), [run.row()])

    def rows(self, statement: str) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
        """Return the names of the columns and the rows that a statement of plain SQL asks for."""
        with self._told(), self.engine.connect() as connection:
            answer = connection.execute(sql.text(statement.replace(":", r"\:")))
            return list(answer.keys()), [tuple(row) for row in answer]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what a database complains about into an error that names the store."""
        try:
            yield
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            raise UsageError(f"{self.address}: {' '.join(str(cause).split())}") from error


def _engine(url: str, address: str, *, read_only: bool) -> sql.Engine:
    """Return a connection pool for `url`; a file of SQLite is written ahead, so that a kill leaves it whole."""
    name = sql.make_url(url).get_backend_name() if "://" in url else url
    try:
        return _opened(url, name, read_only=read_only)
    except (ImportError, NoSuchModuleError) as error:
        raise UsageError(
            f"{address}: needs a package that is not installed; pip install 'proposalcheck[{_EXTRAS[name]}]'"
        ) from error
    except ArgumentError as error:
        raise UsageError(
            f"{address}: not the address of a database; postgresql://user@host/name would be one"
        ) from error


def _opened(url: str, name: str, *, read_only: bool) -> sql.Engine:
    if name == "duckdb":
        return sql.create_engine(url, connect_args={"read_only": read_only}, poolclass=sql.pool.StaticPool)
    if name == "sqlite" and read_only:
        file = sql.make_url(url).database
        return sql.create_engine(f"sqlite:///file:{file}?mode=ro&uri=true")
    engine = sql.create_engine(url)
    if name == "sqlite":
        sql.event.listen(engine, "connect", _write_ahead)
    return engine


def _write_ahead(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
