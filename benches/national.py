"""Two questions to 800 units × 40 figures × 120 months, asked of each contender in the layout that suits it best.

`pace`: of the tenth year, eight months: the sum of every figure of every unit, and from it the two rates (half up, in 1/100
of a percent), their pace and the deviation. `scan`: the sum of each figure over everything. All count in integers.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np

from data import DONE, ENFORCEABLE, FIGURES, MONTH, MONTHS, TARGETS, UNITS, YEAR, pace_by_numpy
from measure import Figure, timed

PACE = "pace of 800 units × 40 figures, 8 of 120 months"
SCAN = "full scan, 3.84 million values"
FIRST = YEAR * 12
NAMES = [f"f{figure}" for figure in range(FIGURES)]
PACES = [(target * MONTH * 2 + 12) // 24 for target in TARGETS]


def wide(values: np.ndarray) -> dict[str, np.ndarray]:
    """One row a unit and month, one column a figure."""
    columns: dict[str, np.ndarray] = {
        "unit": np.repeat(np.arange(UNITS, dtype=np.int32), MONTHS),
        "month": np.tile(np.arange(MONTHS, dtype=np.int32), UNITS),
    }
    flat = values.reshape(UNITS * MONTHS, FIGURES)
    columns.update({name: np.ascontiguousarray(flat[:, at]) for at, name in enumerate(NAMES)})
    return columns


def long(values: np.ndarray) -> dict[str, np.ndarray]:
    """One row a value."""
    return {
        "unit": np.repeat(np.arange(UNITS, dtype=np.int32), MONTHS * FIGURES),
        "month": np.tile(np.repeat(np.arange(MONTHS, dtype=np.int32), FIGURES), UNITS),
        "figure": np.tile(np.arange(FIGURES, dtype=np.int32), UNITS * MONTHS),
        "value": values.reshape(-1),
    }


def by_polars(values: np.ndarray) -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    import polars as pl

    frame = pl.DataFrame(wide(values))
    rows = pl.DataFrame(long(values))
    chosen = pl.col("month").is_between(FIRST, FIRST + MONTH - 1)

    def answer(total: pl.DataFrame) -> tuple[int, int]:
        parts = [
            ((pl.col(f"f{done}") * 20000 + pl.col(f"f{enf}")) // (2 * pl.col(f"f{enf}")) - pace).sum()
            for done, enf, pace in zip(DONE, ENFORCEABLE, PACES, strict=True)
        ]
        out = total.select(pl.sum_horizontal([pl.col(name).sum() for name in NAMES]).alias("all"), sum(parts[1:], parts[0]).alias("dev"))
        return int(out["all"][0]), int(out["dev"][0])

    def pace_wide() -> object:
        return answer(frame.lazy().filter(chosen).group_by("unit").agg(pl.col(NAMES).sum()).collect())

    def pace_long() -> object:
        total = rows.lazy().filter(chosen).group_by("unit", "figure").agg(pl.col("value").sum()).collect()
        table = total.pivot(on="figure", index="unit", values="value")
        return answer(table.rename({str(at): f"f{at}" for at in range(FIGURES)}))

    def scan_wide() -> object:
        return [int(n) for n in frame.select(pl.col(NAMES).sum()).row(0)]

    def scan_long() -> object:
        return rows.lazy().group_by("figure").agg(pl.col("value").sum()).sort("figure").collect()["value"].to_list()

    return [("Polars, wide", pace_wide, scan_wide), ("Polars, long", pace_long, scan_long)]


def by_pandas(values: np.ndarray) -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    import pandas as pd

    frame = pd.DataFrame(wide(values))

    def pace() -> object:
        part = frame[(frame["month"] >= FIRST) & (frame["month"] < FIRST + MONTH)]
        total = part.groupby("unit", sort=False)[NAMES].sum()
        deviation = 0
        for done, enf, pace_of in zip(DONE, ENFORCEABLE, PACES, strict=True):
            below = total[f"f{enf}"]
            deviation += int(((total[f"f{done}"] * 20000 + below) // (2 * below) - pace_of).sum())
        return int(total.to_numpy().sum()), deviation

    return [("pandas, wide", pace, lambda: [int(n) for n in frame[NAMES].sum()])]


def pace_sql() -> str:
    sums = ", ".join(f"sum({name})::bigint AS {name}" for name in NAMES)
    everything = " + ".join(f"sum({name})" for name in NAMES)
    parts = " + ".join(
        f"sum((f{done} * 20000 + f{enf}) {{div}} (2 * f{enf}) - {pace})" for done, enf, pace in zip(DONE, ENFORCEABLE, PACES, strict=True)
    )
    return (
        f"SELECT {everything}, {parts} FROM (SELECT unit, {sums} FROM wide "
        f"WHERE month BETWEEN {FIRST} AND {FIRST + MONTH - 1} GROUP BY unit) AS total"
    )


SCAN_SQL = "SELECT " + ", ".join(f"sum({name})" for name in NAMES) + " FROM wide"


def by_duckdb(values: np.ndarray) -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    import duckdb
    import pyarrow as pa

    base = duckdb.connect()
    base.execute("SET threads = 2")
    base.register("arrow", pa.table(wide(values)))
    base.execute("CREATE TABLE wide AS SELECT * FROM arrow")
    sql = pace_sql().format(div="//")

    def ask(text: str) -> list[int]:
        row = base.execute(text).fetchone()
        return [int(n) for n in row or ()]

    return [("DuckDB, wide", lambda: tuple(ask(sql)), lambda: ask(SCAN_SQL))]


def by_postgres(values: np.ndarray) -> list[tuple[str, Callable[[], object], Callable[[], object]]]:
    url = os.environ.get("THIDUA_TEST_POSTGRES")
    if not url:
        return []
    import psycopg

    base = psycopg.connect(url, autocommit=True)
    for setting in ("jit = off", "work_mem = '256MB'", "max_parallel_workers_per_gather = 2"):
        base.execute(f"SET {setting}")
    base.execute("DROP TABLE IF EXISTS wide")
    base.execute(f"CREATE TABLE wide (unit int, month int, {', '.join(f'{name} bigint' for name in NAMES)})")
    columns = wide(values)
    with base.cursor().copy("COPY wide FROM STDIN") as copy:
        for row in zip(*(column.tolist() for column in columns.values()), strict=True):
            copy.write_row(row)
    base.execute("CREATE INDEX ON wide (month)")
    base.execute("VACUUM ANALYZE wide")
    sql = pace_sql().format(div="/")

    def ask(text: str) -> list[int]:
        row = base.execute(text).fetchone()
        return [int(n) for n in row or ()]

    return [("PostgreSQL, wide", lambda: tuple(ask(sql)), lambda: ask(SCAN_SQL))]


def figures(values: np.ndarray) -> list[Figure]:
    pace = pace_by_numpy(values)
    scan = [int(n) for n in values.sum(axis=(0, 1))]
    out = []
    for contenders in (by_polars, by_duckdb, by_postgres, by_pandas):
        for who, ask_pace, ask_scan in contenders(values):
            out.append(timed(PACE, who, ask_pace, pace))
            out.append(timed(SCAN, who, ask_scan, scan))
    return out
