import type { Locator, Page } from 'playwright-core';
import { settles, until } from './wait.ts';

/** The quick pick or input box at the top of the window. */
export class QuickInput {
  readonly box: Locator;
  readonly #page: Page;
  readonly #input: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.box = page.locator('.quick-input-widget:visible');
    this.#input = this.box.locator('.quick-input-box input');
  }

  async waitFor(): Promise<void> {
    await this.#input.waitFor();
  }

  async closed(): Promise<void> {
    await this.box.waitFor({ state: 'hidden' });
  }

  /** Types as a person does; what stood there is replaced. */
  async type(text: string): Promise<void> {
    await this.#input.fill(text);
  }

  /** Types and presses Enter. */
  async answer(text: string): Promise<void> {
    await this.waitFor();
    await this.type(text);
    await this.accept();
  }

  /** Answers a question for a file; the box first fills itself with the folder it stands in. */
  async answerFile(path: string): Promise<void> {
    await this.waitFor();
    await until('the box stands in a folder', async () => (await this.typed()).includes('/'));
    // While it lists a folder it takes no answer.
    await until('the file is taken', async () => {
      // It may close at any moment, and then neither takes a text nor has to.
      if (!(await this.#takes(path))) return !(await this.box.isVisible());
      // What VS Code proposes may come late, in place of what was typed.
      await this.#page.waitForTimeout(300);
      if (!(await this.typed()).startsWith(path)) return false;
      await this.accept();
      return settles(async () => !(await this.box.isVisible()));
    });
  }

  /** What stands in the box. */
  async typed(): Promise<string> {
    return this.#input.inputValue();
  }

  async accept(): Promise<void> {
    await this.#page.keyboard.press('Enter');
  }

  async cancel(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.closed();
  }

  /** Clicks an entry of the list. */
  async choose(name: string | RegExp): Promise<void> {
    await this.option(name).click();
  }

  /** Ticks an entry of a list of which several can be chosen. */
  async tick(name: string | RegExp): Promise<void> {
    const entry = this.box.getByRole('checkbox', { name }).first();
    await entry.click();
    await until(`${String(name)} is ticked`, () => entry.isChecked());
  }

  option(name: string | RegExp): Locator {
    return this.box.getByRole('option', { name }).first();
  }

  /** The entries drawn at the moment. */
  async options(): Promise<string[]> {
    return this.box.getByRole('option').allInnerTexts();
  }

  /** The words below the input: a prompt, or what is wrong with the text. */
  get message(): Locator {
    return this.box.locator('.quick-input-message');
  }

  get title(): Locator {
    return this.box.locator('.quick-input-title');
  }

  /** Whether what is typed is hidden, as a key must be. */
  async masked(): Promise<boolean> {
    return (await this.#input.getAttribute('type')) === 'password';
  }

  /** Waits for one of several questions in a row: "(2/3)" stands behind the title. */
  async step(place: number): Promise<void> {
    await this.title.filter({ hasText: `(${String(place)}/` }).waitFor();
    await this.waitFor();
  }

  /** Runs a command from the palette by its full title, such as "Telnyx: Refresh". */
  async runCommand(title: string): Promise<void> {
    // The palette may close, or draw its rows anew, before the mouse arrives.
    await this.#runs(title, async (entry) => (await this.#comesUp(entry)) && this.#clicked(entry));
  }

  /** Runs a command from the palette without the mouse. */
  async runByKeys(title: string): Promise<void> {
    await this.#runs(title, async (entry) => {
      if (!(await this.#comesUp(entry.and(this.#page.locator('.focused'))))) return false;
      await this.accept();
      return true;
    });
  }

  async #runs(title: string, chosen: (entry: Locator) => Promise<boolean>): Promise<void> {
    const entry = this.box.getByRole('option', { name: title }).first();
    await until(`the palette offers ${title}`, async () => {
      if (!(await this.#input.isVisible())) {
        await this.#page.keyboard.press('F1');
        if (!(await this.#comesUp(this.#input))) return false;
      }
      if (!(await this.#takes(`>${title}`))) return false;
      if (await chosen(entry)) return true;
      await this.#page.keyboard.press('Escape');
      return false;
    });
    await entry.waitFor({ state: 'hidden' });
  }

  /** A box that is just closing takes no text. */
  async #takes(text: string): Promise<boolean> {
    return this.#input.fill(text, { timeout: 300 }).then(
      () => true,
      () => false,
    );
  }

  async #clicked(target: Locator): Promise<boolean> {
    return target.click({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  }

  async #comesUp(target: Locator): Promise<boolean> {
    return target.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  }
}
