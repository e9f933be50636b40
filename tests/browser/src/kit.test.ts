// The sheet of parts (ui/sample.html) under the product's policy: every part a page is put together from.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { startSheet, type Running } from "./server.js";
import { becomes, counts } from "./state.js";
import { suspicious } from "./words.js";

let sheet: Running;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let watch: Watch;

before(async () => {
  sheet = await startSheet();
  browser = await launch();
  context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  watch = await Watch.over(context, page);
});
after(async () => {
  await browser?.close();
  await sheet?.stop();
});

test("the sheet is without fault at every width", async () => {
  const answer = await page.goto(sheet.url, { waitUntil: "networkidle" });
  assert.equal(answer?.status(), 200);
  assert.deepEqual(await faultsOf(page, watch, "kit"), []);
});

test("charts are drawn from their tables, tooltips break no rule", async () => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(sheet.url, { waitUntil: "networkidle" });
  await counts(page.locator(".chart-canvas svg"), 2);
  await page.locator(".chart-canvas").first().hover();
  const words = /Tháng \d.*Năm 2021: (?:[\d,]+|–)Năm 2020: [\d,]+/;
  await becomes(async () => words.test((await page.locator(".chart-canvas svg").first().textContent()) ?? ""), true, "the tooltip");
  assert.deepEqual(watch.take(), []);
});

test("the menu is a drawer on a phone and closes on Escape", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(sheet.url, { waitUntil: "networkidle" });
  const menu = page.locator("#menu");
  assert.equal(await menu.isVisible(), false);
  await page.locator("a.topbar-menu").click();
  await menu.waitFor();
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  assert.equal(await page.locator("a.topbar-menu").evaluate((link) => link === document.activeElement), true);
});

test("the menu opens without script", async () => {
  const bare = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const still = await bare.newPage();
  await still.goto(sheet.url);
  await still.locator("a.topbar-menu").click();
  await still.locator("#menu").waitFor();
  await still.locator("a.sidebar-close").click();
  await still.locator("#menu").waitFor({ state: "hidden" });
  await bare.close();
});

test("a drop-down list closes on Escape and gives the focus back", async () => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(sheet.url, { waitUntil: "networkidle" });
  await page.locator(".year-drop > summary").click();
  assert.equal(await page.locator(".year-drop .drop-list").isVisible(), true);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".year-drop .drop-list").isVisible(), false);
});

test("figures in columns have one width", async () => {
  await page.goto(sheet.url, { waitUntil: "networkidle" });
  const widths = await page.evaluate(() => {
    const cell = document.querySelector("td.num");
    if (!cell) return [];
    return [..."0123456789"].map((digit) => {
      const span = document.createElement("span");
      span.textContent = digit.repeat(20);
      cell.append(span);
      const width = span.getBoundingClientRect().width;
      span.remove();
      return Math.round(width * 10);
    });
  });
  assert.equal(new Set(widths).size, 1, `widths of twenty figures each: ${widths.join(" ")}`);
});

test("the checks find what they must", async () => {
  const bad = await startSheet(
    '<input type="text"><svg width="3000" height="5"></svg><p style="color:red">Save</p><script>1</script><img alt="" src="https://example.com/x.png">',
  );
  const own = await browser.newContext({ locale: "vi-VN" });
  const open = await own.newPage();
  const seen = await Watch.over(own, open);
  await open.goto(bad.url, { waitUntil: "networkidle" });
  const faults = (await faultsOf(open, seen, "kit-bad")).join("\n");
  await own.close();
  await bad.stop();
  for (const sign of [/CSP: style-src-attr/, /CSP: script-src-elem/, /CSP: img-src/, /axe label/, /360 px: the page is \d+ px wide/, /English "Save"/]) {
    assert.match(faults, sign);
  }
});

test("the reader of words finds what it must and spares Vietnamese", () => {
  for (const bad of ["da_tang", "viec.xong", "Some(3)", "{{ name }}", "Not found", "2020-10-17", "undefined", "htxsnv", "bai-quan-1-2021"]) {
    assert.notDeepEqual(suspicious(`Cơ quan ${bad} đã lưu`), [], bad);
  }
  const fine = "In trang này. Năm công tác 2026 (01/10/2025 – 30/9/2026). Đã tặng 02 Bằng khen; thư: a.b@thads.gov.vn, xem https://thads.moj.gov.vn/page";
  assert.deepEqual(suspicious(fine), []);
});
