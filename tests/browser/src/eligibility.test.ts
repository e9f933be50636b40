// Conditions of awards: one verdict followed from the unit's page to the article, a condition answered on its proof, what
// was answered taken back; and for many at once, looked at before it is written.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { load, startProduct, type Running } from "./server.js";

const UNIT = "/co-quan/quan-1/xet-thi-dua?nam=2025";

let product: Running;
let browser: Browser;

before(async () => {
  product = await startProduct();
  await load(product, {
    "nhan-su": [
      "Mã,Họ và tên,Giới tính,Mã cơ quan,Chức danh,Nhóm,Từ ngày,Ngày vào ngành",
      "xet-an,Nguyễn Văn An,nam,quan-1,Chấp hành viên,chap_hanh_vien,2015-01-01,2010-01-01",
      "xet-binh,Trần Thị Bình,nu,quan-1,Thư ký thi hành án,cong_chuc,2018-01-01,2018-01-01",
    ].join("\n"),
    "danh-gia": ["Năm,Mã đối tượng,Mức xếp loại", "2025,xet-an,httnv", "2025,xet-binh,htnv"].join("\n"),
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

test("a verdict leads to its article, and a person answers what only a person can judge", async () => {
  const { page, watch } = await seat("to-chuc");
  await page.goto(`${product.url}${UNIT}&danh-hieu=ldtt`);
  const unit = await main(page);
  for (const words of ["Ai đủ điều kiện", "Lao động tiên tiến", "Trần là mức không được vượt", "Nguyễn Văn An"])
    assert.ok(unit.includes(words), `${words}\n${unit}`);
  assert.deepEqual(await faultsOf(page, watch, "xet-thi-dua"), []);
  await page.setViewportSize({ width: 1366, height: 768 });

  // From the list to the proof, from the proof to the article.
  await page.getByRole("link", { name: "Nguyễn Văn An" }).click();
  await page.getByRole("heading", { name: "Lao động tiên tiến: căn cứ xét" }).waitFor();
  assert.ok((await main(page)).includes("Hoàn thành tốt nhiệm vụ trở lên"));
  assert.deepEqual(await faultsOf(page, watch, "can-cu-xet"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.locator("a[href='/quy-dinh/dieu-kien/ldtt.hoan_thanh_tot']").first().click();
  await page.waitForURL((url) => url.pathname.startsWith("/quy-dinh/dieu-kien/"));
  assert.ok((await main(page)).includes("Hoàn thành tốt nhiệm vụ trở lên"));

  // A certificate of which no text was found: the officer answers, and takes it back.
  await page.goto(`${product.url}/ca-nhan/xet-an/dieu-kien?danh-hieu=gk&nam=2025`);
  await page.locator("summary", { hasText: "Ghi kết luận" }).first().click();
  await page.getByRole("radio", { name: "Đạt", exact: true }).check();
  await page.getByLabel("Căn cứ", { exact: true }).fill("Biên bản họp bình xét số 3");
  await page.getByRole("button", { name: "Ghi kết luận" }).click();
  await page.getByText("Kết luận: đạt").waitFor();
  const answered = await main(page);
  assert.ok(answered.includes("Biên bản họp bình xét số 3") && answered.includes("Đủ điều kiện"), answered);
  await page.locator("summary", { hasText: "Rút kết luận" }).click();
  await page.getByLabel("Lý do rút").fill("Ghi nhầm người");
  await page.getByRole("button", { name: "Rút kết luận" }).click();
  await page.getByText("Đã rút kết luận").waitFor();
  assert.ok(!(await main(page)).includes("Kết luận: đạt"));

  // For all at once: first a look at what would change.
  await page.goto(`${product.url}/co-quan/quan-1/xet-thi-dua/ket-luan?dieu-kien=gk.chua_ro&nam=2025`);
  assert.deepEqual(await faultsOf(page, watch, "ket-luan-nhieu"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole("radio", { name: "Đạt", exact: true }).check();
  await page.getByLabel("Căn cứ", { exact: true }).fill("Biên bản họp ngày 05/11/2025");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByText("Xem trước, chưa ghi").waitFor();
  assert.ok((await main(page)).includes("cho 02 người"));
  await page.getByRole("button", { name: "Ghi kết luận" }).click();
  await page.getByText("Đã ghi kết luận").waitFor();
  assert.ok(!(await main(page)).includes("Chưa kết luận"));
  product.assertAlive();
  await page.context().close();
});

async function seat(as: string): Promise<{ readonly page: Page; readonly watch: Watch }> {
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
  return page.locator("main").innerText();
}
