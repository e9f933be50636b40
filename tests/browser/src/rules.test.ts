// The rulebook of awards: one officer proposes a further condition, sees whose result it would turn, another approves,
// and the proof of the next look says it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { load, startProduct, type Running } from "./server.js";

const UNIT = "tp-hcm-khu-vuc-1";
const NEW = "Được tập thể bình xét công khai";

let product: Running;
let browser: Browser;

before(async () => {
  product = await startProduct();
  await load(product, {
    "nhan-su": ["Mã,Họ và tên,Giới tính,Mã cơ quan,Nhóm,Từ ngày,Ngày vào ngành", `nv-qd-1,Nguyễn Thị Quy,nu,${UNIT},cong_chuc,2025-07-01,2012-01-01`].join("\n"),
    "danh-gia": ["Năm,Mã đối tượng,Mức xếp loại", "2026,nv-qd-1,htxsnv"].join("\n"),
    "khen-thuong": ["Mã cơ quan,Đối tượng,Mã đối tượng,Mã khen thưởng,Năm thành tích,Ngày quyết định", `${UNIT},ca_nhan,nv-qd-1,ldtt,2026,2026-11-20`].join("\n"),
    "sang-kien": ["Mã,Tên,Tác giả,Phạm vi,Ngày công nhận", "sk-qd-1,Bảng theo dõi thời hạn,nv-qd-1,co_so,2026-05-10"].join("\n"),
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

test("a change is proposed, looked at beforehand, approved by another and seen in the proof", async () => {
  const officer = await seat("bo-cuc");
  const page = officer.page;
  await page.goto(`${product.url}/quy-dinh/cstdcs?ngay=2026-11-22`);
  await page.locator("summary", { hasText: "Đề xuất thay đổi" }).click();
  await page.getByRole("link", { name: "Đính chính điều kiện ghi sai" }).click();
  await page.locator("summary", { hasText: "Điều kiện mới thứ 1" }).click();
  await page.locator("#moi-loi-1").fill(NEW);
  await page.locator("#moi-xem-1").fill("Xem biên bản họp");
  await page.locator("#moi-dk-1").fill("Luật TĐKT 2022: Điều 23");
  await page.getByRole("button", { name: "Xem trước kết quả thay đổi" }).click();
  await page.locator("#xem-truoc").waitFor();
  assert.ok((await main(page)).includes("Quy định xét thay đổi: Chiến sĩ thi đua cơ sở (cá nhân)"), await main(page));
  assert.equal(await page.locator("#moi-loi-1").inputValue(), NEW, "what was typed stands");
  assert.deepEqual(await faultsOf(page, officer.watch, "quy-dinh-de-xuat"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.locator("#f-ly_do").fill("Ghi thiếu điều kiện");
  await page.locator("#f-van_ban").fill("Luật Thi đua, khen thưởng");
  await page.getByRole("button", { name: "Gửi đề xuất" }).click();
  await page.getByText("Đã gửi đề xuất.").waitFor();
  assert.ok((await main(page)).includes("phải có người khác duyệt"));
  const change = new URL(page.url()).pathname;

  const leader = await seat("lanh-dao-bo");
  await leader.page.goto(`${product.url}/`);
  await leader.page.getByRole("link", { name: "Xem, duyệt" }).click();
  await leader.page.getByRole("link", { name: /Đính chính: Quy định xét Chiến sĩ thi đua cơ sở/ }).click();
  assert.equal(new URL(leader.page.url()).pathname, change);
  assert.ok((await main(leader.page)).includes(NEW));
  assert.deepEqual(await faultsOf(leader.page, leader.watch, "quy-dinh-duyet"), []);
  await leader.page.setViewportSize({ width: 1366, height: 768 });
  await leader.page.getByRole("button", { name: "Duyệt, áp dụng ngay" }).click();
  await leader.page.getByText("Đã duyệt.").waitFor();

  await page.goto(`${product.url}/ca-nhan/nv-qd-1/dieu-kien?nam=2026&danh-hieu=cstdcs`);
  assert.ok((await main(page)).includes(NEW), await main(page));
  // The name of the condition is a box of its own for the eyes: the link's name has a space before the colon.
  const step = page.locator("li.proof-node", { hasText: NEW }).last();
  await step.getByRole("link", { name: /^Xem trong quy định/ }).click();
  assert.ok((await main(page)).includes("Dùng khi xét"));
  product.assertAlive();
  await page.context().close();
  await leader.page.context().close();
});

interface Seat {
  readonly page: Page;
  readonly watch: Watch;
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

async function main(page: Page): Promise<string> {
  return (await page.locator("main").innerText()).replace(/\s+/g, " ");
}
