import type { Locator, Page } from 'playwright-core';
import { Menu } from './menu.ts';
import { until } from './wait.ts';

/** The side bar and the trees in it. */
export class Sidebar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Shows a container of the activity bar; a second click there would hide it, so a shown one is left alone. */
  async open(container = 'Telnyx'): Promise<void> {
    const tab = this.#page.locator('.part.activitybar').getByRole('tab', { name: container });
    await until(`the side bar shows ${container}`, async () => {
      if ((await tab.getAttribute('aria-selected')) === 'true') return true;
      await tab.click();
      return (await tab.getAttribute('aria-selected')) === 'true';
    });
  }

  /** One view of the container that is open, such as "Numbers". */
  view(name: string): View {
    return new View(this.#page, name);
  }

  /** A row of any view: by its whole label, or by a pattern for its accessible name (label, description, state). */
  row(name: string | RegExp): Row {
    return new Row(this.#page, this.#page.locator('.sidebar .pane-body'), name);
  }
}

export class View {
  readonly pane: Locator;
  readonly #page: Page;
  readonly #header: Locator;

  constructor(page: Page, name: string) {
    this.#page = page;
    const header = page.locator('.pane-header .title').getByText(name, { exact: true });
    this.pane = page.locator('.sidebar .pane').filter({ has: header });
    this.#header = this.pane.locator('.pane-header');
  }

  async expand(): Promise<void> {
    await this.#turn('true');
    await this.#page.locator('.sidebar').waitFor();
  }

  async collapse(): Promise<void> {
    await this.#turn('false');
  }

  /** A view that has just come up may not hear the mouse yet. */
  async #turn(expanded: 'true' | 'false'): Promise<void> {
    await until(`the view says expanded ${expanded}`, async () => {
      if ((await this.#header.getAttribute('aria-expanded')) === expanded) return true;
      // The middle of the header may be one of its buttons.
      await this.#header.locator('.title').click();
      return this.#header
        .and(this.#page.locator(`[aria-expanded=${expanded}]`))
        .waitFor({ timeout: 1_000 })
        .then(
          () => true,
          () => false,
        );
    });
  }

  /** A row of this view: by its whole label, or by a pattern for its accessible name. */
  row(name: string | RegExp): Row {
    return new Row(this.#page, this.pane.locator('.pane-body'), name);
  }

  /** The rows drawn at the moment, as people read them; a long list has more below. */
  async rows(): Promise<string[]> {
    return this.pane.getByRole('treeitem').allInnerTexts();
  }

  /** What stands beside the view's name, such as a count. */
  async description(): Promise<string> {
    return this.pane.locator('.pane-header .description').innerText();
  }

  /** What stands there instead of a tree: welcome words and their buttons. */
  get welcome(): Locator {
    return this.pane.locator('.welcome-view-content');
  }

  /** The line above the tree, such as a count. */
  get message(): Locator {
    return this.pane.locator('.message');
  }

  /** Presses a button of the view's title bar; it is shown while the pointer is over the view. */
  async press(action: string | RegExp): Promise<void> {
    await this.#header.hover();
    await this.pane.locator('.actions').getByRole('button', { name: action }).click();
  }

  /** Chooses from what stands behind the dots of the view's title bar. */
  async chooses(...path: readonly (string | RegExp)[]): Promise<void> {
    await this.press(/^More Actions/);
    await new Menu(this.#page).choose(...path);
  }
}

/** A row of a tree. */
export class Row {
  readonly locator: Locator;
  readonly #page: Page;
  readonly #tree: Locator;
  readonly #menu: Menu;

  constructor(page: Page, tree: Locator, name: string | RegExp) {
    this.#page = page;
    this.#tree = tree;
    this.#menu = new Menu(page);
    const label = page
      .locator('.label-name')
      .getByText(typeof name === 'string' ? name : '', { exact: true });
    const rows = typeof name === 'string' ? tree.getByRole('treeitem').filter({ has: label }) : undefined;
    this.locator = (rows ?? tree.getByRole('treeitem', { name })).first();
  }

  async waitFor(): Promise<void> {
    await this.locator.waitFor();
  }

  async gone(): Promise<void> {
    await this.locator.waitFor({ state: 'hidden' });
  }

  /** Goes down the tree with the keyboard until this row is drawn. */
  async reveal(): Promise<void> {
    await this.#goDown('PageDown', 'the row is in the tree', this.locator);
  }

  /** Walks down the tree by keys until this row has the focus. */
  async walkTo(): Promise<void> {
    await this.#goDown(
      'ArrowDown',
      'the row has the focus',
      this.locator.and(this.#page.locator('.focused')),
    );
  }

  /** From the first row, and from there again: what is looked for may have come further up meanwhile. */
  async #goDown(key: string, what: string, wanted: Locator): Promise<void> {
    const list = this.#tree.locator('.monaco-list').first();
    await list.focus();
    await this.#page.keyboard.press('Home');
    let before: string | null = null;
    await until(what, async () => {
      if (await wanted.isVisible()) return true;
      const at = await list.getAttribute('aria-activedescendant');
      await this.#page.keyboard.press(at === before ? 'Home' : key);
      before = at;
      return false;
    });
  }

  async click(modifiers: readonly ('ControlOrMeta' | 'Shift')[] = []): Promise<void> {
    await this.locator.click({ modifiers: [...modifiers] });
  }

  async doubleClick(): Promise<void> {
    await this.locator.dblclick();
  }

  /** Drags the row onto another; lets go when that shows that it would take it. */
  async dragOnto(target: Row): Promise<void> {
    await target.locator.scrollIntoViewIfNeeded();
    // Rows that are still unfolding would slip another one under the mouse.
    await this.#rests();
    await target.#rests();
    await this.locator.hover();
    await this.#page.mouse.down();
    const taker = target.locator.and(this.#page.locator('.drop-target'));
    let before: number | undefined;
    await until('the row would take what is dragged', async () => {
      const place = await target.locator.boundingBox();
      if (!place) return false;
      const [x, y] = [place.x + place.width / 3, place.y + place.height / 2];
      await this.#page.mouse.move(x + 2, y, { steps: 4 });
      await this.#page.mouse.move(x, y);
      const rests = before === place.y;
      before = place.y;
      return rests && (await taker.isVisible());
    });
    await this.#page.mouse.up();
  }

  /** Waits until the row has stood at one place for longer than VS Code gathers changes of a tree. */
  async #rests(): Promise<void> {
    let before: number | undefined;
    let since = Date.now();
    await until('the row stays where it is', async () => {
      const y = (await this.locator.boundingBox())?.y;
      if (y === undefined || y !== before) since = Date.now();
      before = y;
      return Date.now() - since > 600;
    });
  }

  async expand(): Promise<void> {
    await this.#turn('true');
  }

  async collapse(): Promise<void> {
    await this.#turn('false');
  }

  async #turn(expanded: 'true' | 'false'): Promise<void> {
    await until(`the row says expanded ${expanded}`, async () => {
      if ((await this.locator.getAttribute('aria-expanded')) === expanded) return true;
      await this.locator.locator('.monaco-tl-twistie').click();
      return false;
    });
  }

  /** Right-clicks and chooses. */
  async choose(...path: readonly (string | RegExp)[]): Promise<void> {
    await this.#menu.chooseOn(this.locator, ...path);
  }

  /** What the right-click menu offers; the menu is closed again. */
  async offers(): Promise<string[]> {
    await this.#menu.openOn(this.locator);
    const items = await this.#menu.items();
    await this.#menu.dismiss();
    return items;
  }

  /** Presses one of the small buttons that show while the pointer is over the row. */
  async press(action: string | RegExp): Promise<void> {
    await this.locator.hover();
    await this.locator.getByRole('button', { name: action }).click();
  }

  /** Label and description as they are drawn. */
  async text(): Promise<string> {
    return this.locator.innerText();
  }

  /** What hovering tells, once it is there. */
  async tooltip(): Promise<string> {
    await this.locator.hover();
    return this.#page.locator('.monaco-hover:visible').first().innerText();
  }
}
