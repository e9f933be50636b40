"""The dashboards of a nation of ten years, as the ministry's leader and an officer of a province open them: the first time and again.

Like `nation.py` there is no peer. To what `generate national` invents come movements with plans, contributions, activities,
exemplars and registrations (`deeds.py`), so that no block of a dashboard is empty.
"""

from __future__ import annotations

import json
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import deeds
from nation import SEED, _free_port, _get, _resident, _run, _share, _sign_in, _wait
from ours import BINARY

YEARS = 10
TURNS = 15
# What is measured: the address, whether it makes a file.
PAGES = [
    "/tong-quan?co-quan={at}&nam=2026&thang=9",
    "/tong-quan?co-quan={at}&nam=2026&thang=12",
    "/tong-quan?co-quan={at}&nam=2021&thang=12",
    "/tong-quan/man-hinh?co-quan={at}&nam=2026&thang=9",
    "/in/tong-quan?co-quan={at}&nam=2026&thang=9&dang=xlsx",
    "/in/tong-quan?co-quan={at}&nam=2026&thang=9&dang=docx",
    "/in/tong-quan?co-quan={at}&nam=2026&thang=9&dang=pdf",
    *(f"/ban-do?xem={measure}&nam=2026&thang=9" for measure in (
        "viec-ty-le", "tien-ty-le", "viec-lech", "tien-lech", "muon", "khen-thuong", "dong-gop", "hoat-dong", "phong-trao")),
    "/bang-cheo?bang=khen-thuong&nam=2026",
    "/bang-cheo?bang=khen-thuong&moi-nam=1",
    "/bang-cheo?bang=khen-thuong&moi-nam=1&hang=tinh&doc=nam-thanh-tich",
    "/bang-cheo?bang=khen-thuong&moi-nam=1&so-do=khac-nhau",
    "/bang-cheo?bang=dong-gop&moi-nam=1",
    "/bang-cheo?bang=dong-gop&moi-nam=1&hang=tinh&so-do=tien",
    "/bang-cheo?bang=hoat-dong&moi-nam=1",
    "/minh-bach?trong={at}&nam=2026",
    "/co-quan/{at}/nhip-mua-vu?nam=2026&thang=9",
    "/nhip-mua-vu/doi-chieu",
    "/nhip-mua-vu/doi-chieu?trong={at}",
    "/bao-cao-dinh-ky",
    "/yeu-cau-bao-cao",
    "/co-quan/{at}/bao-cao?tu=2022&den=2026",
    "/co-quan/{at}/bao-cao?tu=2026&den=2026/9",
    "/co-quan/{at}/tinh-hinh-gui-so-lieu?nam=2026&thang=9",
    "/phong-trao?nam=2026",
    "/thong-bao",
    "/",
]
# Whose pages: the words of the table, the role, at which agency (a key of `_places`).
READERS = [("leader of the ministry", "lanh_dao", "ministry", "root"), ("officer of a province", "thong_ke", "province", "province")]


@dataclass
class Reader:
    """What one reader waited for: the first time, the median and the longest after."""

    pages: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    read_mib: float = 0


@dataclass
class Told:
    """What was measured."""

    rows: dict[str, int] = field(default_factory=dict)
    load_s: float = 0
    size_mib: float = 0
    ready_ms: float = 0
    start_mib: float = 0
    readers: list[Reader] = field(default_factory=list)


def measure(kept: Path | None = None) -> Told:
    """Generates the nation and its deeds into a database of their own (or reads one that is there), serves it, reads every page."""
    if kept and (kept / "nation.db").exists():
        return _measure(kept, Told(), fill=False)
    folder = kept or Path(tempfile.mkdtemp(prefix="thidua-dashboards-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return _measure(folder, Told(), fill=True)
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def _measure(folder: Path, told: Told, *, fill: bool) -> Told:
    file = folder / "nation.db"
    db = f"sqlite:{file}"
    if fill:
        _run([BINARY, "--db", db, "generate", "national", "--seed", str(SEED), "--years", str(YEARS)])
        years = range(2027 - YEARS, 2027)
        told.rows = deeds.bundle(folder / "deeds", {year: _tree(db, year) for year in years}, file)
        start = time.perf_counter()
        _run([BINARY, "--db", db, "load", str(folder / "deeds")])
        told.load_s = time.perf_counter() - start
        (folder / "rows.json").write_text(json.dumps(told.rows), encoding="utf-8")
    else:
        told.rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
    told.size_mib = file.stat().st_size / 2**20
    places = _places(db)
    for at, (_, role, agency, within) in enumerate(READERS):
        user = f"do-dem-{at}-{int(time.time())}"
        code = json.loads(_run([BINARY, "--db", db, "--json", "user", "add", user, "--role", role, "--agency", places[agency]]))["code"]
        told.readers.append(_serve(folder, db, told, (user, code), places[within]))
    return told


def _tree(db: str, year: int) -> list[dict[str, object]]:
    return json.loads(_run([BINARY, "--db", db, "--json", "show", "tree", "--at", f"{year}-09-30"]))


def _places(db: str) -> dict[str, str]:
    """The ministry, the directorate and the province with the most offices."""
    rows = _tree(db, 2026)
    code = lambda level: str(next(one for one in rows if one["level"] == level)["code"])  # noqa: E731
    provinces = [one for one in rows if one["level"] == "tinh"]
    return {"ministry": code("bo"), "root": code("cuc_quan_ly"), "province": str(max(provinces, key=lambda one: int(str(one["below"])))["code"])}


def _serve(folder: Path, db: str, told: Told, user: tuple[str, str], at: str) -> Reader:
    """A server of its own for each reader, so that its first pages are first pages."""
    port = _free_port()
    start = time.perf_counter()
    server = subprocess.Popen([BINARY, "--db", db, "serve", "--listen", f"127.0.0.1:{port}"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    reader = Reader()
    try:
        _wait(port, server)
        told.ready_ms = (time.perf_counter() - start) * 1e3
        cookies = _sign_in(port, user[1], user[0])
        _quiet(server.pid)
        told.start_mib = _resident(server.pid)
        for shape in PAGES:
            page = shape.format(at=at)
            try:
                first = _get(port, page, cookies)
            except RuntimeError as error:
                print(f"{error}", file=sys.stderr)
                continue
            turns = 3 if first > 2_000 else TURNS
            times = [_get(port, page, cookies) for _ in range(turns)]
            reader.pages[shape] = (first, statistics.median(times), _share(times, 0.99))
        reader.read_mib = _resident(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    return reader


def _quiet(pid: int) -> None:
    """Waits until the server has made ready in the background what it makes ready."""
    used = -1
    while used != (now := _ticks(pid)):
        used = now
        time.sleep(0.5)


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def tables(told: Told) -> str:
    """The tables of the results page."""
    rows = ", ".join(f"`{name}` {count:,}" for name, count in told.rows.items())
    lines = [
        f"{YEARS} work years, seed {SEED}, with {rows} beside what is generated; the database: {told.size_mib:.0f} MiB.",
        f"Ready after {told.ready_ms:.0f} ms; {told.start_mib:.0f} MiB at rest, "
        + ", ".join(f"{reader.read_mib:.0f} MiB after the pages of the {name}" for (name, *_), reader in zip(READERS, told.readers, strict=True))
        + ".",
        "",
        "The first time / again (median) / the longest of those, in ms, one reader on a connection of its own:",
        "",
        "| page | " + " | ".join(name for name, *_ in READERS) + " |",
        "|---|" + "--:|" * len(READERS),
    ]
    for page in PAGES:
        cells = [reader.pages.get(page) for reader in told.readers]
        shown = [" / ".join(f"{cell:.0f}" for cell in times) if times else "not theirs" for times in cells]
        lines.append(f"| `{page.replace('{at}', '…')}` | " + " | ".join(shown) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(tables(measure(Path(sys.argv[1]) if sys.argv[1:] else None)))
