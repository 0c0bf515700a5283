import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import type { EventData } from 'node:test';
import { inspect } from 'node:util';
import { projectFolder } from './folders.ts';

/** What a step found; a line for each thing that went wrong. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly report: readonly string[];
}

export interface NodeTestOptions {
  /** Which files, from the project's folder. */
  readonly pattern: string;
  /** How many files run at once. */
  readonly workers: number;
  /** Milliseconds after which whatever still runs is ended and counted as failed. */
  readonly limit: number;
}

/**
 * Runs node:test files, each in a process of its own, and counts single tests. A file that crashes, hangs or holds no
 * test counts as failed, and so does a test that was skipped.
 */
export async function runNodeTests({ pattern, workers, limit }: NodeTestOptions): Promise<Outcome> {
  const files = globSync(join(projectFolder, pattern)).sort();
  const report: string[] = [];
  const printed = new Map<string, string[]>();
  let passed = 0;
  let failed = 0;
  const fail = (line: string) => {
    failed += 1;
    report.push(line);
  };
  const keep = ({ file, message }: EventData.TestStdout | EventData.TestStderr) => {
    printed.set(file, [...(printed.get(file) ?? []), message]);
  };
  if (files.length === 0) return { passed, failed, report };
  const stream = run({ files, concurrency: workers, signal: AbortSignal.timeout(limit) });
  const broken = new Set<string>();
  stream.on('test:stdout', keep).on('test:stderr', keep);
  stream.on('test:pass', (data) => {
    if (data.details.type === 'suite') return;
    if (data.name === data.file) fail(`✖ ${place(data)} holds no test`);
    else if (data.skip ?? data.todo) fail(`✖ ${place(data)} ${data.name}: skipped`);
    else passed += 1;
  });
  stream.on('test:fail', (data) => {
    if (data.details.type === 'suite' && isOnlyItsTests(data)) return;
    broken.add(data.file ?? '');
    fail(`✖ ${place(data)} ${data.name === data.file ? '(the file)' : data.name}\n${reason(data)}`);
  });
  await new Promise((resolve) => stream.on('end', resolve).resume());
  for (const file of broken) report.push(...(printed.get(file) ?? []).map((text) => text.trimEnd()));
  return { passed, failed, report };
}

function place({ file, line }: EventData.TestPass | EventData.TestFail): string {
  return file === undefined ? '' : `${relative(projectFolder, file)}:${String(line ?? 1)}`;
}

/** A suite fails with its tests, which are told by themselves; it may also fail alone, in a hook. */
function isOnlyItsTests({ details }: EventData.TestFail): boolean {
  return (details.error as { failureType?: string }).failureType === 'subtestsFailed';
}

/** The words and the places in this project; the test runner's own frames say nothing. */
function reason({ details }: EventData.TestFail): string {
  const { cause } = details.error as { cause?: unknown };
  const error = cause ?? details.error;
  const words = error instanceof Error ? (error.stack ?? error.message) : inspect(error);
  const lines = words.split('\n').filter((line) => !/^\s+at .*(node:|processTicksAndRejections)/.test(line));
  return lines.map((line) => `    ${line}`).join('\n');
}
