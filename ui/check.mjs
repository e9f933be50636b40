// Reads what was built and refuses what Chrome 109 (the last one for Windows 7 and 8.1, still found in offices)
// does not have, and what would reach another host. esbuild lowers syntax; these are the things it lets through.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), "dist");

// name, pattern, first version of Chrome that has it
const CSS = [
  ["color-mix()", /color-mix\(/, 111],
  ["oklch(), oklab(), lch(), lab()", /[^-\w](?:oklch|oklab|lch|lab)\(/, 111],
  ["light-dark()", /light-dark\(/, 123],
  ["style container query", /@container[^{]*style\(/, 111],
  ["scroll-state container query", /scroll-state\(/, 133],
  ["@starting-style", /@starting-style/, 117],
  ["@scope", /@scope\b/, 118],
  ["@position-try", /@position-try/, 125],
  ["@view-transition", /@view-transition|view-transition-name|::view-transition/, 111],
  ["subgrid", /:subgrid|\ssubgrid[;}\s]/, 117],
  ["anchor positioning", /anchor-name:|position-anchor:|[^-\w]anchor\(/, 125],
  [":popover-open", /:popover-open/, 114],
  ["::details-content", /::details-content/, 131],
  [":user-invalid", /:user-(?:in)?valid/, 119],
  [":dir()", /:dir\(/, 120],
  [":nth-child(… of …)", /:nth-(?:last-)?child\([^)]* of /, 111],
  ["transition-behavior", /transition-behavior|allow-discrete/, 117],
  ["interpolate-size, calc-size()", /interpolate-size|calc-size\(/, 129],
  ["field-sizing", /field-sizing/, 123],
  ["linear() easing", /[:\s,]linear\(/, 113],
  ["scroll-driven animation", /animation-timeline|scroll-timeline/, 115],
  ["round(), mod(), rem()", /[^-\w](?:round|mod|rem)\(/, 125],
  ["sin(), cos(), pow(), sqrt()", /[^-\w](?:sin|cos|tan|pow|sqrt|hypot)\(/, 111],
  ["typed attr(), if()", /attr\([^)]*type\(|[:\s]if\(/, 133],
];
// mask is absent because esbuild writes its prefixed twin; text-wrap and scrollbar-color because without them a page is only
// less pretty.

const JS = [
  ["Array.toSorted, toReversed, toSpliced", /\.to(?:Sorted|Reversed|Spliced)\(/, 110],
  ["Array.fromAsync", /Array\.fromAsync/, 121],
  ["Object.groupBy, Map.groupBy", /(?:Object|Map)\.groupBy/, 117],
  ["Promise.withResolvers", /Promise\.withResolvers/, 119],
  ["Promise.try", /Promise\.try\b/, 128],
  ["URL.canParse, URL.parse", /URL\.(?:canParse|parse)\(/, 120],
  ["AbortSignal.any", /AbortSignal\.any/, 116],
  ["isWellFormed", /\.(?:isWellFormed|toWellFormed)\(/, 111],
  ["Iterator helpers", /Iterator\.from|\.values\(\)\.(?:map|filter|take|drop|toArray)\(/, 122],
  ["Set methods", /\.(?:isSubsetOf|isSupersetOf|symmetricDifference)\(/, 122],
  ["popover methods", /\.(?:showPopover|togglePopover|hidePopover)\(/, 114],
  ["RegExp.escape", /RegExp\.escape/, 136],
  ["Uint8Array.fromBase64", /\.fromBase64\(|\.toHex\(\)/, 133],
  ["scheduler.yield", /scheduler\.yield/, 129],
  ["import attributes", /import\([^)]*,\s*\{\s*with:/, 123],
];
// htmx asks `document.startViewTransition` and `moveBefore` whether they are there before it uses them.

const OTHER = [
  ["another host", /(?:https?:)?\/\/(?!www\.w3\.org\/)[a-z0-9-]+\.[a-z]{2,}[/"'`)\s]/i],
  ["@import left in the style", /@import/],
];

const manifest = JSON.parse(await readFile(path.join(dist, "manifest.json"), "utf8"));
const faults = [];
let files = 0;
for (const name of Object.values(manifest)) {
  if (!/\.(css|js)$/.test(name)) continue;
  files += 1;
  const raw = await readFile(path.join(dist, name), "utf8");
  const css = name.endsWith(".css");
  const text = css ? stripCss(raw) : raw;
  for (const [what, pattern, since] of css ? CSS : JS) report(name, what, pattern, text, since);
  for (const [what, pattern] of css ? OTHER : []) report(name, what, pattern, text);
  if (css) nesting(name, text);
}
for (const need of ["app.css", "app.js", "chart.js", "icons.svg", "favicon.svg"]) {
  if (!(need in manifest)) faults.push(`manifest.json has no ${need}`);
}
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log(`ui/dist: ${files} files of style and script, nothing newer than Chrome 109`);

function report(name, what, pattern, text, since) {
  const hit = pattern.exec(text);
  if (!hit) return;
  const around = text.slice(Math.max(0, hit.index - 30), hit.index + 50).replace(/\s+/g, " ");
  faults.push(`${name}: ${what}${since ? ` (Chrome ${since})` : ""}: …${around}…`);
}

/** Without comments, strings and data addresses, whose insides are not style. */
function stripCss(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/'(?:[^'\\]|\\.)*'/g, "''");
}

/** A rule inside a rule (Chrome 112) is a `{` whose parent is not an at-rule that holds rules. */
function nesting(name, text) {
  const parents = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "{") {
      const head = text.slice(from, at).trim();
      const holds = /^@(?:media|supports|layer|container|(?:-webkit-)?keyframes)\b/.test(head);
      if (parents.length > 0 && !parents.at(-1)) {
        faults.push(`${name}: nesting (Chrome 112): …${head.slice(-60)}…`);
      }
      parents.push(holds);
    } else if (sign === "}") {
      parents.pop();
    }
    if (sign === "{" || sign === "}" || sign === ";") from = at + 1;
  }
}
