// What the server says of a form it did not take stays on the page: the draft of that form is settled by the answer, so that
// nothing is filled in over it and nothing is announced that is not so. And what a draft meets that is set up late.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { startProduct, type Running } from "./server.js";

const SAVED = "[data-draft-state='saved']";
const NOTICE = ".draft-notice";
const LOST = "Lần gửi trước chưa được nhận";
const USERS = "/quan-tri/nguoi-dung";

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

test("figures: what needs an explanation stays in view, Back gives back, a lost answer is told", async () => {
  await as("thong-ke", async (context) => {
    const path = "/co-quan/quan-1/nhap-so-lieu?nam=2022&thang=7";
    const page = await open(context, path);
    for (const [code, text] of [["cu", "1.057"], ["moi", "2.370"], ["thu_ly", "3.430"]] as const) {
      await page.locator(`input[data-cell="quan-1/viec.${code}"]`).fill(text);
    }
    await page.locator(SAVED).waitFor({ state: "attached" });
    const evaluations = countOf(page, "viec=phan");
    await submit(page, "Ghi số liệu", 422);
    await page.getByText("01 chỗ cần giải trình:").waitFor();
    await settled(page);
    assert.equal(await page.getByText("01 chỗ cần giải trình:").isVisible(), true);
    assert.deepEqual([await page.locator(NOTICE).count(), evaluations()], [0, 0]);
    await page.locator("input[data-reason]").fill("Chờ đối chiếu");
    await page.getByText("Đã giải trình").first().waitFor();
    await page.locator(SAVED).waitFor({ state: "attached" });

    // Back: what was typed comes back, without a word of a sending that was not received.
    const back = await open(context, path);
    await restored(back);
    assert.equal(await back.getByText(LOST).count(), 0);
    assert.equal(await back.locator("input[data-cell='quan-1/viec.thu_ly']").inputValue(), "3.430");
    await back.close();
    // The answer is lost on its way: that is told.
    await context.setOffline(true);
    await page.getByRole("button", { name: "Ghi số liệu" }).click();
    await page.waitForURL(/chrome-error/);
    await context.setOffline(false);
    const again = await open(context, path);
    await restored(again);
    assert.equal(await again.getByText(LOST).count(), 1);
    await drop(again);
  });
});

test("figures in another unit: one draft, which goes on", async () => {
  await as("thong-ke", async (context) => {
    const path = "/co-quan/quan-1/nhap-so-lieu?nam=2022&thang=6";
    const cell = (on: Page) => on.locator('input[data-cell="quan-1/tien.cu"]');
    const page = await open(context, `${path}&don-vi=dong`);
    const change = async (unit: string): Promise<void> => {
      await page.locator("#doi-don-vi").selectOption(unit);
      await submit(page, "Đổi đơn vị", 200);
    };
    await cell(page).fill("1500000000");
    await page.locator(SAVED).waitFor({ state: "attached" });
    const dropped = page.waitForResponse(/ban-nhap\/bo/);
    await change("ty_dong");
    // The old draft goes once the new one is kept.
    await dropped;
    assert.deepEqual([await page.locator(NOTICE).count(), await cell(page).inputValue()], [0, "1,5"]);
    await cell(page).fill("2,5");
    await page.locator(SAVED).waitFor({ state: "attached" });
    // And back again: what stood in that unit before must not come over it.
    const left = page.waitForResponse(/ban-nhap\/bo/);
    await change("dong");
    await left;
    assert.deepEqual([await page.locator(NOTICE).count(), await cell(page).inputValue()], [0, "2.500.000.000"]);
    const again = await open(context, path);
    await restored(again);
    assert.equal(await cell(again).inputValue(), "2.500.000.000");
    assert.equal(await again.getByText(LOST).count(), 0);
    const drafts = await open(context, "/tai-khoan/ban-nhap");
    assert.equal(await drafts.locator("a[href*='thang=6']", { hasText: "Tiếp tục" }).count(), 1);
    await drop(again);
  });
});

test("a record: what is wrong stays beside its field, and what was typed is kept", async () => {
  await as("thong-ke", async (context) => {
    const path = "/du-lieu/nhan-su/them?co-quan=quan-1";
    const page = await open(context, path);
    await page.getByLabel("Họ và tên").first().fill("Trần Văn Ỏ");
    await page.getByLabel("Ngày sinh").fill("32/13/1991");
    await page.locator(SAVED).waitFor({ state: "attached" });
    await submit(page, "Lưu", 422);
    await page.getByText(/Chưa lưu được: \d\d chỗ cần sửa/).waitFor();
    await settled(page);
    assert.equal(await page.getByText(/Chưa lưu được: \d\d chỗ cần sửa/).isVisible(), true);
    assert.deepEqual([await page.locator(NOTICE).count(), await page.getByLabel("Họ và tên").first().inputValue()], [0, "Trần Văn Ỏ"]);
    const again = await open(context, path);
    await restored(again);
    assert.equal(await again.getByText(LOST).count(), 0);
    assert.equal(await again.getByLabel("Họ và tên").first().inputValue(), "Trần Văn Ỏ");
    await drop(again);
  });
});

test("targets: a table that was not handed out says why, and goes on saying it", async () => {
  await as("bo-cuc", async (context) => {
    const page = await open(context, "/co-quan/tp-hcm-moi/giao-chi-tieu?nam=2026&them=viec.ty_le");
    await page.getByLabel("Văn bản giao").fill("15/QĐ-THADS");
    await page.getByLabel("Ngày giao").fill("05/01/2026");
    await page.locator("input[data-cell]").first().fill("x1");
    await page.locator(SAVED).waitFor({ state: "attached" });
    await submit(page, "Giao chỉ tiêu", 422);
    await page.getByText("Chưa giao được chỉ tiêu").waitFor();
    await settled(page);
    assert.equal(await page.getByText("Chưa giao được chỉ tiêu").isVisible(), true);
    assert.deepEqual([await page.locator(NOTICE).count(), await page.getByLabel("Văn bản giao").inputValue()], [0, "15/QĐ-THADS"]);
    await page.goto(`${product.url}/co-quan/tp-hcm-moi/giao-chi-tieu?nam=2026&them=viec.ty_le`);
    await restored(page);
    assert.equal(await page.getByText(LOST).count(), 0);
    await drop(page);
  });
});

test("forms of accounts that are refused hold what was typed", async () => {
  await as("quan-tri", async (context) => {
    const page = await open(context, `${USERS}/can-bo.quan-1`);
    await page.locator("#f-vai-tro").selectOption({ index: 2 });
    const role = await page.locator("#f-vai-tro").inputValue();
    await page.locator("#f-co-quan").selectOption("*");
    await page.getByLabel("Từ ngày").fill("hôm qua");
    await page.locator(SAVED).first().waitFor({ state: "attached" });
    await submit(page, "Giao vai trò", 422);
    await page.getByText("Chưa thực hiện được").waitFor();
    await settled(page);
    const held = await Promise.all(["#f-vai-tro", "#f-co-quan", "#f-tu"].map((field) => page.locator(field).inputValue()));
    assert.deepEqual(held, [role, "*", "hôm qua"]);
    assert.equal(await page.locator(NOTICE).count(), 0);
    await page.goto(`${product.url}${USERS}/can-bo.quan-1`);
    await restored(page);
    await drop(page);
  });
});

test("a conflict that is left: the form gives back what was typed, without a word of a lost sending", async () => {
  await as("bo-cuc", async (context) => {
    const path = "/co-quan/quan-1/nhap-so-lieu?nam=2022&thang=5&don-vi=dong";
    const cell = (on: Page) => on.locator('input[data-cell="quan-1/viec.cu"]');
    const page = await open(context, path);
    await cell(page).fill("100");
    await page.locator(SAVED).waitFor({ state: "attached" });
    await as("thong-ke", async (other) => {
      const theirs = await open(other, path);
      await cell(theirs).fill("200");
      await theirs.getByRole("button", { name: "Ghi số liệu" }).click();
      await theirs.getByText(/Đã ghi 01 số liệu/).waitFor();
    });
    await submit(page, "Ghi số liệu", 409);
    await page.getByRole("heading", { level: 1, name: "Số liệu đã được người khác ghi" }).waitFor();
    await page.waitForLoadState("networkidle");
    const back = await open(context, path);
    await restored(back);
    assert.deepEqual([await back.getByText(LOST).count(), await cell(back).inputValue()], [0, "100"]);
    await back.close();
    // Theirs is chosen; the table shows it, and that is what the draft holds from now on.
    await page.getByRole("row", { name: /200/ }).getByRole("radio").first().check();
    await submit(page, "Quay lại bảng nhập", 200);
    await settled(page);
    assert.deepEqual([await page.locator(NOTICE).count(), await cell(page).inputValue()], [0, "200"]);
    const again = await open(context, path);
    assert.equal(await cell(again).inputValue(), "200");
    await drop(again);
  });
});

test("typed and composed before the drafts are set up", async () => {
  await as("quan-tri", async (context) => {
    const name = (on: Page) => on.locator("form[data-draft='nguoi-dung/moi'] [name='ho_ten']");
    const user = (on: Page) => on.locator("form[data-draft='nguoi-dung/moi'] [name='ten']");
    const first = await open(context, USERS);
    await user(first).fill("truoc");
    await name(first).fill("Trần");
    await first.locator(SAVED).waitFor({ state: "attached" });
    await first.close();

    const page = await context.newPage();
    const posts: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") posts.push(request.postData() ?? "");
    });
    // The key of the vault comes when the test says so.
    await page.addInitScript(() => {
      const real = crypto.subtle.importKey.bind(crypto.subtle) as (...all: unknown[]) => Promise<CryptoKey>;
      const gate = new Promise<void>((open) => Object.assign(window, { openVault: open }));
      crypto.subtle.importKey = (async (...all: unknown[]) => (await gate, real(...all))) as typeof crypto.subtle.importKey;
    });
    await page.goto(product.url + USERS);
    const keys = await context.newCDPSession(page);
    const compose = (text: string) => keys.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await name(page).focus();
    await compose("Ng");
    await compose("Nguyê");
    const asked = page.waitForResponse(/\/ban-nhap\?khoa/);
    await page.evaluate(() => (window as unknown as { openVault: () => void }).openVault());
    await asked;
    await restored(page);
    assert.equal(await user(page).inputValue(), "truoc", "what was not touched is given back");
    assert.equal(await name(page).inputValue(), "Nguyê", "what is being composed is left alone");
    // Longer than the rest after which a draft is sent.
    await page.waitForTimeout(1_200);
    assert.deepEqual(posts, [], "half a syllable is not sent");
    await compose("Nguyễ");
    await keys.send("Input.insertText", { text: "Nguyễn" });
    const saved = await page.waitForRequest((request) => request.method() === "POST" && /\/ban-nhap$/.test(request.url()));
    const content = new URLSearchParams(saved.postData() ?? "").get("noi_dung") ?? "{}";
    assert.equal((JSON.parse(content) as Record<string, string>)["ho_ten"], "Nguyễn");
    await drop(page);
  });
});

async function as(who: string, work: (context: BrowserContext) => Promise<void>): Promise<void> {
  product.assertAlive();
  const account = list.accounts[who];
  assert.ok(account, who);
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  try {
    const page = await context.newPage();
    await page.goto(`${product.url}/dang-nhap`);
    await page.getByLabel("Tên đăng nhập").fill(account.user);
    await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.waitForURL((url) => url.pathname !== "/dang-nhap");
    await page.close();
    await work(context);
  } finally {
    await context.close();
  }
}

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(product.url + path, { waitUntil: "networkidle" });
  return page;
}

/** Presses a button that sends the form, and waits for the page that answers. */
async function submit(page: Page, button: string, status: number): Promise<void> {
  const answer = page.waitForResponse((one) => one.request().isNavigationRequest() && one.request().method() === "POST");
  await page.getByRole("button", { name: button, exact: true }).click();
  assert.equal((await answer).status(), status, button);
}

/** The draft of the answered page has begun and is kept; whatever it would have done it has done. */
async function settled(page: Page): Promise<void> {
  await page.locator(SAVED).first().waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
}

async function restored(page: Page): Promise<void> {
  await page.locator(NOTICE, { hasText: "Đã khôi phục bản nháp" }).first().waitFor();
}

async function drop(page: Page): Promise<void> {
  const gone = page.waitForResponse(/ban-nhap\/bo/);
  await page.getByRole("button", { name: "Bỏ bản nháp" }).first().click();
  await gone;
}

/** Counts the requests of a page whose body holds the words, from the next document on. */
function countOf(page: Page, words: string): () => number {
  let count = 0;
  page.once("domcontentloaded", () => (count = 0));
  page.on("request", (request) => {
    if ((request.postData() ?? "").includes(words)) count += 1;
  });
  return () => count;
}
