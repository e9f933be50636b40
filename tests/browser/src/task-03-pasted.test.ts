// Task 3: a month pasted from Excel for twelve offices; the sum stands beside the city's own figure.
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
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", viewport: { width: 1366, height: 768 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: product.url });
  page = await context.newPage();
  watch = await Watch.over(context, page);
  const account = list.accounts["bo-cuc"];
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

const OFFICES = 12;
/** The columns' hundreds: what is done stays below what can be enforced. */
const HUNDREDS = [1, 2, 5, 4, 3, 8, 7, 6];
/** As Excel puts a block on the clipboard: tabs, line ends, one at the very end. Five columns of cases, three of money. */
const block = (rows: number): string => {
  const cell = (row: number, column: number): string => `${(HUNDREDS[column] ?? 0) * 100 + row}${column < 5 ? "" : ".000.000"}`;
  const line = (row: number): string => HUNDREDS.map((_, column) => cell(row, column)).join("\t");
  return `${Array.from({ length: rows }, (_, row) => line(row)).join("\r\n")}\r\n`;
};

async function paste(text: string): Promise<void> {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press("Control+v");
}

test("twelve offices pasted at once, what does not fit is told, undone and stored as one", async () => {
  await page.goto(`${product.url}/co-quan/tp-hcm/nhap-so-lieu?nam=2024&thang=6`);
  await page.getByRole("link", { name: /Nhiều đơn vị trực thuộc \(18\)/ }).click();
  await page.locator("table[data-grid] tbody tr").nth(17).waitFor();
  await page.waitForLoadState();
  const first = page.locator("table[data-grid] input[data-cell]").first();
  const names = await page.locator("table[data-grid] tbody th").allInnerTexts();
  await first.click();
  await paste(block(OFFICES));
  await page.getByText("Đã dán 96 ô.").waitFor();
  // 100 + 101 + … + 111
  await page.locator("[data-text='tong.viec.cu']").getByText("1.266").waitFor();
  await page.keyboard.press("Control+z");
  await page.locator("[data-text='tong.viec.cu']").getByText("–").waitFor();
  await page.keyboard.press("Control+y");
  await page.locator("[data-text='tong.viec.cu']").getByText("1.266").waitFor();
  // A block larger than what is left of the grid: what does not fit is counted.
  await page.keyboard.press("Control+End");
  await paste("1\t2\n3\t4\n");
  await page.getByText("3 ô không vừa bảng").waitFor();
  await page.keyboard.press("Control+z");
  // A block is copied as it is shown.
  await first.click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+c");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "100\t200\r\n101\t201");
  await page.locator("[data-draft-state='saved']").waitFor({ state: "attached" });
  assert.deepEqual(await faultsOf(page, watch, "task-03-dan"), []);
  await page.setViewportSize({ width: 1366, height: 768 });

  await page.getByText("Không có chỗ nào cần sửa hoặc giải trình.").waitFor();
  await page.getByRole("button", { name: "Ghi số liệu" }).click();
  await page.getByText(/Đã ghi 96 số liệu/).waitFor();
  await page.locator("[data-text='tong.viec.cu']").getByText("1.266").waitFor();
  assert.ok(names.length === 18);
  await page.goto(`${product.url}/co-quan/tp-hcm/nhap-so-lieu?nam=2024&thang=6&kieu=nhieu`);
  assert.equal(await page.locator(".draft-notice").count(), 0, "the draft is gone with what was stored");
  product.assertAlive();
});
