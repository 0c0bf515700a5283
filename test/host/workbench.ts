import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { findBrowser } from './browser.ts';
import { addChinese } from './language.ts';
import { cleanEnvironment, startServer, type Server } from './server.ts';
import { baseSettings, writeSettings, type Theme } from './settings.ts';

export interface WorkbenchOptions {
  /** An extensions folder with the packaged extension in it (`installedExtension()`). */
  readonly extensionsDir?: string;
  /** Or the folder of an extension, run as it is in development mode. */
  readonly developmentPath?: string;
  /** A test suite run inside the extension host (development mode only). */
  readonly testsPath?: string;
  /** The folder opened; an empty one when left out. */
  readonly workspace?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  readonly language?: 'en' | 'zh-cn';
  /** Whether workspace trust is asked for; then the workspace starts restricted. Off when left out. */
  readonly trust?: boolean;
  /** Added to an environment that has nothing of the developer's Telnyx account. */
  readonly env?: NodeJS.ProcessEnv;
  /** Kept after closing when given; with the same `port` a later workbench finds all its storage. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly size?: { readonly width: number; readonly height: number };
  /** Called before the page opens: expose functions here. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

/** A real VS Code with a person's window into it. */
export class Workbench {
  page: Page;
  readonly context: BrowserContext;
  readonly dataDir: string;
  readonly address: string;
  readonly #keep: boolean;
  readonly #start: () => Promise<Server>;
  #server: Server;

  constructor(parts: {
    page: Page;
    context: BrowserContext;
    server: Server;
    dataDir: string;
    address: string;
    keep: boolean;
    start: () => Promise<Server>;
  }) {
    this.page = parts.page;
    this.context = parts.context;
    this.dataDir = parts.dataDir;
    this.address = parts.address;
    this.#server = parts.server;
    this.#keep = parts.keep;
    this.#start = parts.start;
  }

  get port(): number {
    return this.#server.port;
  }

  /** What page, server and extension host said. */
  async log(): Promise<string> {
    const page = await readFile(join(this.dataDir, 'page.log'), 'utf8').catch(() => '');
    return withoutNoise(`${page}\n--- server ---\n${this.#server.log}`);
  }

  /** Reloads the window, as "Developer: Reload Window" does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await untilReady(this.page);
  }

  /** Ends the whole VS Code at once, as a crash does, and starts it again with the same storage. */
  async restart(): Promise<void> {
    await this.page.goto('about:blank');
    await this.#server.stop();
    this.#server = await this.#start();
    await this.page.goto(this.address);
    await untilReady(this.page);
  }

  /** Ends browser and server; deletes the data folder unless it was given. */
  async close(): Promise<void> {
    const longest = sleep(10_000, undefined, { ref: false });
    await Promise.race([this.context.close().catch(() => undefined), longest]);
    await this.#server.stop();
    if (!this.#keep) await rm(this.dataDir, { recursive: true, force: true, maxRetries: 3 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Starts VS Code and opens its window; ready for clicks when the promise resolves. Close it, also after a failure. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'telnyx-workbench-')));
  const workspace = options.workspace ?? join(dataDir, 'workspace');
  await mkdir(workspace, { recursive: true });
  const settings = { ...baseSettings(options.theme ?? 'dark', options.trust ?? false), ...options.settings };
  await writeSettings(dataDir, settings, options.developmentPath);
  if (options.language === 'zh-cn') await addChinese(dataDir);
  const first = await launchServer(dataDir, options, options.port);
  try {
    const context = await openBrowser(dataDir, options);
    try {
      await options.prepare?.(context);
      const page = context.pages()[0] ?? (await context.newPage());
      const address = addressOf(first, workspace, options);
      const start = () => launchServer(dataDir, options, first.port);
      const keep = options.dataDir !== undefined;
      const workbench = new Workbench({ page, context, server: first, dataDir, address, keep, start });
      await page.goto(address);
      await untilReady(page);
      return workbench;
    } catch (error) {
      await context.close();
      throw error;
    }
  } catch (error) {
    await first.stop();
    throw error;
  }
}

function launchServer(dataDir: string, options: WorkbenchOptions, port: number | undefined): Promise<Server> {
  const env = { ...cleanEnvironment(join(dataDir, 'home')), ...options.env };
  const args = [
    ...(options.developmentPath ? ['--enable-smoke-test-driver'] : []),
    ...(options.extensionsDir ? ['--extensions-dir', options.extensionsDir] : []),
    ...(options.language ? ['--locale', options.language] : []),
  ];
  return startServer({ dataDir, port, args, env });
}

async function openBrowser(dataDir: string, options: WorkbenchOptions): Promise<BrowserContext> {
  const { executablePath, env, args } = await findBrowser();
  const context = await chromium.launchPersistentContext(join(dataDir, 'browser'), {
    executablePath,
    args: [...args],
    env: { ...process.env, ...env },
    viewport: options.size ?? { width: 1280, height: 800 },
    locale: options.language ?? 'en',
    permissions: ['clipboard-read', 'clipboard-write'],
    // Signals end this process as they always do; server and browser see their pipes close, and end too.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  context.setDefaultTimeout(20_000);
  const log = join(dataDir, 'page.log');
  context.on('console', (message) => appendFileSync(log, `${message.type()}: ${message.text()}\n`));
  context.on('weberror', (error) => appendFileSync(log, `uncaught: ${String(error.error())}\n`));
  return context;
}

function addressOf(server: Server, workspace: string, options: WorkbenchOptions): string {
  const address = new URL(server.url);
  address.searchParams.set('folder', workspace);
  const remote = (path: string) => `vscode-remote://127.0.0.1:${String(server.port)}${path}`;
  const payload: [string, string][] = [];
  if (options.developmentPath) payload.push(['extensionDevelopmentPath', remote(options.developmentPath)]);
  if (options.testsPath) payload.push(['extensionTestsPath', remote(options.testsPath)]);
  if (payload.length > 0)
    address.searchParams.set('payload', JSON.stringify([...payload, ['skipWelcome', 'true']]));
  return address.href;
}

/** The window is ready when its activity bar and its status bar take clicks. */
async function untilReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.activitybar .action-item').first().waitFor({ timeout: 60_000 });
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
}

/** The server runs without its compiled parts and without a network; it says so at length, and it does not matter. */
function withoutNoise(log: string): string {
  const noise = [
    /spdlog|watchdog|bindings|vsda|serviceWorker|Require stack|agentHost|grace-time/i,
    /^\s+at |^\s+→|^- \/|^\s*'\/.*',?$|^\s*[\]}]|^\s+tries: |^\s*$/,
    /color: #33f|extension gallery|Canceled|disposed of|ERR_NAME_NOT_RESOLVED|status of 404|HTTP response code \(404\)|allow-same-origin|same-origin iframe/,
    /Long running operations during shutdown|DEP0169|trace-deprecation/,
  ];
  return log
    .split('\n')
    .filter((line) => !noise.some((pattern) => pattern.test(line)))
    .join('\n');
}
