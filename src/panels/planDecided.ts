import { compare, neededFor } from '../core/plan/compare.ts';
import type { Wish } from '../core/plan/plan.ts';
import type { Proposal } from '../core/plan/proposal.ts';
import type { Plan, PlanRow } from '../core/plan/rows.ts';
import type { Side } from '../core/protocol/plan.ts';
import { settingId, type Table, type Values } from '../core/settings/setting.ts';

/** Which value of conflicts is to stay, by id of the number. */
export type Sides = ReadonlyMap<string, Side>;

export interface Decided {
  readonly proposal: Proposal;
  readonly plan: Plan;
}

/**
 * A proposal as the person has decided its conflicts, compared with what was read: `mine` takes what the account was
 * shown to hold for what they saw, `theirs` drops the wish for these fields. Reads nothing.
 */
export function decide(proposal: Proposal, plan: Plan, sides: Sides, table: Table): Decided {
  if (sides.size === 0) return { proposal, plan };
  const rows = new Map(plan.rows.map((row) => [row.number.id, row]));
  const wishes = proposal.wishes.map((wish) => {
    const side = sides.get(wish.number.id);
    const row = rows.get(wish.number.id);
    return side && row?.state === 'conflict' ? decidedWish(wish, row, side) : wish;
  });
  const decided = { ...proposal, wishes };
  const find = (id: string) => {
    const row = rows.get(id);
    return row && { live: row.live, ...(row.block && { block: row.block }) };
  };
  return {
    proposal: decided,
    plan: { ...plan, rows: compare(decided, find, neededFor(decided, table).table) },
  };
}

function decidedWish(wish: Wish, row: PlanRow, side: Side): Wish {
  const ids = row.changes
    .filter(({ verdict }) => verdict === 'conflict')
    .map(({ setting }) => settingId(setting));
  return side === 'mine'
    ? { ...wish, base: { ...without(wish.base, ids), ...only(row.live, ids) } }
    : { ...wish, mine: without(wish.mine, ids) };
}

const without = (values: Values, ids: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([id]) => !ids.includes(id)));

const only = (values: Values, ids: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([id]) => ids.includes(id)));
