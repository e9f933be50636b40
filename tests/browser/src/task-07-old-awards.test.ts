// Task 7: an old list of awards, copied from a spreadsheet and pasted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { counts, leaves, reads } from "./state.js";

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

/** Twenty-six years of one office, as an old workbook has them. */
function awards(): string {
  const lines = ["TT\tĐối tượng\tDanh hiệu, hình thức khen thưởng\tNăm\tSố QĐ\tNgày QĐ\tSố lượng"];
  for (let n = 0; n < 26; n += 1) {
    const year = 1990 + n;
    const title = n === 3 ? "Lao động tiên tiếnn" : "Tập thể Lao động tiên tiến";
    lines.push(`${n + 1}\tTập thể\t${title}\t${year}\t${n + 10}/QĐ-THA\t15/12/${year}\t1`);
  }
  return lines.join("\r\n");
}

test("an old list of awards is pasted, looked through and stored", async () => {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  const account = list.accounts["thong-ke"];
  assert.ok(account);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");

  await page.goto(`${product.url}/khen-thuong`);
  await leaves(page, () => page.getByRole("link", { name: "Nhập nhiều dòng" }).click());
  assert.deepEqual(ours(await faultsOf(page, watch, "task-07-chon-loai")), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await leaves(page, () => page.getByRole("button", { name: "Khen thưởng" }).click());
  await counts(page.locator("tr[data-row]"), 20);
  assert.deepEqual(ours(await faultsOf(page, watch, "task-07-bang-trong")), []);
  await page.setViewportSize({ width: 1366, height: 768 });

  // Pasted into the first cell, headings and all: the columns find themselves, the rows grow.
  const first = page.locator("input[data-cell]").first();
  await first.click();
  await first.evaluate((cell, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, awards());
  await page.getByText("Còn 1 dòng cần sửa hoặc bỏ ra.").waitFor();
  await counts(page.locator("tr[data-row]"), 26);
  await page.waitForLoadState();
  assert.deepEqual(ours(await faultsOf(page, watch, "task-07-da-dan")), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  const wrong = page.locator("td[data-state='invalid'] input").first();
  await wrong.fill("Tập thể Lao động tiên tiến");
  await wrong.press("Enter");
  await page.getByText("Không còn lỗi.").waitFor();
  await page.getByRole("button", { name: "Lưu 26 dòng" }).click();
  await page.getByText("Đã lưu 26 dòng Khen thưởng").waitFor();
  await page.getByRole("link", { name: "Khen thưởng năm 1994" }).click();
  await reads(page.locator("main"), /14\/QĐ-THA/);
  await context.close();
});

/** Refusals of the product are written into Chromium's console: no fault. */
function ours(faults: readonly string[]): string[] {
  return faults.filter((fault) => !fault.startsWith("console: Failed to load resource"));
}
