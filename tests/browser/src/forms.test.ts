// A statistical form as offices have it: read with a mapping shown, one row asked about, stored, its cell seen behind an
// officer's figure; the next month is understood at once. The layout is ours, not the official one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { leaves, reads } from "./state.js";
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

const OFFICERS = ["Trương Quốc Anh", "Lê Thị Bình", "Trần Văn Cường", "Phạm Tiến Dũng", "Hồ Ngọc Én"];

/** Five officers of one office. */
function people(): Buffer {
  const rows = OFFICERS.map((name) => [name, "Chi cục Thi hành án dân sự Quận 1", "Chấp hành viên", "Chấp hành viên", "01/10/2019"]);
  return workbook({ "Nhân sự": [["Họ và tên", "Đơn vị", "Chức danh", "Nhóm", "Từ ngày"], ...rows] });
}

/** Form 04 in four rows of headings; the fourth officer stands there by another name. */
function form(day: string, done: number): Buffer {
  const names = ["Trương Quốc Anh", "CHV Lê Thị Bình", "Trần Văn Cường", "Người Ghi Nhầm Tên", "Hồ Ngọc Én"];
  const all = (count: number): string[] => [String(100 * count), String(80 * count), String(done * count), String((100 - done) * count)];
  return workbook({
    "Biểu 04": [
      ["Biểu số: 04 (bố cục do Thi Đua đặt, không phải biểu mẫu chính thức)", "", "", "", "", ""],
      ["Đơn vị báo cáo: Chi cục Thi hành án dân sự Quận 1", "", "", "", "", ""],
      ["KẾT QUẢ THI HÀNH ÁN DÂN SỰ TÍNH BẰNG VIỆC CHIA THEO CƠ QUAN VÀ CHẤP HÀNH VIÊN", "", "", "", "", ""],
      [`Từ ngày 01/10/2023 đến ngày ${day}`, "", "", "", "Đơn vị tính: việc", ""],
      ["STT", "Tên đơn vị", "Tổng số phải thi hành", "", "", "Số chuyển kỳ sau"],
      ["", "", "Tổng số", "Chia ra", "", ""],
      ["", "", "", "Có điều kiện", "", ""],
      ["", "", "", "Tổng số", "Thi hành xong", ""],
      ["A", "B", "1", "2", "3", "4"],
      ["", "Tổng số", ...all(5)],
      ...names.map((name, at) => [String(at + 1), name, ...all(1)]),
      ["", "Người lập biểu", "", "", "Chi cục trưởng", ""],
    ],
  });
}

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${product.url}/nhap-tu-tep`);
  await page.getByLabel("Tệp .xlsx, .csv hoặc .docx").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await leaves(page, () => page.getByRole("button", { name: "Tải lên" }).click());
}

test("a form is mapped, asked about, stored and traced to its cell; the next month is understood at once", async () => {
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

  await send(page, "Chấp hành viên.xlsx", people());
  await leaves(page, () => page.getByRole("button", { name: "Kiểm tra các dòng" }).click());
  await page.getByText("Không còn lỗi.").waitFor();
  await page.getByRole("button", { name: "Lưu 5 dòng" }).click();
  await page.getByText("Đã lưu 5 dòng Nhân sự").waitFor();

  await send(page, "Biểu 04.xlsx", form("31/3/2024", 50));
  await page.getByText("không bố cục nào ở đây là biểu mẫu chính thức").waitFor();
  assert.equal(await page.getByLabel("Cột E là", { exact: true }).inputValue(), "so:viec.xong");
  assert.equal(await page.getByLabel("Dòng 14 là", { exact: true }).inputValue(), "hoi");
  assert.deepEqual(await faultsOf(page, watch, "forms-cot"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await leaves(page, () => page.getByRole("button", { name: "Kiểm tra các dòng" }).click());

  await page.getByRole("heading", { name: "Dòng 14 «Người Ghi Nhầm Tên» là ai?" }).waitFor();
  assert.deepEqual(await faultsOf(page, watch, "forms-hoi"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByLabel("Người hoặc cơ quan khác, ghi tên").check();
  await page.getByLabel("Họ tên, tên cơ quan hoặc mã").fill("Phạm Tiến Dũng");
  await leaves(page, () => page.getByRole("button", { name: "Ghi câu trả lời" }).click());
  await page.getByText("Đã trả lời 01 dòng.").waitFor();
  await leaves(page, () => page.getByRole("link", { name: "Kiểm tra các dòng" }).click());
  await page.getByText("Không còn lỗi.").waitFor();
  await page.getByRole("button", { name: "Lưu 6 dòng" }).click();
  await page.getByText("Đã lưu 24 dòng").waitFor();

  await page.goto(`${product.url}/ca-nhan/pham-tien-dung/so-lieu`);
  assert.deepEqual(await faultsOf(page, watch, "forms-ca-nhan"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  const done = page.getByRole("row", { name: /Thi hành xong \(về việc\)/ });
  await leaves(page, () => done.getByRole("link", { name: "50" }).click());
  await reads(page.locator("main"), /tệp «Biểu 04\.xlsx», trang tính «Biểu 04», ô E14/);

  await send(page, "Biểu 04 tháng 4.xlsx", form("30/4/2024", 55));
  await page.waitForURL((url) => url.pathname.endsWith("/soat"));
  await page.getByText("Không còn lỗi.").waitFor();
  await page.getByRole("button", { name: "Lưu 6 dòng" }).click();
  await page.getByText("Đã lưu 24 dòng").waitFor();

  await page.goto(`${product.url}/cach-doc-tep`);
  await leaves(page, () => page.getByRole("link", { name: /^Biểu 04/ }).first().click());
  await page.getByText("«Người Ghi Nhầm Tên»: Phạm Tiến Dũng").waitFor();
  assert.deepEqual(await faultsOf(page, watch, "forms-cach-doc"), []);
  await context.close();
});
