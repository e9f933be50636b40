// The command palette, by keyboard only: opened, searched, chosen, closed; and left alone while a syllable is composed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { becomes } from "./state.js";

let product: Running;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let watch: Watch;

before(async () => {
  product = await startProduct();
  browser = await launch();
  context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  watch = await Watch.over(context, page);
  const account = list.accounts["thong-ke"];
  assert.ok(account);
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname === "/");
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

const box = (): ReturnType<Page["locator"]> => page.locator("#tim-nhanh-o");
const hits = (): ReturnType<Page["locator"]> => page.locator("#tim-nhanh-ket-qua [role=option]");
const isOpen = (): Promise<boolean> => page.locator("#tim-nhanh").evaluate((dialog) => (dialog as HTMLDialogElement).open);

/** What was typed and is answered by the hits in view. */
const answered = (text: string): ReturnType<Page["locator"]> => page.locator("#tn-tat-ca[aria-selected]", { hasText: `“${text}”` });

/** Types and waits until the answer to what was typed is shown. */
async function type(text: string): Promise<void> {
  await box().pressSequentially(text);
  await answered(text).waitFor();
}

test("Ctrl+K opens it, arrows choose, Enter goes", async () => {
  await page.keyboard.press("Control+k");
  assert.equal(await isOpen(), true);
  assert.equal(await box().evaluate((input) => input === document.activeElement), true);
  await hits().first().waitFor();
  assert.match((await page.locator("#tim-nhanh-ket-qua").textContent()) ?? "", /Số liệu thi hành án/);
  await type("tien do");
  const chosen = page.locator("#tim-nhanh-ket-qua [aria-selected=true]");
  assert.equal(await chosen.count(), 1);
  assert.match((await chosen.textContent()) ?? "", /Tiến độ thực hiện chỉ tiêu/);
  assert.equal(await box().getAttribute("aria-activedescendant"), await chosen.getAttribute("id"));
  await page.keyboard.press("ArrowDown");
  assert.doesNotMatch((await chosen.textContent()) ?? "", /Tiến độ thực hiện chỉ tiêu/);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/co-quan/quan-1/tien-do");
  assert.deepEqual(watch.take(), []);
});

test("agencies, people and documents without marks and by initials", async () => {
  for (const [typed, found] of [
    ["thads q1", "Chi cục Thi hành án dân sự Quận 1"],
    ["tads hcm", "Thi hành án dân sự Thành phố Hồ Chí Minh"],
    ["kh 508", "508/KH-CTHADS"],
    ["hau giang", "Tên cũ, nay là Thi hành án dân sự thành phố Cần Thơ"],
  ] as const) {
    await page.keyboard.press("Control+k");
    await type(typed);
    const first = (await page.locator("#tim-nhanh-ket-qua").textContent()) ?? "";
    assert.ok(first.includes(found), `${typed}: ${first}`);
    await page.keyboard.press("Escape");
    assert.equal(await isOpen(), false);
  }
});

test("the palette is without fault, open, at every width", async () => {
  await page.keyboard.press("Control+k");
  await type("quan 1");
  assert.deepEqual(await faultsOf(page, watch, "bang-lenh"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.keyboard.press("Escape");
});

test("the focus stays inside and goes back to where it was", async () => {
  const opener = page.locator(".sidebar ul a").first();
  await opener.focus();
  await page.keyboard.press("/");
  assert.equal(await isOpen(), true);
  for (let turn = 0; turn < 6; turn += 1) {
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("#tim-nhanh") !== null);
    assert.equal(inside, true, `after ${turn + 1} tabs`);
  }
  await page.keyboard.press("Escape");
  assert.equal(await opener.evaluate((link) => link === document.activeElement), true);
});

test("no shortcut in a field, none while composing, no search of half a syllable", async () => {
  await page.goto(`${product.url}/tim-kiem`, { waitUntil: "networkidle" });
  const field = page.locator("#f-q");
  await field.focus();
  await page.keyboard.type("a/?b");
  assert.equal(await isOpen(), false);
  assert.equal(await field.inputValue(), "a/?b");
  // Keys as an input method sends them: 229, composing.
  await field.evaluate((input) => {
    for (const [key, code, ctrlKey] of [["k", "KeyK", true], ["/", "Slash", false], ["?", "Slash", false], ["Process", "KeyK", true]] as const) {
      input.dispatchEvent(new KeyboardEvent("keydown", { key, code, ctrlKey, keyCode: 229, isComposing: true, bubbles: true, cancelable: true }));
    }
  });
  assert.equal(await isOpen(), false);

  await page.keyboard.press("Control+k");
  await hits().first().waitFor();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/tim-kiem/goi-y")) asked.push(decodeURIComponent(request.url().split("q=")[1] ?? ""));
  });
  const compose = async (text: string): Promise<void> => {
    await box().evaluate((element, part) => {
      const input = element as HTMLInputElement;
      input.value = part;
      input.dispatchEvent(new InputEvent("input", { data: part, inputType: "insertCompositionText", isComposing: true, bubbles: true }));
    }, text);
    await page.waitForTimeout(200);
  };
  await box().evaluate((input) => input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true })));
  for (const part of ["t", "ti", "tie", "tiê", "tiến"]) await compose(part);
  await box().evaluate((input) => {
    const enter = new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true, cancelable: true });
    input.dispatchEvent(enter);
  });
  assert.deepEqual(asked, [], "nothing is asked while a syllable is composed");
  assert.equal(await isOpen(), true, "Enter that ends a syllable chooses nothing");
  await box().evaluate((input) => input.dispatchEvent(new CompositionEvent("compositionend", { data: "tiến", bubbles: true })));
  await answered("tiến").waitFor();
  assert.deepEqual(asked, ["tiến"]);
  assert.equal(await box().inputValue(), "tiến");
  await page.keyboard.press("Escape");
});

test("“?” lists the keys", async () => {
  await page.goto(`${product.url}/huong-dan`, { waitUntil: "networkidle" });
  await page.locator("body").press("?");
  const keys = page.locator("#phim-tat");
  assert.equal(await keys.isVisible(), true);
  assert.match((await keys.textContent()) ?? "", /Ctrl.*tìm nhanh/);
  assert.deepEqual(await faultsOf(page, watch, "phim-tat"), []);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.keyboard.press("Escape");
  assert.equal(await keys.isVisible(), false);
});

test("old answers never come after newer ones", async () => {
  await page.keyboard.press("Control+k");
  await hits().first().waitFor();
  // The first answer is held back until the second is shown.
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let late = 0;
  await page.route(/goi-y\?q=can$/, async (route) => {
    await held;
    await route.continue().catch(() => undefined);
    late += 1;
  });
  const first = page.waitForRequest(/goi-y\?q=can$/);
  await box().fill("can");
  await first;
  await box().fill("can tho");
  await answered("can tho").waitFor();
  release();
  await becomes(() => late, 1);
  await page.waitForLoadState("networkidle");
  await page.unroute(/goi-y\?q=can$/);
  assert.equal(await answered("can tho").count(), 1);
  await page.keyboard.press("Escape");
});

test("signing out is a command; an ended session is told", async () => {
  await page.keyboard.press("Control+k");
  await type("dang xuat");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/dang-nhap");
  assert.match(await page.locator("body").innerText(), /Đã đăng xuất/);
});
