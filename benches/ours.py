"""Our own figures, asked of the release binary.

The hook: `thidua bench NAME … ` prints one JSON object a line, `{"name": …, "median_ms": …}`, with `fastest_ms`, `slowest_ms`
and `note` where it can tell them. It generates its own data (`--seed`), or reads the file it is given, and takes the median
of `--runs` turns in a warm process. A binary that does not know the command yet (exit status 2) gives no figure here and the
results page says so.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from data import SEED
from measure import RUNS, Figure
from national import PACE, SCAN
from read_file import WORK as READ

STORED = "XLSX 10,000 × 20, validated and stored"
ROOT = Path(__file__).resolve().parent.parent
BINARY = Path(os.environ.get("THIDUA_BIN") or ROOT / "target/release/thidua")

# name told by the binary → the work it is set beside
NAMES = {"read_xlsx": READ, "store_xlsx": STORED, "national_pace": PACE, "national_scan": SCAN}


def figures(workbook: Path) -> list[Figure]:
    common = ["--runs", str(RUNS)]
    asked = [
        ["bench", "read", str(workbook), *common],
        ["bench", "store", str(workbook), *common],
        ["bench", "national", "--seed", str(SEED), *common],
    ]
    return [figure for arguments in asked for figure in ask(arguments)]


def ask(arguments: list[str]) -> list[Figure]:
    if not BINARY.exists():
        return []
    done = subprocess.run([BINARY, *arguments], capture_output=True, text=True, timeout=600, check=False)
    if done.returncode == 2:
        return []
    if done.returncode != 0:
        raise RuntimeError(f"thidua {' '.join(arguments)}: {done.stderr[-2000:]}")
    out = []
    for line in done.stdout.splitlines():
        told = json.loads(line)
        work = NAMES.get(told["name"], told["name"])
        out.append(
            Figure(work, "Thi Đua", told["median_ms"], told.get("fastest_ms"), told.get("slowest_ms"), told.get("note", ""))
        )
    return out
