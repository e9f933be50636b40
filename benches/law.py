"""The same rules of the law for the same people, judged by our engine, by OpenFisca and by GoRules ZEN.

`law_bench` (an example of the crate `domain`) makes people at random, judges eight awards, measures itself and writes the facts and
its verdicts. Both peers get the facts in the layout that suits them and are timed only once their verdicts are the same, person by
person. They know two answers and a third, «a person must look», which they are taught as a number: 0 no, 1 a person, 2 yes.

Neither makes a proof of what was found and what is missing; ours is measured without and with. ZEN's trace is measured too.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

from measure import Figure, timed

WORK = "Law: 9,000 people × 8 awards, verdicts"
ALL = "Law: 9,000 people × every award a person can have"
AWARDS = ["ldtt", "cstdcs", "cstd_bo", "cstd_tq", "bk_bo", "bk_ttcp", "hcld_3", "hcld_2"]
ANSWERS = {"not_eligible": 0, "needs_human": 1, "eligible": 2}
ROOT = Path(__file__).resolve().parent.parent
BINARY = Path(os.environ.get("THIDUA_LAW_BENCH") or ROOT / "target/release/examples/law_bench")
PEOPLE = int(os.environ.get("THIDUA_BENCH_PEOPLE", "9000"))
RUNS = 3


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def ours(dump: Path) -> list[Figure]:
    names = {
        "law_verdicts_shared": (WORK, "Thi Đua", "verdicts"),
        "law_verdicts_all": (ALL, "Thi Đua", "verdicts"),
        "law_proofs_all": (ALL, "Thi Đua, proofs", "every condition with what was found, its articles, what is missing"),
    }
    done = subprocess.run(
        [BINARY, "--people", str(PEOPLE), "--runs", str(RUNS), "--dump", str(dump)],
        capture_output=True, text=True, timeout=600, check=True,
    )
    out = []
    for line in done.stdout.splitlines():
        told = json.loads(line)
        work, who, note = names[told["name"]]
        out.append(Figure(work, who, told["median_ms"], told["fastest_ms"], told["slowest_ms"], f"{note}; peak {told['peak_mib']} MiB"))
    return out


# --- GoRules ZEN: one decision of expressions, asked once a person -----------------------------------------------------------------

# Years are lists, the considered one first; k_* are years since the earliest basis (0: none). A run is the years up to the first
# that was rated worse.
EXPRESSIONS = [
    ("bad", "map(filter(years, rating[#] < 2), #)"),
    ("run", "len($.bad) > 0 ? min($.bad) : len(rating)"),
    ("good", "rating[0] >= 2"),
    ("free", "blocked == 0"),
    ("bk_k", "k_bk"),
    ("run_bk", "min([$.run, k_bk])"),
    ("run_ttcp", "min([$.run, k_bk_ttcp])"),
    ("run_hcld", "min([$.run, k_hcld_3])"),
    ("ldtt", "$.free and $.good ? 2 : 0"),
    ("cstdcs", "$.free and ldtt_0 == 1 and (rating[0] == 3 or sk_co_so[0] > 0) ? 2 : 0"),
    ("three", "cstdcs[0] + cstdcs[1] + cstdcs[2] == 3"),
    ("fresh", "cstd_bo[0] + cstd_bo[1] + cstd_bo[2] == 0"),
    ("cstd_bo_", "not ($.free and $.three and sk_bo[0] + sk_bo[1] + sk_bo[2] > 0) ? 0 : ($.fresh ? 2 : 1)"),
    ("pair", "(cstd_bo[0] == 1 and cstd_bo[1] + cstd_bo[2] + cstd_bo[3] > 0) or (cstd_bo[1] == 1 and cstd_bo[2] + cstd_bo[3] + cstd_bo[4] > 0)"),
    ("cstd_tq", "$.free and $.pair and sum(map(filter(years, # < 6), sk_toan_quoc[#])) > 0 ? 2 : 0"),
    ("bk_new", "bk_bo[0] + bk_bo[1] == 0"),
    ("bk_bo_", "$.free and $.bk_new and ((cstdcs[0] + cstdcs[1] == 2) or (rating[0] == 3 and rating[1] == 3 and sk_co_so[0] + sk_co_so[1] >= 2)) ? 2 : 0"),
    ("any_run", "$.run >= 5 and sum(map(filter(years, # < $.run), cstdcs[#])) >= 3"),
    ("after_run", "$.run_bk >= 5 and sum(map(filter(years, # < $.run_bk), cstdcs[#])) >= 3"),
    ("state_new", "sum(map(filter(years, # < 5), bk_ttcp[#] + hcld_3[#])) == 0"),
    ("bk_ttcp_", "not ($.free and has_bk == 1 and $.state_new and $.any_run) ? 0 : ($.after_run ? 2 : 1)"),
    ("order_new", "sum(map(filter(years, # < 5), hcld_3[#])) == 0"),
    ("hcld_3_", "$.free and $.order_new and $.run_ttcp >= 5 and len(filter(years, # < $.run_ttcp and rating[#] == 3)) >= 1 and sum(map(filter(years, # < $.run_ttcp), cstdcs[#])) >= 3 ? 2 : 0"),
    ("hcld_2_", "$.free and $.order_new and $.run_hcld >= 5 and len(filter(years, # < $.run_hcld and rating[#] == 3)) >= 2 and sum(map(filter(years, # < $.run_hcld), cstd_bo[#])) >= 1 ? 2 : 0"),
]
ZEN_NAMES = ["ldtt", "cstdcs", "cstd_bo_", "cstd_tq", "bk_bo_", "bk_ttcp_", "hcld_3_", "hcld_2_"]


def basis(person: dict, *lists: str) -> int:
    """Years since the earliest of some awards; 0: none."""
    return max((at for name in lists for at, has in enumerate(person[name]) if has), default=0)


def zen_input(person: dict) -> dict:
    told = {name: value for name, value in person.items() if name not in ("verdicts", "ldtt")}
    return told | {
        "years": list(range(len(person["rating"]))),
        "ldtt_0": person["ldtt"][0],
        "k_bk": basis(person, "bk_bo", "bk_tinh"),
        "k_bk_ttcp": basis(person, "bk_ttcp"),
        "k_hcld_3": basis(person, "hcld_3"),
        "has_bk": int(any(person["bk_bo"]) or any(person["bk_tinh"])),
    }


def zen_decision():  # noqa: ANN201 - a class of a binary package
    import zen

    node = {
        "id": "rules", "name": "rules", "type": "expressionNode", "position": {"x": 0, "y": 0},
        "content": {"expressions": [{"id": key, "key": key, "value": value} for key, value in EXPRESSIONS], "passThrough": False},
    }
    ends = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}, "content": {"schema": ""}},
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 0, "y": 0}, "content": {"schema": ""}},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "b", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": [ends[0], node, ends[1]], "edges": edges}))


def zen_figures(people: list[dict]) -> list[Figure]:
    decision = zen_decision()
    inputs = [zen_input(person) for person in people]

    def judge(options: dict | None = None) -> list[list[int]]:
        found = []
        for one in inputs:
            result = (decision.evaluate(one, options) if options else decision.evaluate(one))["result"]
            found.append([int(result[name]) for name in ZEN_NAMES])
        return found

    agree("ZEN", judge(), people)
    plain = timed(WORK, "GoRules ZEN", judge, runs=RUNS)
    plain = replace(plain, note=f"one call a person; peak {memory()} MiB with the facts")
    traced = timed(WORK, "GoRules ZEN, trace", lambda: judge({"trace": True}), runs=RUNS)
    traced = replace(traced, note=f"what went in and out of each node; peak {memory()} MiB with the facts")
    return [plain, traced]


# --- OpenFisca: variables a year, formulas over all people at once ---------------------------------------------------------------


def openfisca_figures(people: list[dict]) -> list[Figure]:
    import law_openfisca

    found = law_openfisca.judge(people)
    agree("OpenFisca", found, people)
    figure = timed(WORK, "OpenFisca", lambda: law_openfisca.judge(people), runs=RUNS)
    note = f"all people at once; a new simulation each turn, facts set in it; peak {memory()} MiB with the facts"
    return [replace(figure, note=note)]


def agree(who: str, found: list[list[int]], people: list[dict]) -> None:
    wrong = []
    for at, (theirs, person) in enumerate(zip(found, people, strict=True)):
        mine = [ANSWERS[own] for own in person["verdicts"]]
        wrong.extend((at, AWARDS[place], mine[place], theirs[place]) for place in range(len(AWARDS)) if mine[place] != theirs[place])
    if wrong:
        raise RuntimeError(f"{who} and Thi Đua disagree {len(wrong)} times: {wrong[:8]}")


def figures() -> list[Figure]:
    """Each side in a process of its own, so that its memory is its own."""
    if not BINARY.exists():
        return []
    dump = Path(os.environ.get("THIDUA_BENCH_DIR", "/tmp/thidua-bench")) / "law.jsonl"
    dump.parent.mkdir(parents=True, exist_ok=True)
    out = ours(dump)
    for peer in ("openfisca", "zen"):
        done = subprocess.run([sys.executable, __file__, peer, str(dump)], capture_output=True, text=True, timeout=900, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr[-3000:])
        out.extend(Figure(**json.loads(line)) for line in done.stdout.splitlines())
    return out


def main() -> None:
    if len(sys.argv) < 3:
        for own in figures():
            print(f"{own.work} | {own.who} | {own.median_ms:.1f} | {own.fastest_ms:.1f} – {own.slowest_ms:.1f} | {own.note}")
        return
    people = [json.loads(line) for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    for own in openfisca_figures(people) if sys.argv[1] == "openfisca" else zen_figures(people):
        print(json.dumps(asdict(own)))


if __name__ == "__main__":
    main()
