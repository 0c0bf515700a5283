import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';

/** VS Code shows no more than three messages within 800 ms; one more is only found behind the bell. */
const protection = 1000;

/** Toasts at the lower right, and modal dialogs. */
export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The toast that holds these words. */
  toast(words: string | RegExp): Locator {
    return this.#page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: words })
      .first();
  }

  async waitFor(words: string | RegExp): Promise<string> {
    const toast = this.toast(words);
    await toast.waitFor();
    return toast.locator('.notification-list-item-message').innerText();
  }

  /** Waits as long as VS Code counts messages, so that what comes next is shown, however quick the test is. */
  async calm(): Promise<void> {
    await sleep(protection);
  }

  /** Presses a button of a toast. */
  async press(words: string | RegExp, button: string | RegExp): Promise<void> {
    const toast = this.toast(words);
    await toast.hover();
    await toast.getByRole('button', { name: button }).click();
  }

  async messages(): Promise<string[]> {
    return this.#page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  /** The modal dialog that is open. */
  get dialog(): Dialog {
    return new Dialog(this.#page);
  }
}

export class Dialog {
  readonly locator: Locator;

  constructor(page: Page) {
    this.locator = page.locator('.monaco-dialog-box');
  }

  async waitFor(): Promise<void> {
    await this.locator.waitFor();
  }

  /** Its message and detail. */
  async text(): Promise<string> {
    return this.locator.locator('.dialog-message-row').innerText();
  }

  async press(button: string | RegExp): Promise<void> {
    await this.locator.getByRole('button', { name: button, exact: true }).click();
    await this.locator.waitFor({ state: 'hidden' });
  }
}
