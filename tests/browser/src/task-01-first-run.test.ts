// Task 1: the first run: an empty database is set up, an officer gets an account, people come from a workbook.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { startProduct, type Running } from "./server.js";
import { leaves } from "./state.js";
import { workbook } from "./workbook.js";

let product: Running;
let browser: Browser;

before(async () => {
  product = await startProduct("serve");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

const PASSWORD = "muop-dang-nau-canh-cua";

const BOOK = workbook({
  "Đơn vị": [
    ["STT", "Mã đơn vị", "Tên đơn vị", "Tên viết tắt", "Cấp", "Trực thuộc"],
    ["1", "tinh-x", "Thi hành án dân sự tỉnh X", "THADS tỉnh X", "THADS tỉnh, thành phố", ""],
    ["2", "phong-1", "Phòng THADS khu vực 1", "Phòng 1", "Phòng THADS khu vực", "THADS tỉnh X"],
  ],
  "Danh sách cán bộ": [
    ["THADS TỈNH X"],
    ["DANH SÁCH CÁN BỘ, CÔNG CHỨC"],
    ["STT", "Họ và tên", "Ngày, tháng, năm sinh", "Nam/Nữ", "Chức vụ hiện tại", "Ngạch", "Đơn vị công tác"],
    ["1", "Nguyễn Thị Hoa", "05/9/1980", "Nữ", "Trưởng THADS", "", "THADS tỉnh X"],
    ["2", "Trần Văn Bình", "1985", "Nam", "", "Chấp hành viên", "Phòng 1"],
    ["3", "Lý Thị Đào", "12/1990", "Nữ", "", "Thư ký thi hành án", "Phòng 1"],
    ["", "Tổng cộng", "", "", "", "", ""],
  ],
});

test("from an empty database to people in their offices", async () => {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  const code = /ban đầu: ([A-Z0-9-]+)/.exec(product.said?.() ?? "")?.[1] ?? "";
  assert.notEqual(code, "", "the code for setting up is printed");

  await page.goto(product.url);
  await page.getByLabel("Mã thiết lập").fill(code);
  await page.getByLabel("Họ và tên").fill("Phạm Quản Trị");
  await page.getByLabel("Tên đăng nhập").fill("quan-tri");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Nhập lại mật khẩu").fill(PASSWORD);
  await leaves(page, () => page.getByRole("button", { name: "Tạo tài khoản quản trị" }).click());
  await signIn("quan-tri", PASSWORD);

  await page.goto(`${product.url}/quan-tri/nguoi-dung`);
  await page.getByRole("textbox", { name: "Họ và tên" }).fill("Vũ Thống Kê");
  await page.getByRole("textbox", { name: "Tên đăng nhập" }).fill("thong-ke");
  await page.getByRole("button", { name: "Thêm người dùng" }).click();
  const once = await page.locator("dd code").nth(1).innerText();
  await leaves(page, () => page.getByRole("link", { name: "Giao vai trò" }).click());
  await page.getByLabel("Vai trò", { exact: true }).selectOption({ label: "Công chức Bộ, Cục" });
  await page.getByLabel("Tại cơ quan").selectOption({ label: "Toàn hệ thống" });
  await leaves(page, () => page.getByRole("button", { name: "Giao vai trò" }).click());
  await page.locator(".account-drop summary").click();
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await page.waitForURL(/dang-nhap/);

  await signIn("thong-ke", once);
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill(`${PASSWORD}-2`);
  await page.getByLabel("Nhập lại mật khẩu mới").fill(`${PASSWORD}-2`);
  await leaves(page, () => page.getByRole("button", { name: "Đổi mật khẩu" }).click());
  await page.goto(product.url);
  await page.getByRole("navigation", { name: "Danh mục chức năng" }).getByRole("link", { name: "Nhập từ tệp" }).click();
  assert.deepEqual(ours(await faultsOf(page, watch, "task-01-nhap-tu-tep")), []);
  await page.setViewportSize({ width: 1366, height: 768 });

  await page.getByLabel(/^Tệp .xlsx/).setInputFiles({ name: "Danh sách tỉnh X.xlsx", mimeType: "application/octet-stream", buffer: BOOK });
  await page.getByRole("button", { name: "Tải lên" }).click();
  await page.getByRole("heading", { name: "Chọn cột" }).waitFor();
  assert.equal(await page.getByLabel("Trang này là").nth(0).inputValue(), "co-quan");
  assert.equal(await page.getByLabel("Trang này là").nth(1).inputValue(), "nhan-su");
  assert.deepEqual(ours(await faultsOf(page, watch, "task-01-chon-cot")), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole("button", { name: "Kiểm tra các dòng" }).click();
  await page.getByText("Không còn lỗi.").waitFor();
  assert.deepEqual(ours(await faultsOf(page, watch, "task-01-kiem-tra")), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole("button", { name: "Lưu 5 dòng" }).click();
  await page.getByText("Đã lưu 2 dòng Cơ quan, đơn vị, 3 dòng Nhân sự").waitFor();
  assert.deepEqual(ours(await faultsOf(page, watch, "task-01-da-luu")), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole("link", { name: "Lý Thị Đào" }).click();
  await page.getByRole("heading", { name: "Lý Thị Đào" }).waitFor();
  await page.waitForLoadState();
  assert.ok((await page.locator("main").innerText()).includes("Phòng THADS khu vực 1"));
  await context.close();

  async function signIn(user: string, password: string): Promise<void> {
    await page.goto(`${product.url}/dang-nhap`);
    await page.getByLabel("Tên đăng nhập").fill(user);
    await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.waitForURL((url) => url.pathname !== "/dang-nhap");
  }
});

/** Refusals of the product are written into Chromium's console: no fault. */
function ours(faults: readonly string[]): string[] {
  return faults.filter((fault) => !fault.startsWith("console: Failed to load resource"));
}
