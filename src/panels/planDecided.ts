import { compare, neededFor } from '../core/plan/compare.ts';
import type { Wish } from '../core/plan/plan.ts';
import type { Proposal } from '../core/plan/proposal.ts';
import type { Plan, PlanRow } from '../core/plan/rows.ts';
import { conflictsOf, type NumberSides, type Sides } from './planSides.ts';
import type { Table, Values } from '../core/settings/setting.ts';

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
    const chosen = sides.get(wish.number.id);
    const row = rows.get(wish.number.id);
    return chosen && row ? decidedWish(wish, row, chosen) : wish;
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

function decidedWish(wish: Wish, row: PlanRow, chosen: NumberSides): Wish {
  const ids = conflictsOf(row);
  const mine = ids.filter((id) => chosen[id] === 'mine');
  const theirs = ids.filter((id) => chosen[id] === 'theirs');
  return {
    ...wish,
    // What is overwritten is what stands beside the choice; where nobody knows it, it stays unknown.
    base: { ...without(wish.base, mine), ...only(row.live, mine) },
    mine: without(wish.mine, theirs),
  };
}

const without = (values: Values, ids: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([id]) => !ids.includes(id)));

const only = (values: Values, ids: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([id]) => ids.includes(id)));
