"""How a figure is taken: one unmeasured turn, then the median of several, with the spread beside it."""

from __future__ import annotations

import gc
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

RUNS = 7


@dataclass(frozen=True)
class Figure:
    """One line of a table."""

    work: str
    who: str
    median_ms: float | None
    fastest_ms: float | None = None
    slowest_ms: float | None = None
    note: str = ""


def timed(work: str, who: str, run: Callable[[], object], expect: object = None, runs: int = RUNS) -> Figure:
    """Times `run`; where `expect` is given, an answer unlike it is an error: a fast wrong answer is no figure."""
    answer = run()
    if expect is not None and answer != expect:
        raise AssertionError(f"{who}, {work}: {answer!r} is not {expect!r}")
    times = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter_ns()
        run()
        times.append((time.perf_counter_ns() - start) / 1e6)
    return Figure(work, who, statistics.median(times), min(times), max(times))


def machine() -> str:
    """The machine in one line, without its name."""
    cpu = "?"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    cores = sum(1 for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if line.startswith("processor"))
    memory = int(Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]) / 1024 / 1024
    return f"{cpu}, {cores} cores, {memory:.0f} GiB, Linux {platform.release().split('-')[0]}, Python {platform.python_version()}"
