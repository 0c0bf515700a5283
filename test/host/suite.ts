import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import type { HostReport } from '../vscode/index.ts';
import { cacheFolder, projectFolder } from './folders.ts';
import { baseSettings } from './settings.ts';

const suiteFolder = join(cacheFolder, 'suite');

/** Bundles every `test/vscode/*.test.ts` as a file of its own, so that none can be forgotten. */
export async function buildSuite(): Promise<void> {
  const folder = join(projectFolder, 'test', 'vscode');
  await rm(suiteFolder, { recursive: true, force: true });
  await build({
    entryPoints: [join(folder, 'index.ts'), ...globSync(join(folder, '*.test.ts'))],
    outdir: suiteFolder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    // The main file of jsonc-parser loads its parts by names that no bundler sees.
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha', 'playwright-core'],
    define: { 'import.meta.main': 'false' },
    logLevel: 'warning',
  });
}

export interface SuiteOptions {
  /** Use a desktop VS Code (downloaded by @vscode/test-electron) instead of the server from npm. */
  readonly desktop?: boolean;
  /** The extension under test: the project itself when left out. */
  readonly developmentPath?: string;
}

/** Runs the suite inside a real extension host; a host that never reports is an error. */
export async function runSuite({ desktop = false, developmentPath }: SuiteOptions = {}): Promise<HostReport> {
  await buildSuite();
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-suite-'));
  try {
    const workspace = join(folder, 'workspace');
    const userFolder = join(folder, 'user', 'User');
    const reportFile = join(folder, 'report.json');
    await mkdir(workspace);
    await mkdir(userFolder, { recursive: true });
    await writeFile(join(userFolder, 'settings.json'), JSON.stringify(baseSettings('dark', false)));
    const ended = await runTests({
      ...(desktop ? {} : { vscodeExecutablePath: join(import.meta.dirname, 'code-cli.mjs') }),
      extensionDevelopmentPath: developmentPath ?? projectFolder,
      extensionTestsPath: join(suiteFolder, 'index.cjs'),
      extensionTestsEnv: { ...withoutTelnyx(), TEST_REPORT: reportFile },
      launchArgs: [workspace, `--user-data-dir=${join(folder, 'user')}`],
    }).catch((error: unknown) => error);
    const text = await readFile(reportFile, 'utf8').catch(() => {
      throw new Error('The extension host ended without a report', { cause: ended });
    });
    return JSON.parse(text) as HostReport;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The developer's own account must not be the one under test. */
function withoutTelnyx(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) => name.startsWith('TELNYX_'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
