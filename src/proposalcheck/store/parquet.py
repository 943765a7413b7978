"""A store in a folder of Parquet files, one a table, for those who read them with other tools.

Parquet files cannot be added to. So each document goes first as one line into `journal.jsonl`, which is folded into the
tables when the run ends, when it has grown long, or when the store is opened again after a run that was killed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Double, Integer, Table

from proposalcheck.errors import UsageError
from proposalcheck.store.tables import DOCUMENTS, OF_A_DOCUMENT, RUNS, Row, RunFacts, joined, rows_of

if TYPE_CHECKING:
    import pyarrow

_JOURNAL = "journal.jsonl"
_FOLD_AFTER = 5_000
"""How many documents a journal holds at most; a fold rewrites the tables, so it must not come too often."""


class ParquetStore:
    """The reports of many documents as Parquet files; a document counts once its line in the journal is complete."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        _needed()
        self.folder = folder
        self.address = str(folder)
        self._read_only = read_only
        if not read_only:
            folder.mkdir(exist_ok=True)
        self._pending: dict[str, dict[str, list[Row]]] = dict(_complete_lines(folder / _JOURNAL))
        if not read_only and (folder / _JOURNAL).exists():
            self._fold()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pending and not self._read_only:
            self._fold()

    def state(self) -> Mapping[str, tuple[str, str]]:
        """Return, for each document stored, the hash of its content and what it was screened with."""
        stored = _read(self.folder, DOCUMENTS) + joined(self._pending.values())[DOCUMENTS.name]
        return {row["document"]: (row["sha256"] or "", row["options"]) for row in stored}

    def add(self, report: Mapping[str, Any], options: str) -> None:
        """Store the report of one document in place of what was there about it."""
        rows, path = rows_of(report, options), report["document"]["path"]
        with (self.folder / _JOURNAL).open("ab") as journal:
            journal.write(json.dumps([path, rows], ensure_ascii=False).encode() + b"\n")
            journal.flush()
            os.fsync(journal.fileno())
        self._pending[path] = rows
        if len(self._pending) >= _FOLD_AFTER:
            self._fold()

    def finish(self, run: RunFacts) -> None:
        """Keep the facts about a run that came to its end."""
        _write(self.folder, RUNS, [*_read(self.folder, RUNS), run.row()])

    def rows(self, statement: str) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
        """Return the names of the columns and the rows that a statement of plain SQL asks for; DuckDB answers it."""
        import duckdb

        with duckdb.connect() as connection:
            for table in (*OF_A_DOCUMENT, RUNS):
                connection.register(table.name, _arrow(table, self._current(table)))
            try:
                answer = connection.execute(statement)
            except duckdb.Error as error:
                raise UsageError(f"{self.address}: {' '.join(str(error).split())}") from error
            return [column[0] for column in answer.description or ()], answer.fetchall()

    def _current(self, table: Table) -> list[Row]:
        """Return the rows of a table, with those of the journal in place of older ones of the same documents."""
        kept = [row for row in _read(self.folder, table) if row.get("document") not in self._pending]
        return kept + joined(self._pending.values()).get(table.name, [])

    def _fold(self) -> None:
        """Write the journal into the tables; a kill between two tables does no harm, as the journal goes last."""
        for table in OF_A_DOCUMENT:
            keys = [column.name for column in table.primary_key]
            _write(self.folder, table, sorted(self._current(table), key=lambda row: [row[key] for key in keys]))
        (self.folder / _JOURNAL).unlink(missing_ok=True)
        self._pending = {}


def _complete_lines(journal: Path) -> Iterator[tuple[str, dict[str, list[Row]]]]:
    """Yield the documents of a journal; a last line that a kill cut short is no document."""
    if not journal.exists():
        return
    with journal.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                path, rows = json.loads(line)
                yield path, rows


def _needed() -> None:
    try:
        import duckdb  # noqa: F401
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise UsageError("Parquet needs packages that are not installed; pip install 'proposalcheck[store]'") from error


def _read(folder: Path, table: Table) -> list[Row]:
    import pyarrow.parquet

    path = folder / f"{table.name}.parquet"
    return pyarrow.parquet.read_table(path).to_pylist() if path.exists() else []


def _write(folder: Path, table: Table, rows: Iterable[Row]) -> None:
    """Write a table under a name of its own and move it into place when it is complete."""
    import pyarrow.parquet

    unfinished = folder / f"{table.name}.parquet.part"
    pyarrow.parquet.write_table(_arrow(table, list(rows)), unfinished, compression="zstd")
    unfinished.replace(folder / f"{table.name}.parquet")


def _arrow(table: Table, rows: list[Row]) -> pyarrow.Table:
    import pyarrow

    return pyarrow.Table.from_pylist(
        rows, schema=pyarrow.schema([(column.name, _type(column.type)) for column in table.columns])
    )


def _type(column: object) -> pyarrow.DataType:
    import pyarrow

    if isinstance(column, Integer):
        return pyarrow.int64()
    return pyarrow.float64() if isinstance(column, Double) else pyarrow.string()
