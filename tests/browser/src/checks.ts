// What is asked of every page, whoever made it.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { suspicious } from "./words.js";

/** The widths of an office machine, a phone, and the narrowest phone still promised. */
export const SIZES = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
  { width: 360, height: 740 },
] as const;

/** After that what still sticks out does so for good. */
const SETTLES_WITHIN_MS = 5_000;

const SHOTS = process.env["THIDUA_SHOTS"] ?? path.join(tmpdir(), "thidua-shots");
mkdirSync(SHOTS, { recursive: true });

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Faults that the browser itself reported while a page was open. */
export class Watch {
  readonly faults: string[] = [];

  static async over(context: BrowserContext, page: Page): Promise<Watch> {
    const watch = new Watch();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") watch.add(`console: ${message.text()}`);
    });
    page.on("pageerror", (fault) => watch.add(`script: ${fault.message}`));
    page.on("requestfailed", (request) => {
      // A request cut off because the page moved on is no fault.
      const why = request.failure()?.errorText ?? "";
      if (why !== "net::ERR_ABORTED") watch.add(`request: ${request.url()} ${why}`);
    });
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && url.hostname !== "127.0.0.1") watch.add(`another host: ${request.url()}`);
    });
    await context.exposeBinding("thiduaViolation", (_, text: string) => watch.add(`CSP: ${text}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const tell = (window as unknown as { thiduaViolation?: (text: string) => void }).thiduaViolation;
        tell?.(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`);
      });
    });
    return watch;
  }

  private add(fault: string): void {
    this.faults.push(fault);
  }

  /** Hands over what was seen so far and starts anew. */
  take(): string[] {
    return this.faults.splice(0);
  }
}

/** All faults of the open page at every size; takes a screenshot at each into the temporary folder. */
export async function faultsOf(page: Page, watch: Watch, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await drawn(page);
    for (const fault of await sticksOutForGood(page)) faults.push(`${size.width} px: ${fault}`);
    if (size.width !== 390) {
      for (const fault of await accessibility(page)) faults.push(`${size.width} px: ${fault}`);
    }
    await page.screenshot({ path: path.join(SHOTS, `${name}-${size.width}.png`), fullPage: true });
  }
  faults.push(...(await language(page)));
  faults.push(...watch.take());
  return faults;
}

/** Two frames: what follows a change of the window (charts, sticky heads) is drawn. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** A chart takes its new width a moment after the page: only what goes on sticking out is a fault. */
async function sticksOutForGood(page: Page): Promise<string[]> {
  const until = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const found = await sticksOut(page);
    if (found.length === 0 || Date.now() > until) return found;
    await drawn(page);
  }
}

/** Horizontal overflow of the page, and what causes it. Content inside a scrolling frame of its own is fine. */
async function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const inScroller = (element: Element): boolean => {
      for (let up = element.parentElement; up; up = up.parentElement) {
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
      }
      return false;
    };
    const culprits = [...document.querySelectorAll("body *")]
      .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !inScroller(one))
      .slice(0, 4)
      .map((one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute("class") ?? ""}">`);
    return [`the page is ${root.scrollWidth} px wide in ${root.clientWidth} px: ${culprits.join(", ")}`];
  });
}

interface AxeNode {
  readonly target: readonly unknown[];
}
interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly AxeNode[];
}

/** axe-core's serious and critical findings by WCAG 2.2 AA. */
async function accessibility(page: Page): Promise<string[]> {
  // Evaluated through the debugger, so the page's own policy stays as strict as it is.
  await page.evaluate(axe);
  const violations = await page.evaluate(async (): Promise<AxeViolation[]> => {
    const { axe: tool } = window as unknown as { axe: { run: (what: Document, how: object) => Promise<{ violations: AxeViolation[] }> } };
    const how = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"] };
    return (await tool.run(document, how)).violations;
  });
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => `axe ${one.id} (${one.impact}): ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`);
}

/** Everything a reader can see or hear, read for what is not Vietnamese; and the page's own frame. */
async function language(page: Page): Promise<string[]> {
  const seen = await page.evaluate(() => {
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent || parent.closest("script,style,template,code,pre,kbd,[data-code],[lang]:not([lang|='vi'])")) continue;
      texts.push(walker.currentNode.textContent ?? "");
    }
    for (const element of document.querySelectorAll("[placeholder],[aria-label],[title],[alt]")) {
      for (const name of ["placeholder", "aria-label", "title", "alt"]) texts.push(element.getAttribute(name) ?? "");
    }
    const headings = document.querySelectorAll("h1").length;
    const icons = [...document.querySelectorAll<SVGSVGElement>("svg.icon")];
    const empty = icons.filter((one) => one.getClientRects().length > 0 && one.getBBox().width === 0);
    const blank = empty.map((one) => one.querySelector("use")?.getAttribute("href")?.split("#")[1] ?? "");
    return { blank, text: texts.join("\n"), lang: document.documentElement.lang, headings, inline: document.querySelectorAll("[style],style,script:not([src]):not([type='application/json'])").length };
  });
  const faults = suspicious(seen.text).map((fault) => `words: ${fault}`);
  for (const name of new Set(seen.blank)) faults.push(`an icon draws nothing: ${name}`);
  if (seen.lang !== "vi") faults.push(`<html lang="${seen.lang}"> is not vi`);
  if (seen.headings !== 1) faults.push(`${seen.headings} <h1> on the page, not one`);
  return faults;
}
