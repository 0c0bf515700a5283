import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { Interner } from '../core/plan/interner.ts';
import type { Wish } from '../core/plan/plan.ts';
import type { Proposal } from '../core/plan/proposal.ts';
import { settingId, type Value, type Values } from '../core/settings/setting.ts';
import { tableOf } from '../core/plan/tables.ts';
import type { Draft } from './planReview.ts';
import type { NumberSides } from './planSides.ts';

/** Stands in the file for a secret: its place in the list that goes with the file. */
const hidden = v.object({ secret: v.pipe(v.number(), v.integer(), v.minValue(0)) });
const value = v.union([v.string(), v.boolean(), v.null(), v.pipe(v.array(v.string()), v.readonly()), hidden]);
const values = v.record(v.string(), value);
const number = v.object({ id: v.string(), phoneNumber: v.string() });

const side = v.picklist(['mine', 'theirs']);

const draftSchema = v.object({
  id: v.string(),
  proposal: v.object({
    source: v.picklist(['verb', 'form', 'documents', 'import', 'drop', 'undo', 'retry']),
    family: v.exactOptional(v.picklist(['numbers', 'mobile'])),
    of: v.exactOptional(v.string()),
    restores: v.exactOptional(v.object({ title: v.string(), again: v.boolean() })),
    title: v.string(),
    wishes: v.array(v.object({ number, base: values, mine: values })),
    deletions: v.array(number),
  }),
  remarks: v.array(v.string()),
  out: v.array(v.string()),
  // Once a number was decided as a whole.
  sides: v.record(v.string(), v.union([side, v.record(v.string(), side)])),
});
type Stored = v.InferOutput<typeof draftSchema>;
type StoredValues = v.InferOutput<typeof values>;

/** A draft in two parts: what may stand in a file, and the secrets that must not. */
export interface DraftText {
  readonly text: string;
  /** JSON of the secrets in it, each once; absent where it has none. */
  readonly secrets?: string;
}

/** Takes the secrets out of a draft. */
export function draftText({ proposal, ...draft }: Draft): DraftText {
  const ids = tableOf(proposal.family)
    .settings.filter(({ type }) => type.kind === 'secret')
    .map(settingId);
  const places = new Map<string, number>();
  const known = new Map<Values, StoredValues>();
  const hide = (given: Values): StoredValues => {
    const before = known.get(given);
    if (before) return before;
    const shown: StoredValues = { ...given };
    for (const id of ids) {
      const secret = given[id];
      if (typeof secret !== 'string') continue;
      const place = places.get(secret) ?? places.size;
      places.set(secret, place);
      shown[id] = { secret: place };
    }
    known.set(given, shown);
    return shown;
  };
  const wishes = proposal.wishes.map((wish) => ({ ...wish, base: hide(wish.base), mine: hide(wish.mine) }));
  return {
    text: JSON.stringify({ ...draft, proposal: { ...proposal, wishes } }),
    ...(places.size > 0 && { secrets: JSON.stringify([...places.keys()]) }),
  };
}

/**
 * Puts a draft together again; undefined when its text cannot be read. A secret that is not there any more is left out,
 * and a remark says so.
 */
export function draftOf({ text, secrets }: DraftText): Draft | undefined {
  const stored = decoded(draftSchema, text);
  if (!stored) return undefined;
  const kept = secrets === undefined ? undefined : decoded(v.array(v.string()), secrets);
  return shownAgain(stored, kept ?? []);
}

function shownAgain({ proposal, ...draft }: Stored, secrets: readonly string[]): Draft {
  const interner = new Interner();
  const lost = new Set<string>();
  const show = (stored: StoredValues): Values => {
    const shown: Record<string, Value> = {};
    for (const [id, one] of Object.entries(stored)) {
      const plain = v.is(hidden, one) ? secrets[one.secret] : one;
      if (plain === undefined) lost.add(id);
      else shown[id] = plain;
    }
    return interner.intern(shown);
  };
  const wishes = proposal.wishes.map((wish): Wish => ({
    ...wish,
    base: show(wish.base),
    mine: show(wish.mine),
  }));
  const whole: Proposal = { ...proposal, wishes: wishes.filter(({ mine }) => Object.keys(mine).length > 0) };
  const remark = t(
    'The PIN that was typed is not kept any more, so it is not part of this plan. Type it again.',
  );
  return {
    ...draft,
    proposal: whole,
    sides: sidesIn(draft.sides, whole.wishes),
    remarks: lost.size > 0 ? [...draft.remarks, remark] : draft.remarks,
  };
}

/** What was decided for a number as a whole holds for each of its settings. */
function sidesIn(stored: Stored['sides'], wishes: readonly Wish[]): Draft['sides'] {
  const mines = new Map(wishes.map(({ number, mine }) => [number.id, mine]));
  return Object.fromEntries(
    Object.entries(stored).map(([id, told]): [string, NumberSides] => [
      id,
      typeof told === 'string'
        ? Object.fromEntries(Object.keys(mines.get(id) ?? {}).map((setting) => [setting, told]))
        : told,
    ]),
  );
}

function decoded<T>(schema: v.GenericSchema<unknown, T>, text: string): T | undefined {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    return undefined;
  }
}
