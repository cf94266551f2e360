"""The tidy table as parquet: typed columns; the only room that knows pyarrow."""

import io
from typing import Any

from klantprofielen.errors import MissingLibraryError
from klantprofielen.tables import Kind, Table
from klantprofielen.views.data import plain_value


def format_parquet(table: Table) -> bytes:
    """Text, whole numbers and fractions, each column with its own type and null for what is not known.

    Raises:
        MissingLibraryError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - large, and not always there
        from pyarrow import parquet  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise MissingLibraryError(library="pyarrow", extra="parquet") from error

    types: dict[Kind, Any] = {
        Kind.TEXT: pa.string(),
        Kind.KWARTAAL: pa.string(),
        Kind.NUMMER: pa.int64(),
        Kind.AANTAL: pa.int64(),
        Kind.AANDEEL: pa.float64(),
        Kind.VERSCHIL: pa.int64(),
        Kind.PUNTEN: pa.float64(),
        Kind.GROEI: pa.float64(),
    }
    columns = zip(table.columns, zip(*(row.cells for row in table.rows), strict=True), strict=True)
    arrays = {column.key: pa.array(map(plain_value, cells), types[column.kind]) for column, cells in columns}
    file = io.BytesIO()
    parquet.write_table(pa.table(arrays), file, compression="zstd")
    return file.getvalue()
