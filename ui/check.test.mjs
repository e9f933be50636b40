// The check is checked: every feature it knows is planted once, alone and in what was really built.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { CSS, HTML, JS, faultsOf } from "./chrome109.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));

for (const [file, rules] of [["x.css", CSS], ["x.js", JS], ["x.html", HTML]]) {
  test(`${file}: every feature of the list is found where it is planted`, () => {
    for (const [what, , since, planted] of rules) {
      assert.ok(since > 109, `${what}: Chrome ${since}`);
      const found = faultsOf(file, planted);
      assert.ok(found.some((line) => line.includes(`${what} (Chrome ${since})`)), `${what}: ${planted} gave ${JSON.stringify(found)}`);
    }
  });
}

test("nesting and other hosts are found", () => {
  assert.match(faultsOf("x.css", ".a{color:red;& .b{color:blue}}").join(), /nesting/);
  assert.match(faultsOf("x.css", ".a{.b{color:blue}}").join(), /nesting/);
  assert.match(faultsOf("x.css", "a{background:url(https://example.com/x.png) }").join() + faultsOf("x.css", "@import x;").join(), /import/);
});

test("what Chrome 109 has is left alone", () => {
  const css =
    "@layer a{.b:has(>.c):is(.d,.e){inset:0;aspect-ratio:1;color:rgb(0 0 0/50%);width:min(1rem,2cqw)}}@container (width>30rem){a{gap:1lh;translate:1px}}" +
    "@media (width>=40rem){a{height:100dvh;accent-color:red}}.popover{color:red}a{background:url(data:image/svg+xml,if(1))}.open{top:0}";
  assert.deepEqual(faultsOf("x.css", css), []);
  const js = "x.at(-1);x.findLast(y);structuredClone(x);Object.hasOwn(x,y);AbortSignal.timeout(1);[...x.values()].map(y);x.replaceChildren();x.union(y)";
  assert.deepEqual(faultsOf("x.js", js), []);
  assert.deepEqual(faultsOf("x.html", '<details class="drop"><summary>x</summary></details><dialog class="popover">x</dialog>'), []);
});

test("planted into what was built, the check fails and names it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "thidua-check-"));
  try {
    const run = (dist, templates) => spawnSync(process.execPath, [path.join(root, "check.mjs"), dist, templates], { encoding: "utf8" });
    const manifest = JSON.parse(readFileSync(path.join(root, "dist/manifest.json"), "utf8"));
    for (const [name, planted, sign] of [
      ["app.css", "a{text-wrap:balance}", /text-wrap \(Chrome 114\)/],
      ["app.css", ".a{&:hover{color:red}}", /nesting \(Chrome 112\)/],
      ["app.js", "document.startViewTransition(()=>1);", /view transitions \(Chrome 111\)/],
      ["app.js", "Object.groupBy([],x=>x);", /groupBy \(Chrome 117\)/],
      ["chart.js", "new Set(a).intersection(b);", /Set methods \(Chrome 122\)/],
      ["page.html", "<div popover id=a></div>", /popover \(Chrome 114\)/],
    ]) {
      const dist = path.join(folder, "dist");
      const templates = path.join(folder, "templates");
      rmSync(dist, { recursive: true, force: true });
      rmSync(templates, { recursive: true, force: true });
      cpSync(path.join(root, "dist"), dist, { recursive: true });
      mkdirSync(templates);
      const good = run(dist, templates);
      assert.equal(good.status, 0, good.stderr);
      const file = name === "page.html" ? path.join(templates, name) : path.join(dist, manifest[name]);
      const before = name === "page.html" ? "" : readFileSync(file, "utf8");
      writeFileSync(file, `${before}${planted}`);
      const bad = run(dist, templates);
      assert.equal(bad.status, 1, `${planted} was not found`);
      assert.match(bad.stderr, sign);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
