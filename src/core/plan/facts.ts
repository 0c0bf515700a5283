import type { Setting, Table, Value } from '../settings/setting.ts';
import { isSent, type Block, type Plan, type PlanRow, type RowState, type TakenOut } from './rows.ts';
import { routePlan, type RouteOptions } from './route.ts';
import type { StepOperation } from './run.ts';

/** One setting that a plan writes. */
export interface Written {
  readonly setting: Setting;
  /** How many numbers get it. */
  readonly numbers: number;
  /** The value, where all get the same. */
  readonly mine?: Value;
}

/** What nobody can take back. */
export type Lasting = 'deletion' | 'secret' | 'untold' | 'unclearable';

/** What a plan comes to without the rows taken out: for the head line, and for whoever decides. */
export interface Facts {
  /** All rows, those taken out included, by state. */
  readonly rows: Readonly<Record<RowState, number>>;
  readonly blocks: Readonly<Partial<Record<Block['why'], number>>>;
  /** Rows that would be sent but were taken out. */
  readonly out: number;
  /** Numbers that are written to, deletions included. */
  readonly numbers: number;
  readonly deletions: number;
  readonly writes: readonly Written[];
  /** Requests that change something, in all and by operation. Reading and following jobs come on top. */
  readonly requests: number;
  readonly jobs: number;
  readonly byOperation: readonly {
    readonly operation: StepOperation;
    readonly requests: number;
    readonly numbers: number;
  }[];
  /** Numbers of which a part cannot be taken back, by why. */
  readonly lasting: Readonly<Partial<Record<Lasting, number>>>;
  /** The count to type before it is applied, and how many of these are deleted; absent when none is asked for. */
  readonly confirm?: { readonly count: number; readonly deletions: number };
}

/** Why a change of this field cannot be taken back; undefined when it can. */
export function lastingOf(setting: Setting, before: Value | undefined): Lasting | undefined {
  if (setting.type.kind === 'secret') return 'secret';
  if (before === undefined) return 'untold';
  return before === null && setting.cleared === undefined ? 'unclearable' : undefined;
}

export function factsOf(
  plan: Plan,
  out: TakenOut,
  table: Table,
  { largeFrom, ...route }: RouteOptions & { readonly largeFrom: number },
): Facts {
  const rows: Record<RowState, number> = { send: 0, already: 0, conflict: 0, blocked: 0 };
  const blocks: Partial<Record<Block['why'], number>> = {};
  for (const { state, block } of plan.rows) {
    rows[state] += 1;
    if (block) blocks[block.why] = (blocks[block.why] ?? 0) + 1;
  }
  const sent = plan.rows.filter((row) => isSent(row, out));
  const steps = routePlan(plan, out, table, route);
  const operations = [...new Set(steps.map(({ operation }) => operation))];
  const requestsOf = (step: (typeof steps)[number]) => (step.way === 'single' ? step.rows.length : 1);
  const byOperation = operations.map((operation) => {
    const own = steps.filter((step) => step.operation === operation);
    return {
      operation,
      requests: own.reduce((sum, step) => sum + requestsOf(step), 0),
      numbers: own.reduce((sum, step) => sum + step.rows.length, 0),
    };
  });
  const deletions = sent.filter(({ deletes }) => deletes).length;
  const asks = deletions > 0 || sent.length >= largeFrom;
  return {
    rows,
    blocks,
    out: rows.send - sent.length,
    numbers: sent.length,
    deletions,
    writes: writesOf(sent),
    requests: byOperation.reduce((sum, { requests }) => sum + requests, 0),
    jobs: steps.filter(({ way }) => way === 'job').length,
    byOperation,
    lasting: lastingIn(sent),
    ...(asks && { confirm: { count: sent.length, deletions } }),
  };
}

/** How many of the rows have these changes: rows share them, so that each is looked at once. */
function tally(rows: readonly PlanRow[]): ReadonlyMap<PlanRow['changes'], number> {
  const counts = new Map<PlanRow['changes'], number>();
  for (const { changes } of rows) counts.set(changes, (counts.get(changes) ?? 0) + 1);
  return counts;
}

function writesOf(sent: readonly PlanRow[]): readonly Written[] {
  const found = new Map<Setting, { numbers: number; values: Map<string, Value> }>();
  for (const [changes, count] of tally(sent))
    for (const { setting, mine, verdict } of changes) {
      if (verdict !== 'change' || mine === undefined) continue;
      const entry = found.get(setting) ?? { numbers: 0, values: new Map<string, Value>() };
      found.set(setting, entry);
      entry.numbers += count;
      entry.values.set(JSON.stringify(mine), mine);
    }
  return [...found].map(([setting, { numbers, values }]) => {
    const [mine] = values.values();
    return { setting, numbers, ...(values.size === 1 && mine !== undefined && { mine }) };
  });
}

function lastingIn(sent: readonly PlanRow[]): Facts['lasting'] {
  const lasting: Partial<Record<Lasting, number>> = {};
  const deletions = sent.filter(({ deletes }) => deletes).length;
  if (deletions > 0) lasting.deletion = deletions;
  for (const [changes, count] of tally(sent)) {
    const kinds = changes
      .filter(({ verdict }) => verdict === 'change')
      .flatMap(({ setting, live }) => lastingOf(setting, live) ?? []);
    for (const kind of new Set(kinds)) lasting[kind] = (lasting[kind] ?? 0) + count;
  }
  return lasting;
}
