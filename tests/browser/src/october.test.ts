// October closed by one province with twelve offices: typed, pasted, imported, filled in without a network, told by a
// signed paper; three come late and are opened by name; one is corrected after its approval; the province last.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { load, startProduct, type Running } from "./server.js";
import { leaves, reads } from "./state.js";
import { filled, workbook } from "./workbook.js";

// Month 1 of work year 2027 ends on Saturday, 31/10/2026. The regime of that day tells no deadline that is known, so the
// province decides two working days: 03/11/2026.
const PERIOD = "nam=2027&thang=1";
const IN_TIME = "2026-11-02";
const LATE = "2026-11-06";
const PROVINCE = "tinh-gia-dinh";
const AWAY = "phong-noi-khac";
const office = (number: number): string => `phong-${number}`;
const ALL = Array.from({ length: 12 }, (_, at) => at + 1);
const SIGNED = 7;
const LATE_ONES = [10, 11, 12];
const PASSWORD = "dua-hau-ruot-vang-cay";

/** Everything here is invented. */
const BUNDLE = {
  "co-quan": [
    "Mã,Tên,Tên ngắn,Cấp,Mã cấp trên,Từ ngày,Ghi chú",
    `${PROVINCE},Thi hành án dân sự tỉnh Giả Định,THADS tỉnh Giả Định,tinh,,2025-07-01,Cơ quan giả định để thử`,
    ...ALL.map((n) => `${office(n)},Phòng Thi hành án dân sự khu vực ${n} – Giả Định,Phòng khu vực ${n},khu_vuc,${PROVINCE},2025-07-01,Cơ quan giả định để thử`),
    `tinh-noi-khac,Thi hành án dân sự tỉnh Nơi Khác,THADS tỉnh Nơi Khác,tinh,,2025-07-01,Cơ quan giả định để thử`,
    `${AWAY},Phòng Thi hành án dân sự khu vực 1 – Nơi Khác,Phòng khu vực 1,khu_vuc,tinh-noi-khac,2025-07-01,Cơ quan giả định để thử`,
  ].join("\n"),
  "van-ban": [
    "Mã,Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Loại,Trích yếu,Ghi chú",
    `bc-${SIGNED},15/BC-KV${SIGNED},2026-11-02,${office(SIGNED)},bao_cao,Báo cáo thống kê tháng 10/2026 đã ký,Văn bản giả định để thử`,
  ].join("\n"),
};

interface Account {
  readonly user: string;
  readonly name: string;
  readonly role: string;
  readonly agencies: readonly string[];
}

const ACCOUNTS = {
  officer: { user: "thong-ke.tinh", name: "Thống kê tỉnh (giả định)", role: "thong_ke", agencies: [PROVINCE] },
  head: { user: "truong.tinh", name: "Trưởng THADS tỉnh (giả định)", role: "nguoi_dung_dau", agencies: [PROVINCE] },
  east: { user: "thong-ke.dong", name: "Thống kê các phòng phía đông (giả định)", role: "thong_ke", agencies: [1, 2, 3, 4, 9].map(office) },
  west: { user: "thong-ke.tay", name: "Thống kê các phòng phía tây (giả định)", role: "thong_ke", agencies: [5, 6, SIGNED, ...LATE_ONES].map(office) },
  chief: { user: "truong.phong-1", name: "Trưởng phòng khu vực 1 (giả định)", role: "nguoi_dung_dau", agencies: [office(1)] },
  stranger: { user: "thong-ke.noi-khac", name: "Thống kê nơi khác (giả định)", role: "thong_ke", agencies: [AWAY] },
} satisfies Record<string, Account>;

let product: Running;
let browser: Browser;

before(async () => {
  product = await startProduct("serve", IN_TIME);
  browser = await launch();
  await load(product, BUNDLE);
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

interface Seat {
  readonly page: Page;
  readonly watch: Watch;
}

async function command(...args: readonly string[]): Promise<string> {
  assert.ok(product.command);
  return product.command(...args);
}

/** The account, made at the machine, takes its password at the first sign-in. */
async function arrives({ user, name, role, agencies }: Account): Promise<Seat> {
  const [first, ...more] = agencies;
  assert.ok(first);
  const told = await command("user", "add", user, "--full-name", name, "--role", role, "--agency", first, "--json");
  for (const agency of more) await command("user", "grant", user, "--role", role, "--agency", agency);
  const { code } = JSON.parse(told) as { code: string };
  const seat = await signIn(user, code);
  await seat.page.getByLabel("Mật khẩu mới", { exact: true }).fill(PASSWORD);
  await seat.page.getByLabel("Nhập lại mật khẩu mới").fill(PASSWORD);
  await leaves(seat.page, () => seat.page.getByRole("button", { name: "Đổi mật khẩu" }).click());
  return seat;
}

async function signIn(user: string, password: string): Promise<Seat> {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
  return { page, watch };
}

/** The figures of an office: old and new cases, those that can be enforced, those done. */
const NUMBERS = (n: number): Record<string, number> => ({ "viec.cu": 100 + n, "viec.moi": 50 + n, "viec.co_dieu_kien": 120 + n, "viec.xong": 60 + n });

async function opens(page: Page, code: string, more = ""): Promise<void> {
  await page.goto(`${product.url}/co-quan/${code}/nhap-so-lieu?${PERIOD}${more}`);
}

async function stores(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Ghi số liệu" }).click();
  await page.getByText(/Đã ghi \d+ số liệu/).waitFor();
}

/** Typed cell by cell, and stored. */
async function types(page: Page, n: number): Promise<void> {
  await opens(page, office(n));
  for (const [code, number] of Object.entries(NUMBERS(n))) await page.locator(`input[name$="/${code}"]`).fill(String(number));
  await stores(page);
}

/** A step on the page of the period. */
async function steps(page: Page, code: string, label: string, said: string): Promise<void> {
  await page.goto(`${product.url}/co-quan/${code}/ky-so-lieu?${PERIOD}`);
  await page.getByRole("button", { name: label, exact: true }).click();
  await page.getByText(said).first().waitFor();
}

const sends = (page: Page, code: string): Promise<void> => steps(page, code, "Gửi duyệt", "Đã gửi duyệt.");
const approves = (page: Page, code: string): Promise<void> => steps(page, code, "Duyệt", "Đã duyệt và khóa.");

/** Pasted as a column out of Excel. */
async function pastes(page: Page, n: number): Promise<void> {
  await opens(page, office(n));
  const numbers = NUMBERS(n);
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${numbers["viec.cu"]}\r\n${numbers["viec.moi"]}\r\n`);
  await page.locator('input[name$="/viec.cu"]').click();
  await page.keyboard.press("Control+v");
  await page.getByText("Đã dán 2 ô.").waitFor();
  for (const code of ["viec.co_dieu_kien", "viec.xong"]) await page.locator(`input[name$="/${code}"]`).fill(String(numbers[code]));
  await stores(page);
}

/** A file taken in, whose rows are clean. */
async function imports(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${product.url}/nhap-tu-tep`);
  await page.getByLabel(/^Tệp .xlsx/).setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.getByRole("button", { name: "Tải lên" }).click();
  const check = page.getByRole("button", { name: "Kiểm tra các dòng" });
  const clean = page.getByText("Không còn lỗi.");
  await check.or(clean).first().waitFor();
  if (await check.isVisible()) await check.click();
  await clean.waitFor();
  await page.locator("[data-commit]").click();
  await page.getByText(/Đã lưu/).first().waitFor();
}

/** An office's figures as a sheet of its own making. */
function sheet(n: number): Buffer {
  const rows = Object.entries(NUMBERS(n)).map(([code, number]) => [office(n), "2027", "1", code, String(number)]);
  return workbook({ "Số liệu": [["Mã cơ quan", "Năm công tác", "Tháng lũy kế", "Mã số liệu", "Giá trị"], ...rows] });
}

/** The workbook of an office, downloaded where there is a network and filled in where there is none. */
async function offline(page: Page, n: number): Promise<Buffer> {
  const answer = await page.request.get(`${product.url}/co-quan/${office(n)}/so-nhap-so-lieu?${PERIOD}`);
  assert.equal(answer.status(), 200);
  const numbers = NUMBERS(n);
  return filled(await answer.body(), "D", {
    "Số cũ chuyển sang (về việc)": numbers["viec.cu"] ?? 0,
    "Số thụ lý mới (về việc)": numbers["viec.moi"] ?? 0,
    "Có điều kiện thi hành (về việc)": numbers["viec.co_dieu_kien"] ?? 0,
    "Thi hành xong (về việc)": numbers["viec.xong"] ?? 0,
  });
}

/** The row of an office in «Tình hình gửi số liệu». */
async function row(page: Page, code: string): Promise<string> {
  return page.locator(".closing-grid tbody tr", { has: page.locator(`a[href*="/${code}/ky-so-lieu"]`) }).innerText();
}

test("a province closes October with its twelve offices", async () => {
  const officer = await arrives(ACCOUNTS.officer);
  const head = await arrives(ACCOUNTS.head);
  await head.page.goto(`${product.url}/co-quan/${PROVINCE}/che-do-duyet`);
  await reads(head.page.locator("body"), /hôm nay được coi là ngày 02\/11\/2026/);
  await head.page.getByLabel("Áp dụng cho các kỳ kết thúc từ ngày").fill("31/10/2026");
  await head.page.getByLabel("Hạn nhập riêng").fill("2");
  await head.page.getByLabel("Căn cứ").fill("Quyết định số 12/QĐ-THADS");
  await head.page.getByRole("button", { name: "Lưu chế độ duyệt" }).click();
  await head.page.getByText("Đã lưu chế độ duyệt.").waitFor();

  // In time: typed, pasted, out of a file of one's own, filled in offline, on behalf of an office.
  const east = await arrives(ACCOUNTS.east);
  const west = await arrives(ACCOUNTS.west);
  for (const n of [1, 2, 9]) await types(east.page, n);
  for (const n of [3, 4]) await pastes(east.page, n);
  await imports(west.page, "phong-5.xlsx", sheet(5));
  await imports(west.page, "so-nhap-phong-6.xlsx", await offline(west.page, 6));
  await types(officer.page, 8);
  await officer.page.goto(`${product.url}/co-quan/${office(8)}/ky-so-lieu?${PERIOD}`);
  await reads(officer.page.locator("main"), /Nhập thay/);

  // A signed report counts where it was signed: nothing is sent, nobody approves it a second time.
  await opens(west.page, office(SIGNED));
  for (const [code, number] of Object.entries(NUMBERS(SIGNED))) await west.page.locator(`input[name$="/${code}"]`).fill(String(number));
  await west.page.getByLabel("Nguồn").fill(`bc-${SIGNED}`);
  await stores(west.page);
  await west.page.goto(`${product.url}/co-quan/${office(SIGNED)}/ky-so-lieu?${PERIOD}`);
  await reads(west.page.locator("main"), /Có số liệu/);
  assert.equal(await west.page.getByRole("button", { name: "Gửi duyệt" }).count(), 0);

  // One after another: what was sent leads to the next that waits.
  await sends(east.page, office(1));
  await reads(east.page.locator("#thong-bao"), /chưa gửi duyệt \(còn 04 kỳ\)/);
  for (const n of [2, 3, 4, 9]) await sends(east.page, office(n));
  for (const n of [5, 6]) await sends(west.page, office(n));
  await sends(officer.page, office(8));

  // The chief of an office approves it, the head of the province the others; nobody what he sent, nobody twice.
  const chief = await arrives(ACCOUNTS.chief);
  await head.page.goto(`${product.url}/co-quan/${office(1)}/ky-so-lieu?${PERIOD}`);
  await approves(chief.page, office(1));
  await head.page.getByRole("button", { name: "Duyệt", exact: true }).click();
  await head.page.getByText("Người khác vừa sửa nội dung này").first().waitFor();
  await head.page.goto(product.url);
  await reads(head.page.locator("main"), /7 đơn vị trực thuộc Thi hành án dân sự tỉnh Giả Định đã gửi số liệu/);
  await approves(head.page, office(2));
  while (await head.page.locator("#thong-bao a").count()) {
    await leaves(head.page, () => head.page.locator("#thong-bao a").click());
    await head.page.getByRole("button", { name: "Duyệt", exact: true }).click();
    await head.page.getByText("Đã duyệt và khóa.").waitFor();
  }

  // A stranger is told nothing, not even that there is something.
  const stranger = await arrives(ACCOUNTS.stranger);
  for (const path of ["ky-so-lieu", "nhap-so-lieu", "tinh-hinh-gui-so-lieu", "so-nhap-so-lieu"]) {
    const answer = await stranger.page.request.get(`${product.url}/co-quan/${office(2)}/${path}?${PERIOD}`);
    assert.equal(answer.status(), 404, path);
  }

  // What is approved is locked: for the grid, and for a file.
  await opens(east.page, office(2));
  await east.page.getByText("Số liệu kỳ này đã duyệt và khóa").waitFor();
  assert.equal(await east.page.getByRole("button", { name: "Ghi số liệu" }).count(), 0);
  await east.page.goto(`${product.url}/nhap-tu-tep`);
  const changed = workbook({ "Số liệu": [["Mã cơ quan", "Năm công tác", "Tháng lũy kế", "Mã số liệu", "Giá trị"], [office(2), "2027", "1", "viec.quyet_dinh_uy_thac", "1"], [office(2), "2027", "1", "viec.uy_thac", "1"]] });
  await east.page.getByLabel(/^Tệp .xlsx/).setInputFiles({ name: "phong-2.xlsx", mimeType: "application/octet-stream", buffer: changed });
  await east.page.getByRole("button", { name: "Tải lên" }).click();
  await east.page.getByRole("button", { name: "Kiểm tra các dòng" }).click();
  await reads(east.page.locator("main"), /Số liệu kỳ này đã duyệt và khóa/);

  // The deadline passes.
  await product.restart(LATE);
  await later();
  product.assertAlive();
});

/** Three are late: reminded, opened by name, sent late; then a correction, and the province's own sum. */
async function later(): Promise<void> {
  const head = await signIn(ACCOUNTS.head.user, PASSWORD);
  const west = await signIn(ACCOUNTS.west.user, PASSWORD);
  await west.page.goto(product.url);
  await reads(west.page.locator("main"), /quá hạn gửi số liệu tháng 10\/2026/);
  await head.page.goto(product.url);
  await reads(head.page.locator("main"), /3 đơn vị của Thi hành án dân sự tỉnh Giả Định quá hạn gửi số liệu/);
  const grid = `${product.url}/co-quan/${PROVINCE}/tinh-hinh-gui-so-lieu?${PERIOD}`;
  await head.page.goto(grid);
  await reads(head.page.locator(".notice-wait"), /03 đơn vị quá hạn tháng 10\/2026/);
  for (const n of LATE_ONES) assert.match(await row(head.page, office(n)), /Chưa có, quá hạn/);
  assert.deepEqual(await faultsOf(head.page, head.watch, "october-tinh-hinh"), []);
  await head.page.setViewportSize({ width: 1366, height: 768 });
  const sideways = await head.page.locator(".closing-grid").evaluate((table) => (table.parentElement?.scrollWidth ?? 0) - (table.parentElement?.clientWidth ?? 0));
  assert.equal(sideways, 0, "twelve months stand in view");

  await opens(west.page, office(10));
  await west.page.getByText("Đã hết hạn nhập số liệu kỳ này").waitFor();
  for (const n of LATE_ONES) {
    await head.page.goto(`${product.url}/co-quan/${office(n)}/ky-so-lieu?${PERIOD}`);
    await head.page.getByLabel("Mở đến hết ngày").fill("10/11/2026");
    await head.page.locator("form", { has: head.page.getByRole("button", { name: "Mở kỳ" }) }).getByLabel("Lý do").fill("Mất mạng ba ngày");
    await head.page.getByRole("button", { name: "Mở kỳ" }).click();
    await head.page.getByText("Đã mở kỳ.").waitFor();
    await types(west.page, n);
    await sends(west.page, office(n));
    await approves(head.page, office(n));
  }
  await reads(head.page.locator("main"), /Trưởng THADS tỉnh \(giả định\)/);

  // A correction after approval stands behind the approved number, tells what it touches, and changes nothing before it
  // is approved.
  const east = await signIn(ACCOUNTS.east.user, PASSWORD);
  const before = await ranks(head.page);
  await opens(east.page, office(9));
  await leaves(east.page, () => east.page.getByRole("link", { name: "Đính chính" }).click());
  await east.page.locator('input[name$="/viec.xong"]').fill("75");
  await east.page.getByLabel("Lý do sửa đổi").fill("Đếm sót 06 việc");
  await stores(east.page);
  assert.deepEqual(await ranks(head.page), before, "what answers read is what was approved");
  await sends(east.page, office(9));
  await head.page.goto(`${product.url}/co-quan/${office(9)}/ky-so-lieu?${PERIOD}`);
  await reads(head.page.locator("main"), /69 việc\s*75 việc/);
  await reads(head.page.locator("main"), /Đính chính này chạm tới/);
  await approves(head.page, office(9));

  // The province last: it sends what stands below, and is approved by another than who sent it.
  const officer = await signIn(ACCOUNTS.officer.user, PASSWORD);
  await sends(officer.page, PROVINCE);
  await approves(head.page, PROVINCE);
  await head.page.goto(grid);
  await reads(head.page.locator("main"), /100 %\s*12\/12/);
  await reads(head.page.locator("main"), /75 %\s*9\/12/);
  for (const n of LATE_ONES) assert.match(await row(head.page, office(n)), /Đã duyệt, sau hạn/);
  assert.match(await row(head.page, office(SIGNED)), /Có số liệu/);
  const sum = ALL.reduce((all, n) => all + (NUMBERS(n)["viec.cu"] ?? 0), 0);
  await head.page.goto(`${product.url}/co-quan/${PROVINCE}/so-lieu?${PERIOD}`);
  await reads(head.page.locator("main"), new RegExp(sum.toLocaleString("vi-VN").replace(".", "\\.")));
}

/** What the page of units tells of the rates that are approved. */
async function ranks(page: Page): Promise<string> {
  await page.goto(`${product.url}/co-quan/${PROVINCE}/don-vi?${PERIOD}`);
  return page.locator("main table").first().innerText();
}
