// Task 6: an officer of a province hands a target to twelve offices and revises one, with the keyboard and a paste.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { load, startProduct, type Running } from "./server.js";
import { counts, leaves } from "./state.js";

const OFFICES = 12;
const now = new Date(Date.now() + 7 * 3_600_000);
const YEAR = now.getUTCMonth() >= 9 ? now.getUTCFullYear() + 1 : now.getUTCFullYear();
const PAGE = `/co-quan/dong-thap-moi/giao-chi-tieu?nam=${YEAR}`;
const offices = Array.from({ length: OFFICES }, (_, at) => at + 1);

let product: Running;
let browser: Browser;
let page: Page;

before(async () => {
  product = await startProduct();
  await load(product, {
    "co-quan": [
      "Mã,Tên,Tên ngắn,Cấp,Mã cấp trên,Từ ngày",
      ...offices.map((at) => `dt-kv-${at},Phòng Thi hành án dân sự khu vực ${at} - Đồng Tháp,Phòng THADS khu vực ${at},khu_vuc,dong-thap-moi,2025-07-01`),
    ].join("\n"),
    "chi-tieu": [
      "Mã,Mã cơ quan,Năm công tác,Mã chỉ tiêu,Phép so,Giá trị,Đơn vị giao",
      `ct-dt-viec,dong-thap-moi,${YEAR},viec.ty_le,>=,"83,50",cuc-quan-ly`,
      `ct-dt-xong,dong-thap-moi,${YEAR},viec.xong,>=,12.000,cuc-quan-ly`,
    ].join("\n"),
    "so-lieu": [
      "Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị",
      ...offices.map((at) => `dt-kv-${at},${YEAR - 1},12,viec.phai_thi_hanh,${900 + at * 137}`),
    ].join("\n"),
  });
  browser = await launch();
  page = await browser.newPage({ locale: "vi-VN", viewport: { width: 1366, height: 768 } });
  const account = list.accounts["bo-cuc"];
  assert.ok(account);
  await page.goto(`${product.url}/dang-nhap`);
  await page.fill("input[name=ten]", account.user);
  await page.fill("input[name=mat_khau]", account.password);
  await Promise.all([page.waitForURL(`${product.url}/`), page.click("main button")]);
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

test("a target handed to twelve offices, one revised, the annex printed", async () => {
  await page.goto(product.url + PAGE, { waitUntil: "networkidle" });
  assert.equal(await page.locator("table[data-grid] tbody tr").count(), OFFICES);

  // The cases are shared out by last year's workload; nothing is stored by that.
  await leaves(page, () => page.getByRole("link", { name: /chia theo lượng án/ }).click());
  await page.waitForLoadState("networkidle");
  const parts = await column("viec.xong");
  const sum = parts.reduce((total, text) => total + Number(text.replaceAll(".", "")), 0);
  assert.equal(sum, 12_000);
  assert.match(await page.locator(".notice").first().innerText(), /làm tròn sao cho tổng đúng bằng chỉ tiêu/);

  // The rates are pasted from a column of Excel: one too low is told while one types.
  await page.locator("input[name='o:dt-kv-1:viec.ty_le']").click();
  await paste(offices.map((at) => (at === 7 ? "80,00" : "83,50")).join("\n"));
  await page.locator("#kiem-tra", { hasText: "01 đơn vị thấp hơn chỉ tiêu của cơ quan" }).waitFor();
  await page.fill("#van-ban", "15/QĐ-THADS");
  await page.fill("#ngay-giao", `05/01/${YEAR}`);
  await page.getByRole("button", { name: "Giao chỉ tiêu" }).click();
  await page.locator(".notice-bad", { hasText: "Phòng Thi hành án dân sự khu vực 7 - Đồng Tháp (80,00)" }).waitFor();
  await page.waitForLoadState();

  // Mended in its cell, and handed out: twelve offices, two targets.
  await page.fill("input[name='o:dt-kv-7:viec.ty_le']", "84");
  await page.getByRole("button", { name: "Giao chỉ tiêu" }).click();
  await page.locator(".notice-ok", { hasText: "Đã ghi 24 chỉ tiêu của 12 đơn vị." }).waitFor();
  await counts(page.locator("td[data-state=locked]"), 24);

  // One is revised by another paper; the first value stays in the history.
  await leaves(page, () => page.getByRole("link", { name: "Điều chỉnh chỉ tiêu" }).click());
  await page.fill("input[name='o:dt-kv-3:viec.ty_le']", "83,75");
  await page.fill("#van-ban", "90/QĐ-THADS");
  await page.fill("#ngay-giao", `31/7/${YEAR}`);
  await page.fill("#ly-do", "Thụ lý thêm án tín dụng lớn");
  await page.getByRole("button", { name: "Điều chỉnh", exact: true }).click();
  await page.locator(".notice-ok", { hasText: "Đã ghi 01 chỉ tiêu của 01 đơn vị." }).waitFor();
  await page.waitForLoadState();
  const history = page.locator("ol.history > li").first();
  assert.match(await history.innerText(), /Điều chỉnh.*83,50.*83,75.*Thụ lý thêm án tín dụng lớn/s);
  assert.equal(await page.locator("input[name='o:dt-kv-3:viec.ty_le']").inputValue(), "83,75");

  // The annex comes as Word, PDF and Excel.
  await page.locator("summary", { hasText: "Phụ lục giao chỉ tiêu" }).click();
  for (const [name, ending] of [["Xuất Word", "docx"], ["Xuất PDF", "pdf"], ["Xuất Excel", "xlsx"]] as const) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
    assert.equal(file.suggestedFilename(), `phu-luc-giao-chi-tieu_dong-thap-moi_${YEAR}.${ending}`);
  }
});

test("without script the same table is a form", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  await plain.goto(`${product.url}/co-quan/dong-thap-moi/giao-chi-tieu?nam=${YEAR}&them=tien.ty_le`);
  await plain.fill("input[name='o:dt-kv-1:tien.ty_le']", "tám mươi");
  await plain.fill("#van-ban", "16/QĐ-THADS");
  await plain.fill("#ngay-giao", `06/01/${YEAR}`);
  await leaves(plain, () => plain.getByRole("button", { name: "Giao chỉ tiêu" }).click());
  assert.equal(await plain.locator("[aria-invalid=true]").count(), 1);
  await plain.fill("input[name='o:dt-kv-1:tien.ty_le']", "48");
  await plain.getByRole("button", { name: "Giao chỉ tiêu" }).click();
  assert.match(await plain.locator(".notice-ok").innerText(), /Đã ghi 01 chỉ tiêu/);
  await context.close();
});

async function column(code: string): Promise<string[]> {
  const cells = page.locator(`input[data-cell$=':${code}']`);
  return cells.evaluateAll((found) => found.map((cell) => (cell as HTMLInputElement).value));
}

async function paste(text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}
