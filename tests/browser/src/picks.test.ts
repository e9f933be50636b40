// Rows chosen in a list: they stay while one turns its pages and changes its filters; the palette offers what was seen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

let product: Running;
let browser: Browser;

before(async () => {
  product = await startProduct();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

async function seat(script = true): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", javaScriptEnabled: script });
  const page = await context.newPage();
  const account = list.accounts["bo-cuc"];
  assert.ok(account);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
  return { context, page };
}

const count = (page: Page, words: string) => page.locator("[data-pick-count]", { hasText: words }).waitFor();

test("chosen rows stay over pages and filters, and are let go", async () => {
  const { context, page } = await seat();
  await page.goto(`${product.url}/co-quan/danh-sach?dong=25`);
  await page.locator("input.pick").nth(0).check();
  await page.locator("input.pick").nth(2).check();
  await count(page, "Đã chọn 2 dòng");
  // At once: the marks on their way arrive before the next page is asked for.
  await page.locator(".pager a[rel='next']").first().click();
  await page.waitForURL((url) => url.searchParams.get("trang") === "2");
  await count(page, "Đã chọn 2 dòng, 2 dòng ở trang hoặc bộ lọc khác");
  await page.locator("input.pick").nth(1).check();
  await count(page, "Đã chọn 3 dòng, 2 dòng");
  // A filter, while one types.
  await page.locator("#loc-tim").fill("Cần Thơ");
  await page.waitForURL((url) => url.searchParams.get("tim") === "Cần Thơ");
  await count(page, "Đã chọn 3 dòng");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("[data-pick-bar]").getByRole("button", { name: "Xuất Excel" }).click(),
  ]);
  assert.match(file.suggestedFilename(), /\.xlsx$/);
  await page.locator("[data-pick-none]").click();
  await page.locator("[data-pick-bar]").waitFor({ state: "hidden" });
  await page.waitForURL((url) => !url.searchParams.has("luot"));
  await page.goto(`${product.url}/co-quan/danh-sach?dong=25`);
  assert.equal(await page.locator("input.pick:checked").count(), 0);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.ok(!/"co-quan"|can-tho/.test(kept), kept);
  await context.close();
});

test("without script a button keeps the marks", async () => {
  const { context, page } = await seat(false);
  await page.goto(`${product.url}/co-quan/danh-sach?dong=25`);
  await page.locator("input.pick").nth(0).check();
  await page.getByRole("button", { name: "Giữ các dòng đã đánh dấu" }).click();
  await page.waitForURL((url) => url.searchParams.has("luot"));
  await page.locator(".pager a[rel='next']").first().click();
  await count(page, "Đã chọn 1 dòng");
  await page.getByRole("button", { name: "Bỏ chọn" }).click();
  await count(page, "Đánh dấu các dòng cần lấy");
  await context.close();
});

test("the palette offers the pages seen last, and a month as an action", async () => {
  const { context, page } = await seat();
  await page.goto(`${product.url}/van-ban/bai-quan-1-2021`);
  const title = (await page.title()).replace(/ – Thi Đua$/, "");
  await page.goto(`${product.url}/cum-khoi`);
  await page.keyboard.press("Control+K");
  const first = page.locator("#tim-nhanh-ket-qua [role='option']").first();
  await first.waitFor();
  assert.equal((await first.locator(".palette-title").innerText()).trim(), title);
  await page.locator("#tim-nhanh-o").fill("nsl 9/2021");
  const action = page.locator("#tim-nhanh-ket-qua a[href*='nhap-so-lieu?nam=2021&thang=12']");
  await action.waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname.endsWith("/nhap-so-lieu") && url.searchParams.get("thang") === "12");
  await context.close();
});
