import { sameValue } from '../settings/kinds.ts';
import { settingId, type Setting, type Table, type Value, type Values } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { judge, type Sides, type Verdict } from './threeWay.ts';

/** A number by its two names: the API's id (a decimal string) and +E.164. */
export interface NumberName {
  readonly id: string;
  readonly phoneNumber: string;
}

/** What a person wants for one number, and what they saw when they decided. By `settingId`; absent = unknown, no wish. */
export interface Wish {
  readonly number: NumberName;
  readonly base: Values;
  readonly mine: Values;
}

/** One field of a plan. */
export interface Change extends Sides<Value> {
  readonly setting: Setting;
  readonly verdict: Exclude<Verdict, 'unchanged'>;
}

/** Everything that is to be written to one number, and nothing else: fields -> base, live, mine. */
export interface NumberPlan {
  readonly number: NumberName;
  readonly changes: readonly Change[];
}

/** The plan of one number: every wished field that is not as it was, judged against what is live. */
export function planNumber(wish: Wish, live: Values, table: Table = numberTable): NumberPlan {
  const changes = table.settings.flatMap((setting): Change[] => {
    const id = settingId(setting);
    const sides = { base: wish.base[id], live: live[id], mine: wish.mine[id] };
    const verdict = judge(sides, sameValue);
    return verdict === 'unchanged'
      ? []
      : [{ setting, verdict, base: sides.base, live: sides.live, mine: sides.mine }];
  });
  // A copy is as long as it needs to be, where a list that grew has room to grow on: there may be 100,000.
  return { number: wish.number, changes: changes.slice() };
}

export function conflictsOf(plan: NumberPlan): readonly Change[] {
  return plan.changes.filter(({ verdict }) => verdict === 'conflict');
}

/** The changes that have to be sent. */
export function toSend(plan: NumberPlan): readonly Change[] {
  return plan.changes.filter(({ verdict }) => verdict === 'change');
}
