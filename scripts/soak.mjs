// Load on loopback for a bounded time (ten minutes, or THIDUA_SOAK_SECONDS): twenty people signed in at once read every
// page of tests/browser/pages.json and write what officers write: figures of a month, papers, drafts, chosen rows.
// Answers must be right to the end, what was written must be there, and the memory must not creep.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const seconds = Math.min(Number(process.env.THIDUA_SOAK_SECONDS ?? 600), 3600);
const readers = 16;
const list = JSON.parse(readFileSync(path.join(root, "tests/browser/pages.json"), "utf8"));

const folder = mkdtempSync(path.join(tmpdir(), "thidua-soak-"));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const server = spawn(
  path.resolve(root, process.env.THIDUA_BIN ?? "target/release/thidua"),
  ["--db", `sqlite:${path.join(folder, "soak.db")}`, "demo", "--listen", `127.0.0.1:${port}`],
  { cwd: folder, stdio: "ignore" },
);
process.once("exit", () => {
  server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});
for (let tries = 0; (await fetch(`${url}/readyz`).catch(() => null))?.status !== 200; tries += 1) {
  if (tries > 600 || server.exitCode !== null) throw new Error("the server did not become ready");
  await new Promise((resolve) => setTimeout(resolve, 200));
}

const times = { read: [], write: [] };
const faults = new Map();
const memory = [];
// One sign-in an account: more within a minute from one address are refused, as they should be.
const seats = new Map();
for (const [name, account] of Object.entries(list.accounts)) seats.set(name, await signIn(account));
const pages = list.pages.map((page) => ({ ...page, status: page.status ?? 200 }));

const until = Date.now() + seconds * 1000;
const watch = setInterval(() => memory.push(resident()), 5000);
const people = Array.from({ length: readers }, (_, index) => again(index, reader));
const tasks = [figures, papers, drafts, choices];
people.push(...tasks.map((task, index) => again(index, task)));
await Promise.all(people);
clearInterval(watch);
memory.push(resident());
report();

/** One person: does the work again and again, with the pause of somebody who reads. */
async function again(index, work) {
  for (let turn = index; Date.now() < until; turn += 1) {
    try {
      await work(turn);
    } catch (fault) {
      note(`${work.name}: ${fault.cause?.code ?? fault.message}`);
    }
    await new Promise((resolve) => setTimeout(resolve, work === reader ? 20 : 100));
  }
}

async function reader(turn) {
  const page = pages[(turn * 7) % pages.length];
  const answer = await get(page.path, page.as);
  if (answer.status !== page.status) throw new Error(`${page.path} as ${page.as} answered ${answer.status}`);
  for (const word of page.shows ?? []) {
    if (!answer.text.includes(word)) throw new Error(`${page.path} as ${page.as} does not show "${word}"`);
  }
}

/** A month of figures typed, stored, and read back; the next turn changes it with a reason. */
async function figures(turn) {
  const month = (turn % 12) + 1;
  const place = `/co-quan/quan-1/nhap-so-lieu?nam=2024&thang=${month}&don-vi=dong`;
  const page = await get(place, "thong-ke");
  const seen = /name="ban\.quan-1" value="(\d+)"/.exec(page.text)?.[1];
  if (seen === undefined) throw new Error("the grid does not say which revision it shows");
  const typed = String(1000 + turn);
  const fields = {
    don_vi: "dong",
    "ban.quan-1": seen,
    "o.quan-1/viec.cu": "500",
    "o.quan-1/viec.moi": typed,
    ly_do: "Đối chiếu lại sổ thụ lý",
    viec: "ghi",
  };
  const flags = [...page.text.matchAll(/name="(gt\.[^"]+)"/g)].map((found) => found[1]);
  for (const flag of flags) fields[flag] = "Theo sổ thụ lý";
  let answer = await post(place, fields, "thong-ke", page);
  if (answer.status === 422) {
    // What looks doubtful is stored with its explanation.
    for (const [, flag] of answer.text.matchAll(/name="(gt\.[^"]+)"/g)) fields[flag] = "Theo sổ thụ lý";
    answer = await post(place, fields, "thong-ke", page);
  }
  expect("figures", answer, 303);
  const after = await get(place, "thong-ke");
  const shown = Number(typed).toLocaleString("vi-VN");
  if (!after.text.includes(`value="${shown}"`) && !after.text.includes(`value="${typed}"`)) {
    throw new Error(`what was stored is not shown: ${shown}`);
  }
}

/** A paper entered, changed by one who saw it, refused to one who did not, and taken away. */
async function papers(turn) {
  const sign = `${turn}/BC-SOAK-${process.pid}`;
  const add = "/du-lieu/van-ban/them";
  const form = await get(add, "bo-cuc");
  const stored = await post(add, { co_so: "0", so_ky_hieu: sign, trich_yeu: "Báo cáo thử tải" }, "bo-cuc", form);
  expect("papers", stored, 303);
  const place = new URL(stored.to, url).pathname;
  const shown = await get(place, "bo-cuc");
  if (!shown.text.includes(sign)) throw new Error(`a stored paper is not shown: ${place}`);
  const edit = /href="(\/du-lieu\/van-ban\/sua[^"]+)"/.exec(shown.text)?.[1]?.replaceAll("&amp;", "&");
  if (!edit) throw new Error("a paper cannot be changed");
  const changed = { so_ky_hieu: sign, trich_yeu: "Báo cáo thử tải, sửa", co_so: "1", ly_do: "Sửa trích yếu" };
  expect("papers, changed", await post(edit, changed, "bo-cuc", shown), 303);
  const late = { ...changed, trich_yeu: "Của người đến sau" };
  expect("papers, the second", await post(edit, late, "bo-cuc", shown), 409);
  const away = edit.replace("/sua?", "/go-bo?");
  expect("papers, away", await post(away, { co_so: "2", ly_do: "Thử tải xong" }, "bo-cuc", shown), 303);
}

/** A draft kept, read back to the letter, and thrown away. */
async function drafts(turn) {
  const key = "du-lieu:nhan-su:co-quan=quan-1";
  const words = `Nguyễn Thị Ỷ ${turn}`;
  const form = await get("/du-lieu/nhan-su/them?co-quan=quan-1", "thong-ke");
  const page = "/du-lieu/nhan-su/them?co-quan=quan-1";
  const content = JSON.stringify({ ho_va_ten: words });
  const saved = { khoa: key, trang: page, ten: "Thêm người", co_so: "0", so: String(Date.now()), noi_dung: content };
  expect("drafts", await post("/ban-nhap", saved, "thong-ke", form, true), 200);
  const found = await get(`/ban-nhap?khoa=${encodeURIComponent(key)}`, "thong-ke", true);
  const told = JSON.parse(found.text).nhap[key];
  if (JSON.parse(told.noi_dung).ho_va_ten !== words) throw new Error("a draft came back otherwise");
  expect("drafts, away", await post("/ban-nhap/bo", { khoa: key }, "thong-ke", form, true), 200);
}

/** Rows chosen in a list, counted on another filter, and forgotten. */
async function choices(turn) {
  const page = await get("/van-ban?dong=25", "bo-cuc");
  const keys = [...page.text.matchAll(/name="co" value="([^"]*)"/g)].map((found) => found[1]);
  const choice = `soak${process.pid}x${turn}`.padEnd(12, "0");
  const chosen = keys.slice(0, 2);
  if (chosen.length === 0) throw new Error("a list without rows");
  const fields = [["luot", choice], ["ve", "/van-ban"], ["viec", "nho"]];
  for (const key of chosen) fields.push(["co", key], ["chon", key]);
  const kept = await post("/danh-sach/chon", fields, "bo-cuc", page, true);
  expect("choices", kept, 200);
  const other = await get(`/van-ban?tim=khong-co-van-ban-nay&luot=${choice}`, "bo-cuc");
  expect("choices, filtered", other, 200);
  const same = await get(`/van-ban?dong=25&luot=${choice}`, "bo-cuc");
  if (!same.text.includes(`Đã chọn ${chosen.length} dòng`)) throw new Error("what was chosen is not shown");
  const none = [["luot", choice], ["ve", "/van-ban"], ["viec", "bo"]];
  expect("choices, away", await post("/danh-sach/chon", none, "bo-cuc", page, true), 200);
}

function expect(what, answer, status) {
  if (answer.status === status) return;
  const said = /notice-title">([^<]*)/.exec(answer.text)?.[1] ?? answer.text.slice(0, 120);
  throw new Error(`${what}: ${answer.status} instead of ${status}: ${said}`);
}

async function get(asked, as, json = false) {
  return await ask(asked, { headers: headers(as, json) }, times.read);
}

/** Sends a form as its page does: with the page's token, from this site. */
async function post(asked, fields, as, page, json = false) {
  const token = /name="_bieu_mau" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
  const body = new URLSearchParams(Array.isArray(fields) ? fields : Object.entries(fields));
  body.set("_bieu_mau", token);
  const sent = { ...headers(as, json), "sec-fetch-site": "same-origin", Origin: url };
  return await ask(asked, { method: "POST", body, headers: sent }, times.write);
}

async function ask(asked, options, into) {
  const from = performance.now();
  const answer = await fetch(url + asked, { redirect: "manual", ...options });
  const text = await answer.text();
  into.push(performance.now() - from);
  return { status: answer.status, text, to: answer.headers.get("location") ?? "", cookies: answer.headers.getSetCookie() };
}

function headers(as, json) {
  const seat = as === null ? "" : seats.get(as);
  if (seat === undefined) throw new Error(`nobody is ${as}`);
  return { Cookie: seat, ...(json ? { Accept: "application/json" } : {}) };
}

/** Signs in once and answers the session's cookies. */
async function signIn({ user, password }) {
  const form = await ask("/dang-nhap", {}, times.read);
  const cookies = form.cookies.map((cookie) => cookie.split(";")[0]);
  seats.set("", cookies.join("; "));
  const fields = { ten: user, tai_khoan: user, mat_khau: password };
  const named = [...form.text.matchAll(/<input[^>]* name="([^"]+)"/g)].map((found) => found[1]);
  const wanted = Object.fromEntries(Object.entries(fields).filter(([name]) => named.includes(name)));
  const answer = await post("/dang-nhap", wanted, "", form);
  const session = answer.cookies.map((cookie) => cookie.split(";")[0]);
  if (answer.status !== 303 || session.length === 0) throw new Error(`${user} could not sign in: ${answer.status}`);
  return session.join("; ");
}

function report() {
  const at = (of, share) => (of[Math.min(of.length - 1, Math.floor(of.length * share))] ?? 0).toFixed(1);
  for (const [what, of] of Object.entries(times)) {
    of.sort((a, b) => a - b);
    console.log(`${what}: ${of.length} answers; ms: median ${at(of, 0.5)}, p99 ${at(of, 0.99)}, longest ${at(of, 1)}`);
  }
  // After a minute everything has been read and written once.
  const early = memory[Math.min(12, memory.length - 1)];
  const late = memory.at(-1);
  console.log(`memory: ${early} MiB after the first minute, ${late} MiB after ${seconds} s`);
  for (const [fault, count] of faults) console.log(`fault: ${fault}: ${count} times`);
  if (server.exitCode !== null) note("the server ended");
  const passed = faults.size === 0 && times.read.length > 0 && times.write.length > 0 && late <= early * 1.25 + 16;
  if (!passed) console.log("soak: not passed");
  process.exit(passed ? 0 : 1);
}

function note(fault) {
  faults.set(fault, (faults.get(fault) ?? 0) + 1);
}

function resident() {
  const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

async function freePort() {
  const socket = createServer();
  await new Promise((resolve) => socket.listen(0, "127.0.0.1", resolve));
  const { port: free } = socket.address();
  await new Promise((resolve) => socket.close(resolve));
  return free;
}
