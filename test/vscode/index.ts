// What the extension host runs: every test file beside the bundle of this one.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** What the host's run tells the outside, as the file named by `TEST_REPORT`. */
export interface HostReport {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly title: string; readonly error: string }[];
  /** Tests that were skipped or never written; none is allowed. */
  readonly pending: readonly string[];
}

/** Called by VS Code; rejects when a test failed, which becomes the exit code. */
export async function run(): Promise<void> {
  // The base reporter prints nothing: printed words would end in the console of a page.
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: Mocha.reporters.Base });
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'));
  for (const file of files) mocha.addFile(join(__dirname, file));
  if (process.env.TEST_GREP) mocha.grep(process.env.TEST_GREP);
  const passed: string[] = [];
  const failed: { title: string; error: string }[] = [];
  const pending: string[] = [];
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => passed.push(test.fullTitle()))
      .on('pending', (test) => pending.push(test.fullTitle()))
      .on('fail', (test, error: Error) =>
        failed.push({ title: test.fullTitle(), error: describeError(error) }),
      );
  });
  const report: HostReport = { passed, failed, pending };
  if (process.env.TEST_REPORT) writeFileSync(process.env.TEST_REPORT, JSON.stringify(report));
  if (failed.length + pending.length > 0 || passed.length === 0) throw new Error('Not every test passed');
}

function describeError(error: Error & { expected?: unknown; actual?: unknown }): string {
  const difference =
    'expected' in error
      ? `\nexpected ${JSON.stringify(error.expected)}, got ${JSON.stringify(error.actual)}`
      : '';
  return `${error.stack ?? error.message}${difference}`;
}
