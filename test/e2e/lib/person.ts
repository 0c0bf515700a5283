import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { installedExtension } from '../../host/extension.ts';
import { resultsFolder } from '../../host/folders.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../../host/workbench.ts';
import { Editors } from './editors.ts';
import { Menu } from './menu.ts';
import { Notifications } from './notifications.ts';
import { QuickInput } from './quickInput.ts';
import { Sidebar } from './sidebar.ts';
import { statusItem } from './statusBar.ts';

const longestStory = 180_000;

/** Somebody in front of a VS Code with the extension installed. */
export class Person {
  readonly workbench: Workbench;
  readonly page: Page;
  readonly sidebar: Sidebar;
  readonly quickInput: QuickInput;
  readonly editors: Editors;
  readonly notifications: Notifications;
  readonly menu: Menu;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
    this.page = workbench.page;
    this.sidebar = new Sidebar(this.page);
    this.quickInput = new QuickInput(this.page);
    this.editors = new Editors(this.page);
    this.notifications = new Notifications(this.page);
    this.menu = new Menu(this.page);
  }

  /** Runs a command from the palette by its full title. */
  async runs(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  async presses(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** Waits until nothing moves or loads, with the pointer out of the way; for pictures. */
  async looksAtRest(): Promise<void> {
    await this.page.mouse.move(640, 14);
    await this.page
      .locator('.monaco-progress-container.active, .monaco-hover:visible')
      .first()
      .waitFor({ state: 'hidden' });
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
  }

  statusItem(words: string | RegExp): Locator {
    return statusItem(this.page, words);
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}

/** A test in the real workbench with the packaged extension; what failed leaves a picture and a log. */
export function story(
  name: string,
  options: WorkbenchOptions,
  acts: (person: Person) => Promise<void>,
): void {
  test(name, { timeout: longestStory }, async () => {
    await using workbench = await openWorkbench({ extensionsDir: await installedExtension(), ...options });
    try {
      await acts(new Person(workbench));
    } catch (error) {
      await keepEvidence(name, workbench);
      throw error;
    }
  });
}

async function keepEvidence(name: string, workbench: Workbench): Promise<void> {
  const file = join(resultsFolder, name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80));
  await mkdir(resultsFolder, { recursive: true });
  await workbench.page.screenshot({ path: `${file}.png` }).catch(() => undefined);
  await writeFile(`${file}.log`, await workbench.log());
  console.log(`Picture and log of what failed: ${file}.png, ${file}.log`);
}
