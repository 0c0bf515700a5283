import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { extensions } from 'vscode';

/** What one activation took: milliseconds, and bytes that stayed on the heap. */
export interface Activation {
  readonly load: number;
  readonly activate: number;
  readonly whole: number;
  readonly heap: number;
  /** The same a moment later, with what activation only began: an account is open. */
  readonly settled: number;
}

/** The names of the extensions to activate, in this order, and the file to write the answer to. */
export interface Question {
  readonly order: readonly string[];
  readonly answer: string;
}

export type Answer = Readonly<Record<string, Activation>>;

interface Marks {
  readonly MonacoPerformanceMarks: {
    getMarks(): readonly { readonly name: string; readonly startTime: number }[];
  };
}

const quiet = 500;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

function markOf(step: string, id: string): number {
  const { MonacoPerformanceMarks } = globalThis as unknown as Marks;
  const name = `code/extHost/${step}/${id}`;
  const found = MonacoPerformanceMarks.getMarks().find((mark) => mark.name === name);
  if (!found) throw new Error(`The extension host has no mark ${name}`);
  return found.startTime;
}

async function measure(id: string): Promise<Activation> {
  const extension = extensions.getExtension(id);
  if (!extension || extension.isActive) throw new Error(`${id} is not there, or active already`);
  const before = heapUsed();
  await extension.activate();
  const heap = heapUsed() - before;
  await sleep(quiet);
  const settled = heapUsed() - before;
  const [began, loaded, called, done] = [
    markOf('willLoadExtensionCode', id),
    markOf('didLoadExtensionCode', id),
    markOf('willActivateExtension', id),
    markOf('didActivateExtension', id),
  ];
  return { load: loaded - began, activate: done - called, whole: done - began, heap, settled };
}

/** Started when the host is up: activates each extension in a quiet moment, one after the other. */
export async function activate(): Promise<void> {
  const { BENCH_QUESTION: file = '' } = process.env;
  const { order, answer } = JSON.parse(readFileSync(file, 'utf8')) as Question;
  await sleep(4 * quiet);
  const found: Record<string, Activation> = {};
  for (const id of order) found[id] = await measure(id);
  writeFileSync(answer, JSON.stringify(found));
}
