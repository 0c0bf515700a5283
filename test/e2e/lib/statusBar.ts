import type { Locator, Page } from 'playwright-core';

/** An entry of the status bar that holds these words. */
export function statusItem(page: Page, words: string | RegExp): Locator {
  return page.locator('.part.statusbar .statusbar-item').filter({ hasText: words }).first();
}
