// What pictures showed and must stay so: a sheet of figures dense enough to work in, and paper without the screen's
// controls, under a letterhead, as wide as the paper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

/** What can be printed on, in CSS pixels: A4 less the margins of print.css. */
const PORTRAIT = 642;
const LANDSCAPE = 990;

let product: Running;
let browser: Browser;
let page: Page;

before(async () => {
  product = await startProduct();
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: "vi-VN" });
  const account = list.accounts["thong-ke"];
  assert.ok(account);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

test("ten rows of a month are in sight when its sheet opens on an office machine", async () => {
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${product.url}/co-quan/quan-1/nhap-so-lieu?nam=2022&thang=9`, { waitUntil: "networkidle" });
  const seen = await page.evaluate(() => {
    const bar = document.querySelector(".entry-form > .form-actions")?.getBoundingClientRect().top ?? innerHeight;
    const rows = [...document.querySelectorAll<HTMLElement>("[data-grid] tbody tr:not(.group)")];
    // A name too long for one line may take a second one.
    const heights = rows.slice(0, 10).map((row) => row.getBoundingClientRect().height);
    return { inSight: rows.filter((row) => row.getBoundingClientRect().bottom <= bar).length, tallest: Math.max(...heights) };
  });
  assert.ok(seen.inSight >= 10, `${seen.inSight} rows in sight`);
  assert.ok(seen.tallest <= 34, `a row of ${seen.tallest} px`);
});

test("a cell's state is a sign beside the number, and its words stand by when one is in it", async () => {
  const cell = page.locator("[data-cell='quan-1/viec.cu']");
  const height = async (): Promise<number> => (await cell.locator("xpath=ancestor::tr").boundingBox())?.height ?? 0;
  const before = await height();
  await cell.fill("mười hai");
  await page.locator("[data-cell='quan-1/viec.moi']").focus();
  await page.locator("td[data-state='invalid'] [data-cell='quan-1/viec.cu']").waitFor();
  assert.ok(Math.abs((await height()) - before) < 1, "the row grew");
  const says = page.locator("td[data-state='invalid'] > .cell-says").first();
  assert.equal((await says.innerText()).trim(), "Cần sửa");
  const sign = await says.evaluate((one) => getComputedStyle(one, "::before").content);
  assert.match(sign, /▲/u);
  await cell.focus();
  assert.notEqual(await says.evaluate((one) => getComputedStyle(one).fontSize), "0px");
});

for (const path of [
  "/co-quan/quan-1/so-lieu?nam=2020&thang=12",
  "/co-quan/quan-1/tien-do?nam=2021&thang=8",
  "/co-quan/quan-1/can-doi?nam=2020&thang=12",
  "/co-quan/quan-1/so-sanh?nam=2021&thang=8",
]) {
  test(`${path} on paper`, async () => {
    await page.emulateMedia({ media: "screen" });
    await page.goto(product.url + path, { waitUntil: "networkidle" });
    const wide = (await page.locator(".data-table thead tr > :nth-child(6)").count()) > 0;
    await page.setViewportSize({ width: wide ? LANDSCAPE : PORTRAIT, height: 700 });
    await page.emulateMedia({ media: "print" });
    const body = await page.locator("body").innerText();
    for (const words of ["CHI CỤC THI HÀNH ÁN DÂN SỰ QUẬN 1", "Độc lập - Tự do - Hạnh phúc", "In lúc ", "Năm công tác 20"]) {
      assert.ok(body.includes(words), `"${words}" is not on paper:\n${body.slice(0, 600)}`);
    }
    const shown = await page.evaluate(() => ({
      controls: [...document.querySelectorAll<HTMLElement>("button, select, summary, input, .btn, nav")].filter((one) => one.getClientRects().length > 0).length,
      head: [...document.querySelectorAll("thead")].every((one) => getComputedStyle(one).display === "table-header-group"),
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      named: getComputedStyle(document.body).getPropertyValue("page"),
    }));
    assert.deepEqual(shown, { controls: 0, head: true, wide: 0, named: wide ? "ngang" : "auto" });
    assert.ok(!body.includes("Lịch sử"), "a column that only leads elsewhere is on paper");
  });
}
