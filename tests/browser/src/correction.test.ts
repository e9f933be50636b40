// A correction of a figure that counts: told beside the grid before it is stored, listed and shown after, the letter
// downloaded; a paper that was issued says that a number of it was corrected.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

const OFFICE = "quan-1";
const MONTH = "nam=2022&thang=5";

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

test("a correction is foretold, shown, printed, and found by the paper that was issued", async () => {
  const account = list.accounts["thong-ke"];
  assert.ok(account);
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");

  await grid(page);
  await fill(page, "viec.co_dieu_kien", "1000");
  await fill(page, "viec.xong", "700");
  await page.getByRole("button", { name: "Ghi số liệu" }).click();
  await page.getByText("Đã ghi 02 số liệu").waitFor();

  await page.goto(`${product.url}/co-quan/${OFFICE}/phat-hanh?${MONTH}`);
  await page.getByLabel("Văn bản", { exact: true }).selectOption("bieu-so-lieu");
  await page.getByLabel("Số, ký hiệu").fill("15/BC-CCTHADS");
  await page.getByLabel("Ngày ban hành").fill("05/03/2022");
  await page.getByRole("button", { name: "Ghi đã phát hành" }).click();
  await page.getByRole("link", { name: "Số 15/BC-CCTHADS ngày 05/03/2022" }).waitFor();

  await grid(page);
  await fill(page, "viec.xong", "680");
  await page.getByText("Đính chính này chạm tới: 01 tỷ lệ").waitFor();
  await page.getByText("Xem chi tiết").click();
  const foretold = await page.locator(".correction-brief").innerText();
  for (const words of ["700", "680", "70,00", "68,00", "15/BC-CCTHADS"]) assert.ok(foretold.includes(words), words);
  await page.getByLabel("Lý do sửa đổi").fill("Cộng trùng 20 việc");
  await page.getByRole("button", { name: "Ghi số liệu" }).click();
  await page.getByText("Đã ghi 01 số liệu").waitFor();
  await page.getByRole("link", { name: "Đính chính: nội dung bị chạm tới, công văn" }).click();

  await page.getByRole("link", { name: /^Lần 1/ }).waitFor();
  assert.deepEqual(await faultsOf(page, watch, "dinh-chinh"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByLabel("Chọn lần 1").check();
  const [letter] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Word" }).click(),
  ]);
  assert.match(letter.suggestedFilename(), /^dinh-chinh-so-lieu_quan-1_\d+\.docx$/);
  const bytes = await readFile(await letter.path());
  assert.equal(bytes.subarray(0, 2).toString(), "PK");

  await page.getByRole("link", { name: /^Lần 1/ }).click();
  await page.getByText("Số liệu đính chính").first().waitFor();
  const shown = await page.locator("main").innerText();
  for (const words of ["Cộng trùng 20 việc", "70,00", "68,00", "-2,00", "Đã phát hành với số cũ"]) {
    assert.ok(shown.includes(words), words);
  }
  assert.deepEqual(await faultsOf(page, watch, "mot-lan-dinh-chinh"), []);
  await page.setViewportSize({ width: 1366, height: 768 });

  await page.goto(`${product.url}/co-quan/${OFFICE}/phat-hanh?${MONTH}`);
  await page.getByText("Có đính chính sau ngày ban hành").waitFor();
  assert.deepEqual(await faultsOf(page, watch, "phat-hanh"), []);
  product.assertAlive();
  await context.close();
});

async function grid(page: Page): Promise<void> {
  await page.goto(`${product.url}/co-quan/${OFFICE}/nhap-so-lieu?${MONTH}&don-vi=nghin_dong`);
  await page.locator("[data-entry]").waitFor();
}

async function fill(page: Page, code: string, value: string): Promise<void> {
  const cell = page.locator(`[data-cell="${OFFICE}/${code}"]`);
  await cell.fill(value);
  await cell.press("Tab");
}
