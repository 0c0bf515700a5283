import { sameKnown, sameValue } from '../settings/kinds.ts';
import { valuesOf, type Records } from '../settings/record.ts';
import { wholeOf } from '../settings/rest.ts';
import {
  settingId,
  type Operation,
  type RecordKey,
  type Table,
  type Value,
  type Values,
} from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { systemClock, type Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { sortFaults, type SortedFaults } from './faults.ts';
import { conflictsOf, planNumber, toSend, type Change, type NumberPlan, type Wish } from './plan.ts';
import { look } from './read.ts';
import { isAtWork } from './settled.ts';
import { recordsOf, steps, type Sent, type StepParts, type Waiting } from './steps.ts';

/**
 * What became of one wished field. `kept`: the server holds what was asked. `different`: the server took the
 * request but holds something else. `untold`: the server does not tell this field, so nobody can say.
 */
export interface FieldResult {
  readonly change: Change;
  readonly became: 'kept' | 'different' | 'untold';
  /** What the server holds after the request, where it tells. */
  readonly now?: Value;
}

/** What became of one request and the fields that went with it. */
export type StepResult = { readonly operation: Operation; readonly fields: readonly FieldResult[] } & (
  | {
      readonly result: 'saved';
      /** True when the answer got lost and the number itself was looked at instead. */
      readonly looked: boolean;
      readonly warning?: string;
    }
  /** The server took it and still works on it; nobody waited for the end. */
  | { readonly result: 'underway' }
  /** The server refused: nothing of this request was changed. */
  | { readonly result: 'refused'; readonly failure: Failure; readonly faults: SortedFaults }
  /** Sent, no clear answer, and looking did not show the change. It may still take effect. */
  | {
      readonly result: 'unclear';
      readonly failure: Failure;
      /** Whether looking was possible. */
      readonly seen: boolean;
    }
);

/** What became of a wish for one number. `records` are those read on the way, as they are now. */
export type Outcome =
  /** Every field was as wished already: nothing was sent. */
  | { readonly result: 'nothing'; readonly records: Records; readonly plan: NumberPlan }
  /** Somebody else changed a wished field meanwhile: nothing was sent. */
  | { readonly result: 'conflict'; readonly records: Records; readonly plan: NumberPlan }
  /** Nothing was sent: the number could not be read, or the door is closed. */
  | { readonly result: 'not-sent'; readonly failure: Failure }
  /** What became of each request, in the order they were made. */
  | { readonly result: 'sent'; readonly records: Records; readonly steps: readonly StepResult[] };

/** Told what a save does before it does it, so that it is remembered and can be taken back. It never throws. */
export interface Witness {
  /** What is to be sent, and what the account holds, as `wholeOf` tells it. */
  begin(plan: NumberPlan, live: Values): Promise<void>;
  /** A request is about to be sent. */
  sending(operation: Operation): Promise<void>;
  came(step: StepResult): Promise<void>;
  /** Nothing more is sent. */
  over(): Promise<void>;
}

export interface ApplyOptions {
  readonly witness?: Witness | undefined;
  readonly table?: Table;
  readonly clock?: Clock;
  /** Aborts when nobody wants to wait for jobs and provisioning any longer; what was sent stays sent. */
  readonly leave?: AbortSignal;
  /** Told before a request is made, and again when its work goes on behind the answer. */
  readonly onProgress?: (operation: Operation, waiting?: Waiting) => void;
}

function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  throw thrown;
}

/** The settings a person wants otherwise than they were. */
function wished({ base, mine }: Wish, table: Table) {
  return table.settings.filter((setting) => {
    const id = settingId(setting);
    return mine[id] !== undefined && !sameKnown(base[id], mine[id]);
  });
}

/**
 * Applies the wish for one number: reads again what the wish is about (operations 15, 22, 20), compares, and makes
 * one request for each operation that has changed fields, each once, whatever becomes of the others. Nothing is sent
 * when any wished field is in conflict. Throws nothing but bugs.
 */
export async function applyWish(door: Door, wish: Wish, options: ApplyOptions = {}): Promise<Outcome> {
  const { table = numberTable } = options;
  const keys: RecordKey[] = [table.primary, ...wished(wish, table).flatMap(({ record }) => record ?? [])];
  const before = await look(door, wish.number.id, keys);
  const failure = before.missed[table.primary] ?? Object.values(before.missed)[0];
  if (failure) return { result: 'not-sent', failure };
  const plan = planNumber(wish, valuesOf(before.records, table), table);
  if (conflictsOf(plan).length > 0) return { result: 'conflict', records: before.records, plan };
  const changes = toSend(plan);
  if (changes.length === 0) return { result: 'nothing', records: before.records, plan };
  return sendAll(door, plan, before.records, options);
}

async function sendAll(
  door: Door,
  plan: NumberPlan,
  before: Records,
  { table = numberTable, clock = systemClock, leave, onProgress, witness }: ApplyOptions,
): Promise<Outcome> {
  let records = before;
  await witness?.begin(plan, wholeOf(before, table));
  const results: StepResult[] = [];
  for (const { operation, send } of steps) {
    const changes = toSend(plan).filter(({ setting }) => setting.operation === operation);
    if (changes.length === 0) continue;
    onProgress?.(operation);
    await witness?.sending(operation);
    const done = await runStep(
      {
        door,
        number: plan.number,
        changes,
        live: wholeOf(records, table),
        table,
        clock,
        leave: leave ?? new AbortController().signal,
        onWait: (what) => onProgress?.(operation, what),
      },
      operation,
      send,
    );
    records = { ...records, ...done.records };
    results.push(done.step);
    await witness?.came(done.step);
  }
  await witness?.over();
  return { result: 'sent', records, steps: results };
}

interface Ran {
  readonly step: StepResult;
  readonly records: Records;
}

/** Makes one request for one number, once, and finds out what came of it. Throws nothing but bugs. */
export async function runStep(
  parts: StepParts,
  operation: Operation,
  send: (parts: StepParts) => Promise<Sent>,
): Promise<Ran> {
  const { door, number, changes } = parts;
  try {
    const { records: answered, underway, warning, lost } = await send(parts);
    const missing = recordsOf(changes).filter((key) => !answered[key]);
    const records = { ...answered, ...(await look(door, number.id, missing)).records };
    const fields = resultsOf(parts, records);
    if (lost && !isKept(fields)) return { step: unclear(parts, operation, lost, records), records };
    const step: StepResult = underway
      ? { operation, result: 'underway', fields }
      : { operation, result: 'saved', fields, looked: false, ...(warning !== undefined && { warning }) };
    return { step, records };
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.effect === 'unclear') return lookAfter(parts, operation, failure);
    const changed = changes.map(({ setting }) => setting);
    const along = parts.table.settings.filter((setting) => setting.operation === operation);
    const faults = sortFaults(failure, changed, along);
    const fields = changes.map((change): FieldResult => ({ change, became: 'different' }));
    return { step: { operation, result: 'refused', fields, failure, faults }, records: {} };
  }
}

/** After an unclear answer: looks, never resends. */
async function lookAfter(parts: StepParts, operation: Operation, failure: Failure): Promise<Ran> {
  const { door, number, changes } = parts;
  const { records } = await look(door, number.id, recordsOf(changes));
  const fields = resultsOf(parts, records);
  if (isKept(fields)) {
    const atWork = operation === 19 && isAtWork(records.voice);
    const step: StepResult = atWork
      ? { operation, result: 'underway', fields }
      : { operation, result: 'saved', fields, looked: true };
    return { step, records };
  }
  return { step: unclear(parts, operation, failure, records), records };
}

const isKept = (fields: readonly FieldResult[]) => fields.every(({ became }) => became === 'kept');

function unclear(parts: StepParts, operation: Operation, failure: Failure, records: Records): StepResult {
  const keys = recordsOf(parts.changes);
  const seen = keys.length > 0 && keys.every((key) => records[key]);
  return { operation, result: 'unclear', fields: resultsOf(parts, records), failure, seen };
}

function resultsOf({ changes, table }: StepParts, records: Records): readonly FieldResult[] {
  const values = valuesOf(records, table);
  return changes.map((change) => {
    const now = values[settingId(change.setting)];
    if (now === undefined || change.mine === undefined) return { change, became: 'untold' };
    return { change, became: sameValue(now, change.mine) ? 'kept' : 'different', now };
  });
}

/** Whether every request of an outcome was taken. */
export function allTaken(outcome: Outcome): boolean {
  if (outcome.result === 'nothing') return true;
  return (
    outcome.result === 'sent' &&
    outcome.steps.every(({ result }) => result === 'saved' || result === 'underway')
  );
}
