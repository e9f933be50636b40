// Closing a month: three offices under one province, the figures of each sent and approved; one month was over and is
// opened by a named person; one is corrected after its approval, and the approved number stands until then.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

// The ninth month of work year 2026 ends on 30 June 2026; its regime states no deadline that is known.
const PERIOD = "nam=2026&thang=9";
const ABOVE = "tp-hcm-moi";
const OFFICES = ["tp-hcm-khu-vuc-1", "tp-hcm-khu-vuc-2", "tp-hcm-khu-vuc-3"] as const;

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

test("three offices close a month, one opened late, one corrected after approval", async () => {
  const typist = await seat("bo-cuc");
  const leader = await seat("lanh-dao");
  await decide(leader.page, ABOVE, "");
  await decide(leader.page, OFFICES[1], "2");

  for (const [at, office] of OFFICES.entries()) {
    if (at === 1) {
      await typist.page.goto(`${product.url}/co-quan/${office}/nhap-so-lieu?${PERIOD}`);
      await typist.page.getByText("Đã hết hạn nhập số liệu kỳ này").waitFor();
      await open(leader.page, office);
    }
    await type(typist.page, office, String(1000 + at));
    await step(typist.page, office, "Gửi duyệt", "Đã gửi duyệt.");
    assert.ok((await main(typist.page)).includes("Nhập thay"), "typed on behalf of the office");
    await step(leader.page, office, "Duyệt", "Đã duyệt và khóa.");
  }

  // A correction stands behind the approved number until it is approved too.
  const office = OFFICES[2];
  await typist.page.goto(`${product.url}/co-quan/${office}/nhap-so-lieu?${PERIOD}`);
  await typist.page.getByText("Số liệu kỳ này đã duyệt và khóa").waitFor();
  await typist.page.getByRole("link", { name: "Đính chính" }).click();
  await typist.page.getByText("Đang đính chính").first().waitFor();
  await fill(typist.page, "2000");
  await typist.page.getByLabel("Lý do sửa đổi").fill("Đếm sót 998 việc");
  await typist.page.getByRole("button", { name: "Ghi số liệu" }).click();
  await typist.page.getByText("Đã ghi 01 số liệu").waitFor();
  await typist.page.goto(`${product.url}/co-quan/${office}/so-lieu?${PERIOD}`);
  assert.ok((await main(typist.page)).includes("1.002"));
  await typist.page.getByRole("link", { name: "Kể cả số chưa duyệt" }).click();
  await typist.page.getByText("Đang xem cả số liệu chưa duyệt").waitFor();
  const both = await main(typist.page);
  assert.ok(both.includes("2.000") && both.includes("Chưa duyệt"), both);
  assert.deepEqual(await faultsOf(typist.page, typist.watch, "ke-ca-chua-duyet"), []);
  await typist.page.setViewportSize({ width: 1366, height: 768 });
  await step(typist.page, office, "Gửi duyệt", "Đã gửi duyệt.");

  await leader.page.goto(`${product.url}/`);
  await leader.page.goto(`${product.url}/co-quan/${office}/ky-so-lieu?${PERIOD}`);
  const waiting = await main(leader.page);
  for (const words of ["1.002 việc", "2.000 việc", "Đếm sót 998 việc"]) assert.ok(waiting.includes(words), words);
  assert.deepEqual(await faultsOf(leader.page, leader.watch, "ky-so-lieu"), []);
  await leader.page.setViewportSize({ width: 1366, height: 768 });
  await step(leader.page, office, "Duyệt", "Đã duyệt và khóa.");
  await leader.page.goto(`${product.url}/co-quan/${office}/so-lieu?${PERIOD}`);
  assert.ok((await main(leader.page)).includes("2.000"));

  await leader.page.goto(`${product.url}/co-quan/${ABOVE}/tinh-hinh-gui-so-lieu?${PERIOD}`);
  const row = leader.page.getByRole("row").filter({ has: leader.page.locator(`a[href*="${OFFICES[0]}"]`) });
  assert.ok((await row.first().innerText()).includes("Đã duyệt"));
  assert.deepEqual(await faultsOf(leader.page, leader.watch, "tinh-hinh-gui"), []);
  product.assertAlive();
  await typist.page.context().close();
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
  return page.locator("main").innerText();
}

/** Decides that figures are approved from the period on, with an own deadline or none. */
async function decide(page: Page, agency: string, days: string): Promise<void> {
  await page.goto(`${product.url}/co-quan/${agency}/che-do-duyet`);
  await page.getByLabel("Áp dụng cho các kỳ kết thúc từ ngày").fill("01/06/2026");
  await page.getByLabel("Hạn nhập riêng").fill(days);
  await page.getByLabel("Căn cứ").fill("Quyết định số 12/QĐ-THADS");
  await page.getByRole("button", { name: "Lưu chế độ duyệt" }).click();
  await page.getByText("Đã lưu chế độ duyệt.").waitFor();
}

/** Opens a period that is over for another week. */
async function open(page: Page, agency: string): Promise<void> {
  await page.goto(`${product.url}/co-quan/${agency}/ky-so-lieu?${PERIOD}`);
  const until = new Date(Date.now() + 7 * 24 * 3_600_000);
  const two = (number: number): string => String(number).padStart(2, "0");
  await page.getByLabel("Mở đến hết ngày").fill(`${two(until.getDate())}/${two(until.getMonth() + 1)}/${until.getFullYear()}`);
  await page.locator("form", { has: page.getByRole("button", { name: "Mở kỳ" }) }).getByLabel("Lý do").fill("Mất mạng ba ngày");
  await page.getByRole("button", { name: "Mở kỳ" }).click();
  await page.getByText("Đã mở kỳ.").waitFor();
}

/** The first cell of the grid: new cases. */
async function fill(page: Page, number: string): Promise<void> {
  await page.locator('input[name$="/viec.moi"]').fill(number);
}

async function type(page: Page, office: string, number: string): Promise<void> {
  await page.goto(`${product.url}/co-quan/${office}/nhap-so-lieu?${PERIOD}`);
  await fill(page, number);
  await page.getByRole("button", { name: "Ghi số liệu" }).click();
  await page.getByText("Đã ghi 01 số liệu").waitFor();
}

/** Takes a step on the page of the period. */
async function step(page: Page, office: string, label: string, said: string): Promise<void> {
  await page.goto(`${product.url}/co-quan/${office}/ky-so-lieu?${PERIOD}`);
  await page.getByRole("button", { name: label, exact: true }).click();
  await page.getByText(said).waitFor();
}
