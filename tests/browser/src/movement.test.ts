// A thematic movement from its launch to its registration: launched to twelve offices, two issue their plans in time, one
// is late; forty people register, some through the page, the rest from the list an office keeps; consolidated up, printed.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { load, startProduct, type Running } from "./server.js";
import { becomes, counts, leaves } from "./state.js";
import { textsOf, workbook } from "./workbook.js";

const OFFICES = Array.from({ length: 12 }, (_, at) => ({ code: `pt-phong-${at + 1}`, name: `Phòng Thử nghiệm khu vực ${at + 1}` }));
const PEOPLE = 40;
/** Registered on the page of the first office; the rest come from a list. */
const TYPED = 8;
const FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng"];
const GIVEN = ["Ánh", "Bằng", "Cúc", "Đạt", "Giang", "Hạnh", "Khuê", "Luyến"];
/** Forty different names: eight of the first office, the others dealt out to all. */
const people = Array.from({ length: PEOPLE }, (_, at) => ({
  code: `pt-nv-${at + 1}`,
  name: `${FAMILIES[Math.floor(at / 8)]} Thị ${GIVEN[at % 8]}`,
  office: at < TYPED ? 0 : at % 12,
}));

let product: Running;
let browser: Browser;
let page: Page;
let watch: Watch;

before(async () => {
  product = await startProduct();
  const rows = OFFICES.map((office) => `${office.code},${office.name},${office.name},khu_vuc,pt-tinh,2025-07-01`);
  const posts = people.map((one) => `${one.code},${one.name},${OFFICES[one.office]?.code},cong_chuc,2025-07-01`);
  await load(product, {
    "co-quan": `Mã,Tên,Tên ngắn,Cấp,Mã cấp trên,Từ ngày\npt-tinh,Thi hành án dân sự tỉnh Thử nghiệm,THADS tỉnh Thử nghiệm,tinh,cuc-quan-ly,2025-07-01\n${rows.join("\n")}\n`,
    "nhan-su": `Mã,Họ và tên,Mã cơ quan,Nhóm,Từ ngày\n${posts.join("\n")}\n`,
  });
  browser = await launch();
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", viewport: { width: 1366, height: 768 }, acceptDownloads: true });
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

/** A day as pages write it, so many days from today in Vietnam. */
function day(from: number): string {
  const there = new Date(Date.now() + 7 * 3_600_000 + from * 86_400_000);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${two(there.getUTCDate())}/${two(there.getUTCMonth() + 1)}/${there.getUTCFullYear()}`;
}

/** The work year of today: from October on the next one. */
function workYear(): number {
  const there = new Date(Date.now() + 7 * 3_600_000);
  return there.getUTCFullYear() + (there.getUTCMonth() >= 9 ? 1 : 0);
}

async function sound(name: string): Promise<void> {
  assert.deepEqual(await faultsOf(page, watch, name), []);
  await page.setViewportSize({ width: 1366, height: 768 });
}

test("a movement is launched to twelve offices; two issue their plans, one is late", async () => {
  await page.goto(`${product.url}/phong-trao/moi`);
  await page.getByLabel("Cơ quan phát động").selectOption("pt-tinh");
  await page.getByLabel("Tên phong trào").fill("Đợt thi đua chuyên đề giảm việc, tiền chuyển kỳ sau");
  await leaves(page, () => page.getByRole("button", { name: "Tạo bản soạn" }).click());
  const code = new URL(page.url()).pathname.split("/").pop();
  assert.ok(code);

  await page.goto(`${product.url}/phong-trao/${code}/phat-dong`);
  await page.getByLabel("Kế hoạch phát động").fill("58/KH-THADS");
  await page.getByLabel("Ngày phát động").fill(day(-20));
  await page.getByLabel("Hạn đơn vị ban hành kế hoạch").fill(day(-5));
  for (const office of OFFICES) await page.getByLabel(office.name, { exact: true }).check();
  await leaves(page, () => page.getByRole("button", { name: "Xem trước" }).click());
  await page.getByText("12 đơn vị", { exact: true }).waitFor();
  await leaves(page, () => page.getByRole("button", { name: "Phát động", exact: true }).click());
  assert.equal(new URL(page.url()).pathname, `/phong-trao/${code}/huong-ung`);
  const rowOf = (name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  for (const office of OFFICES) await rowOf(office.name).getByText("Chưa ghi nhận").waitFor();
  await sound("phong-trao-phat-dong");

  // Two plans, one before the last day, one after it; the others are past it.
  for (const [at, issued] of [
    [0, day(-10)],
    [1, day(-2)],
  ] as const) {
    const office = OFFICES[at];
    const person = people.find((one) => one.office === at);
    assert.ok(office && person);
    await page.goto(`${product.url}/phong-trao/${code}/don-vi/${office.code}`);
    await leaves(page, () => page.getByRole("button", { name: "Xác nhận đã tiếp nhận" }).click());
    await page.getByLabel("Người phụ trách").selectOption(person.code);
    await page.getByLabel("Số, ký hiệu kế hoạch").fill(`0${at + 1}/KH-PTN`);
    await page.getByLabel("Ngày ban hành").fill(issued);
    await leaves(page, () => page.getByRole("button", { name: "Ghi kế hoạch của đơn vị" }).click());
    await page.getByText("Đã ban hành kế hoạch").first().waitFor();
  }
  await page.goto(`${product.url}/phong-trao/${code}/don-vi/${OFFICES[2]?.code}`);
  await page.getByText("Quá hạn ban hành kế hoạch").waitFor();
  await sound("phong-trao-don-vi-qua-han");
  await page.goto(`${product.url}/phong-trao/${code}/huong-ung`);
  // Two of twelve have a plan of their own, with number and day; the other ten have none.
  for (const [at, office] of OFFICES.entries()) {
    const row = rowOf(office.name);
    if (at > 1) {
      await row.getByText("Chưa ghi nhận").waitFor();
      continue;
    }
    await row.getByText("Đã ban hành", { exact: true }).waitFor();
    await row.getByRole("link", { name: `0${at + 1}/KH-PTN` }).waitFor();
    assert.ok((await row.innerText()).includes(day(at === 0 ? -10 : -2)));
  }
  // The movement itself, with the milestone its launch set.
  await page.goto(`${product.url}/phong-trao/${code}`);
  await page.getByRole("row").filter({ hasText: "Ban hành kế hoạch" }).getByText(day(-5)).waitFor();
  await sound("phong-trao-mot");
  // Which of the two was in time, and who is past the day without a plan.
  await page.goto(`${product.url}/phong-trao/${code}/van-ban-phai-nop`);
  for (const [at, office] of OFFICES.entries()) {
    const stands = at === 0 ? "Đã có" : at === 1 ? "Có sau hạn" : "Quá hạn, chưa có";
    await rowOf(office.name).getByText(stands, { exact: true }).waitFor();
  }
  await sound("phong-trao-van-ban-phai-nop");
  await page.goto(`${product.url}/phong-trao/${code}/van-ban-phai-nop?thieu=qua-han`);
  await counts(page.getByText("Quá hạn, chưa có", { exact: true }), OFFICES.length - 2);
});

test("forty people register, the province consolidates and prints", async () => {
  const year = workYear();
  const first = OFFICES[0];
  assert.ok(first);
  // Eight through the page of their office, and the office itself.
  const many = `${product.url}/co-quan/${first.code}/dang-ky/them?nam=${year}`;
  const register = async (award: string, names: readonly string[]): Promise<void> => {
    await page.goto(many);
    await page.getByLabel("Danh hiệu, hình thức").selectOption(award);
    for (const name of names) await page.getByLabel(`Chọn ${name}`, { exact: true }).check();
    await leaves(page, () => page.getByRole("button", { name: "Ghi đăng ký" }).click());
    await page.getByText("Đã ghi đăng ký.").waitFor();
  };
  const typed = people.slice(0, TYPED).map((one) => one.name);
  await page.goto(many);
  await sound("dang-ky-nhieu");
  await register("ldtt", typed);
  await register("cstdcs", typed.slice(0, 2));
  await register("tt_ldtt", [first.name]);

  // The rest from the list as offices keep it: title and form in two columns, the unit behind the post.
  const rows = people.slice(TYPED).map((one, at) => {
    const form = at % 4 === 0 ? "Giấy khen" : "";
    return [String(at + 1), "Bà", one.name, `Chấp hành viên, ${OFFICES[one.office]?.name}`, "Lao động tiên tiến", form, at === 0 ? "Sổ theo dõi việc chuyển kỳ sau" : ""];
  });
  const book = workbook({
    "Đăng ký": [
      [`BẢN ĐĂNG KÝ DANH HIỆU THI ĐUA, HÌNH THỨC KHEN THƯỞNG NĂM ${year}`],
      ["STT", "Ông/Bà", "Họ và tên", "Chức vụ, đơn vị", "Đăng ký danh hiệu thi đua", "Đăng ký hình thức khen thưởng", "Tên sáng kiến, đề tài"],
      ...rows,
    ],
  });
  await page.goto(`${product.url}/nhap-tu-tep`);
  await page.getByLabel(/^Tệp .xlsx/).setInputFiles({ name: "dang-ky.xlsx", mimeType: "application/octet-stream", buffer: book });
  await page.getByRole("button", { name: "Tải lên" }).click();
  await page.getByRole("heading", { name: "Chọn cột" }).waitFor();
  assert.equal(await page.getByLabel("Trang này là").first().inputValue(), "dang-ky");
  await page.getByRole("button", { name: "Kiểm tra các dòng" }).click();
  await page.getByText("Không còn lỗi.").waitFor();
  await page.getByRole("button", { name: /^Lưu \d+ dòng/ }).click();
  await page.getByText(/Đã lưu .*Đăng ký thi đua/).waitFor();

  // Forty people have registered, each once for the title of the year.
  await page.goto(`${product.url}/dang-ky?trong=pt-tinh&nam=${year}&tim=${encodeURIComponent("Lao động tiên tiến")}`);
  await page.getByText(new RegExp(`^${PEOPLE + 1} đăng ký`)).first().waitFor();

  // Eleven offices send; one has not, so the province says why and sends all of it in one deed.
  for (const office of OFFICES.slice(0, 11)) {
    await page.goto(`${product.url}/co-quan/${office.code}/dang-ky/tong-hop?nam=${year}`);
    await leaves(page, () => page.getByRole("button", { name: "Tổng hợp và gửi" }).click());
    await page.getByText("Đã gửi lên cấp trên.").waitFor();
  }
  const together = `${product.url}/co-quan/pt-tinh/dang-ky/tong-hop?nam=${year}`;
  await page.goto(together);
  await page.getByText("11/12 đơn vị đã gửi").waitFor();
  await page.getByLabel(/^Lý do gửi khi còn đơn vị chưa gửi/).fill("Khu vực 12 chưa gửi, đã quá hạn");
  await leaves(page, () => page.getByRole("button", { name: "Tổng hợp và gửi" }).click());
  await page.getByText("Đã gửi lên cấp trên.").waitFor();
  await counts(page.getByRole("row").filter({ hasText: "Đã tiếp nhận" }), 11);
  await counts(page.getByRole("row").filter({ hasText: "Chưa gửi" }), 1);
  const sums = page.getByRole("region", { name: "Số lượng theo danh hiệu, hình thức" });
  const told = people.filter((one) => one.office !== 11).length;
  await becomes(async () => (await sums.getByRole("row", { name: /^Lao động tiên tiến/ }).getByRole("cell").last().innerText()).trim(), String(told));
  await sound("dang-ky-tong-hop");

  // A registration changes after it was sent: the province sees it, with who and why, and what it sent stays.
  await page.goto(`${product.url}/dang-ky?trong=${first.code}&nam=${year}`);
  await page.getByRole("link", { name: new RegExp(`^Sửa: ${typed[0]}`) }).first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByLabel(/^Sáng kiến, đề tài/).fill("Mẫu biên bản giải quyết việc thi hành án dùng chung");
  const reason = page.getByLabel(/^Lý do/).first();
  if (await reason.count()) await reason.fill("Bổ sung sáng kiến");
  await leaves(page, () => page.getByRole("button", { name: /^Lưu/ }).first().click());
  await page.goto(`${product.url}/co-quan/${first.code}/dang-ky/tong-hop?nam=${year}`);
  await page.getByRole("heading", { name: "Thay đổi sau khi gửi" }).waitFor();
  await page.goto(together);
  const line = page.getByRole("row").filter({ has: page.getByRole("link", { name: first.name, exact: true }) });
  const changed = line.getByRole("cell").last();
  await becomes(async () => (await changed.innerText()).trim(), "1");

  // Printed from the page and from the command line: every name once, by unit, with the sums.
  await page.getByText("Bản đăng ký", { exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Xuất Excel" }).click()]);
  assert.equal(download.suggestedFilename(), `dang-ky-thi-dua_pt-tinh_${year}.xlsx`);
  const folder = await mkdtemp(path.join(tmpdir(), "thidua-dang-ky-"));
  try {
    for (const [ending, magic] of [
      ["docx", "PK"],
      ["pdf", "%PDF"],
    ] as const) {
      const file = path.join(folder, `dang-ky.${ending}`);
      await product.command?.("print", "registration", "--agency", "pt-tinh", "--year", String(year), "-o", file);
      assert.ok((await readFile(file)).subarray(0, magic.length).toString() === magic, ending);
    }
    const cells = textsOf(await readFile(path.join(folder, "dang-ky.docx")));
    for (const one of people) assert.ok(cells.includes(one.name), one.name);
    assert.ok(cells.includes(first.name) && cells.includes("Sổ theo dõi việc chuyển kỳ sau"), cells.join("\n"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  product.assertAlive();
});
