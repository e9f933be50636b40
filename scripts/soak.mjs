// Load on loopback for a bounded time (ten minutes, or THIDUA_SOAK_SECONDS): answers must be right and quick to the end and
// the memory must not creep. Reads the pages that need no account from tests/browser/pages.json; signed-in pages: not yet.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const seconds = Math.min(Number(process.env.THIDUA_SOAK_SECONDS ?? 600), 3600);
const clients = 20;
const walk = JSON.parse(readFileSync(path.join(root, "tests/browser/pages.json"), "utf8")).pages;
const paths = ["/healthz", ...walk.filter((one) => one.as === null && !one.status).map((one) => one.path)];

const folder = mkdtempSync(path.join(tmpdir(), "thidua-soak-"));
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const server = spawn(
  path.join(root, process.env.THIDUA_BIN ?? "target/release/thidua"),
  ["--db", `sqlite:${path.join(folder, "soak.db")}`, "demo", "--listen", `127.0.0.1:${port}`],
  { cwd: folder, stdio: "ignore" },
);
process.once("exit", () => {
  server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});
for (let tries = 0; (await fetch(`${url}/readyz`).catch(() => null))?.status !== 200; tries += 1) {
  if (tries > 300 || server.exitCode !== null) throw new Error("the server did not become ready");
  await new Promise((resolve) => setTimeout(resolve, 200));
}

const until = Date.now() + seconds * 1000;
const times = [];
const faults = new Map();
const memory = [];
const watch = setInterval(() => memory.push(resident()), 5000);
await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
clearInterval(watch);
memory.push(resident());

times.sort((a, b) => a - b);
const at = (share) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
const early = memory[Math.min(6, memory.length - 1)];
const late = memory.at(-1);
console.log(`${times.length} answers in ${seconds} s from ${clients} clients; ms: median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)}`);
console.log(`memory: ${early} MiB after half a minute, ${late} MiB at the end`);
for (const [fault, count] of faults) console.log(`fault: ${fault}: ${count} times`);
if (faults.size > 0 || times.length === 0 || late > early * 1.25 + 16) {
  console.log("soak: not passed");
  process.exit(1);
}
process.exit(0);

async function client(index) {
  for (let turn = index; Date.now() < until; turn += 1) {
    const asked = paths[turn % paths.length];
    const from = performance.now();
    try {
      const answer = await fetch(url + asked, { redirect: "manual" });
      await answer.arrayBuffer();
      if (answer.status >= 400) note(`${asked} answered ${answer.status}`);
      times.push(performance.now() - from);
    } catch (fault) {
      note(`${asked}: ${fault.cause?.code ?? fault.message}`);
    }
    // A person reads before asking again; twenty clients without pause would only measure themselves.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
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
