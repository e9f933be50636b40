"""The data every contender gets: made from a fixed seed, the same on every machine."""

from __future__ import annotations

from pathlib import Path

import numpy as np

SEED = 20261001
UNITS, FIGURES, MONTHS = 800, 40, 120
# Columns of the matrix that the pace is made of: completed and enforceable, by cases and by money.
DONE, ENFORCEABLE = (8, 28), (7, 27)
# Targets of the year in 1/100 of a percent, by cases and by money.
TARGETS = (8330, 4793)
YEAR, MONTH = 9, 8  # the tenth work year of the ten, eight months of it


def national() -> np.ndarray:
    """values[unit, month, figure], i64: what was added in that month. 3.84 million values."""
    rng = np.random.default_rng(SEED)
    values = rng.integers(1, 500, size=(UNITS, MONTHS, FIGURES), dtype=np.int64)
    values[:, :, 20:] *= 1_000_000
    for done, enforceable in zip(DONE, ENFORCEABLE, strict=True):
        values[:, :, enforceable] += values[:, :, done]
    return values


def pace_by_numpy(values: np.ndarray) -> tuple[int, int]:
    """The answer all must give: sum of all year-to-date figures, and sum of the deviations in 1/100 of a point."""
    first = YEAR * 12
    total = values[:, first : first + MONTH, :].sum(axis=1)
    deviation = 0
    for done, enforceable, target in zip(DONE, ENFORCEABLE, TARGETS, strict=True):
        rate = (total[:, done] * 20000 + total[:, enforceable]) // (2 * total[:, enforceable])
        pace = (target * MONTH * 2 + 12) // 24
        deviation += int((rate - pace).sum())
    return int(total.sum()), deviation


HEADINGS = [
    "Mã cơ quan", "Mã cán bộ", "Năm công tác", "Tháng lũy kế", "Mã phong trào", "Phạm vi", "Bao gồm", "Nhóm án", "Mã số liệu",
    "Giá trị", "Đơn vị tính", "Mức chính xác", "So cùng kỳ", "Tăng giảm", "Tăng giảm %", "Tỷ trọng", "Nguyên văn", "Ngày chốt",
    "Tình trạng", "Nguồn",
]
CODES = [
    "cu", "moi", "thu_ly", "uy_thac", "rut_len", "thu_hoi_huy", "phai_thi_hanh", "co_dieu_kien", "xong", "dinh_chi",
    "dang_thi_hanh", "chua_dieu_kien", "chuyen_ky_sau",
]
ROWS = 10_000


def balance(rng: np.random.Generator, size: int) -> dict[str, int]:
    """A balance whose identities hold."""
    carried, new = (int(n) for n in rng.integers(size, 10 * size, size=2))
    away = [int(n) for n in rng.integers(0, size // 4 + 1, size=3)]
    docketed = carried + new
    to_enforce = docketed - sum(away)
    enforceable = to_enforce * int(rng.integers(60, 85)) // 100
    done = enforceable * int(rng.integers(40, 95)) // 100
    ended = done * int(rng.integers(0, 10)) // 100
    values = [
        carried, new, docketed, *away, to_enforce, enforceable, done, ended, enforceable - done, to_enforce - enforceable,
        to_enforce - done,
    ]
    return dict(zip(CODES, values, strict=True))


def rows() -> list[list[object]]:
    """10,000 rows of so-lieu, 20 columns: 385 agencies, one month, cases and money."""
    rng = np.random.default_rng(SEED)
    out: list[list[object]] = []
    for agency in range(1, 386):
        for prefix, unit, size in (("viec", "viec", 50), ("tien", "nghin_dong", 2_000_000)):
            for code, value in balance(rng, size).items():
                source = "Báo cáo thống kê tháng 8"
                out.append(
                    [f"cq-{agency:03}", None, 2026, 8, None, "btp", "toan_bo", None, f"{prefix}.{code}", value, unit, "dung", None,
                     None, None, None, f"{value:,}".replace(",", "."), "2026-05-31", "chinh_thuc", source]
                )
    return out[:ROWS]


def workbook(path: Path) -> Path:
    """Writes the national file once: sheets co-quan and so-lieu."""
    if path.exists():
        return path
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": False}) as book:
        tree = book.add_worksheet("co-quan")
        tree.write_row(0, 0, ["Mã", "Tên", "Tên ngắn", "Cấp", "Mã cấp trên", "Từ ngày"])
        tree.write_row(1, 0, ["cuc-do-thu", "Cục Quản lý (dữ liệu đo)", "Cục", "cuc_quan_ly", None, "2025-07-01"])
        for agency in range(1, 386):
            line = [f"cq-{agency:03}", f"Cơ quan số {agency} (dữ liệu đo)", f"Cơ quan {agency}", "tinh", "cuc-do-thu", "2025-07-01"]
            tree.write_row(agency + 1, 0, line)
        sheet = book.add_worksheet("so-lieu")
        sheet.write_row(0, 0, HEADINGS)
        for index, row in enumerate(rows(), start=1):
            sheet.write_row(index, 0, row)
    return path
