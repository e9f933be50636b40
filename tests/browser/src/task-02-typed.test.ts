// Task 2: a month of figures typed with the keyboard alone; what the server says of it appears while one types.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, CDPSession, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

let product: Running;
let browser: Browser;
let page: Page;
let watch: Watch;

before(async () => {
  product = await startProduct();
  browser = await launch();
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  watch = await Watch.over(context, page);
  const account = list.accounts["thong-ke"];
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

const cell = (code: string) => page.locator(`input[data-cell="quan-1/${code}"]`);
const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset["cell"] ?? document.activeElement?.tagName);

test("a month typed by keyboard only: arrows, Tab and Enter, Esc, undo; the explanation; stored; on the balance", async () => {
  await page.goto(`${product.url}/co-quan/quan-1/so-lieu?nam=2022&thang=9`);
  await page.getByRole("link", { name: "Nhập số liệu", exact: true }).first().press("Enter");
  await page.getByRole("heading", { level: 1, name: "Nhập số liệu" }).waitFor();
  await page.waitForLoadState();
  await cell("viec.cu").focus();
  // Cases, Tab, money, Enter: back to the column where one began, a row lower.
  for (const [cases, money] of [["1.057", "1.500 tỷ"], ["2370", "2.000.000.000"], ["3.427", "3.500.000.000"]] as const) {
    await page.keyboard.type(cases);
    await page.keyboard.press("Tab");
    await page.keyboard.type(money);
    await page.keyboard.press("Enter");
  }
  assert.equal(await focused(), "quan-1/viec.uy_thac");
  await page.getByText("1.057 + 2.370 = 3.427 ✓").waitFor();
  await page.getByText("1.500.000.000 + 2.000.000.000 = 3.500.000.000 ✓").waitFor();
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "quan-1/viec.thu_ly");
  await page.keyboard.type("9");
  await page.keyboard.press("Escape");
  assert.equal(await cell("viec.thu_ly").inputValue(), "3.427");
  await page.keyboard.type("3430");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), "quan-1/tien.thu_ly");
  await page.getByText("đã ghi 3.430: lệch 3").waitFor();
  assert.equal(await cell("viec.thu_ly").evaluate((input) => input.closest("td")?.dataset["state"]), "flagged");
  await page.keyboard.press("Control+z");
  await page.getByText("1.057 + 2.370 = 3.427 ✓").waitFor();
  await page.keyboard.press("Control+y");
  await page.getByText("đã ghi 3.430: lệch 3").waitFor();
  // A cell that cannot be read says so; F2 mends it.
  await cell("viec.xong").focus();
  await page.keyboard.type("12a");
  await page.keyboard.press("Enter");
  await page.getByText("Cần sửa").first().waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("F2");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(), "quan-1/viec.xong", "in a cell being edited the arrows belong to the text");
  await page.keyboard.press("Enter");
  assert.equal(await cell("viec.xong").inputValue(), "12");
  await page.waitForFunction(() => document.querySelector("td[data-state='invalid']") === null);
  await page.locator("[data-draft-state='saved']").waitFor({ state: "attached" });
  assert.equal(await cell("viec.cu").evaluate((input) => input.closest("td")?.dataset["state"]), "saved");
  assert.deepEqual(await faultsOf(page, watch, "task-02-nhap"), []);
  await page.setViewportSize({ width: 1366, height: 768 });

  const save = page.getByRole("button", { name: "Ghi số liệu" });
  await save.focus();
  await page.keyboard.press("Enter");
  await page.getByText("01 chỗ cần giải trình:").waitFor();
  // The draft of the page that came back has begun: it fills in nothing, announces nothing and asks nothing.
  await page.locator("[data-draft-state='saved']").waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator(".draft-notice").count(), 0);
  assert.equal(await page.getByText("01 chỗ cần giải trình:").isVisible(), true);
  const reason = page.locator("input[data-reason='quan-1/viec.thu_ly']");
  await reason.focus();
  await page.keyboard.type("Chờ đối chiếu sổ thụ lý");
  await page.getByText("Đã giải trình").first().waitFor();
  assert.equal(await reason.evaluate((input) => document.activeElement === input), true, "the field stays while the answer comes");
  await save.focus();
  await page.keyboard.press("Enter");
  await page.getByText(/Đã ghi 07 số liệu/).waitFor();
  await page.getByRole("link", { name: "Xem số liệu" }).first().press("Enter");
  await page.waitForURL((url) => url.pathname === "/co-quan/quan-1/so-lieu");
  const told = await page.locator("main").innerText();
  for (const words of ["1.057", "2.370", "3.430", "1.500"]) assert.ok(told.includes(words), words);
  await page.locator("a[href*='/so-lieu/lich-su']").first().press("Enter");
  await page.waitForURL((url) => url.pathname === "/so-lieu/lich-su");
  await page.locator("main ol.history", { hasText: "Thống kê Quận 1" }).waitFor();
  await page.goto(`${product.url}/co-quan/quan-1/can-doi?nam=2022&thang=9`);
  await page.getByText("Chờ đối chiếu sổ thụ lý").first().waitFor();
  product.assertAlive();
});

test("a syllable being composed moves nothing and is not sent half", async () => {
  // The page is at rest, so that the only thing that could be sent is what is being composed.
  await page.goto(`${product.url}/co-quan/quan-1/nhap-so-lieu?nam=2022&thang=10`, { waitUntil: "networkidle" });
  const keys: CDPSession = await page.context().newCDPSession(page);
  await cell("viec.cu").focus();
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(decodeURIComponent(request.postData() ?? ""));
  });
  for (const text of ["1", "1 t", "1 ty", "1 tỷ"]) {
    await keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await page.evaluate(() => {
      const key = new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true, cancelable: true } as KeyboardEventInit);
      document.activeElement?.dispatchEvent(key);
      const arrow = new KeyboardEvent("keydown", { key: "ArrowDown", keyCode: 229, isComposing: true, bubbles: true, cancelable: true } as KeyboardEventInit);
      document.activeElement?.dispatchEvent(arrow);
    });
    await page.waitForTimeout(350);
  }
  assert.equal(await focused(), "quan-1/viec.cu");
  assert.deepEqual(sent, [], "nothing goes out while a syllable is composed");
  await keys.send("Input.insertText", { text: "1 tỷ" });
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>("input[data-cell='quan-1/viec.cu']")?.value === "1 tỷ");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "quan-1/viec.moi");
  await page.locator("td[data-state='invalid'] input[data-cell='quan-1/viec.cu']").waitFor();
  await page.keyboard.press("Control+z");
  assert.equal(await cell("viec.cu").inputValue(), "");
});
