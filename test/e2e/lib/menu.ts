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

  /** Opens it with a right click and chooses; again when something that took the focus has closed it before. */
  async chooseOn(target: Locator, ...path: readonly (string | RegExp)[]): Promise<void> {
    await until(`${path.join(', ')} is chosen`, async () => {
      await this.openOn(target);
      return this.#takes(path);
    });
  }

  /** Chooses one item, or one of a submenu by its path. */
  async choose(...path: readonly (string | RegExp)[]): Promise<void> {
    if (!(await this.#takes(path))) throw new Error(`The menu closed before ${path.join(', ')} was chosen`);
  }

  /** False when the menu closed before anything was pressed. A click on a menu that is just opening is lost: so again. */
  async #takes(path: readonly (string | RegExp)[]): Promise<boolean> {
    let isPressed = false;
    for (const [index, name] of path.entries()) {
      const item = this.#menu.getByRole('menuitem', { name, exact: true }).last();
      const isOffered = await item.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      if (!isOffered && (await this.#menu.first().isVisible()))
        throw new Error(`The menu does not offer ${String(name)}: ${(await this.items()).join(', ')}`);
      if (!isOffered) return false;
      if (index < path.length - 1) await item.hover();
      else {
        await until(`the menu takes ${String(name)}`, async () => {
          const isHit = await item.click({ timeout: 2_000 }).then(
            () => true,
            () => false,
          );
          isPressed ||= isHit;
          return disappears(this.#menu.first());
        });
      }
    }
    return isPressed;
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
