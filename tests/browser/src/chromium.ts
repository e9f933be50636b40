// Debian's Chromium, headless, with the flags that keep it from reaching for hosts of its own.
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launch(): Promise<Browser> {
  const told = process.env["THIDUA_CHROMIUM"];
  const executablePath = told ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error("no Chromium found: run scripts/install-test-tools.sh or set THIDUA_CHROMIUM");
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
