// Reads what was built, and the templates, and refuses what Chrome 109 does not have and what would reach another host.
// `node check.mjs [dist] [templates]`
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { faultsOf } from "./chrome109.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.resolve(process.argv[2] ?? path.join(root, "dist"));
const templates = path.resolve(process.argv[3] ?? path.join(root, "../crates/web/templates"));

const manifest = JSON.parse(await readFile(path.join(dist, "manifest.json"), "utf8"));
const faults = [];
let files = 0;
for (const name of Object.values(manifest)) {
  if (!/\.(css|js)$/.test(name)) continue;
  files += 1;
  faults.push(...faultsOf(name, await readFile(path.join(dist, name), "utf8")));
}
for (const name of await readdir(templates, { recursive: true })) {
  if (!name.endsWith(".html")) continue;
  files += 1;
  faults.push(...faultsOf(name, await readFile(path.join(templates, name), "utf8")));
}
for (const need of ["app.css", "app.js", "chart.js", "icons.svg", "favicon.svg"]) {
  if (!(need in manifest)) faults.push(`manifest.json has no ${need}`);
}
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log(`ui/dist and templates: ${files} files, nothing newer than Chrome 109`);
