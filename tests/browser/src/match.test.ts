// The queue of names, with the keyboard alone: a digit chooses, Enter stores, the next question is there.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { reads } from "./state.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
let product: Running;
let browser: Browser;

before(async () => {
  product = await startProduct();
  const folder = mkdtempSync(path.join(tmpdir(), "thidua-match-"));
  writeFileSync(
    path.join(folder, "nhan-su.csv"),
    "Mã,Họ và tên,Ngày sinh,Mã cơ quan,Chức danh,Từ ngày\n" +
      "q1-an,Nguyễn Văn An,1980-05-17,quan-1,Chấp hành viên,2010-01-01\n" +
      "q1-binh,Trần Thị Bình,1985-02-03,quan-1,Thư ký,2012-01-01\n",
  );
  writeFileSync(
    path.join(folder, "khen-thuong.csv"),
    "Mã cơ quan,Đối tượng,Mã khen thưởng,Năm thành tích,Họ tên nêu\n" +
      "quan-1,ca_nhan,ldtt,2018,Ng. V. An\n" +
      "quan-1,ca_nhan,ldtt,2019,Tran Thi Binh\n",
  );
  const binary = path.resolve(root, process.env["THIDUA_BIN"] ?? "target/debug/thidua");
  assert.ok(product.db);
  execFileSync(binary, ["--db", product.db, "load", folder], { stdio: "pipe" });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

test("two names are matched without a mouse", async () => {
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
  await page.goto(`${product.url}/khen-thuong/chua-khop`);
  await reads(page.locator("main"), /02 tên/);
  assert.deepEqual(await faultsOf(page, watch, "match-hang-doi"), []);
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await reads(page.locator("main"), /01 tên/);
  await reads(page.locator("#thong-bao"), /Đã ghi kết luận/);
  await page.keyboard.press("0");
  await page.keyboard.press("Enter");
  await reads(page.locator("main"), /Không có khen thưởng nào chờ khớp/);
  await context.close();
});
