// Task 9: a number traced to its source. Every number of the pages of figures leads, in at most two clicks, to its
// history, its document, or the list of rows it was counted from; and back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

let product: Running;
let browser: Browser;
let page: Page;
let watch: Watch;

before(async () => {
  product = await startProduct();
  browser = await launch();
  const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  watch = await Watch.over(context, page);
  const account = list.accounts["bo-cuc"];
  assert.ok(account);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname === "/");
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

/** Where a source ends: the history of a value or of a row, a document, the rows that were counted. */
const SOURCE = /^\/(?:so-lieu\/lich-su|van-ban\/|du-lieu\/[a-z-]+\/lich-su|khen-thuong)/;

test("a person follows one number: pace, figures, document, and back", async () => {
  await page.goto(`${product.url}/co-quan/quan-1/tien-do?nam=2021&thang=8`, { waitUntil: "networkidle" });
  await page.locator("table.data-table").first().getByRole("link", { name: "68,73", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/co-quan/quan-1/so-lieu" && url.hash === "#ty-le-viec");
  assert.match(await page.locator("#ty-le-viec").innerText(), /68,73/);
  await page.locator("#ty-le-viec cite a").first().click();
  await page.waitForURL((url) => url.pathname === "/van-ban/bai-quan-1-2021");
  await page.goBack();
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, "/co-quan/quan-1/tien-do");

  await page.goto(`${product.url}/co-quan/quan-1/so-lieu?nam=2020&thang=12`, { waitUntil: "networkidle" });
  await page.getByRole("link", { name: "1.057", exact: true }).first().click();
  await page.waitForURL((url) => url.pathname === "/so-lieu/lich-su");
  await page.waitForLoadState();
  assert.match(await page.locator("main").innerText(), /1\.057[\s\S]*bộ số liệu[\s\S]*dòng/);
  await page.getByRole("link", { name: "Số liệu thi hành án", exact: true }).last().click();
  await page.waitForURL((url) => url.pathname === "/co-quan/quan-1/so-lieu" && url.hash.startsWith("#so-"));
  assert.deepEqual(watch.take(), []);
});

for (const path of [
  "/",
  "/co-quan/quan-1/so-lieu?nam=2021&thang=8",
  "/co-quan/quan-1/so-lieu?nam=2020&thang=12",
  "/co-quan/quan-1/tien-do?nam=2021&thang=8",
  "/co-quan/quan-1/so-sanh?nam=2021&thang=8",
  "/co-quan/quan-1/can-doi?nam=2020&thang=12",
  "/xep-hang?trong=tp-hcm&nam=2021&thang=8&theo=viec.ty_le",
  "/co-quan/ben-tre/khen-thuong?tu=2022&den=2022",
  "/co-quan/dong-thap/khen-thuong?tu=2015&den=2020",
]) {
  test(`every number of ${path} has a way to its source`, async () => {
    const answer = await page.goto(product.url + path, { waitUntil: "networkidle" });
    assert.equal(answer?.status(), 200);
    const links = await page.locator("main a.trace").evaluateAll((all) => all.map((one) => [one.getAttribute("href") ?? "", one.textContent ?? ""] as const));
    assert.ok(links.length > 0 || path === "/", "no number of the page leads anywhere");
    const lost: string[] = [];
    for (const [href, text] of new Map(links.map((link) => [link[0], link])).values()) {
      const found = await leads(href);
      if (found !== null) lost.push(`${text} → ${href}: ${found}`);
    }
    assert.deepEqual(lost, []);
  });
}

/** Null where the address ends at a source within one more click, else why not. */
async function leads(href: string): Promise<string | null> {
  const here = new URL(href, page.url());
  if (SOURCE.test(here.pathname)) {
    const answer = await page.request.get(here.href);
    return answer.status() === 200 ? null : `status ${answer.status()}`;
  }
  const answer = await page.request.get(here.href);
  if (answer.status() !== 200) return `status ${answer.status()}`;
  const html = await answer.text();
  return page.evaluate(
    ([text, id, pattern]) => {
      const there = new DOMParser().parseFromString(text, "text/html");
      const place = there.getElementById(decodeURIComponent(id));
      if (!place) return `no #${id} there`;
      const within = [...place.querySelectorAll("a[href]")].map((link) => link.getAttribute("href") ?? "");
      return within.some((link) => new RegExp(pattern).test(link)) || /Không ghi nguồn/.test(place.textContent ?? "") ? null : `#${id} leads to no source: ${within.slice(0, 3).join(" ")}`;
    },
    [html, here.hash.slice(1), SOURCE.source] as const,
  );
}

test("numbers in tables are links or have no value", async () => {
  for (const path of ["/co-quan/quan-1/so-lieu?nam=2021&thang=8", "/co-quan/ben-tre/khen-thuong?tu=2022&den=2022"]) {
    await page.goto(product.url + path, { waitUntil: "networkidle" });
    const plain = await page.locator("main .data-table tbody td.num").evaluateAll((cells) => cells.filter((cell) => /\d/.test(cell.textContent ?? "") && !cell.querySelector("a")).map((cell) => cell.parentElement?.textContent?.trim().replace(/\s+/g, " ").slice(0, 80)));
    assert.deepEqual(plain, [], path);
  }
});

test("the pages with linked numbers are without fault", async () => {
  for (const [path, name] of [
    ["/co-quan/quan-1/so-lieu?nam=2021&thang=8", "truy-nguon-so-lieu"],
    ["/co-quan/quan-1/so-sanh?nam=2021&thang=8", "truy-nguon-so-sanh"],
  ] as const) {
    await page.goto(product.url + path, { waitUntil: "networkidle" });
    assert.deepEqual(await faultsOf(page, watch, name), []);
  }
});
