// Task 8: a person moved to another office: entered, moved in one action, looked up, taken back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { counts, leaves } from "./state.js";

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

test("an officer enters a person, moves the person to another office and takes the move back", async () => {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  await signIn(page, "thong-ke-ben-tre");

  await page.goto(`${product.url}/co-quan/giong-trom`);
  await leaves(page, () => page.getByRole("link", { name: "Thêm người" }).click());
  await page.getByLabel("Họ và tên").fill("Võ Thị Thử");
  await page.getByLabel("Chức danh").fill("Chấp hành viên");
  await page.getByLabel("Nhóm đối tượng").selectOption({ label: "Chấp hành viên" });
  await page.getByLabel("Từ ngày").fill("31/02/2024");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  // Refused: the fault stands beside its field, what was typed is still there.
  await page.getByText("Chưa lưu được: 01 chỗ cần sửa").waitFor();
  await page.waitForLoadState();
  assert.equal(await page.getByLabel("Họ và tên").inputValue(), "Võ Thị Thử");
  await page.getByLabel("Từ ngày").fill("01/03/2024");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await page.getByText("Đã lưu nội dung mới.").waitFor();
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Võ Thị Thử");

  await leaves(page, () => page.getByRole("link", { name: "Điều động, chuyển công tác" }).click());
  const form = await faultsOf(page, watch, "task-08-dieu-dong");
  assert.deepEqual(ours(form), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByLabel("Cơ quan, đơn vị mới").selectOption({ label: "Chi cục Thi hành án dân sự huyện Thạnh Phú" });
  await page.getByLabel("Chức vụ mới").fill("Phó Chi cục trưởng");
  await page.getByLabel("Từ ngày").fill("01/10/2026");
  await page.getByLabel("Văn bản điều động, mục 1").fill("45/QĐ-CTHADS");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await page.getByText("Đã lưu việc điều động, chuyển công tác.").waitFor();
  const posts = page.locator("ol.history > li");
  await counts(posts, 2);
  assert.match(await posts.nth(0).innerText(), /30\/0?9\/2026[\s\S]*Giồng Trôm/);
  assert.match(await posts.nth(1).innerText(), /Phó Chi cục trưởng[\s\S]*Thạnh Phú/);
  assert.deepEqual(ours(await faultsOf(page, watch, "task-08-ca-nhan")), []);
  await page.setViewportSize({ width: 1366, height: 768 });

  await page.getByRole("button", { name: "Hoàn tác" }).click();
  await page.getByText("Đã hoàn tác lần lưu vừa rồi.").waitFor();
  await counts(posts, 1);
  assert.match(await posts.nth(0).innerText(), /Giồng Trôm/);
  product.assertAlive();
  await context.close();
});

/** Without the line Chromium writes into its console for an answer of 422. */
function ours(faults: string[]): string[] {
  return faults.filter((fault) => !fault.startsWith("console: Failed to load resource"));
}

async function signIn(page: Page, as: string): Promise<void> {
  const account = list.accounts[as];
  assert.ok(account, as);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
}
