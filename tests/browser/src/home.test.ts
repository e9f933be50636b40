// The start page of four roles, the year that stays, looking as a user, slips with one-time codes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

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

interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
}

async function seat(as: string): Promise<Seat> {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  const account = list.accounts[as];
  assert.ok(account, as);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
  return { context, page, watch };
}

for (const [as, words] of [
  ["bo-cuc", ["Việc cần làm", "Đơn vị của Cục", "chưa có số liệu"]],
  ["thong-ke", ["Việc cần làm", "Quận 1"]],
  ["quan-tri", ["Việc cần làm", "người dùng trong phạm vi quản lý"]],
  ["can-bo", ["Không có việc nào đang chờ", "Quận 1"]],
] as const) {
  test(`the start page of ${as}`, async () => {
    const { context, page, watch } = await seat(as);
    await page.goto(product.url, { waitUntil: "networkidle" });
    const seen = await page.locator("main").innerText();
    for (const word of words) assert.ok(seen.includes(word), `"${word}" is not on the page:\n${seen}`);
    assert.deepEqual(await faultsOf(page, watch, `home-${as}`), []);
    // Each thing to do is one click away from its place.
    for (const link of await page.locator(".todo a").all()) {
      const href = await link.getAttribute("href");
      const answer = await context.request.get(product.url + href);
      assert.ok(answer.ok(), `${href}: ${answer.status()}`);
    }
    await context.close();
  });
}

test("a year chosen at the top stays", async () => {
  const { context, page } = await seat("thong-ke");
  await page.goto(product.url);
  await page.locator(".year-drop > summary").click();
  await page.getByRole("link", { name: /Năm công tác 2020/ }).click();
  await page.waitForURL(/nam=2020/);
  for (const place of ["/co-quan/quan-1/so-lieu", "/tai-khoan", "/van-ban", "/"]) {
    await page.goto(product.url + place);
    assert.match(await page.locator(".year-drop > summary").innerText(), /2020/, place);
  }
  await context.close();
});

test("an administrator looks as a user and cannot write", async () => {
  const { context, page, watch } = await seat("quan-tri");
  await page.goto(`${product.url}/quan-tri/nguoi-dung/thong-ke.quan-1`);
  const form = page.locator("form[action$='/xem-nhu']");
  await form.getByLabel("Lý do").fill("Người dùng báo không thấy số liệu tháng 8");
  await form.getByRole("button").click();
  await page.waitForURL(`${product.url}/`);
  const banner = page.locator(".seeing");
  assert.match(await banner.innerText(), /đang xem như Thống kê Quận 1/);
  assert.deepEqual(await faultsOf(page, watch, "home-seeing"), []);
  const token = await page.locator("input[name=_bieu_mau]").first().inputValue();
  const refused = await context.request.post(`${product.url}/tai-khoan/ma-truy-cap`, {
    form: { _bieu_mau: token, nhan: "x" },
    headers: { "sec-fetch-site": "same-origin" },
  });
  assert.equal(refused.status(), 403);
  await banner.getByRole("button", { name: "Thoát" }).click();
  await page.waitForURL(/quan-tri\/nguoi-dung\/thong-ke/);
  assert.equal(await page.locator(".seeing").count(), 0);
  await context.close();
  const told = await seat("thong-ke");
  await told.page.goto(product.url);
  assert.match(await told.page.locator(".todo").innerText(), /đã xem hệ thống như anh\/chị/);
  await told.context.close();
});

test("people are invited and their slips print one below the other", async () => {
  const { context, page, watch } = await seat("quan-tri");
  const places = ["ben-tre", "quan-1", "can-tho", "dong-thap", "tp-hcm", "tp-hcm-moi", "cuc-quan-ly"];
  let found = false;
  for (const place of places) {
    await page.goto(`${product.url}/quan-tri/moi-nguoi-dung?co-quan=${place}`);
    if ((await page.locator("input[name=chon]").count()) > 0) {
      found = true;
      break;
    }
  }
  assert.ok(found, "no agency of the demo has people without an account");
  assert.deepEqual(await faultsOf(page, watch, "invite"), []);
  const boxes = page.locator("input[name=chon]");
  for (let at = 0; at < Math.min(3, await boxes.count()); at += 1) await boxes.nth(at).check();
  await page.getByRole("button", { name: "Cấp tài khoản, in phiếu" }).click();
  await page.locator(".slip").first().waitFor();
  await page.waitForLoadState();
  assert.deepEqual(await faultsOf(page, watch, "slips"), []);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".slip-code").first().isVisible(), true);
  assert.equal(await page.locator(".sidebar").isVisible(), false);
  await page.screenshot({ path: `${process.env["THIDUA_SHOTS"] ?? "/tmp"}/slips-print.png`, fullPage: true });
  await context.close();
});

test("a head lends the role, the account page says so", async () => {
  const { context, page, watch } = await seat("thong-ke");
  await page.goto(`${product.url}/tai-khoan`);
  await page.waitForLoadState("networkidle");
  await page.getByText("Ủy quyền vai trò của tôi").click();
  await page.getByLabel("Người nhận").selectOption({ index: 1 });
  const today = new Date(Date.now() + 7 * 3600 * 1000);
  const day = (shift: number): string => {
    const one = new Date(today.getTime() + shift * 86_400_000);
    return `${one.getUTCDate()}/${one.getUTCMonth() + 1}/${one.getUTCFullYear()}`;
  };
  const form = page.locator("form[action='/tai-khoan/uy-quyen']");
  await form.getByLabel("Từ ngày").fill(day(0));
  await form.getByLabel("Đến hết ngày").fill(day(3));
  await form.getByLabel("Văn bản ủy quyền").fill("05/UQ-THADS");
  await form.getByRole("button", { name: "Ủy quyền" }).click();
  await page.getByText("Đã ủy quyền.").waitFor();
  await page.waitForLoadState();
  assert.match(await page.locator("#uy-quyen").innerText(), /05\/UQ-THADS/);
  assert.deepEqual(await faultsOf(page, watch, "account-lent"), []);
  await page.getByRole("button", { name: "Kết thúc ngay" }).click();
  await page.getByText("Đã kết thúc ủy quyền.").waitFor();
  await context.close();
});
