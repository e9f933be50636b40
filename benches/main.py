"""Runs every measurement and writes the tables between the marks of docs/performance.md."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import re
import sys
from pathlib import Path

import dashboards
import data
import law
import nation
import national
import ours
import read_file
from measure import RUNS, Figure, machine

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/performance.md"
YEARS = [int(years) for years in os.environ.get("THIDUA_BENCH_YEARS", "1,5,10,20").split(",")]
PACKAGES = ["openpyxl", "pandas", "python-calamine", "polars", "duckdb", "psycopg"]
LAW_PACKAGES = ["openfisca-core", "zen-engine"]


def table(work: str, figures: list[Figure]) -> str:
    lines = [f"### {work}", "", "| contender | median ms | fastest – slowest |", "|---|--:|--:|"]
    for one in sorted(figures, key=lambda figure: figure.median_ms or 0):
        spread = f"{one.fastest_ms:.2f} – {one.slowest_ms:.2f}" if one.fastest_ms is not None and one.slowest_ms is not None else ""
        who = f"**{one.who}**" if one.who == "Thi Đua" else one.who
        note = f" ({one.note})" if one.note else ""
        lines.append(f"| {who}{note} | {one.median_ms:.2f} | {spread} |")
    if not any(one.who == "Thi Đua" for one in figures):
        lines.append("| **Thi Đua** | not measured yet | |")
    return "\n".join(lines)


def page(figures: list[Figure], workbook: Path) -> str:
    works = list(dict.fromkeys([read_file.WORK, ours.STORED, national.PACE, national.SCAN, *(one.work for one in figures)]))
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    head = [
        f"Measured on {datetime.date.today().isoformat()}: {machine()}. Medians of {RUNS} turns in a warm process (3 for openpyxl).",
        f"Peers: {versions}.",
        f"The national file: {workbook.stat().st_size:,} bytes. Seed {data.SEED}.",
        "",
    ]
    body = [table(work, [one for one in figures if one.work == work]) + "\n" for work in works]
    return "\n".join([*head, *body])


def laws() -> str:
    """The engine of the law beside others."""
    figures = law.figures()
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LAW_PACKAGES)
    head = [
        f"Measured on {datetime.date.today().isoformat()}: {machine()}. Medians of {law.RUNS} turns in a warm process. Peers: {versions}.",
        "",
    ]
    works = list(dict.fromkeys([law.WORK, *(one.work for one in figures)]))
    return "\n".join([*head, *(table(work, [one for one in figures if one.work == work]) + "\n" for work in works)])


def growth() -> str:
    """What the nation costs by years of data."""
    size = ours.BINARY.stat().st_size / 2**20
    return "\n".join([
        f"Measured on {datetime.date.today().isoformat()}: {machine()}. SQLite. The binary: {size:.1f} MiB. Seed {nation.SEED}.",
        "",
        nation.tables([nation.measure(years) for years in YEARS]),
    ])


def boards() -> str:
    """The dashboards of ten years, and how the forecast would have done on them."""
    told = dashboards.measure()
    size = ours.BINARY.stat().st_size / 2**20
    profile = os.environ.get("THIDUA_BENCH_PROFILE", "the release profile")
    return "\n".join([
        f"Measured on {datetime.date.today().isoformat()}: {machine()}. SQLite. The binary: {size:.1f} MiB, built with {profile}.",
        "",
        dashboards.tables(told),
    ])


def put(text: str, name: str, told: str) -> str:
    """The page with what is told between the marks of a name."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    return re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: f"{begin}\n{told}\n{end}", text, flags=re.DOTALL)


PARTS = ("peers", "nation", "law", "dashboards")


def main() -> None:
    folder = Path(os.environ.get("THIDUA_BENCH_DIR", "/tmp/thidua-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [part for part in PARTS if f"--{part}" in sys.argv] or PARTS
    told: dict[str, str] = {}
    if "peers" in chosen:
        workbook = data.workbook(folder / f"so-lieu-{data.SEED}.xlsx")
        figures = [*read_file.figures(workbook), *national.figures(data.national()), *ours.figures(workbook)]
        told["bench"] = page(figures, workbook)
    if "law" in chosen:
        told["law"] = laws()
    if "nation" in chosen:
        told["nation"] = growth()
    if "dashboards" in chosen:
        told["dashboards"] = boards()
    if "--dry-run" in sys.argv or not PAGE.exists():
        print("\n\n".join(told.values()))
        return
    text = PAGE.read_text(encoding="utf-8")
    for name, part in told.items():
        text = put(text, name, part)
    PAGE.write_text(text, encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
