// npm test: every check and every test, in order; ends with "N passed, N failed" and a failing exit code if any failed.
//   npm test -- --only core,webview
import { rm } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './host/browser.ts';
import { installCode } from './host/code.ts';
import { installVsix, packageExtension } from './host/extension.ts';
import { resultsFolder } from './host/folders.ts';
import { runNodeTests, type Outcome } from './host/nodeTests.ts';
import { runSuite } from './host/suite.ts';
import { runTool, sum, wordsOf } from './host/tools.ts';

const minute = 60_000;
const tsc = 'typescript/bin/tsc';

const steps: Readonly<Record<string, () => Promise<Outcome>>> = {
  types: async () =>
    sum(await Promise.all(['.', 'webview', 'test'].map((project) => runTool(tsc, ['-p', project])))),
  lint: () => runTool('eslint/bin/eslint.js', ['.']),
  // What nobody uses: files, exports, packages.
  unused: () => runTool('knip/bin/knip.js', []),
  format: () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  build,
  core: () => runNodeTests({ pattern: 'test/core/**/*.test.ts', workers: 2, limit: 10 * minute }),
  webview: async () => {
    await findBrowser();
    return runNodeTests({ pattern: 'test/webview/**/*.test.ts', workers: 2, limit: 10 * minute });
  },
  host: hostTests,
  e2e: stories,
};

/** What only reads the project: side by side, since each keeps one core busy. */
const readers = new Set(['types', 'lint', 'unused', 'format']);

const packaged = mkdtempSync(join(tmpdir(), 'telnyx-packaged-'));

let built: Promise<string> | undefined;

/** The production build, packaged and installed as a person does it; the stories walk about in this one. */
async function installBuild(): Promise<string> {
  const vsix = join(packaged, 'telnyx-explorer.vsix');
  await packageExtension(vsix);
  return installVsix(vsix, join(packaged, 'extensions'));
}

/** The build of this run for the steps that stand on it; its failure is told once, by its own step. */
async function theBuild(): Promise<string> {
  const again = built !== undefined;
  built ??= installBuild();
  return built.catch((error: unknown) => {
    throw again ? new Error('There is no build to test') : error;
  });
}

async function build(): Promise<Outcome> {
  await theBuild();
  return { passed: 1, failed: 0, report: [] };
}

async function stories(): Promise<Outcome> {
  process.env.TEST_EXTENSIONS_DIR = await theBuild();
  await findBrowser();
  return runNodeTests({ pattern: 'test/e2e/**/*.test.ts', workers: 2, limit: 40 * minute });
}

async function hostTests(): Promise<Outcome> {
  await theBuild();
  await Promise.all([installCode(), findBrowser()]);
  const { passed, failed, pending } = await runSuite();
  return {
    passed: passed.length,
    failed: failed.length + pending.length,
    report: [
      ...failed.map(({ title, error }) => `✖ ${title}\n${error.replaceAll(/^/gm, '    ')}`),
      ...pending.map((title) => `✖ ${title}: skipped`),
    ],
  };
}

/** A step that throws, or that ran nothing, has failed. */
async function runStep(name: string, step: () => Promise<Outcome>): Promise<Outcome> {
  const began = Date.now();
  const outcome = await step().catch((error: unknown) => ({
    passed: 0,
    failed: 1,
    report: [wordsOf(error)],
  }));
  const honest =
    outcome.passed + outcome.failed > 0 ? outcome : { passed: 0, failed: 1, report: ['✖ no test ran'] };
  for (const line of honest.report) console.log(line);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(
    `${honest.failed > 0 ? '✖' : '✔'} ${name}: ${honest.passed} passed, ${honest.failed} failed (${seconds} s)`,
  );
  return honest;
}

function chosenSteps(): readonly string[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = Object.keys(steps);
  const chosen = values.only?.split(',') ?? names;
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`--only takes ${names.join(', ')}; not ${unknown.join(', ')}`);
    process.exit(2);
  }
  return names.filter((name) => chosen.includes(name));
}

/** Tests never see the developer's own Telnyx account. */
function forgetAccount(): void {
  for (const name of Object.keys(process.env).filter((name) => name.startsWith('TELNYX_'))) {
    Reflect.deleteProperty(process.env, name);
  }
}

async function main(): Promise<void> {
  const chosen = chosenSteps();
  process.on('exit', () => rmSync(packaged, { recursive: true, force: true }));
  forgetAccount();
  await rm(resultsFolder, { recursive: true, force: true });
  const run = async (name: string): Promise<Outcome[]> => {
    const step = steps[name];
    return step ? [await runStep(name, step)] : [];
  };
  const read = await Promise.all(chosen.filter((name) => readers.has(name)).map(run));
  const outcomes = read.flat();
  for (const name of chosen.filter((name) => !readers.has(name))) outcomes.push(...(await run(name)));
  const left = Object.keys(steps).filter((name) => !chosen.includes(name));
  if (left.length > 0) console.log(`Not run: ${left.join(', ')}`);
  const { passed, failed } = sum(outcomes);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

await main();
