import * as v from 'valibot';
import { checksum } from './checksum.ts';

const value = v.union([v.string(), v.boolean(), v.null(), v.array(v.string())]);
const values = v.record(v.string(), value);
const integer = v.pipe(v.number(), v.integer());
const step = v.pipe(integer, v.minValue(0));
const became = v.picklist([
  'waiting',
  'underway',
  'changed',
  'otherwise',
  'failed',
  'conflict',
  'unknown',
  'left',
  'already',
]);
const text = v.optional(v.string());
const operation = v.picklist([1, 8, 9, 10, 16, 17, 18, 19, 21, 23, 26]);
const counts = v.object({
  waiting: step,
  underway: step,
  changed: step,
  otherwise: v.optional(step, 0),
  failed: step,
  conflict: step,
  unknown: step,
  left: step,
  already: v.optional(step, 0),
});
const stepCounts = v.object({ done: step, all: step });

const begin = v.object({
  kind: v.literal('begin'),
  id: v.string(),
  at: v.number(),
  source: v.picklist(['verb', 'form', 'documents', 'import', 'drop', 'undo', 'retry']),
  family: v.picklist(['numbers', 'mobile']),
  title: v.string(),
  of: text,
  /** Its values are ones that the account held before. */
  restores: v.optional(v.object({ title: v.string(), again: v.boolean() })),
  numbers: step,
  deletions: step,
  steps: step,
  /** The newest job there was before this run; absent when there was none, or nobody could say. */
  marker: text,
});

/** What a run writes down, one line each, before and after everything it does. Times are milliseconds since 1970. */
const entry = v.variant('kind', [
  begin,
  /** A step and its before-images. `rows`: id, +E.164, places in `befores` and `mines`. No secret is ever in it. */
  v.object({
    kind: v.literal('step'),
    n: step,
    operation,
    way: v.picklist(['job', 'order', 'single']),
    befores: v.array(values),
    mines: v.array(values),
    rows: v.array(v.tuple([v.string(), v.string(), step, step])),
  }),
  /** A window begins or goes on. Everything before it is on disk. */
  v.object({ kind: v.literal('go'), at: v.number() }),
  /** About to be sent; `i` names the row of a single request, `body` is what a job or order gets. */
  v.object({
    kind: v.literal('send'),
    n: step,
    at: v.number(),
    i: v.optional(step),
    body: v.optional(v.record(v.string(), v.unknown())),
  }),
  /** It was refused without any effect, or never left: it may be sent again. */
  v.object({ kind: v.literal('back'), n: step, at: v.number(), i: v.optional(step) }),
  /** Telnyx took a job or an order; `found` when no answer said so, and it was found among the jobs instead. */
  v.object({
    kind: v.literal('taken'),
    n: step,
    at: v.number(),
    job: v.string(),
    found: v.optional(v.boolean()),
  }),
  /** What rows came to: place in the step, what became of it, code, sentence. */
  v.object({
    kind: v.literal('told'),
    n: step,
    at: v.number(),
    rows: v.array(v.tuple([step, became, v.nullable(v.string()), v.nullable(v.string())])),
    /** What Telnyx holds instead, by place in the step. */
    kept: v.optional(v.record(v.string(), values)),
  }),
  v.object({ kind: v.literal('done'), n: step, at: v.number() }),
  v.object({
    kind: v.literal('halt'),
    at: v.number(),
    phase: v.picklist(['paused', 'stopped', 'cancelled']),
    trouble: text,
  }),
  /** The last word, with the figures for the list of runs. */
  v.object({
    kind: v.literal('end'),
    at: v.number(),
    phase: v.picklist(['cancelled', 'done']),
    counts,
    /** Absent in older records. */
    touched: v.optional(step),
    steps: stepCounts,
  }),
]);

export type Entry = v.InferOutput<typeof entry>;
export type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

/** One line: checksum, a space, JSON without line breaks, a line break. */
export function lineOf(one: Entry): string {
  const json = JSON.stringify(one);
  return `${checksum(json)} ${json}\n`;
}

/** What a line says; undefined when it was damaged. */
export function entryIn(line: string): Entry | undefined {
  const [sum, json] = [line.slice(0, 8), line.slice(9)];
  if (line[8] !== ' ' || checksum(json) !== sum) return undefined;
  try {
    const decoded = v.safeParse(entry, JSON.parse(json));
    return decoded.success ? decoded.output : undefined;
  } catch {
    return undefined;
  }
}
