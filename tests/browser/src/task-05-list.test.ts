// Task 5: last month's list, its columns chosen, printed for the head; and what every list does on the way.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { becomes, reads } from "./state.js";

let product: Running;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let watch: Watch;

before(async () => {
  product = await startProduct();
  browser = await launch();
  context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", acceptDownloads: true });
  page = await context.newPage();
  watch = await Watch.over(context, page);
  await signIn("bo-cuc");
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

test("last month's list is two clicks away, with columns of one's choice, as PDF and as Word", async () => {
  await page.goto(`${product.url}/co-quan/tp-hcm/so-lieu?nam=2021&thang=9`);
  await page.getByRole("link", { name: "Các đơn vị" }).click();
  await page.getByRole("navigation", { name: "Tháng của năm công tác" }).getByRole("link", { name: "Tháng 05" }).click();
  await page.getByText("lũy kế 8 tháng").waitFor();
  await page.waitForLoadState();
  await page.getByText("Chọn cột").click();
  await page.getByLabel("Về việc: chỉ tiêu năm (%)").check();
  await page.getByLabel("Về việc: có điều kiện (việc)").uncheck();
  await page.getByRole("button", { name: "Áp dụng" }).click();
  const head = page.locator("table.list-table thead");
  assert.doesNotMatch(await reads(head, /Chỉ tiêu năm/), /Có điều kiện/);
  await page.waitForLoadState();
  assert.match(await page.locator("table.list-table tbody").innerText(), /Quận 1[\s\S]*68,73[\s\S]*83,30/);
  assert.match(page.url(), /thang=8/, "the month stays in the address");
  assert.deepEqual(await faultsOf(page, watch, "task-05-don-vi"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const [words, begins, ending] of [["Xuất PDF để in", "%PDF", ".pdf"], ["Xuất Word", "PK", ".docx"]] as const) {
    await page.getByText("In, xuất danh sách").click();
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: words }).click();
    const file = await waiting;
    assert.ok(file.suggestedFilename().endsWith(ending), file.suggestedFilename());
    const bytes = await bytesOf(file.createReadStream());
    assert.equal(bytes.subarray(0, begins.length).toString("latin1"), begins);
    await page.keyboard.press("Escape");
  }
});

test("a list filters while one types, never inside a syllable, and keeps it in the address", async () => {
  await page.goto(`${product.url}/co-quan/danh-sach`);
  const field = page.getByLabel("Tìm trong danh sách");
  const count = page.locator("#danh-sach .list-count");
  const all = await count.innerText();
  // Telex: half a syllable is composed, nothing is asked for; the whole one is.
  let asked = 0;
  page.on("request", (request) => {
    if (request.headers()["hx-request"]) asked += 1;
  });
  await field.focus();
  await field.evaluate((input: HTMLInputElement) => {
    input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    for (const half of ["c", "ca", "caa", "câ", "cân"]) {
      input.value = half;
      input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true, inputType: "insertCompositionText", data: half }));
    }
  });
  await page.waitForTimeout(600);
  assert.equal(asked, 0, "asked for in the middle of a syllable");
  await field.evaluate((input: HTMLInputElement) => {
    input.value = "cần thơ";
    input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "cần" }));
  });
  await page.locator("#danh-sach .chip", { hasText: "Có “cần thơ”" }).waitFor();
  assert.notEqual(await count.innerText(), all);
  await becomes(() => [...new URL(page.url()).searchParams].flat(), ["tim", "cần thơ"], "the address is kept, without blank fields");
  assert.equal(await field.evaluate((input) => document.activeElement === input), true, "the focus stays");
  const kept = await count.innerText();
  await page.reload();
  await becomes(() => count.innerText(), kept);
  // Order, then the way back.
  await page.locator("#danh-sach thead").getByRole("link", { name: "Cấp", exact: true }).click();
  await page.locator('#danh-sach th[aria-sort="ascending"]', { hasText: "Cấp" }).waitFor();
  await page.goBack();
  await page.locator('#danh-sach th[aria-sort="ascending"]', { hasText: "Cơ quan" }).waitFor();
  await page.getByRole("link", { name: "Bỏ mọi điều kiện" }).click();
  await becomes(() => count.innerText(), all);
});

test("rows are chosen one by one, over a stretch and all at once, and leave as a workbook", async () => {
  await page.goto(`${product.url}/co-quan/danh-sach?dong=25`);
  const bar = page.locator("[data-pick-bar]");
  assert.equal(await bar.isVisible(), false, "no bar before anything is chosen");
  const picks = page.locator("input.pick");
  await picks.nth(1).click();
  await picks.nth(4).click({ modifiers: ["Shift"] });
  assert.match(await bar.innerText(), /Đã chọn 4 dòng/);
  const waiting = page.waitForEvent("download");
  await bar.getByRole("button", { name: "Xuất Excel" }).click();
  const file = await waiting;
  assert.match(file.suggestedFilename(), /^danh-sach-co-quan_.*\.xlsx$/);
  await page.getByLabel("Chọn mọi dòng của trang này").check();
  await reads(bar, /Đã chọn 25 dòng/);
  assert.deepEqual(await faultsOf(page, watch, "task-05-chon-dong"), []);
});

test("without script a list filters by its button and sends its marks", async () => {
  const state = await context.storageState();
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state, locale: "vi-VN", acceptDownloads: true });
  const still = await plain.newPage();
  await still.goto(`${product.url}/co-quan/danh-sach`);
  await still.getByLabel("Tìm trong danh sách").fill("ben tre");
  await still.getByRole("button", { name: "Lọc", exact: true }).click();
  await still.waitForURL(/tim=ben/);
  assert.match(await still.locator("#danh-sach").innerText(), /Bến Tre/);
  await still.locator("input.pick").first().check();
  const waiting = still.waitForEvent("download");
  await still.locator("[data-pick-bar]").getByRole("button", { name: "Xuất PDF" }).click();
  assert.match((await waiting).suggestedFilename(), /\.pdf$/);
  await plain.close();
});

async function bytesOf(stream: Promise<NodeJS.ReadableStream>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

async function signIn(name: string): Promise<void> {
  const account = list.accounts[name];
  assert.ok(account, `no account ${name} in pages.json`);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
}
