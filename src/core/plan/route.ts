import { settingId, type Table, type Value, type Values } from '../settings/setting.ts';
import type { Change, NumberName } from './plan.ts';
import { isSent, type Plan, type PlanRow, type TakenOut } from './rows.ts';
import type { StepOperation, Way } from './run.ts';
import { batchBody, beside, valuesIn } from './stepBody.ts';

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
    const batches = [...this.#batches.values()];
    for (const lane of batches) if (lane.rows.length < leastForJob) this.#byOne(lane);
    const worth = batches.filter(
      ({ rows, operation }) => rows.length >= leastForJob || onlyByJob(operation, rows),
    );
    return [...this.#singles.values(), ...worth]
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

  /** A batch that is too small for a job, as single requests. */
  #byOne({ operation, rows }: Lane): void {
    if (onlyByJob(operation, rows)) return;
    for (const row of rows) {
      if (operation === 8) this.#add(17, undefined, row);
      else
        for (const [single, mine] of this.#bySetting(row.mine))
          this.#add(single, undefined, { ...row, mine });
    }
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
  if (operation === 10) return first?.mine['general.deletion_lock_enabled'] !== undefined;
  // Alone, operation 19 asks for the address even to switch off.
  const id = 'emergency.emergency_address_id';
  return operation === 9 && rows.some(({ mine, before }) => typeof (mine[id] ?? before[id]) !== 'string');
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
