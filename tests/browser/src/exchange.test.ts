// An office sends its data by file; another office, whose server is empty, takes them in and sees the same figures.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { leaves } from "./state.js";

const PASSWORD = "ghe-nan-cho-lua-vang";
const FIGURES = "/co-quan/quan-1/so-lieu?nam=2021&thang=8";
const PACE = "/co-quan/quan-1/tien-do?nam=2021&thang=8";

let here: Running;
let there: Running;
let browser: Browser;

before(async () => {
  here = await startProduct();
  there = await startProduct("serve");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await here?.stop();
  await there?.stop();
});

test("what one office sends by file another takes in, figure for figure", async () => {
  const account = list.accounts["thong-ke"];
  assert.ok(account);
  const sender = await seat(here, account.user, account.password);
  await sender.page.goto(`${here.url}/trao-doi`);
  assert.deepEqual(await faultsOf(sender.page, sender.watch, "trao-doi"), []);
  await sender.page.setViewportSize({ width: 1366, height: 768 });
  await sender.page.getByLabel("Từ năm công tác").fill("2021");
  await sender.page.getByLabel("Đến năm công tác").fill("2021");
  await leaves(sender.page, () => sender.page.getByRole("button", { name: "Xem trước nội dung" }).click());
  await sender.page.getByText("Không gồm").waitFor();
  assert.deepEqual(await faultsOf(sender.page, sender.watch, "trao-doi-xem-truoc"), []);
  await sender.page.setViewportSize({ width: 1366, height: 768 });
  await sender.page.getByLabel("Số văn bản gửi kèm").fill("15/CV-CCTHADS");
  const downloading = sender.page.waitForEvent("download");
  await sender.page.getByRole("button", { name: "Tải về" }).click();
  const file = await (await downloading).path();
  const bytes = await readFile(file);
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  await sender.page.goto(`${here.url}/trao-doi`);
  await sender.page.locator("input[name=so][value='15/CV-CCTHADS']").waitFor();

  const receiver = await cuc();
  await receiver.page.goto(`${there.url}/trao-doi`);
  await receiver.page.getByLabel("Tệp .zip hoặc .xlsx").setInputFiles({ name: "quan-1.zip", mimeType: "application/zip", buffer: bytes });
  await leaves(receiver.page, () => receiver.page.getByRole("button", { name: "Tải lên để xem" }).click());
  await receiver.page.getByText("Khác đã lưu").waitFor();
  assert.deepEqual(await faultsOf(receiver.page, receiver.watch, "trao-doi-nhan"), []);
  await receiver.page.setViewportSize({ width: 1366, height: 768 });
  await leaves(receiver.page, () => receiver.page.getByRole("button", { name: "Nhận", exact: true }).click());
  await receiver.page.getByText("Đã lưu:").waitFor();
  assert.deepEqual(await faultsOf(receiver.page, receiver.watch, "trao-doi-da-nhan"), []);
  await receiver.page.setViewportSize({ width: 1366, height: 768 });

  for (const path of [FIGURES, PACE]) {
    const [sent, received] = [await numbers(sender.page, here, path), await numbers(receiver.page, there, path)];
    assert.ok(sent.some((cell) => cell.includes("68,73")), `${path}: ${sent.join(" | ")}`);
    assert.deepEqual(received, sent, path);
  }
  here.assertAlive();
  there.assertAlive();
});

/** The texts of the cells of every table of a page. */
async function numbers(page: Page, on: Running, path: string): Promise<string[]> {
  await page.goto(`${on.url}${path}`);
  return page.locator("main table tbody th, main table tbody td").allInnerTexts();
}

interface Seat {
  readonly page: Page;
  readonly watch: Watch;
}

async function seat(on: Running, user: string, password: string): Promise<Seat> {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", acceptDownloads: true });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  await page.goto(`${on.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
  return { page, watch };
}

/** Who takes in at the Cục: an account made at the machine, its first password chosen. */
async function cuc(): Promise<Seat> {
  const told = await there.command?.("--json", "user", "add", "bo-cuc", "--role", "bo_cuc");
  const { code: first } = JSON.parse(told ?? "{}") as { code: string };
  const seated = await seat(there, "bo-cuc", first);
  await seated.page.getByLabel("Mật khẩu mới", { exact: true }).fill(PASSWORD);
  await seated.page.getByLabel("Nhập lại mật khẩu mới").fill(PASSWORD);
  await leaves(seated.page, () => seated.page.getByRole("button", { name: "Đổi mật khẩu" }).click());
  return seated;
}
