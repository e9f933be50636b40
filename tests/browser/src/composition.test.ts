// Telex and its kin build a syllable out of half ones ("Nguye", "Nguyê", "Nguyên" …). While they do, nothing may be sent,
// searched or reformatted, and no shortcut may take the keys: in every field of every page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, CDPSession, ElementHandle, Page, Request } from "playwright-core";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

/** Longer than the rest after which fields that search do so. */
const HOLD_MS = 320;
/** Cells of a grid are alike: of a grid's this many are played. */
const CELLS = 3;
const FIELDS = "input:is([type='text'],[type='search'],[type='email'],[type='tel'],[type='url'],:not([type])),textarea";

interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly keys: CDPSession;
  readonly requests: string[];
}

let product: Running;
let browser: Browser;
const seats = new Map<string | null, Seat>();
const framePlayed = new Set<string | null>();
let played = 0;

before(async () => {
  product = await startProduct();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

for (const entry of list.pages.filter((one) => (one.status ?? 200) === 200)) {
  test(`composition on ${entry.path}${entry.as === null ? "" : ` as ${entry.as}`}`, async () => {
    product.assertAlive();
    const seat = await seatOf(entry.as);
    const { page } = seat;
    await open(page, entry.path);
    const faults: string[] = [];
    let cells = 0;
    for (let at = 0; ; at += 1) {
      const field = (await page.$$(FIELDS))[at];
      if (!field) break;
      const about = await field.evaluate((one) => ({
        name: one.getAttribute("name") ?? one.getAttribute("data-cell") ?? one.id,
        cell: one.hasAttribute("data-cell"),
        frame: one.closest("header.topbar, nav.sidebar, dialog") !== null,
        filters: one.closest("form")?.method === "get",
      }));
      if (about.cell && ++cells > CELLS) continue;
      // The fields of the frame are the same on every page.
      if (about.frame && framePlayed.has(entry.as)) continue;
      for (const fault of await play(seat, field)) faults.push(`${about.name}: ${fault}`);
      // A filter that is left may ask for its list anew: the next field is played on a page at rest.
      if (about.filters) await open(page, entry.path);
    }
    framePlayed.add(entry.as);
    assert.deepEqual(faults, []);
  });
}

test("fields were there to play in", () => {
  assert.ok(played >= 20, `${played} fields`);
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(product.url + path, { waitUntil: "networkidle" });
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>("main details")) fold.open = true;
  });
}

async function play(seat: Seat, field: ElementHandle<Element>): Promise<string[]> {
  const { page, keys, requests } = seat;
  const ready = await field.evaluate((one) => {
    if (!(one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement) || one.readOnly || one.disabled) return false;
    one.focus();
    return document.activeElement === one;
  });
  if (!ready) return [];
  played += 1;
  const mark = `qzx${played}q`;
  const before = page.url();
  const faults: string[] = [];
  requests.splice(0);
  for (const text of [mark, `${mark}e`, `${mark}ê`, `${mark}êx`]) {
    await keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    const now = await field.evaluate((one) => ({
      value: one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement ? one.value : "",
      held: document.activeElement === one,
    }));
    if (!now.value.includes(text)) faults.push(`"${text}" became "${now.value}"`);
    if (!now.held) faults.push("the focus was taken away");
  }
  const taken = await field.evaluate((one) => {
    const stolen: string[] = [];
    for (const [key, ctrlKey] of [["Enter", false], ["Tab", false], ["Escape", false], ["ArrowDown", false], ["Delete", false], ["/", false], ["?", false], ["k", true], ["s", true], ["z", true]] as const) {
      const event = new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true, isComposing: true, keyCode: 229 });
      if (!one.dispatchEvent(event)) stolen.push(ctrlKey ? `Ctrl+${key}` : key);
      if (document.activeElement !== one) stolen.push(`${key} moved the focus`);
    }
    return stolen;
  });
  for (const key of taken) faults.push(`a shortcut took ${key}`);
  await page.waitForTimeout(HOLD_MS);
  const value = await field.evaluate((one) => (one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement ? one.value : ""));
  if (!value.includes(`${mark}êx`)) faults.push(`reformatted into "${value}"`);
  if (page.url() !== before) faults.push(`went to ${page.url()}`);
  for (const request of requests.filter((one) => one.includes(mark))) faults.push(`sent ${request}`);
  await keys.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
  await page.keyboard.press("Escape");
  return faults;
}

async function seatOf(as: string | null): Promise<Seat> {
  const known = seats.get(as);
  if (known) return known;
  const context = await browser.newContext({ locale: "vi-VN" });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (request: Request) => requests.push(`${request.url()} ${request.postData() ?? ""}`));
  const account = as === null ? undefined : list.accounts[as];
  if (account) {
    await page.goto(`${product.url}/dang-nhap`);
    await page.getByLabel("Tên đăng nhập").fill(account.user);
    await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.waitForURL((url) => url.pathname !== "/dang-nhap");
  }
  const seat = { context, page, keys: await context.newCDPSession(page), requests };
  seats.set(as, seat);
  return seat;
}
