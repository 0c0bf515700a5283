import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../host/browser.ts';
import { openPage, type OpenOptions, type OpenPage } from './harness.ts';

/** Opens a page, does something with it, closes it; any broken rule of the page fails the test. */
export type Visit = (use: (open: OpenPage) => Promise<void>, options?: Partial<OpenOptions>) => Promise<void>;

/** A way to visit one page: the tests of a file share a browser, which starts before the first and ends with the last. */
export function visiting(page: string): Visit {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  return async (use, options = {}) => {
    const open = await openPage(browser, { page, ...options });
    await use(open);
    await open.close();
  };
}
