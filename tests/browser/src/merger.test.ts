// A merger in the middle of a year on screen: a past month over the tree of its time and restated to today's agencies, a
// parted office restated once its crosswalk is signed, the two tellings coming to the same, targets handed over, and
// names that repeat told apart.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

const MONTH = "nam=2025&thang=8";
const NEW = "vinh-long-moi";

/** Two offices of old Bến Tre: one goes wholly to the first region, the other is parted between two. */
const BUNDLE: Record<string, string> = {
  "co-quan.csv": `Mã,Tên,Tên ngắn,Cấp,Mã cấp trên,Từ ngày,Đến ngày
mo-cay-vd,Chi cục Thi hành án dân sự huyện Mỏ Cày Ví Dụ,Chi cục Mỏ Cày,huyen,ben-tre,,2025-06-30
ba-tri-vd,Chi cục Thi hành án dân sự huyện Ba Tri Ví Dụ,Chi cục Ba Tri,huyen,ben-tre,,2025-06-30
vinh-long-khu-vuc-91,Phòng Thi hành án dân sự khu vực 91 - Vĩnh Long,Phòng khu vực 91,khu_vuc,${NEW},2025-07-01,
vinh-long-khu-vuc-92,Phòng Thi hành án dân sự khu vực 92 - Vĩnh Long,Phòng khu vực 92,khu_vuc,${NEW},2025-07-01,
`,
  "sap-xep.csv": `Ngày hiệu lực,Loại,Mã cũ,Mã mới
2025-07-01,sap_nhap,mo-cay-vd,vinh-long-khu-vuc-91
2025-07-01,chia_tach,ba-tri-vd,vinh-long-khu-vuc-91
2025-07-01,chia_tach,ba-tri-vd,vinh-long-khu-vuc-92
`,
  "so-lieu.csv": `Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị
mo-cay-vd,2025,8,viec.xong,1.000
ba-tri-vd,2025,8,viec.xong,100
`,
  "chi-tieu.csv": `Mã,Mã cơ quan,Năm công tác,Mã chỉ tiêu,Phép so,Giá trị,Ngày giao
ct-mo-cay-vd,mo-cay-vd,2025,viec.xong,>=,1.500,2024-12-15
`,
};

let product: Running;
let browser: Browser;
let folder: string;

before(async () => {
  product = await startProduct();
  folder = await mkdtemp(path.join(tmpdir(), "thidua-merger-"));
  for (const [name, text] of Object.entries(BUNDLE)) {
    await writeFile(path.join(folder, name), text);
  }
  await product.command?.("load", folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a past month both ways, a crosswalk signed, a target handed over", async () => {
  const { page, watch } = await seat("bo-cuc");

  // Over the tree of the time the old office shows what it reported, and the way to the other telling.
  await page.goto(`${product.url}/co-quan/mo-cay-vd/so-lieu?${MONTH}`);
  assert.ok((await main(page)).includes("1.000"));
  await page.goto(`${product.url}/co-quan/vinh-long-khu-vuc-91/so-lieu?${MONTH}&cay=hom-nay`);
  await page.getByText("Đang quy về cơ quan hôm nay").waitFor();
  assert.ok((await main(page)).includes("chia về 02 nơi"), "a parted office is not guessed");
  assert.deepEqual(await faultsOf(page, watch, "restated"), []);

  // The crosswalk: seen beforehand, then signed.
  await page.goto(`${product.url}/co-quan/${NEW}/bang-quy-doi`);
  const row = page.getByRole("row", { name: /Ba Tri Ví Dụ/ });
  await row.getByText("Chưa quy đổi được").waitFor();
  await row.getByRole("link", { name: /Lập, ký/ }).click();
  await page.getByLabel("Chia theo tỷ lệ", { exact: true }).check();
  await page.getByLabel(/^Tử số của Phòng .* 91/).fill("1");
  await page.getByLabel(/^Tử số của Phòng .* 92/).fill("2");
  await page.getByLabel("Mẫu số", { exact: true }).fill("3");
  await page.getByLabel("Cơ sở của tỷ lệ").fill("Số việc bàn giao theo biên bản");
  await page.getByLabel("Văn bản", { exact: true }).fill("15/QĐ-THADS");
  await page.getByLabel("Người ký", { exact: true }).fill("Nguyễn Văn Ví Dụ");
  await page.getByLabel("Ngày ký", { exact: true }).fill("05/07/2025");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByText("Xem trước, chưa ghi gì").waitFor();
  assert.deepEqual(await faultsOf(page, watch, "crosswalk"), []);
  await page.getByRole("button", { name: "Ghi bảng quy đổi" }).click();
  await page.getByText("Đã ghi bảng quy đổi.").waitFor();

  // 1.000 and a third of 100; one click from its parts, and both tellings come to the same.
  await page.goto(`${product.url}/co-quan/vinh-long-khu-vuc-91/so-lieu?${MONTH}&cay=hom-nay`);
  assert.ok((await main(page)).includes("1.033"));
  await page.getByRole("link", { name: "Tử số, mẫu số" }).first().click();
  await page.getByText("lấy 1/3 theo 15/QĐ-THADS").first().waitFor();
  await page.goto(`${product.url}/co-quan/${NEW}/quy-doi?${MONTH}&so=viec.xong`);
  const whole = await main(page);
  for (const told of ["1.100", "1.033", "67", "Khớp"]) {
    assert.ok(whole.includes(told), told);
  }
  assert.deepEqual(await faultsOf(page, watch, "reconciliation"), []);

  // A target of the old office, taken over with another value and its ground.
  await page.goto(`${product.url}/co-quan/vinh-long-khu-vuc-91/nhan-ban-giao`);
  await page.getByText("1.500").first().waitFor();
  await page.getByLabel("Nhận bàn giao", { exact: true }).check();
  await page.getByLabel("Mức nhận").fill("1.600");
  await page.getByLabel("Căn cứ của mức khác, hoặc lý do không kế thừa").fill("Thêm phần của Ba Tri");
  await page.getByLabel("Văn bản", { exact: true }).fill("16/BB-THADS");
  assert.deepEqual(await faultsOf(page, watch, "handover"), []);
  await page.getByRole("button", { name: "Ghi nhận bàn giao" }).click();
  await page.getByText("Đã ghi nhận bàn giao chỉ tiêu.").waitFor();
  assert.ok((await main(page)).includes("Đã nhận mức 1.600"));

  // Old and new of one name carry their dates.
  await page.goto(`${product.url}/tim-kiem?q=${encodeURIComponent("Vĩnh Long")}`);
  await page.getByText("(đến 30/06/2025)").first().waitFor();
  await page.getByText("(từ 01/07/2025)").first().waitFor();
});

async function seat(who: string): Promise<{ readonly page: Page; readonly watch: Watch }> {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  const account = list.accounts[who];
  assert.ok(account);
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
