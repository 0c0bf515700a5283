import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../../src/core/protocol/html.ts';
import { projectFolder, resultsFolder } from '../../host/folders.ts';
import { themes, type ThemeName } from './themes.ts';

const origin = 'https://page.test';
const contentTypes: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

/** VS Code puts this into every page, ahead of the page's own policy. */
const vsCodeStyles = `<style>
html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
body {
  overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
  font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight);
  font-size: var(--vscode-font-size); margin: 0; padding: 0 20px;
}
</style>`;

export interface OpenOptions {
  /** The bundle in `dist/pages`. */
  readonly page: string;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly language?: string;
  readonly words?: Readonly<Record<string, string>>;
  /** What an earlier life of the page kept. */
  readonly kept?: unknown;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
}

/** A built page in a real browser, under its real policy, with a recorded stand-in for the extension. */
export class OpenPage {
  readonly page: Page;
  readonly #problems: string[];

  constructor(page: Page, problems: string[]) {
    this.page = page;
    this.#problems = problems;
  }

  /** Tells the page its state, as the extension does, and waits until it is drawn. */
  async tell(state: unknown): Promise<void> {
    await this.page.evaluate((data) => {
      window.postMessage({ type: 'state', state: data }, '*');
    }, state);
    await this.settle();
  }

  /** Waits for two frames: messages are delivered, drawn, and observed by the page itself. */
  async settle(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), 0);
        }),
    );
  }

  /** Everything the page has sent so far, `ready` first. */
  sent(): Promise<readonly unknown[]> {
    return this.page.evaluate(() => (globalThis as unknown as { sent: unknown[] }).sent);
  }

  /** What the page keeps over hiding and reloading. */
  kept(): Promise<unknown> {
    return this.page.evaluate(() => (globalThis as unknown as { kept: unknown }).kept);
  }

  /** Switches the theme while the page is open, as VS Code does. */
  async switchTheme(name: ThemeName): Promise<void> {
    const { bodyClass, variables } = themes[name];
    await this.page.evaluate(
      ({ bodyClass, variables }) => {
        document.documentElement.removeAttribute('style');
        for (const [key, value] of Object.entries(variables))
          document.documentElement.style.setProperty(`--vscode-${key}`, value);
        document.body.className = bodyClass;
      },
      { bodyClass, variables },
    );
    await this.settle();
  }

  /** A picture in `test-results/pages`, to be looked at. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(resultsFolder, 'pages', `${name}.png`), fullPage: true });
  }

  /** Closes the page; fails if it broke its policy, wrote an error or asked for anything from elsewhere. */
  async close(): Promise<void> {
    await this.page.context().close();
    assert.deepEqual(this.#problems, []);
  }
}

/** Opens `dist/pages/<page>`; build first. Returns when the page has said `ready`. */
export async function openPage(browser: Browser, options: OpenOptions): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 900, height: options.height ?? 700 },
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
    forcedColors: options.forcedColors === true ? 'active' : 'none',
    locale: 'en-US',
  });
  const files = await builtFiles(options.page);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  await page.route('**', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin === origin && url.pathname === '/') {
      await route.fulfill({ contentType: 'text/html', body: asVsCodeServes(options) });
    } else if (url.origin === origin && files.has(url.pathname)) {
      await route.fulfill({
        contentType: contentTypes[extname(url.pathname)] ?? '',
        body: files.get(url.pathname) ?? '',
      });
    } else {
      if (url.pathname !== '/favicon.ico' && extname(url.pathname) !== '.map')
        problems.push(`asked for ${url.href}`);
      await route.abort();
    }
  });
  await page.addInitScript(standInForVsCode, options.kept);
  await page.goto(origin);
  await page.waitForFunction(() => (globalThis as unknown as { sent: unknown[] }).sent.length > 0);
  return new OpenPage(page, problems);
}

const read = new Map<string, Promise<ReadonlyMap<string, Buffer>>>();

/** Script and style of a page, by path; read once, so that a build meanwhile does not disturb the tests. */
function builtFiles(page: string): Promise<ReadonlyMap<string, Buffer>> {
  const known = read.get(page);
  if (known) return known;
  const paths = ['.js', '.css'].map((extension) => `/pages/${page}${extension}`);
  const files = Promise.all(
    paths.map(async (path) => [path, await readFile(join(projectFolder, 'dist', path))] as const),
  ).then((entries) => new Map(entries));
  read.set(page, files);
  return files;
}

function asVsCodeServes({ page, theme = 'dark', language = 'en', words = {} }: OpenOptions): string {
  const { bodyClass, variables } = themes[theme];
  const style = Object.entries(variables)
    .map(([key, value]) => `--vscode-${key}: ${value.replaceAll('"', "'")}`)
    .join('; ');
  return pageHtml({
    title: page,
    language,
    words,
    nonce: 'nonce-of-this-test',
    cspSource: origin,
    script: `${origin}/pages/${page}.js`,
    style: `${origin}/pages/${page}.css`,
  })
    .replace('<html ', `<html style="${style}" `)
    .replace('<head>', `<head>${vsCodeStyles}`)
    .replace('<body>', `<body class="${bodyClass}" role="document">`);
}

/** Runs in the page before its own script. */
function standInForVsCode(kept: unknown): void {
  const record = globalThis as unknown as { sent: unknown[]; kept: unknown; acquireVsCodeApi: unknown };
  record.sent = [];
  record.kept = kept;
  let acquired = false;
  record.acquireVsCodeApi = () => {
    if (acquired) throw new Error('The API was acquired twice');
    acquired = true;
    return {
      // What crosses is JSON, as it is between VS Code's processes.
      postMessage: (message: unknown) => record.sent.push(JSON.parse(JSON.stringify(message))),
      getState: () => record.kept,
      setState: (state: unknown) => {
        record.kept = JSON.parse(JSON.stringify(state));
      },
    };
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
}
