import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { installedExtension } from '../../host/extension.ts';
import { resultsFolder } from '../../host/folders.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../../host/workbench.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator.ts';
import { Editors } from './editors.ts';
import { filesHolding } from './files.ts';
import { Menu } from './menu.ts';
import { Notifications } from './notifications.ts';
import { QuickInput } from './quickInput.ts';
import { Sidebar } from './sidebar.ts';
import { statusItem } from './statusBar.ts';
import { until } from './wait.ts';

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

  /**
   * Reloads the window, once VS Code has set aside what a person would find again: unsaved text, or a tab. It does
   * so every few seconds, not on leaving.
   */
  async reloads({ unsaved, tab }: { readonly unsaved?: string; readonly tab?: string } = {}): Promise<void> {
    const backups = join(this.workbench.dataDir, 'data', 'User', 'Backups');
    if (unsaved !== undefined) {
      await until(`${unsaved} is set aside`, async () => {
        return (await filesHolding(backups, unsaved).catch(() => [])).length > 0;
      });
    }
    if (tab !== undefined) await until(`${tab} is remembered`, () => isRemembered(this.page, tab));
    await this.workbench.reload();
  }

  /** Waits until nothing moves or loads, with the pointer out of the way; for pictures. */
  async looksAtRest(): Promise<void> {
    // The middle of the status bar is the one place where nothing answers to a pointer.
    await this.page.mouse.move(640, (this.page.viewportSize()?.height ?? 800) - 8);
    await this.page
      .locator('.monaco-progress-container.active, .monaco-hover:visible')
      .first()
      .waitFor({ state: 'hidden' });
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
  }

  /** Puts a text into whatever has the focus, by way of the clipboard. */
  async pastes(text: string): Promise<void> {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.page.keyboard.press('ControlOrMeta+v');
  }

  statusItem(words: string | RegExp): Locator {
    return statusItem(this.page, words);
  }

  /** Waits until the clipboard holds this text. */
  async hasCopied(text: string): Promise<void> {
    await until(`the clipboard holds ${text}`, async () => {
      return (await this.page.evaluate(() => navigator.clipboard.readText())) === text;
    });
  }
}

/** What a story has besides its person. */
export interface Stage {
  /** A part of the story that is told as a test of its own. */
  readonly act: (name: string, acts: () => Promise<void>) => Promise<void>;
  /** Starts an account on this machine; it ends with the story. */
  readonly account: (options?: SimulatorOptions) => Promise<Simulator>;
}

/** A test in the real workbench with the packaged extension; what failed leaves a picture and a log. */
export function story(
  name: string,
  options: WorkbenchOptions,
  acts: (person: Person, stage: Stage) => Promise<void>,
): void {
  test(name, { timeout: longestStory }, async (context) => {
    await using workbench = await openWorkbench({ extensionsDir: await installedExtension(), ...options });
    const witnessed = async (part: string, run: () => Promise<void>) => {
      try {
        await run();
      } catch (error) {
        await keepEvidence(part, workbench);
        throw error;
      }
    };
    const stage: Stage = {
      act: (part, run) => context.test(part, () => witnessed(part, run)),
      account: async (simulated) => {
        const simulator = await startSimulator(simulated);
        // A story about a dead network has closed it already.
        context.after(() => simulator.close().catch(() => undefined));
        return simulator;
      },
    };
    await witnessed(name, () => acts(new Person(workbench), stage));
  });
}

/** Whether the window's state, as VS Code keeps it in the browser, tells of a tab: JSON as text within JSON as text. */
function isRemembered(page: Page, tab: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('The state cannot be read'));
      });
    for (const { name } of await indexedDB.databases()) {
      if (name?.startsWith('vscode-web-state-db') !== true) continue;
      const database = await result(indexedDB.open(name));
      const values = await result(database.transaction('ItemTable').objectStore('ItemTable').getAll());
      database.close();
      if (values.some((value) => String(value).replaceAll('\\', '').includes(wanted))) return true;
    }
    return false;
  }, tab);
}

async function keepEvidence(name: string, workbench: Workbench): Promise<void> {
  const file = join(resultsFolder, name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80));
  await mkdir(resultsFolder, { recursive: true });
  await workbench.page.screenshot({ path: `${file}.png` }).catch(() => undefined);
  await writeFile(`${file}.log`, await workbench.log().catch(String));
  console.log(`Picture and log of what failed: ${file}.png, ${file}.log`);
}
