"""What the generated nation does not invent and dashboards show: movements with their plans, contributions, activities,
exemplars, registrations. A bundle of CSV by the agencies of each year, the same for the same database."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

FIRST, LAST = 2017, 2026
REGISTERED = (2025, 2026)
OFFICES = ("tinh", "huyen", "khu_vuc")
MONEY = (20_000_000, 5_000_000, 12_500_000, 3_000_000)


def bundle(folder: Path, trees: dict[int, list[dict[str, object]]], database: Path) -> dict[str, int]:
    """Writes the bundle; how many rows each sheet has."""
    folder.mkdir(parents=True, exist_ok=True)
    movements: list[list[str]] = []
    plans: list[list[str]] = []
    gifts: list[list[str]] = []
    acts: list[list[str]] = []
    models: list[list[str]] = []
    for year, tree in trees.items():
        root = next(str(one["code"]) for one in tree if one["level"] == "cuc_quan_ly")
        offices = [one for one in tree if one["level"] in OFFICES]
        provinces: dict[str, list[str]] = {}
        for one in offices:
            code = str(one["code"])
            if one["level"] == "tinh":
                provinces[code] = []
                above = code
            else:
                provinces[above].append(code)
        every = [str(one["code"]) for one in offices]
        launched = [(f"pt-{year}-{number}", root, every) for number in range(1, 4)]
        launched += [(f"pt-{year}-{code}", code, [code, *below]) for code, below in provinces.items()]
        for code, launcher, units in launched:
            movements.append([code, f"Phong trào thử {code}", launcher, f"{year - 1}-10-15", f"{year}-09-30"])
            for at, unit in enumerate(units):
                if (at * 7 + year) % 10 < 8 and unit != launcher:
                    plans.append([code, unit, "x", f"{year - 1}-11-{at % 27 + 1:02}"])
        for at, unit in enumerate(every):
            for turn in range(3):
                gifts.append([f"dg-{year}-{at}-{turn}", unit, str(year), ("tu_dong_gop", "van_dong")[turn % 2], "tien",
                              str(MONEY[(at + turn) % 4]), "dong", "quỹ vì người nghèo"])
            for turn in range(2):
                acts.append([f"hd-{year}-{at}-{turn}", unit, str(year), ("tap_huan", "tuyen_truyen")[turn], "Hoạt động thử"])
            models.append([f"dh-{year}-{at}", unit, unit, "tap_the", str(year), "co_so", ("xay_dung", "cong_nhan")[at % 2]])
    registered = _registered(database)
    sheets = {
        "phong-trao": (["Mã", "Tên", "Cơ quan phát động", "Từ ngày", "Đến ngày"], movements),
        "huong-ung": (["Mã phong trào", "Mã cơ quan", "Đã ban hành", "Ngày ban hành"], plans),
        "dong-gop": (["Mã", "Mã cơ quan", "Năm", "Nguồn đóng góp", "Loại", "Số lượng", "Đơn vị tính", "Hạng mục"], gifts),
        "hoat-dong": (["Mã", "Mã cơ quan", "Năm", "Loại", "Nội dung"], acts),
        "dien-hinh": (["Mã", "Mã cơ quan", "Mã đối tượng", "Đối tượng", "Năm", "Cấp", "Trạng thái"], models),
        "dang-ky": (["Năm", "Mã cơ quan", "Mã đối tượng", "Đối tượng", "Mã danh hiệu"], registered),
    }
    for name, (heads, rows) in sheets.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heads, *rows])
    return {name: len(rows) for name, (_, rows) in sheets.items()}


def _registered(database: Path) -> list[list[str]]:
    """Everybody who is at an agency today, registered for one title in each of the last two years."""
    line = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    told = line.execute("SELECT v.content FROM record r JOIN record_revision v ON v.record_id = r.id AND v.number = 1 WHERE r.kind = 'nhan-su'")
    people = (json.loads(content) for (content,) in told)
    here = {one["ma"]: one["ma_co_quan"] for one in people if "den_ngay" not in one}
    line.close()
    return [[str(year), agency, code, "ca_nhan", "ldtt"] for year in REGISTERED for code, agency in sorted(here.items())]
