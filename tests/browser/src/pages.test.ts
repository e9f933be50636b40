// The product itself: every page of pages.json, as the account named there, in a real browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list, type Account } from "./list.js";
import { startProduct, type Running } from "./server.js";

const MOST_LINKS = 400;

interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
}

let product: Running;
let browser: Browser;
const seats = new Map<string | null, Seat>();
/** Address → who saw it where. */
const links = new Map<string, { as: string | null; on: string }>();

before(async () => {
  product = await startProduct();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

for (const entry of list.pages) {
  test(`${entry.path}${entry.as === null ? "" : ` as ${entry.as}`}`, async () => {
    product.assertAlive();
    const { page, watch } = await seat(entry.as);
    const answer = await page.goto(product.url + entry.path, { waitUntil: "networkidle" });
    assert.ok(answer, "no answer");
    const wanted = entry.status ?? 200;
    assert.equal(answer.status(), wanted);
    const policy = (await answer.headerValue("content-security-policy")) ?? "";
    assert.match(policy, /default-src 'none'/, "the policy must start from nothing");
    assert.doesNotMatch(policy, /unsafe-/);
    assert.equal(await page.locator("main#noi-dung").count(), 1, "no <main id=noi-dung>: this is not a page of the product");
    for (const words of entry.shows ?? []) assert.ok((await page.locator("body").innerText()).includes(words), `"${words}" is not on the page`);
    const faults = await faultsOf(page, watch, nameOf(entry.path, entry.as));
    // Chromium writes every answer of 4xx into its console; where one was asked for, that line is no fault.
    const real = faults.filter((fault) => !(wanted >= 400 && fault.startsWith("console: Failed to load resource")));
    assert.deepEqual(real, []);
    await collect(page, entry.as, entry.path);
  });
}

test("no link leads nowhere", async () => {
  const broken: string[] = [];
  let asked = 0;
  for (const [href, { as, on }] of [...links].slice(0, MOST_LINKS)) {
    const { context } = await seat(as);
    const answer = await context.request.get(product.url + href, { maxRedirects: 3 });
    asked += 1;
    if (answer.status() >= 400) broken.push(`${href} on ${on}: ${answer.status()}`);
  }
  product.assertAlive();
  assert.deepEqual(broken, []);
  assert.ok(asked > 0, "the pages held no link at all");
});

/** A browser context for `as`, signed in the first time it is asked for. */
async function seat(as: string | null): Promise<Seat> {
  const known = seats.get(as);
  if (known) return known;
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  const watch = await Watch.over(context, page);
  const fresh = { context, page, watch };
  seats.set(as, fresh);
  const account = as === null ? undefined : list.accounts[as];
  if (account) await signIn(page, account);
  return fresh;
}

async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto(`${product.url}/dang-nhap`);
  await page.getByLabel("Tên đăng nhập").fill(account.user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/dang-nhap");
}

async function collect(page: Page, as: string | null, on: string): Promise<void> {
  const hrefs = await page.locator("a[href^='/']").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  for (const href of hrefs) {
    const address = href.split("#")[0] ?? "";
    if (address !== "" && !links.has(address)) links.set(address, { as, on });
  }
}

function nameOf(path: string, as: string | null): string {
  const slug = path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "");
  return `${as ?? "khach"}-${slug || "trang-chu"}`;
}
