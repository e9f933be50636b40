// Waiting for what is meant, never for a time: a machine under load is slow, and a page that was clicked is still the old one.
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

/** However slow a machine is, what has not come by now does not come. */
export const PATIENCE_MS = 90_000;
const PAUSE_MS = 50;

/** Waits until what is read is what is wanted; else says how they differ. */
export async function becomes<T>(read: () => T | Promise<T>, wanted: T, what?: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await read();
    try {
      assert.deepEqual(found, wanted, what);
      return;
    } catch (fault) {
      if (Date.now() > until) throw fault;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Waits until so many are there. */
export async function counts(all: Locator, wanted: number): Promise<void> {
  await becomes(() => all.count(), wanted, all.toString());
}

/** Waits until the element's text is as told, and answers it. */
export async function reads(one: Locator, wanted: RegExp): Promise<string> {
  await one.filter({ hasText: wanted }).first().waitFor();
  return one.first().innerText();
}

/** Does what leads to another page, and waits until that page is whole and its script has run. */
export async function leaves(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent("load"), act()]);
}
