"""Reading the national file: XLSX, 10,000 rows of 20 columns, into rows in memory. No peer validates or stores anything."""

from __future__ import annotations

from pathlib import Path

from data import ROWS
from measure import Figure, timed

WORK = "read XLSX 10,000 × 20"


def by_openpyxl(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = list(book["so-lieu"].iter_rows(values_only=True))
    book.close()
    return len(rows) - 1


def by_pandas(path: Path, engine: str) -> int:
    import pandas

    return len(pandas.read_excel(path, sheet_name="so-lieu", engine=engine))


def by_calamine(path: Path) -> int:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return len(book.get_sheet_by_name("so-lieu").to_python()) - 1


def figures(path: Path) -> list[Figure]:
    return [
        timed(WORK, "python-calamine", lambda: by_calamine(path), ROWS),
        timed(WORK, "pandas (calamine)", lambda: by_pandas(path, "calamine"), ROWS),
        timed(WORK, "pandas (openpyxl)", lambda: by_pandas(path, "openpyxl"), ROWS, runs=3),
        timed(WORK, "openpyxl (read_only)", lambda: by_openpyxl(path), ROWS, runs=3),
    ]
