// The servers under test: the product itself (`thidua demo` on a fresh database) and the static sheet of parts.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createSocket, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
/** A fresh demo on a slow machine that does other things besides. */
const READY_WITHIN_MS = 300_000;

export interface Running {
  readonly url: string;
  /** The database's address, for the command line; of the product only. */
  readonly db?: string;
  /** Throws with the server's own words if it has died. */
  readonly assertAlive: () => void;
  readonly stop: () => Promise<void>;
  /** What the server has said so far: the code for setting up, on its first day. */
  readonly said?: () => string;
  /** Ends the server as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same database and port; of one for trying out, on another day. */
  readonly restart: (today?: string) => Promise<void>;
  /** Runs a command on its database, as an administrator at the machine does; answers what it printed. */
  readonly command?: (...args: readonly string[]) => Promise<string>;
}

/**
 * Starts the binary on a free port with a database of its own and waits until /readyz answers 200: with the demo's data,
 * or empty, as on its first day. `today` (ISO) begins a database for trying out, in which it is that day.
 */
export async function startProduct(as: "demo" | "serve" = "demo", today?: string): Promise<Running> {
  const binary = path.resolve(root, process.env["THIDUA_BIN"] ?? "target/debug/thidua");
  if (!existsSync(binary)) {
    throw new Error(`no binary at ${binary}: run "cargo build -p thidua" first, or set THIDUA_BIN`);
  }
  const folder = await mkdtemp(path.join(tmpdir(), "thidua-browser-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const said: string[] = [];
  const db = `sqlite:${path.join(folder, "demo.db")}`;
  let day = today;
  const place = (): string[] => ["--db", db, ...(day === undefined ? [] : ["--today", day])];
  const start = (): ChildProcess => {
    const fresh = spawn(binary, [...place(), as, "--listen", `127.0.0.1:${port}`], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [fresh.stdout, fresh.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => said.push(text));
    }
    return fresh;
  };
  let child = start();
  process.once("exit", () => child.kill("SIGKILL"));
  const assertAlive = (): void => {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the server ended (status ${child.exitCode ?? child.signalCode}):\n${said.join("").slice(-4000)}`);
    }
  };
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  };
  const restart = async (other?: string): Promise<void> => {
    await end(child);
    day = other ?? day;
    child = start();
    await ready(url, assertAlive);
  };
  const command = (...args: readonly string[]): Promise<string> => run(binary, [...place(), ...args]);
  try {
    await ready(url, assertAlive);
  } catch (fault) {
    await stop();
    throw new Error(`${fault instanceof Error ? fault.message : String(fault)}\n${said.join("").slice(-4000)}`);
  }
  return { url, db, assertAlive, stop, kill, restart, command, said: () => said.join("") };
}

/** Runs the program once; throws with its own words where it refuses. */
async function run(binary: string, args: readonly string[]): Promise<string> {
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
  const [printed, told]: [string[], string[]] = [[], []];
  child.stdout.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => told.push(text));
  const status = await new Promise((resolve) => child.once("close", resolve));
  if (status !== 0) throw new Error(`thidua ${args.join(" ")} ended with ${String(status)}:\n${told.join("")}${printed.join("")}`);
  return printed.join("");
}

/** Loads a folder of CSV files into the product's database, as an administrator at the machine does. */
export async function load(running: Running, files: Readonly<Record<string, string>>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "thidua-bundle-"));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, `${name}.csv`), text);
    await running.command?.("load", folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ready(url: string, assertAlive: () => void): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    assertAlive();
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url}/readyz did not answer 200 within ${READY_WITHIN_MS / 1000} s`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
  await gone;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const socket = createSocket();
  await new Promise<void>((resolve) => socket.listen(0, "127.0.0.1", resolve));
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

/** The policy the product sends; the sheet of parts must live under it too. */
export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Serves ui/sample.html and ui/dist under the product's policy; `more` is put at the end of its main part. */
export async function startSheet(more = ""): Promise<Running> {
  const dist = path.join(root, "ui/dist");
  if (!existsSync(path.join(dist, "manifest.json"))) throw new Error('ui/dist is empty: run "make ui" first');
  const manifest = JSON.parse(readFileSync(path.join(dist, "manifest.json"), "utf8")) as Record<string, string>;
  const sample = readFileSync(path.join(root, "ui/sample.html"), "utf8").replace("</main>", `${more}</main>`);
  const html = sample.replace(/\{\{([\w./-]+)\}\}/g, (_, name: string) => {
    const hashed = manifest[name];
    if (!hashed) throw new Error(`sample.html names {{${name}}}, which is not in manifest.json`);
    return hashed;
  });
  const kinds: Record<string, string> = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
  };
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? "/", "http://sheet").pathname;
    response.setHeader("Content-Security-Policy", CSP);
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (asked === "/") {
      response.setHeader("Content-Type", "text/html; charset=utf-8").end(html);
      return;
    }
    const name = asked.replace("/assets/", "");
    if (!Object.values(manifest).includes(name)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("Content-Type", kinds[path.extname(name)] ?? "application/octet-stream");
    readFile(path.join(dist, name)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    assertAlive: () => undefined,
    kill: () => Promise.resolve(),
    restart: () => Promise.resolve(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
