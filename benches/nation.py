"""The generated nation on our own binary: load, size, start, memory, checks, and every page as a reader waits for it.

Unlike the other measurements there is no peer: these are the figures an installation lives with, by years of data.
"""

from __future__ import annotations

import html
import http.client
import json
import os
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from ours import BINARY

SEED = 7
PASSWORD = "be-thu-dua-nhanh-hon"
# A page of each kind, on the agency with the most below it, on a province, on an office; `{month}` follows.
PAGES = [
    "/",
    "/co-quan",
    "/co-quan/{root}",
    "/co-quan/{province}/so-lieu?nam=2026&thang=9",
    "/co-quan/{province}/can-doi?nam=2026&thang=9",
    "/co-quan/{province}/so-sanh?nam=2026&thang=9",
    "/co-quan/{province}/tien-do?nam=2026&thang=9",
    "/co-quan/{province}/khen-thuong?nam=2026",
    "/co-quan/{office}/so-lieu?nam=2026&thang=9",
    "/xep-hang?nam=2026&thang=9&trong={root}",
    "/van-ban",
    "/nhan-su",
    "/nhan-su?tim=nguyen+van",
    "/chi-tieu?nam=2026",
    "/khen-thuong?nam=2026",
    "/co-quan/danh-sach",
    "/co-quan/{root}/don-vi?nam=2026&thang=9",
    "/co-quan/{province}/nhap-so-lieu?nam=2026&thang=9",
    "/co-quan/{province}/nhap-so-lieu?nam=2026&thang=9&kieu=nhieu",
    "/co-quan/{province}/giao-chi-tieu?nam=2026",
    "/du-lieu/nhan-su?co-quan={office}",
    "/ca-nhan/{person}",
    "/ca-nhan/{person}/dieu-dong",
    "/so-lieu/lich-su?{figure}",
    "/nhap-tu-tep",
    "/nhap-tu-tep/{rows}/soat",
    "/tim-kiem?q=nguyen+van",
    "/tim-kiem/goi-y?q=thads+can",
]


@dataclass
class Nation:
    """What one size of the nation came to."""

    years: int
    load_s: float = 0
    load_mib: float = 0
    size_mib: float = 0
    check_s: float = 0
    ready_ms: float = 0
    rank_ms: float = 0
    start_mib: float = 0
    read_mib: float = 0
    pages: dict[str, tuple[float, float]] = field(default_factory=dict)
    crowd: tuple[int, float, float, float] = (0, 0, 0, 0)


def measure(years: int, crowd_seconds: int = 20) -> Nation:
    """Generates `years` years into a database of their own, serves them and reads every page."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-nation-"))
    try:
        return _measure(folder, Nation(years), crowd_seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(folder: Path, told: Nation, crowd_seconds: int) -> Nation:
    db = f"sqlite:{folder / 'nation.db'}"
    start = time.perf_counter()
    told.load_mib = _peak([BINARY, "--db", db, "generate", "national", "--seed", str(SEED), "--years", str(told.years)])
    told.load_s = time.perf_counter() - start
    told.size_mib = sum(file.stat().st_size for file in folder.iterdir()) / 2**20
    start = time.perf_counter()
    _run([BINARY, "--db", db, "check"], allowed=(0, 1))
    told.check_s = time.perf_counter() - start
    code = json.loads(_run([BINARY, "--db", db, "--json", "user", "add", "do-dem", "--role", "bo_cuc"]))["code"]
    start = time.perf_counter()
    _run([BINARY, "--db", db, "--json", "show", "ranking", "--agency", _tree(db)[0], "--year", "2026", "--month", "9", "--by", "viec.ty_le"])
    told.rank_ms = (time.perf_counter() - start) * 1e3
    _serve(folder, db, told, code, crowd_seconds)
    return told


def _tree(db: str) -> tuple[str, str, str]:
    """The codes of the directorate, of the province with the most offices, and of its first office."""
    rows = json.loads(_run([BINARY, "--db", db, "--json", "show", "tree", "--at", "2026-09-30"]))
    root = next(one for one in rows if one["level"] == "cuc_quan_ly")
    provinces = [at for at, one in enumerate(rows) if one["level"] == "tinh"]
    province = max(provinces, key=lambda at: rows[at]["below"])
    return root["code"], rows[province]["code"], rows[province + 1]["code"]


def _serve(folder: Path, db: str, told: Nation, code: str, crowd_seconds: int) -> None:
    root, province, office = _tree(db)
    port = _free_port()
    start = time.perf_counter()
    server = subprocess.Popen([BINARY, "--db", db, "serve", "--listen", f"127.0.0.1:{port}"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, server)
        told.ready_ms = (time.perf_counter() - start) * 1e3
        told.start_mib = _resident(server.pid)
        cookies = _sign_in(port, code)
        met = {"root": root, "province": province, "office": office, **_met(port, cookies, office)}
        pages = [page.format(**met) for page in PAGES]
        for shape, page in zip(PAGES, pages, strict=True):
            times = [_get(port, page, cookies) for _ in range(60)][5:]
            told.pages[shape] = (statistics.median(times), _share(times, 0.99))
        told.crowd = _crowd(port, pages, cookies, crowd_seconds)
        told.read_mib = _resident(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _crowd(port: int, pages: list[str], cookies: str, seconds: int, people: int = 200) -> tuple[int, float, float, float]:
    """Answers, median, p99 and the longest while `people` read, each pausing two to four seconds between pages."""
    times: list[float] = []
    until = time.monotonic() + seconds

    def person(number: int) -> None:
        turn = number
        time.sleep((number % 40) / 20)
        while time.monotonic() < until:
            times.append(_get(port, pages[turn % len(pages)], cookies))
            turn += 1
            time.sleep(2 + (number % 5) / 2)

    crowd = [threading.Thread(target=person, args=(number,)) for number in range(people)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return len(times), statistics.median(times), _share(times, 0.99), max(times)


def _sign_in(port: int, code: str, user: str = "do-dem") -> str:
    """Signs in with the one-time code, sets a password, and gives the cookies of the session."""
    jar: dict[str, str] = {}
    form = _page(port, "/dang-nhap", jar)
    _send(port, "/dang-nhap", {**_token(form), "ten": user, "mat_khau": code}, jar)
    form = _page(port, "/tai-khoan/mat-khau", jar)
    _send(port, "/tai-khoan/mat-khau", {**_token(form), "moi": PASSWORD, "nhap_lai": PASSWORD}, jar)
    if user not in _page(port, "/tai-khoan", jar):
        raise RuntimeError("the measuring user could not sign in")
    return "; ".join(f"{name}={value}" for name, value in jar.items())


def _met(port: int, cookies: str, office: str) -> dict[str, str]:
    """What an officer comes to from a page: a person, where a figure comes from, an import of 1,000 people looked through."""
    jar = dict(pair.split("=", 1) for pair in cookies.split("; "))
    people = _page(port, f"/nhan-su?co-quan={office}", jar)
    figures = _page(port, f"/co-quan/{office}/so-lieu?nam=2026&thang=9", jar)
    person = re.search(r'href="/ca-nhan/([^"/?]+)', people)
    figure = re.search(r'href="/so-lieu/lich-su\?([^"]+)', figures)
    if not person or not figure:
        raise RuntimeError("the office shows nobody, or no figure")
    return {"person": person[1], "figure": html.unescape(figure[1]), "rows": _import(port, jar, office)}


def _import(port: int, jar: dict[str, str], office: str) -> str:
    """Sends 1,000 people as a file and waits until they are checked; the number of the import."""
    rows = [f"do-dem-{n};Người Thử Thứ {n};{1960 + n % 40};{office}" for n in range(1_000)]
    table = "\n".join(["Mã;Họ và tên;Ngày sinh;Mã cơ quan", *rows])
    form = _token(_page(port, "/nhap-tu-tep", jar))
    parts = [f'--dau\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in form.items()]
    parts.append(f'--dau\r\nContent-Disposition: form-data; name="tep"; filename="nhan-su.csv"\r\n\r\n{table}\r\n--dau--\r\n')
    place = _sent(port, "/nhap-tu-tep", "".join(parts), "multipart/form-data; boundary=dau", jar).getheader("Location") or ""
    number = re.search(r"/nhap-tu-tep/([^/?]+)", place)
    if not number:
        raise RuntimeError("the import was refused")
    for _ in range(600):
        if "data-row" in _page(port, f"/nhap-tu-tep/{number[1]}/soat", jar):
            return number[1]
        time.sleep(0.1)
    raise RuntimeError("the import was not checked within a minute")


def _token(form: str) -> dict[str, str]:
    found = re.search(r'<input type="hidden" name="([^"]+)" value="([^"]+)"', form)
    if not found:
        raise RuntimeError("a form without its token")
    return {found[1]: found[2]}


def _page(port: int, path: str, jar: dict[str, str]) -> str:
    return _ask(port, "GET", path, None, jar)


def _send(port: int, path: str, fields: dict[str, str], jar: dict[str, str]) -> str:
    return _ask(port, "POST", path, urlencode(fields), jar)


def _sent(port: int, path: str, body: str, kind: str, jar: dict[str, str]) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items()), "Origin": f"http://127.0.0.1:{port}"}
    line.request("POST", path, body.encode(), {**headers, "Content-Type": kind})
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer


def _ask(port: int, method: str, path: str, body: str | None, jar: dict[str, str]) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items()), "Origin": f"http://127.0.0.1:{port}"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request(method, path, body, headers)
    answer = line.getresponse()
    text = answer.read().decode()
    for cookie in answer.headers.get_all("Set-Cookie") or []:
        name, _, value = cookie.split(";")[0].partition("=")
        jar[name] = value
    line.close()
    if answer.status >= 400:
        raise RuntimeError(f"{path} answered {answer.status}")
    return text


def _get(port: int, path: str, cookies: str) -> float:
    """Milliseconds from the question to the last byte, on a connection of its own, as a browser's first."""
    start = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path, headers={"Cookie": cookies})
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return (time.perf_counter() - start) * 1e3


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(6_000):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/readyz")
            if line.getresponse().status == 200:
                return
        except OSError:
            pass
        if server.poll() is not None:
            raise RuntimeError("the server stopped before it was ready")
        time.sleep(0.005)
    raise RuntimeError("the server did not become ready")


def _share(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0


def _peak(command: list[str | Path]) -> float:
    """The most memory a command held, in MiB."""
    child = os.fork()
    if child == 0:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        Path(tempfile.gettempdir(), f"thidua-peak-{os.getpid()}").write_text(f"{done.returncode} {most}", encoding="utf-8")
        os._exit(0)
    os.waitpid(child, 0)
    note = Path(tempfile.gettempdir(), f"thidua-peak-{child}")
    code, most = note.read_text(encoding="utf-8").split()
    note.unlink()
    if code != "0":
        raise RuntimeError(f"{command[1:]} ended with {code}")
    return int(most) / 1024


def _run(command: list[str | Path], allowed: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    if done.returncode not in allowed:
        raise RuntimeError(f"{command[1:]}: {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def tables(nations: list[Nation]) -> str:
    """The tables of the results page."""
    lines = [
        "| years | load s | load MiB | database MiB | check s | ready ms | national rank, command ms | memory after start MiB | after reading MiB |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for one in nations:
        cells = [one.load_s, one.load_mib, one.size_mib, one.check_s, one.ready_ms, one.rank_ms, one.start_mib, one.read_mib]
        lines.append(f"| {one.years} | " + " | ".join(f"{cell:.1f}" if cell < 100 else f"{cell:.0f}" for cell in cells) + " |")
    lines += ["", "Pages, median / p99 in ms, one reader:", ""]
    lines += ["| page | " + " | ".join(f"{one.years} y" for one in nations) + " |", "|---|" + "--:|" * len(nations)]
    for page in PAGES:
        told = [f"{one.pages[page][0]:.1f} / {one.pages[page][1]:.1f}" for one in nations]
        lines.append(f"| `{page}` | " + " | ".join(told) + " |")
    lines += ["", "Two hundred readers at once, each pausing two to four seconds between pages:", ""]
    lines += ["| years | answers | median ms | p99 ms | longest ms |", "|--:|--:|--:|--:|--:|"]
    for one in nations:
        answers, median, p99, longest = one.crowd
        lines.append(f"| {one.years} | {answers} | {median:.1f} | {p99:.1f} | {longest:.1f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    print(tables([measure(int(years)) for years in sys.argv[1:] or ["1"]]))
