import type { Locator, Page } from 'playwright-core';
import { until } from './wait.ts';

/** The context menu that is open. */
export class Menu {
  readonly #page: Page;
  readonly #menu: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#menu = page.locator('.monaco-menu');
  }

  /** Opens it with a right click. */
  async openOn(target: Locator): Promise<void> {
    await until('the context menu opens', async () => {
      await target.click({ button: 'right' });
      return appears(this.#menu.first());
    });
  }

  /** Waits for one that was opened otherwise, as with Shift+F10. */
  async waitFor(): Promise<void> {
    await this.#menu.first().waitFor();
  }

  /** The words in it, from top to bottom. */
  async items(): Promise<string[]> {
    return this.#menu.first().getByRole('menuitem').allInnerTexts();
  }

  /** Chooses one item, or one of a submenu by its path. A click on a menu that is just opening is lost: so again. */
  async choose(...path: readonly (string | RegExp)[]): Promise<void> {
    for (const [index, name] of path.entries()) {
      const item = this.#menu.getByRole('menuitem', { name, exact: true }).last();
      await item.waitFor();
      if (index < path.length - 1) await item.hover();
      else {
        await until(`the menu takes ${String(name)}`, async () => {
          await item.click({ timeout: 2_000 }).catch(() => undefined);
          return disappears(this.#menu.first());
        });
      }
    }
  }

  async dismiss(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#menu.first().waitFor({ state: 'hidden' });
  }
}

async function appears(target: Locator): Promise<boolean> {
  return target.waitFor({ timeout: 1_500 }).then(
    () => true,
    () => false,
  );
}

async function disappears(target: Locator): Promise<boolean> {
  return target.waitFor({ state: 'hidden', timeout: 700 }).then(
    () => true,
    () => false,
  );
}
