// Quality of figures: a year of one office with a month unlike the others, one told again and one that does not add
// up; the panel finds them, the office explains, the head confirms, a figure is changed and the question stands anew.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { faultsOf, Watch } from "./checks.js";
import { launch } from "./chromium.js";
import { list } from "./list.js";
import { load, startProduct, type Running } from "./server.js";

const OFFICE = "tp-hcm-khu-vuc-1";
const UNIT = `/co-quan/${OFFICE}/chat-luong-so-lieu?nam=2026`;
const SEASON = [61, 73, 84, 62, 47, 93, 98, 107];

let product: Running;
let browser: Browser;

before(async () => {
  product = await startProduct();
  await load(product, { "so-lieu": figures() });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await product?.stop();
});

/** Three years by month: in the last, the fifth month is ten times its usual size and the eighth is the seventh again. */
function figures(): string {
  const rows = ["Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị"];
  for (const year of [2024, 2025, 2026]) {
    let sum = 0;
    for (const [at, step] of SEASON.entries()) {
      const month = at + 1;
      if (year === 2026 && month === 8) sum += 0;
      else sum += year === 2026 && month === 5 ? step * 10 : step + year - 2024;
      rows.push(`${OFFICE},${year},${month},viec.xong,${sum}`);
    }
  }
  rows.push(`${OFFICE},2026,3,viec.cu,100`, `${OFFICE},2026,3,viec.moi,50`, `${OFFICE},2026,3,viec.thu_ly,160`);
  return rows.join("\n");
}

test("what is unusual is worked out, explained, confirmed, and asked again when the figure changes", async () => {
  const officer = await seat("bo-cuc");
  const head = await seat("lanh-dao");
  await officer.page.goto(`${product.url}${UNIT}`);
  const text = await main(officer.page);
  for (const words of [
    "Khác với các tháng của chính đơn vị",
    "Thi hành xong (về việc) tăng 470 việc trong tháng 02/2026. Cùng tháng của 2 năm trước chỉ từ 47 việc đến 48 việc",
    "Lặp lại tháng trước",
    "Số cũ 100 việc + thụ lý mới 50 việc = 150 việc, ít hơn tổng số thụ lý đã nêu 160 việc là 10 việc",
    "không phải kết luận số sai",
  ])
    assert.ok(text.includes(words), `${words}\n${text}`);
  assert.deepEqual(await faultsOf(officer.page, officer.watch, "chat-luong-don-vi"), []);
  await officer.page.setViewportSize({ width: 1366, height: 768 });

  await officer.page.goto(`${product.url}${UNIT}&thang=3`);
  await officer.page.getByText("Giải trình", { exact: true }).click();
  await officer.page.getByLabel("Vì sao số này như vậy").fill("Mười việc nhận ủy thác chưa tách");
  await officer.page.getByRole("button", { name: "Ghi giải trình" }).click();
  await officer.page.getByText("Đã ghi giải trình.").waitFor();
  assert.ok((await main(officer.page)).includes("Mười việc nhận ủy thác chưa tách"));

  await head.page.goto(`${product.url}${UNIT}&thang=3`);
  await head.page.getByText("Xác nhận đã kiểm tra, số đúng").click();
  await head.page.getByLabel("Đã kiểm tra thế nào").fill("Đối chiếu sổ thụ lý");
  await head.page.getByRole("button", { name: "Xác nhận số đúng" }).click();
  await head.page.getByText("Đã ghi giải trình.").waitFor();
  assert.ok((await main(head.page)).includes("Đã kiểm tra, đúng"));

  await officer.page.goto(`${product.url}/chat-luong-so-lieu?nam=2026&trong=tp-hcm-moi`);
  await officer.page.locator(".chart-canvas svg").first().waitFor();
  const panel = await main(officer.page);
  assert.ok(panel.includes("Theo cách kiểm tra") && panel.includes("Lặp lại tháng trước"), panel);
  assert.deepEqual(await faultsOf(officer.page, officer.watch, "chat-luong"), []);
  product.assertAlive();
  await officer.page.context().close();
  await head.page.context().close();
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
