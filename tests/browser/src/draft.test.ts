// Nothing typed is lost: each test cuts something off while a form is being filled in, and asks for every letter back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Locator, Page, Request } from "playwright-core";
import { launch } from "./chromium.js";
import { list, type Account } from "./list.js";
import { startProduct, type Running } from "./server.js";
import { becomes, leaves } from "./state.js";

// Composed and decomposed letters, both kinds of quotes, a dash, a letter beyond the first plane.
const TYPED = "Nguyễn Thị Ỷ – “đẩy mạnh” thi đua, ẫ ặ ỡ e\u0302\u0301 '\"<b>& \u{1F600}";
const USERS = "/quan-tri/nguoi-dung";
const FORM = "form[data-draft='nguoi-dung/moi']";

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

test("typed, saved, given back, thrown away and had back", async () => {
  await as("quan-tri", async (context) => {
    const page = await open(context, USERS);
    await nameIn(page).fill(TYPED);
    await says(page, /Đã lưu nháp lúc \d\d:\d\d/);
    await page.goto(product.url + USERS);
    await restored(page);
    assert.equal(await nameIn(page).inputValue(), TYPED);
    const drafts = await open(context, "/tai-khoan/ban-nhap");
    await drafts.getByRole("link", { name: /^Tiếp tục/ }).first().click();
    await restored(drafts);
    assert.equal(await nameIn(drafts).inputValue(), TYPED);
    await drafts.getByRole("button", { name: "Bỏ bản nháp" }).click();
    assert.equal(await nameIn(drafts).inputValue(), "");
    await drafts.getByRole("button", { name: "Lấy lại" }).click();
    assert.equal(await nameIn(drafts).inputValue(), TYPED);
    await says(drafts, /Đã lưu nháp lúc/);
    await Promise.all([drafts.waitForResponse(/ban-nhap\/bo/), (await dropButton(drafts)).click()]);
    await isEmpty(await open(context, USERS));
  });
});

test("a tab closed in the middle of a word", async () => {
  await as("quan-tri", async (context) => {
    const page = await open(context, USERS);
    await nameIn(page).fill(TYPED);
    // On this machine at once, long before it is sent.
    await becomes(() => copies(page), 1);
    await page.close();
    const again = await open(context, USERS);
    await restored(again);
    assert.equal(await nameIn(again).inputValue(), TYPED);
    await accept(again, "dong-the");
    await isEmpty(await open(context, USERS));
    await keepsNothing(again);
  });
});

test("a session that ends while typing: it goes on by itself after signing in elsewhere", async () => {
  await as("quan-tri", async (context) => {
    const page = await open(context, USERS);
    await endSessions(context);
    await nameIn(page).fill(TYPED);
    await page.locator(".draft-notice", { hasText: "Phiên làm việc đã hết" }).waitFor();
    await page.getByText("Chưa gửi được, đang giữ trên máy này").waitFor();
    const [other] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "Đăng nhập lại" }).click()]);
    await signIn(other, "quan-tri");
    await says(page, /Đã lưu nháp lúc/);
    assert.equal(await page.locator(".draft-notice").count(), 0, "the notice goes by itself");
    assert.equal(await nameIn(page).inputValue(), TYPED);
    await accept(page, "het-phien-1");
    await isEmpty(await open(context, USERS));
  });
});

test("a session that ends between opening and sending: back to the same page with every letter", async () => {
  await as("quan-tri", async (context) => {
    const page = await open(context, `${USERS}?tim=quan`);
    await endSessions(context);
    await nameIn(page).fill(TYPED);
    await page.locator(`${FORM} [name='ten']`).fill("het-phien-2");
    await page.locator(`${FORM} button.btn-primary`).click();
    await page.waitForURL(/dang-nhap/);
    await fillSignIn(page, "quan-tri");
    await page.waitForURL(/nguoi-dung\?tim=quan$/);
    await restored(page);
    await page.getByText("Lần gửi trước chưa được nhận").waitFor();
    assert.equal(await nameIn(page).inputValue(), TYPED);
    await accept(page, "het-phien-2");
    await isEmpty(await open(context, USERS));
    await keepsNothing(page);
  });
});

test("a network that goes and comes back", async () => {
  await as("quan-tri", async (context) => {
    const page = await open(context, USERS);
    await context.setOffline(true);
    await nameIn(page).fill(TYPED);
    await says(page, /Chưa gửi được, đang giữ trên máy này/);
    await context.setOffline(false);
    await says(page, /Đã lưu nháp lúc/);
    // Sent without a network: the browser shows its own page, and the form comes back as it was.
    await context.setOffline(true);
    const longer = `${TYPED} – thêm`;
    await nameIn(page).fill(longer);
    await page.locator(`${FORM} [name='ten']`).fill("mat-mang");
    await page.locator(`${FORM} button.btn-primary`).click();
    await page.waitForURL(/chrome-error/);
    await context.setOffline(false);
    const again = await open(context, USERS);
    await restored(again);
    await again.getByText("Lần gửi trước chưa được nhận").waitFor();
    assert.equal(await nameIn(again).inputValue(), longer);
    await accept(again, "mat-mang");
    await isEmpty(await open(context, USERS));
  });
});

test("a server that is killed and started again", async () => {
  await as("quan-tri", async (context) => {
    const page = await open(context, USERS);
    await nameIn(page).fill("Nguyễn");
    await says(page, /Đã lưu nháp lúc/);
    await product.kill();
    await nameIn(page).fill(TYPED);
    await says(page, /Chưa gửi được, đang giữ trên máy này/);
    await product.restart();
    await says(page, /Đã lưu nháp lúc/);
    await page.close();
    const again = await open(context, USERS);
    await restored(again);
    assert.equal(await nameIn(again).inputValue(), TYPED);
    await accept(again, "khoi-dong-lai");
    await isEmpty(await open(context, USERS));
  });
});

test("two accounts on one machine: neither sees the other's, in pages or in the browser's storage", async () => {
  const context = await browser.newContext({ locale: "vi-VN" });
  const page = await context.newPage();
  const fold = (on: Page) => on.getByText("Thêm mã truy cập", { exact: true }).first().click();
  await signIn(page, "can-bo");
  await page.goto(`${product.url}/tai-khoan`);
  await fold(page);
  await context.setOffline(true);
  await page.getByLabel("Tên gọi").fill(TYPED);
  await says(page, /Chưa gửi được, đang giữ trên máy này/);
  // The session is gone without signing out, and nothing of it reached the server.
  await page.close();
  await context.clearCookies();
  await context.setOffline(false);
  const other = await context.newPage();
  await signIn(other, "thong-ke");
  await other.goto(`${product.url}/tai-khoan`, { waitUntil: "networkidle" });
  assert.equal(await other.getByLabel("Tên gọi").inputValue(), "");
  assert.equal(await other.locator(".draft-notice").count(), 0);
  const kept = await other.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.match(kept, /td-nhap\./, "the first one's copy is still there");
  for (const part of [TYPED, "Nguyễn", "thi đua", "can-bo", "ma-truy-cap"]) assert.ok(!kept.includes(part), part);
  await signOut(other);
  await signIn(other, "can-bo");
  await other.goto(`${product.url}/tai-khoan`);
  await restored(other);
  assert.equal(await other.getByLabel("Tên gọi").inputValue(), TYPED);
  await says(other, /Đã lưu nháp lúc/);
  // Signing out takes it from the machine; the server has it.
  await signOut(other);
  await keepsNothing(other);
  await signIn(other, "can-bo");
  await other.goto(`${product.url}/tai-khoan`);
  await restored(other);
  assert.equal(await other.getByLabel("Tên gọi").inputValue(), TYPED);
  await other.getByRole("button", { name: "Thêm mã truy cập" }).click();
  await other.getByText("Mã truy cập mới").waitFor();
  await other.goto(`${product.url}/tai-khoan`, { waitUntil: "networkidle" });
  assert.equal(await other.getByLabel("Tên gọi").inputValue(), "");
  await context.close();
});

test("another account that signs in meanwhile cannot send what the first typed", async () => {
  const context = await browser.newContext({ locale: "vi-VN" });
  const page = await context.newPage();
  await signIn(page, "can-bo");
  await page.goto(`${product.url}/tai-khoan`, { waitUntil: "networkidle" });
  await page.getByText("Thêm mã truy cập", { exact: true }).first().click();
  await page.getByLabel("Tên gọi").fill(TYPED);
  await says(page, /Đã lưu nháp lúc/);
  await context.clearCookies();
  const other = await context.newPage();
  await signIn(other, "thong-ke");
  await page.getByText("đang đăng nhập bằng tài khoản khác").waitFor();
  await page.getByRole("button", { name: "Thêm mã truy cập" }).click();
  await page.waitForTimeout(500);
  assert.equal(await page.getByLabel("Tên gọi").inputValue(), TYPED, "the page stays as it is");
  await other.goto(`${product.url}/tai-khoan`);
  assert.equal(await other.getByText("Chưa có mã truy cập nào").count(), 1);
  await context.close();
});

test("half a syllable is neither kept nor sent", async () => {
  await as("quan-tri", async (context) => {
    const page = await open(context, USERS);
    const posts: string[] = [];
    page.on("request", (request: Request) => {
      if (request.method() === "POST") posts.push(request.postData() ?? "");
    });
    const steps = (values: string[], ends: boolean) =>
      nameIn(page).evaluate(
        (input, { values, ends }) => {
          if (!(input instanceof HTMLInputElement)) return;
          input.focus();
          input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
          for (const value of values) {
            input.value = value;
            input.dispatchEvent(new CompositionEvent("compositionupdate", { bubbles: true, data: value }));
            input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true, inputType: "insertCompositionText" }));
          }
          if (ends) input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: input.value }));
        },
        { values, ends },
      );
    await steps(["N", "Ng", "Ngu", "Nguy", "Nguye", "Nguyê", "Nguyên"], false);
    await page.waitForTimeout(1500);
    assert.deepEqual(posts, []);
    assert.equal(await copies(page), 0);
    await steps(["Nguyễn"], true);
    await says(page, /Đã lưu nháp lúc/);
    assert.equal(posts.length, 1);
    const sent = new URLSearchParams(posts[0]).get("noi_dung") ?? "{}";
    assert.equal((JSON.parse(sent) as Record<string, string>)["ho_ten"], "Nguyễn");
    // Typed and taken back: nothing is left to give back.
    await Promise.all([page.waitForResponse(/ban-nhap\/bo/), nameIn(page).fill("")]);
    await isEmpty(await open(context, USERS));
    await (await open(context, "/tai-khoan/ban-nhap")).getByText("Không còn bản nháp nào").waitFor();
  });
});

test("cells of a grid and the fields of a record come back too", async () => {
  await as("thong-ke", async (context) => {
    for (const [path, field, typed] of [
      ["/co-quan/quan-1/nhap-so-lieu?nam=2022&thang=9", "input[data-cell]:not([readonly],[disabled])", "1.234"],
      ["/du-lieu/nhan-su/them?co-quan=quan-1", "form[data-draft] :is(textarea, input.form-control)", TYPED],
    ] as const) {
      const page = await context.newPage();
      const answer = await page.goto(product.url + path, { waitUntil: "networkidle" });
      assert.equal(answer?.status(), 200, path);
      const cell = page.locator(field).first();
      await cell.fill(typed);
      const name = await cell.getAttribute("name");
      await says(page, /Đã lưu nháp lúc/);
      await page.close();
      const again = await open(context, path);
      await restored(again);
      assert.equal(await again.locator(`form[data-draft] [name="${name}"]`).first().inputValue(), typed, path);
      await dropAny(again);
    }
  });
});

test("a draft of what has moved on says so", async () => {
  await as("quan-tri", async (context) => {
    let base = "3";
    await context.route(`**${USERS}`, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace('data-draft="nguoi-dung/moi"', `data-draft="nguoi-dung/moi" data-draft-base="${base}"`);
      await route.fulfill({ response: answer, body });
    });
    const page = await open(context, USERS);
    await nameIn(page).fill(TYPED);
    await says(page, /Đã lưu nháp lúc/);
    await page.goto(product.url + USERS);
    await restored(page);
    assert.equal(await page.getByText("đã được sửa sau khi bản nháp này được nhập").count(), 0);
    base = "4";
    await page.goto(product.url + USERS);
    await restored(page);
    assert.equal(await page.getByText("đã được sửa sau khi bản nháp này được nhập").count(), 1);
    await dropAny(page);
  });
});

test("leaving a page with a draft asks nothing", async () => {
  await as("quan-tri", async (context) => {
    const page = await open(context, USERS);
    page.on("dialog", (dialog) => {
      assert.fail(`asked: ${dialog.type()} ${dialog.message()}`);
    });
    await nameIn(page).pressSequentially("Trần Văn Ỏ", { delay: 5 });
    await page.getByRole("link", { name: "Trang chủ" }).first().click();
    await page.waitForURL(`${product.url}/`);
    await page.goto(product.url + USERS);
    await restored(page);
    assert.equal(await nameIn(page).inputValue(), "Trần Văn Ỏ");
    await dropAny(page);
  });
});

test("a request for reports comes back with the questions that were added, and goes once it is sent", async () => {
  await as("bo-cuc", async (context) => {
    const path = "/yeu-cau-bao-cao/moi";
    const page = await open(context, path);
    await page.getByLabel("Tên yêu cầu").fill(TYPED);
    await leaves(page, () => page.getByRole("button", { name: "Thêm câu hỏi" }).click());
    await page.locator("[name='hoi-5']").fill("Khó khăn, vướng mắc");
    await says(page, /Đã lưu nháp lúc/);
    await page.close();
    const again = await open(context, path);
    await restored(again);
    assert.equal(await again.getByLabel("Tên yêu cầu").inputValue(), TYPED);
    assert.equal(await again.locator("[name='hoi-5']").inputValue(), "Khó khăn, vướng mắc", "the added line is there");
    await again.getByLabel("hoặc sau số ngày làm việc").fill("5");
    await leaves(again, () => again.getByRole("button", { name: "Gửi yêu cầu" }).click());
    await again.getByText("Đã gửi yêu cầu").waitFor();
    const fresh = await open(context, path);
    assert.equal(await fresh.locator(".draft-notice").count(), 0);
    assert.equal(await fresh.getByLabel("Tên yêu cầu").inputValue(), "");
    // The reason for giving back, on the page of the request.
    const reason = again.locator("#ly-do");
    await reason.fill("Chờ số liệu tháng 9");
    await becomes(() => copies(again), 1);
    const address = new URL(again.url()).pathname;
    await again.close();
    const asked = await open(context, address);
    await restored(asked);
    assert.equal(await asked.locator("#ly-do").inputValue(), "Chờ số liệu tháng 9");
    await dropAny(asked);
  });
});

test("what is written between the sentences of a report comes back at its place", async () => {
  await as("thong-ke", async (context) => {
    const page = await open(context, "/co-quan/quan-1/bao-cao?de-cuong=giai-doan&tu=2021&den=2021/8");
    await leaves(page, () => page.getByRole("button", { name: "Lưu để soạn" }).click());
    await leaves(page, () => page.getByRole("link", { name: "Viết ở đầu mục" }).first().click());
    await page.locator("#loi").fill(TYPED);
    await says(page, /Đã lưu nháp lúc/);
    const { pathname, search } = new URL(page.url());
    const address = pathname + search;
    await page.close();
    const again = await open(context, address);
    await restored(again);
    assert.equal(await again.locator("#loi").inputValue(), TYPED);
    await leaves(again, () => again.getByRole("button", { name: "Ghi đoạn này" }).click());
    await again.getByText(TYPED.slice(0, 12)).first().waitFor();
    const fresh = await open(context, address);
    assert.equal(await fresh.locator(".draft-notice").count(), 0, "what was written is no draft any more");
  });
});

async function as(who: string, work: (context: BrowserContext) => Promise<void>): Promise<void> {
  product.assertAlive();
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  try {
    await signIn(await context.newPage(), who);
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

function account(who: string): Account {
  const found = list.accounts[who];
  assert.ok(found, who);
  return found;
}

function nameIn(page: Page): Locator {
  return page.locator(`${FORM} [name='ho_ten']`);
}

async function fillSignIn(page: Page, who: string): Promise<void> {
  await page.getByLabel("Tên đăng nhập").fill(account(who).user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account(who).password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
}

async function signIn(page: Page, who: string): Promise<void> {
  await page.goto(`${product.url}/dang-nhap`);
  await fillSignIn(page, who);
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
}

async function signOut(page: Page): Promise<void> {
  await page.locator(".account-drop > summary").click();
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await page.waitForURL(/dang-nhap/);
}

/** Ends every session of the context on the server, as fifteen idle minutes would; its cookies stay. */
async function endSessions(context: BrowserContext): Promise<void> {
  const elsewhere = await browser.newContext({ locale: "vi-VN" });
  await elsewhere.addCookies(await context.cookies());
  const page = await elsewhere.newPage();
  await page.goto(`${product.url}/tai-khoan`);
  await page.locator(".account-drop > summary").click();
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await page.waitForURL(/dang-nhap/);
  await elsewhere.close();
}

async function says(page: Page, words: RegExp): Promise<void> {
  await page.locator("[data-draft-state]", { hasText: words }).first().waitFor();
}

async function restored(page: Page): Promise<void> {
  await page.locator(".draft-notice", { hasText: "Đã khôi phục bản nháp" }).first().waitFor();
}

async function dropButton(page: Page) {
  await page.reload({ waitUntil: "networkidle" });
  return page.getByRole("button", { name: "Bỏ bản nháp" });
}

async function dropAny(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Bỏ bản nháp" });
  if ((await button.count()) > 0) await Promise.all([page.waitForResponse(/ban-nhap\/bo/), button.click()]);
}

async function isEmpty(page: Page): Promise<void> {
  assert.equal(await page.locator(".draft-notice").count(), 0, "nothing is given back");
  assert.equal(await nameIn(page).inputValue(), "");
}

async function accept(page: Page, user: string): Promise<void> {
  await page.locator(`${FORM} [name='ten']`).fill(user);
  await page.locator(`${FORM} button.btn-primary`).click();
  await page.getByText("Mã dùng một lần").first().waitFor();
}

/** No copy is left on this machine. */
async function keepsNothing(page: Page): Promise<void> {
  await becomes(() => copies(page), 0);
}

/** How many copies of drafts there are on this machine. */
function copies(page: Page): Promise<number> {
  return page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("td-nhap.")).length);
}
