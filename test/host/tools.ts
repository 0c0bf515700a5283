import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from './folders.ts';
import type { Outcome } from './nodeTests.ts';

const longest = 300_000;

/** Runs one of the tool chain's own programs; counts as one check, and is quoted only when it complains. */
export async function runTool(program: string, args: readonly string[]): Promise<Outcome> {
  const script = join(projectFolder, 'node_modules', program);
  const options = { cwd: projectFolder, timeout: longest, maxBuffer: 64 * 1024 * 1024 };
  return promisify(execFile)(process.execPath, [script, ...args], options).then(
    () => ({ passed: 1, failed: 0, report: [] }),
    (error: unknown) => ({ passed: 0, failed: 1, report: [wordsOf(error)] }),
  );
}

/** What a failed program printed, else why it failed. */
export function wordsOf(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${stdout}${stderr}`.trim() || words;
}

/** Several outcomes counted together. */
export function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
    report: outcomes.flatMap(({ report }) => report),
  };
}
