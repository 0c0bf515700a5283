import { settingId, type Table, type Value, type Values } from '../settings/setting.ts';
import { lockId } from './compare.ts';
import type { Change, NumberName } from './plan.ts';
import { isSent, type Plan, type PlanRow, type TakenOut } from './rows.ts';
import type { StepOperation, Way } from './run.ts';
import { batchBody, beside, changesOf, valuesIn } from './stepBody.ts';

/** What one step does to one number. Rows share `before` and `mine` where they are equal. */
export interface StepRow {
  readonly number: NumberName;
  /** What the account held of the fields and of those that travel with them; absent: unknown. */
  readonly before: Values;
  /** What is to be written; empty for a deletion. */
  readonly mine: Values;
}

/** One chunk of a run. All rows of a job or order get the same body. */
export interface Step {
  readonly operation: StepOperation;
  readonly way: Way;
  readonly rows: readonly StepRow[];
}

export interface RouteOptions {
  /** Numbers in one step at most. */
  readonly chunk: number;
  /** From how many equal numbers on a job is better than single requests: it takes seconds, and a place of 20. */
  readonly leastForJob: number;
}

export const routeDefaults: RouteOptions = { chunk: 1000, leastForJob: 10 };

/**
 * Steps in the order in which they are made: what answers at once first, what Telnyx works on for a while after it, and what
 * the emergency services have to do with, which may take minutes, after that; deletions last. No step begins before those of the operations before it ended.
 */
export const order: readonly StepOperation[] = [16, 23, 21, 18, 26, 1, 10, 19, 9, 17, 8];

/** The requests that make up a plan, cheapest first thought of: jobs where many want the same, else one by one. */
export function routePlan(
  plan: Plan,
  out: TakenOut,
  table: Table,
  options: RouteOptions = routeDefaults,
): readonly Step[] {
  const sent = plan.rows.filter((row) => isSent(row, out));
  const lanes = new Lanes(table);
  for (const row of sent) lanes.put(row);
  return lanes.steps(options);
}

interface Lane {
  readonly operation: StepOperation;
  readonly way: Way;
  readonly rows: StepRow[];
}

/** What rows with equal changes and equal live values need, worked out once for all of them. */
interface Need {
  /** Operation by operation: the lane of a job or order is told by `key`, that of single requests by none. */
  readonly parts: readonly ({
    readonly operation: StepOperation;
    readonly key?: string;
  } & Omit<StepRow, 'number'>)[];
}

class Lanes {
  readonly #table: Table;
  readonly #needs = new Map<readonly Change[], Map<Values, Need>>();
  readonly #batches = new Map<string, Lane>();
  readonly #singles = new Map<StepOperation, Lane>();

  constructor(table: Table) {
    this.#table = table;
  }

  put(row: PlanRow): void {
    const { number, live: before } = row;
    if (row.deletes) {
      this.#add(8, 'deletions', { number, before, mine: {} });
      return;
    }
    for (const { operation, key, before: held, mine } of this.#need(row).parts)
      this.#add(operation, key, { number, before: held, mine });
  }

  steps({ chunk, leastForJob }: RouteOptions): readonly Step[] {
    const small = [...this.#batches].filter(([, { rows }]) => rows.length < leastForJob);
    const mixed = small.filter(([, { operation, rows }]) => operation === 10 && locksAndMore(rows));
    const numbers = mixed.reduce((sum, [, { rows }]) => sum + rows.length, 0);
    // One job for the lock of all, and a request for the rest of each, instead of many jobs for few numbers each.
    const apart = numbers + leastForJob < mixed.length * leastForJob ? new Set(mixed) : new Set();
    for (const entry of small) {
      const [key, { operation, rows }] = entry;
      if (onlyByJob(operation, rows) && !apart.has(entry)) continue;
      this.#batches.delete(key);
      this.#byOne(operation, rows);
    }
    return [...this.#singles.values(), ...this.#batches.values()]
      .sort((a, b) => order.indexOf(a.operation) - order.indexOf(b.operation))
      .flatMap(({ rows, operation, way }) =>
        chunks(rows, chunk).map((part) => ({ operation, way, rows: part })),
      );
  }

  #need({ changes, live }: PlanRow): Need {
    const known = this.#needs.get(changes) ?? new Map<Values, Need>();
    this.#needs.set(changes, known);
    const need = known.get(live) ?? needOf(changes, live, this.#table);
    known.set(live, need);
    return need;
  }

  #add(operation: StepOperation, key: string | undefined, row: StepRow): void {
    const make = (way: Way) => (): Lane => ({ operation, way, rows: [] });
    const lane =
      key === undefined
        ? keep(this.#singles, operation, make('single'))
        : keep(this.#batches, `${operation} ${key}`, make(operation === 1 ? 'order' : 'job'));
    lane.rows.push(row);
  }

  /** A batch that is too small for a job, as single requests; the deletion lock goes into a job with those of others. */
  #byOne(operation: StepOperation, rows: readonly StepRow[]): void {
    for (const row of rows) {
      if (operation === 8) this.#add(17, undefined, row);
      else
        for (const [single, mine] of this.#bySetting(row.mine))
          this.#add(single, single === 10 ? this.#bodyKey({ ...row, mine }) : undefined, { ...row, mine });
    }
  }

  /** What tells the lane of a job of operation 10. */
  #bodyKey(row: StepRow): string {
    return JSON.stringify(batchBody(10, changesOf(row, this.#table), row.before, this.#table));
  }

  #bySetting(mine: Values): Map<StepOperation, Values> {
    const parts = new Map<StepOperation, Record<string, Value>>();
    for (const setting of this.#table.settings) {
      const value = mine[settingId(setting)];
      if (value !== undefined)
        keep(parts, setting.operation, (): Record<string, Value> => ({}))[settingId(setting)] = value;
    }
    return parts;
  }
}

/** What only a job can do, however few the numbers are. */
function onlyByJob(operation: StepOperation, rows: readonly StepRow[]): boolean {
  const [first] = rows;
  if (operation === 10) return first?.mine[lockId] !== undefined;
  // Alone, operation 19 asks for the address even to switch off.
  const id = 'emergency.emergency_address_id';
  return operation === 9 && rows.some(({ mine, before }) => typeof (mine[id] ?? before[id]) !== 'string');
}

/** They set the deletion lock, which needs a job, and something that does not. All rows of a lane set the same. */
function locksAndMore([first]: readonly StepRow[]): boolean {
  return first?.mine[lockId] !== undefined && Object.keys(first.mine).length > 1;
}

function needOf(changes: readonly Change[], live: Values, table: Table): Need {
  const sent = changes.filter(({ verdict }) => verdict === 'change');
  const [by16, by21] = [16, 21].map((operation) =>
    sent.filter(({ setting }) => setting.operation === operation),
  );
  // What no batch takes needs a request of its own, which takes the rest of its operation along.
  const alone = new Set(
    [by16, by21].filter((part) => part?.some(({ setting }) => setting.batch === undefined)).flat(),
  );
  const lanes = new Map<string, { operation: StepOperation; key?: string; changes: Change[] }>();
  for (const change of sent) {
    const batch = alone.has(change) || !batchTakes(change, sent, live) ? undefined : change.setting.batch;
    const operation = batch ?? change.setting.operation;
    const lane = keep(lanes, `${operation} ${String(batch)}`, () => ({ operation, changes: [] as Change[] }));
    lane.changes.push(change);
    if (batch !== undefined) lane.key = '';
  }
  return {
    parts: [...lanes.values()].map(({ operation, key, changes: own }) => ({
      operation,
      ...(key !== undefined && { key: JSON.stringify(batchBody(operation, own, live, table)) }),
      before: beside(own, live, table),
      mine: valuesIn(own),
    })),
  };
}

/** A batch cannot give an address to a number whose emergency calling stays off (D14). */
function batchTakes({ setting }: Change, sent: readonly Change[], live: Values): boolean {
  if (setting.batch !== 9) return true;
  const wish = sent.find((change) => change.setting.key === 'emergency_enabled')?.mine;
  const enabled = wish ?? live['emergency.emergency_enabled'];
  return enabled === true || sent.every((change) => change.setting.key !== 'emergency_address_id');
}

function chunks<T>(rows: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
    rows.slice(at * size, (at + 1) * size),
  );
}

function keep<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
