// Task 10: two people on one target: the second sees, field by field, what the first stored, and chooses.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { leaves, reads } from "./state.js";

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

test("the second of two resolves the conflict field by field, and the history tells both", async () => {
  const first = await seat("thong-ke");
  const second = await seat("bo-cuc");
  for (const { page } of [first, second]) {
    await page.goto(`${product.url}/co-quan/quan-1/tien-do?nam=2021&thang=8`);
    await page.getByRole("link", { name: "Tỷ lệ thi hành xong về việc" }).click();
    await page.getByRole("heading", { level: 1, name: "Sửa chỉ tiêu" }).waitFor();
    await page.waitForLoadState();
  }
  await first.page.getByLabel("Giá trị giao").fill("83,5");
  await first.page.getByRole("button", { name: "Lưu", exact: true }).click();
  // Without a reason nothing stored is changed.
  await first.page.getByText("Nội dung đã lưu bị thay đổi mà chưa ghi lý do.").first().waitFor();
  await first.page.getByLabel("Lý do sửa đổi").fill("Theo văn bản giao chính thức");
  await first.page.getByRole("button", { name: "Lưu", exact: true }).click();
  await first.page.getByText("Đã lưu thay đổi.").waitFor();

  await second.page.getByLabel("Giá trị giao").fill("84");
  await second.page.getByLabel("Ngày giao").fill("15/12/2020");
  await second.page.getByLabel("Lý do sửa đổi").fill("Bổ sung nội dung");
  await second.page.getByRole("button", { name: "Lưu", exact: true }).click();
  await second.page.getByRole("heading", { level: 1, name: "Người khác vừa sửa nội dung này" }).waitFor();
  await second.page.waitForLoadState();
  const row = second.page.getByRole("row", { name: /Giá trị giao/ });
  for (const told of ["83,3", "83,5", "84"]) assert.ok((await row.innerText()).includes(told), told);
  assert.ok((await second.page.locator("main").innerText()).includes("Theo văn bản giao chính thức"));
  assert.deepEqual(ours(await faultsOf(second.page, second.watch, "task-10-xung-dot")), []);
  await second.page.setViewportSize({ width: 1366, height: 768 });
  await second.page.getByLabel(/^Giá trị giao: giữ bản đã lưu/).check();
  assert.ok(await second.page.getByLabel(/^Ngày giao: giữ của tôi/).isChecked(), "what only one changed is chosen already");
  await second.page.getByRole("button", { name: "Lưu nội dung đã chọn" }).click();
  await second.page.getByText("Đã lưu thay đổi.").waitFor();

  await leaves(second.page, () => second.page.getByRole("link", { name: "Tỷ lệ thi hành xong về việc" }).click());
  assert.equal(await second.page.getByLabel("Giá trị giao").inputValue(), "83,5");
  assert.equal(await second.page.getByLabel("Ngày giao").inputValue(), "15/12/2020");
  await second.page.getByRole("link", { name: "Lịch sử" }).click();
  const told = await reads(second.page.locator("main"), /Bản 3/);
  for (const words of ["Theo văn bản giao chính thức", "Bổ sung nội dung", "Bản 3", "Đang dùng"]) assert.ok(told.includes(words), words);
  assert.deepEqual(ours(await faultsOf(second.page, second.watch, "task-10-lich-su")), []);
  product.assertAlive();
  await first.page.context().close();
  await second.page.context().close();
});

interface Seat {
  readonly page: Page;
  readonly watch: Watch;
}

/** Without the line Chromium writes into its console for an answer of 409 or 422. */
function ours(faults: string[]): string[] {
  return faults.filter((fault) => !fault.startsWith("console: Failed to load resource"));
}

async function seat(as: string): Promise<Seat> {
  const account = list.accounts[as];
  assert.ok(account, as);
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
  return { page, watch };
}
