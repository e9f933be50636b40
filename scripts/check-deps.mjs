// Holds the rules of deny.toml over Cargo.lock and the npm locks without installing anything: where every package comes
// from, under which licence, which are banned, which may be there only once.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const rules = readFileSync(path.join(root, "deny.toml"), "utf8").replace(/^\s*#.*$/gm, "");
const allowed = new Set(strings(/^allow = \[([^\]]*)\]/m));
const single = strings(/^single = \[([^\]]*)\]/m);
const banned = [...rules.matchAll(/\{ crate = "([^"]+)"/g)].map((hit) => hit[1]);
if (allowed.size === 0 || single.length === 0 || banned.length === 0) throw new Error("deny.toml was not understood");

const faults = [];
const crates = JSON.parse(
  execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", "--all-features", "--filter-platform", "x86_64-unknown-linux-gnu"], { cwd: root, maxBuffer: 1 << 28 }),
).packages;
for (const one of crates) {
  const name = `${one.name} ${one.version}`;
  if (one.source !== null && !/^registry\+https:\/\/github\.com\/rust-lang\/crates\.io-index$/.test(one.source)) {
    faults.push(`${name}: from ${one.source}, not from the public registry`);
  }
  if (banned.includes(one.name)) faults.push(`${name}: banned (deny.toml says why)`);
  if (!one.license && one.license_file && one.source !== null) faults.push(`${name}: licence only as a file, read it`);
  else if (!permits(one.license ?? "")) faults.push(`${name}: licence ${one.license ?? "not told"}`);
}
for (const name of single) {
  const versions = [...new Set(crates.filter((one) => one.name === name).map((one) => one.version))];
  if (versions.length > 1) faults.push(`${name}: ${versions.length} versions at once: ${versions.join(", ")}`);
}

let scripts = 0;
for (const folder of ["ui", "tests/browser"]) {
  const lock = JSON.parse(readFileSync(path.join(root, folder, "package-lock.json"), "utf8"));
  for (const [where, one] of Object.entries(lock.packages)) {
    if (where === "") continue;
    scripts += 1;
    const name = `${folder}: ${where.replace(/^.*node_modules\//, "")} ${one.version}`;
    if (one.resolved && !one.resolved.startsWith("https://registry.npmjs.org/")) faults.push(`${name}: from ${one.resolved}`);
    if (!/^sha512-/.test(one.integrity ?? "")) faults.push(`${name}: no sha512`);
    if (!permits(one.license ?? "")) faults.push(`${name}: licence ${one.license ?? "not told"}`);
  }
}
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log(`dependencies: ${crates.length} crates and ${scripts} npm packages, sources and licences as agreed`);

function strings(pattern) {
  return [...(rules.match(pattern)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map((hit) => hit[1]);
}

/** Whether an SPDX expression can be met by the allowed licences. `/` is the old way to write OR. */
function permits(expression) {
  const tokens = expression.replaceAll("/", " OR ").match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const any = () => {
    let met = all();
    while (tokens[at] === "OR") {
      at += 1;
      met = all() || met;
    }
    return met;
  };
  const all = () => {
    let met = one();
    while (tokens[at] === "AND") {
      at += 1;
      met = one() && met;
    }
    return met;
  };
  const one = () => {
    if (tokens[at] === "(") {
      at += 1;
      const met = any();
      at += 1;
      return met;
    }
    let name = tokens[at] ?? "";
    at += 1;
    if (tokens[at] === "WITH") {
      name += ` WITH ${tokens[at + 1]}`;
      at += 2;
    }
    return allowed.has(name);
  };
  return tokens.length > 0 && any() && at === tokens.length;
}
