// Bundles src/ into dist/: style, script, fonts and icons under names that carry their content's hash, and
// manifest.json (plain name → hashed name). `make ui` runs it before cargo, which embeds dist/ in the binary.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { ICONS } from "./icons.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, "dist");
const fresh = path.join(root, "node_modules", ".dist");

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });

const result = await build({
  absWorkingDir: root,
  entryPoints: ["src/app.ts", "src/app.css"],
  outdir: fresh,
  bundle: true,
  minify: true,
  splitting: true,
  format: "esm",
  target: "chrome109",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  entryNames: "[name].[hash]",
  chunkNames: "[name].[hash]",
  assetNames: "fonts/[name].[hash]",
  loader: { ".woff2": "file" },
});

const manifest = {};
for (const file of Object.keys(result.metafile.outputs)) {
  const name = path.relative(fresh, path.join(root, file)).split(path.sep).join("/");
  manifest[name.replace(/\.[A-Z0-9]{8}(?=\.\w+$)/, "")] = name;
}
await add("icons.svg", await sprite());
await add("favicon.svg", await readFile(path.join(root, "src/favicon.svg"), "utf8"));
const text = `${JSON.stringify(Object.fromEntries(Object.entries(manifest).sort()), null, 2)}\n`;
await writeFile(path.join(fresh, "manifest.json"), text);

const before = await readFile(path.join(dist, "manifest.json"), "utf8").catch(() => "");
if (before === text) {
  await rm(fresh, { recursive: true });
} else {
  await replace();
}
console.log(`ui/dist: ${Object.keys(manifest).length} files${before === text ? ", unchanged" : ""}`);

/** Writes `text` under a name with its hash. */
async function add(name, text) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
  const hashed = name.replace(/(\.\w+)$/, `.${hash}$1`);
  await writeFile(path.join(fresh, hashed), text);
  manifest[name] = hashed;
}

/** One file of symbols: `<svg class="icon"><use href="…/icons.svg#home"/></svg>`. */
async function sprite() {
  const symbols = [];
  for (const name of ICONS) {
    const source = await readFile(path.join(root, "node_modules/@tabler/icons/icons/outline", `${name}.svg`), "utf8");
    const shapes = source.replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "");
    const inner = shapes.replace(/<path stroke="none"[^>]*>/, "").replace(/\s+/g, " ").trim();
    symbols.push(`<symbol id="${name}" viewBox="0 0 24 24" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
}

/** Puts the new files in place of the old; unchanged ones are left alone, so that cargo has nothing to do. */
async function replace() {
  await mkdir(dist, { recursive: true });
  for (const name of await readdir(dist)) {
    if (name !== ".gitkeep") await rm(path.join(dist, name), { recursive: true });
  }
  for (const name of await readdir(fresh)) {
    await rename(path.join(fresh, name), path.join(dist, name));
  }
  await rm(fresh, { recursive: true });
}
