"""Where the reports of many documents are kept: one document at a time, whole or not at all, twice the same as once.

`open_store` takes the address that `--store` names: a file of SQLite or DuckDB, a folder of Parquet files, or a
PostgreSQL database. Everything stored comes from the plain objects of `proposalcheck.reports.json`.
"""

from __future__ import annotations

from pathlib import Path

from proposalcheck.errors import UsageError
from proposalcheck.store.database import DatabaseStore
from proposalcheck.store.parquet import ParquetStore
from proposalcheck.store.tables import RunFacts

Store = DatabaseStore | ParquetStore
"""Any store; each is a context manager with `state`, `add`, `finish` and `rows`."""

_ENGINES = {".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".duckdb": "duckdb"}

_POSSIBLE = "a file that ends in .db, .sqlite or .duckdb, a folder for Parquet files, or postgresql://…"


def open_store(address: str, *, read_only: bool = False) -> Store:
    """Return the store at `address`, made anew when it is not there and may be written.

    Raises UsageError when the address names nothing that can be a store, a package for it is missing, or it cannot be
    opened.
    """
    if address.startswith(("postgresql://", "postgres://")):
        return DatabaseStore("postgresql+psycopg://" + address.split("://", 1)[1], address, read_only=read_only)
    path = Path(address)
    if read_only and not path.exists():
        raise UsageError(f"{address}: there is no store; make one with: proposalcheck scan PATH --store {address}")
    if "://" in address or (path.suffix and path.suffix not in _ENGINES):
        raise UsageError(f"{address}: not a store; it must be {_POSSIBLE}")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{address}: the folder {path.parent} is not there; make it first")
    if not path.suffix:
        return ParquetStore(path, read_only=read_only)
    return DatabaseStore(f"{_ENGINES[path.suffix]}:///{path}", address, read_only=read_only)


__all__ = ["RunFacts", "Store", "open_store"]
