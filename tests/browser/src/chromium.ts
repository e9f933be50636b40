// Debian's Chromium, headless, with the flags that keep it from reaching for hosts of its own.
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { PATIENCE_MS } from "./state.js";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launch(): Promise<Browser> {
  const told = process.env["THIDUA_CHROMIUM"];
  const executablePath = told ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error("no Chromium found: run scripts/install-test-tools.sh or set THIDUA_CHROMIUM");
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    timeout: 2 * PATIENCE_MS,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // /dev/shm is small in containers, and a full one ends the page.
      "--disable-dev-shm-usage",
    ],
  });
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  };
  return browser;
}
