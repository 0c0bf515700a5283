import { sameValue, wireValue } from '../settings/kinds.ts';
import { valuesOfNumber, type NumberRecord } from '../settings/record.ts';
import { settingId, type Setting } from '../settings/setting.ts';
import { settings } from '../settings/table.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { sortFaults, type SortedFaults } from './faults.ts';
import { patchNumber, readNumber, type Body } from './operations.ts';
import { conflictsOf, planNumber, toSend, type Change, type NumberPlan, type Wish } from './plan.ts';

/**
 * What became of one wished field. `kept`: the server holds what was asked. `different`: the server took the
 * request but holds something else. `untold`: the server does not tell this field, so nobody can say.
 */
export interface FieldResult {
  readonly change: Change;
  readonly became: 'kept' | 'different' | 'untold';
}

/** What became of a plan for one number. Only `saved` and `nothing` are successes. */
export type Outcome =
  /** Every field was as wished already: nothing was sent. */
  | { readonly result: 'nothing'; readonly live: NumberRecord; readonly plan: NumberPlan }
  | {
      readonly result: 'saved';
      readonly live: NumberRecord;
      readonly fields: readonly FieldResult[];
      /** True when the answer got lost and the number itself was looked at instead. */
      readonly looked: boolean;
    }
  /** Somebody else changed a wished field meanwhile: nothing was sent. */
  | { readonly result: 'conflict'; readonly live: NumberRecord; readonly plan: NumberPlan }
  /** The server refused: nothing was changed. */
  | {
      readonly result: 'refused';
      readonly live: NumberRecord;
      readonly failure: Failure;
      readonly faults: SortedFaults;
    }
  /** Nothing was sent: the number could not be read, or the door is closed. */
  | { readonly result: 'not-sent'; readonly failure: Failure }
  /** Sent, no clear answer, and looking did not show the change. It may still take effect. */
  | {
      readonly result: 'unclear';
      readonly failure: Failure;
      /** What looking showed; absent when looking failed too. */
      readonly live?: NumberRecord;
      readonly fields: readonly FieldResult[];
    };

function asFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  throw thrown;
}

function bodyOf(changes: readonly Change[]): Body {
  return Object.fromEntries(
    changes.flatMap(({ setting, mine }) =>
      mine === undefined ? [] : [[setting.key, wireValue(setting, mine)] as const],
    ),
  );
}

function resultOf(change: Change, live: NumberRecord, table: readonly Setting[]): FieldResult {
  const now = valuesOfNumber(live, table)[settingId(change.setting)];
  if (now === undefined || change.mine === undefined) return { change, became: 'untold' };
  return { change, became: sameValue(now, change.mine) ? 'kept' : 'different' };
}

/** After an unclear answer: looks, never resends. */
async function look(
  door: Door,
  plan: NumberPlan,
  failure: Failure,
  table: readonly Setting[],
): Promise<Outcome> {
  let live: NumberRecord;
  try {
    live = await readNumber(door, plan.number.id);
  } catch (thrown) {
    asFailure(thrown);
    return { result: 'unclear', failure, fields: [] };
  }
  const fields = toSend(plan).map((change) => resultOf(change, live, table));
  const done = fields.every(({ became }) => became === 'kept');
  return done
    ? { result: 'saved', live, fields, looked: true }
    : { result: 'unclear', failure, live, fields };
}

/**
 * Applies the wish for one number: reads it again (operation 15), compares, and sends the changed fields in one
 * request (operation 16), once. Nothing is sent when any wished field is in conflict. Throws nothing but bugs.
 */
export async function applyWish(
  door: Door,
  wish: Wish,
  table: readonly Setting[] = settings,
  signal?: AbortSignal,
): Promise<Outcome> {
  let before: NumberRecord;
  try {
    before = await readNumber(door, wish.number.id, signal);
  } catch (thrown) {
    return { result: 'not-sent', failure: asFailure(thrown) };
  }
  const plan = planNumber(wish, valuesOfNumber(before, table), table);
  if (conflictsOf(plan).length > 0) return { result: 'conflict', live: before, plan };
  const changes = toSend(plan);
  if (changes.length === 0) return { result: 'nothing', live: before, plan };
  try {
    const live = await patchNumber(door, wish.number.id, bodyOf(changes));
    return {
      result: 'saved',
      live,
      fields: changes.map((change) => resultOf(change, live, table)),
      looked: false,
    };
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.effect === 'unclear') return look(door, plan, failure, table);
    const faults = sortFaults(
      failure,
      changes.map(({ setting }) => setting),
    );
    return { result: 'refused', live: before, failure, faults };
  }
}
