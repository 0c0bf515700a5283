import type { Locator, Page } from 'playwright-core';
import { settles, until } from './wait.ts';
import { WebviewFrame } from './webviewFrame.ts';

/** The editor area: tabs, text, pages. */
export class Editors {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  tab(name: string | RegExp): Tab {
    return new Tab(this.#page, this.#page.locator('.part.editor').getByRole('tab', { name }).first());
  }

  get active(): Tab {
    return new Tab(this.#page, this.#page.locator('.part.editor .tab.active').first());
  }

  /** Waits until an editor has the focus: one that opens takes it when it is there, from wherever it is by then. */
  async takesFocus(): Promise<void> {
    await this.#page.locator('.part.editor :focus').first().waitFor({ state: 'attached' });
  }

  /** A button in the title of the active editor. */
  action(name: string): Locator {
    return this.#page.locator('.part.editor .editor-actions').getByRole('button', { name });
  }

  /** The titles of all tabs, from left to right. */
  async names(): Promise<string[]> {
    const tabs = this.#page.locator('.part.editor .tab');
    return tabs.evaluateAll((elements) =>
      elements.map((tab) => tab.getAttribute('data-resource-name') ?? ''),
    );
  }

  /** The page inside the active editor. */
  get form(): WebviewFrame {
    return new WebviewFrame(this.#page);
  }

  /** The active editor as text; VS Code draws only the lines in sight. */
  async text(): Promise<string> {
    const lines = this.#page.locator('.part.editor .editor-instance .view-lines').first();
    await lines.waitFor();
    const drawn = await lines.locator('.view-line').evaluateAll((elements) =>
      elements
        .map((element) => ({ top: parseFloat(getComputedStyle(element).top), text: element.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    return drawn.join('\n');
  }

  /**
   * Replaces the whole text of the active text editor by pasting: while typing, VS Code closes brackets by itself. An
   * editor that has just come up may swallow a key.
   */
  async replaceText(text: string): Promise<void> {
    await this.#page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await until('the editor holds the pasted text', async () => {
      await this.#page.locator('.part.editor .editor-instance .view-lines').first().click();
      await this.#page.keyboard.press('ControlOrMeta+a');
      await this.#page.keyboard.press('ControlOrMeta+v');
      return settles(async () => (await this.text()) === text);
    });
  }

  async save(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+s');
  }

  async undo(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+z');
  }

  async redo(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+Shift+z');
  }
}

export class Tab {
  readonly locator: Locator;
  readonly #page: Page;

  constructor(page: Page, locator: Locator) {
    this.#page = page;
    this.locator = locator;
  }

  async waitFor(): Promise<void> {
    await this.locator.waitFor();
  }

  async click(): Promise<void> {
    await this.locator.click();
  }

  /** Waits until the tab shows the dot of unsaved changes. */
  async becomesDirty(): Promise<void> {
    await this.locator.and(this.#page.locator('.dirty')).waitFor();
  }

  async becomesClean(): Promise<void> {
    await this.locator.and(this.#page.locator(':not(.dirty)')).waitFor();
  }

  async isDirty(): Promise<boolean> {
    return this.locator.evaluate((element) => element.classList.contains('dirty'));
  }

  /** Closes with a middle click; a dirty one then asks. */
  async close(): Promise<void> {
    await this.locator.click({ button: 'middle' });
  }

  async gone(): Promise<void> {
    await this.locator.waitFor({ state: 'hidden' });
  }
}
