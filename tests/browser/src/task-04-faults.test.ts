// Task 4: a file with forty faults is mended in the preview, and stored once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { counts, leaves } from "./state.js";
import { workbook } from "./workbook.js";

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

/** Sixty people; forty rows are wrong: 17 a group, 12 an office, 8 a day of birth, 3 the name. */
function people(): string[][] {
  const rows = [["Mã cán bộ", "Họ và tên", "Năm sinh", "Đơn vị công tác", "Nhóm"]];
  for (let n = 1; n <= 60; n += 1) {
    const name = n > 37 && n <= 40 ? "" : `Nguyễn Thử Số ${n}`;
    const born = n > 29 && n <= 37 ? `31/02/19${50 + n}` : `19${30 + n}`;
    const office = n > 17 && n <= 29 ? "quan-01" : "quan-1";
    rows.push([`thu-${n}`, name, born, office, n <= 17 ? "Công chứcc" : "Công chức"]);
  }
  return rows;
}

test("forty faults are mended where they stand", async () => {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  const account = list.accounts["bo-cuc"];
  assert.ok(account);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");

  await page.goto(`${product.url}/nhap-tu-tep`);
  await page.getByLabel(/^Tệp .xlsx/).setInputFiles({ name: "can-bo.xlsx", mimeType: "application/octet-stream", buffer: workbook({ Sheet1: people() }) });
  await page.getByRole("button", { name: "Tải lên" }).click();
  await page.getByRole("button", { name: "Kiểm tra các dòng" }).click();
  const wrong = page.getByRole("link", { name: "Cần sửa 40" });
  await wrong.waitFor();
  await counts(page.locator("tr[data-row]"), 40);
  // Each row is counted once; a fault stands at its cell of the file, under the file's own heading.
  assert.equal(await page.locator("[data-count='new']").innerText(), "20");
  assert.equal(await page.locator("[data-sum]").innerText(), "60");
  await counts(page.locator(".fault-list li"), 40);
  assert.match((await page.locator(".fault-list li").nth(30).textContent()) ?? "", /^Dòng 32, cột C «Năm sinh»: /);
  assert.deepEqual(ours(await faultsOf(page, watch, "task-04-can-sua")), []);
  await page.setViewportSize({ width: 1366, height: 768 });

  // The same wrong value is mended for all rows at once; the proposal stands in the field already.
  const groups = page.locator(".fix-list li");
  assert.equal(await groups.first().getByLabel("Thay bằng").inputValue(), "Công chức");
  await groups.first().getByRole("button", { name: "Sửa 17 ô" }).click();
  await page.getByText("Đã sửa 17 ô.").waitFor();
  assert.equal(await page.locator(".fix-list li", { hasText: "quan-01" }).getByLabel("Thay bằng").inputValue(), "quan-1");
  await page.locator(".fix-list li", { hasText: "quan-01" }).getByRole("button", { name: "Sửa 12 ô" }).click();
  await page.getByText("Đã sửa 12 ô.").waitFor();
  await counts(page.locator("tr[data-row]"), 11);
  await page.waitForLoadState();

  // The days are typed like in a sheet: the cell below is one Enter away, and the server answers each.
  await page.getByLabel("Dòng 31, Năm sinh").click();
  for (let n = 30; n <= 37; n += 1) {
    await page.keyboard.type(`19${50 + n}`);
    await page.keyboard.press("Enter");
  }
  await page.getByText("Còn 3 dòng cần sửa hoặc bỏ ra.").waitFor();
  await counts(page.locator("td[data-state='saved']"), 8);
  // What is typed is on the server: a closed tab loses nothing.
  await page.reload();
  await counts(page.locator("tr[data-row]"), 3);
  await leaves(page, () => page.getByRole("button", { name: "Bỏ dòng 39" }).click());
  await page.getByLabel("Dòng 40, Họ và tên").fill("Nguyễn Thử Bốn Mươi");
  await page.getByLabel("Dòng 40, Họ và tên").press("Enter");
  await page.getByLabel("Dòng 41, Họ và tên").fill("Nguyễn Thử Bốn Mốt");
  await page.getByLabel("Dòng 41, Họ và tên").press("Enter");
  await page.getByText("Không còn lỗi.").waitFor();
  await page.getByRole("button", { name: "Lưu 59 dòng" }).click();
  await page.getByText("Đã lưu 59 dòng Nhân sự").waitFor();
  await page.goto(`${product.url}/ca-nhan/thu-41`);
  await page.getByRole("heading", { name: "Nguyễn Thử Số 41" }).waitFor();
  await context.close();
});

/** Refusals of the product are written into Chromium's console: no fault. */
function ours(faults: readonly string[]): string[] {
  return faults.filter((fault) => !fault.startsWith("console: Failed to load resource"));
}
