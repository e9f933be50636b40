// A decision of award is cancelled on the page of its record; the collective's title that rested on it is flagged and
// stays; the officer concludes.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

const PEOPLE = `Mã,Họ và tên,Mã cơ quan,Từ ngày
huy-mot,Đỗ Thị Một,quan-1,2015-01-01
huy-hai,Đỗ Văn Hai,quan-1,2015-01-01
huy-ba,Đỗ Văn Ba,quan-1,2015-01-01
`;
const AWARDS = `Mã,Mã cơ quan,Đối tượng,Mã đối tượng,Mã khen thưởng,Năm thành tích,Loại thành tích,Số quyết định,Ngày quyết định,Cơ quan quyết định
huy-1,quan-1,ca_nhan,huy-mot,ldtt,2023,cong_trang,41/QĐ,2023-12-05,tp-hcm
huy-2,quan-1,ca_nhan,huy-hai,ldtt,2023,cong_trang,41/QĐ,2023-12-05,tp-hcm
huy-3,quan-1,tap_the,quan-1,tt_ldtt,2023,cong_trang,42/QĐ,2023-12-20,tp-hcm
`;

let product: Running;
let browser: Browser;

before(async () => {
  product = await startProduct();
  const folder = await mkdtemp(path.join(tmpdir(), "thidua-huy-"));
  await writeFile(path.join(folder, "nhan-su.csv"), PEOPLE);
  await writeFile(path.join(folder, "khen-thuong.csv"), AWARDS);
  await product.command?.("load", folder);
  await rm(folder, { recursive: true });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

test("a cancelled award is struck out, what rested on it is flagged and concluded", async () => {
  const account = list.accounts["thong-ke"];
  assert.ok(account);
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");

  await page.goto(`${product.url}/khen-thuong?nam=2023`);
  await page.getByRole("link", { name: "Sửa: Đỗ Thị Một" }).click();
  await page.getByRole("link", { name: "Hủy bỏ quyết định" }).click();
  await page.getByText("Khen thưởng đã dựa vào khen thưởng này").first().waitFor();
  await page.getByRole("rowheader", { name: /Tập thể/ }).waitFor();
  assert.deepEqual(await faultsOf(page, watch, "huy-bo"), []);
  await page.setViewportSize({ width: 1366, height: 768 });

  // Every fault at once, and what was typed stays.
  await page.getByLabel("Người ký").fill("Trần Văn Ký, Cục trưởng");
  await page.getByRole("button", { name: "Hủy bỏ quyết định khen thưởng" }).click();
  await page.getByText("Căn cứ hủy bỏ: Chưa ghi.").waitFor();
  assert.equal(await page.getByLabel("Người ký").inputValue(), "Trần Văn Ký, Cục trưởng");
  watch.take();
  await page.getByLabel(/Gian dối trong việc kê khai/).check();
  await page.getByLabel("Việc gì đã xảy ra").fill("Kê khai khống số việc đã thi hành xong");
  await page.getByLabel("Số quyết định hủy bỏ").fill("99/QĐ-THADS");
  await page.getByLabel("Ngày quyết định hủy bỏ").fill("15/03/2024");
  await page.getByLabel("Tiền thưởng phải thu hồi (đồng)").fill("540.000");
  await page.getByLabel("Cơ quan quyết định hủy bỏ").fill("tp-hcm");
  await page.getByRole("button", { name: "Hủy bỏ quyết định khen thưởng" }).click();
  await page.getByText("Đã đánh dấu 1 khen thưởng liên quan").waitFor();
  await page.getByText("Đang có hiệu lực").waitFor();

  await page.goto(`${product.url}/khen-thuong?nam=2023`);
  const struck = page.locator("tr.struck");
  assert.equal(await struck.count(), 1);
  assert.ok((await struck.innerText()).includes("hủy bỏ theo 99/QĐ-THADS"));

  await page.goto(`${product.url}/khen-thuong/can-xem-lai`);
  await page.getByText("Chưa kết luận").first().waitFor();
  assert.deepEqual(await faultsOf(page, watch, "can-xem-lai"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByLabel("Lý do kết luận").fill("Tập thể vẫn đạt theo báo cáo đã kiểm tra");
  await page.getByRole("button", { name: /^Giữ nguyên/ }).click();
  await page.getByText("Tập thể vẫn đạt theo báo cáo đã kiểm tra").waitFor();
  // Nothing was cancelled by the flag.
  await page.goto(`${product.url}/khen-thuong?nam=2023`);
  assert.equal(await page.locator("tr.struck").count(), 1);
  product.assertAlive();
  await context.close();
});
