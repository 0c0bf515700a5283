// Understands VS Code's own command line as @vscode/test-electron writes it, runs the suite in the extension host of
// a real VS Code (server and browser), and ends with the suite's exit code.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { openWorkbench } from './workbench.ts';

const longestRun = 600_000;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
    locale: { type: 'string' },
  },
});

function option(name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

async function userSettings(): Promise<Record<string, unknown>> {
  const file = join(option('user-data-dir') ?? '', 'User', 'settings.json');
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, unknown>;
}

/** What the suite is given on purpose; nothing else of this environment that concerns Telnyx reaches this process. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(TELNYX|TEST)_/.test(name)));
}

async function main(): Promise<number> {
  const developmentPath = resolve(option('extensionDevelopmentPath') ?? '.');
  const testsPath = resolve(option('extensionTestsPath') ?? '.');
  const [workspace] = positionals;
  let report: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => (report = resolve));
  await using workbench = await openWorkbench({
    developmentPath,
    testsPath,
    settings: await userSettings(),
    env: environment(),
    ...(workspace === undefined ? {} : { workspace: resolve(workspace) }),
    ...(option('locale') === 'zh-cn' ? { language: 'zh-cn' } : {}),
    prepare: async (context: BrowserContext) => {
      await context.exposeFunction('codeAutomationLog', () => undefined);
      await context.exposeFunction('codeAutomationExit', (code: number) => report(code));
    },
  });
  const code = await Promise.race([ended, sleep(longestRun, undefined, { ref: false })]);
  if (code === 0) return 0;
  console.error(code === undefined ? 'The suite did not end in time.' : '', await workbench.log());
  return 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error);
  return 1;
});
