import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The one page that is visible: the custom editor or panel in front. */
export class WebviewFrame {
  readonly frame: FrameLocator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.frame = page.locator('iframe.webview.ready:visible').contentFrame().frameLocator('#active-frame');
  }

  /** The control with this label; groups of controls may be called the same. */
  field(label: string | RegExp): Locator {
    const controls = this.frame.locator('input, textarea, select, vscode-checkbox, vscode-dropdown');
    return this.frame.getByLabel(label).and(controls).first();
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name }).first();
  }

  text(words: string | RegExp): Locator {
    return this.frame.getByText(words).first();
  }

  locator(selector: string): Locator {
    return this.frame.locator(selector);
  }

  /**
   * Types into a field key by key, as a person does, in place of what it holds. Three clicks select that: Ctrl+A goes by
   * way of VS Code, which selects a moment later, when somebody fast is typing already.
   */
  async type(label: string | RegExp, words: string): Promise<void> {
    await this.field(label).click({ clickCount: 3 });
    await this.#page.keyboard.press('Delete');
    await this.#page.keyboard.type(words);
  }
}
