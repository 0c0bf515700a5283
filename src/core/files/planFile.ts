import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { NumberName, Wish } from '../plan/plan.ts';
import type { Proposal, Source } from '../plan/proposal.ts';
import { tableOf } from '../plan/tables.ts';
import { listed } from '../resources/show.ts';
import { decodeValue } from '../settings/kinds.ts';
import { settingId, type Setting, type Table, type Values } from '../settings/setting.ts';
import { Shared } from './shared.ts';

export const planFormat = 'telnyx-plan';
const version = 1;

/** The account a plan is for: the id of its profile on the machine where it was saved, and what it was called there. */
export interface PlanAccount {
  readonly id: string;
  readonly name: string;
}

const sources = [
  'verb',
  'form',
  'documents',
  'import',
  'drop',
  'undo',
  'retry',
] as const satisfies readonly Source[];

const value = v.union([v.string(), v.boolean(), v.null(), v.pipe(v.array(v.string()), v.readonly())]);
const values = v.record(v.string(), value);
const number = v.object({
  phone_number: v.pipe(v.string(), v.nonEmpty()),
  id: v.pipe(v.string(), v.regex(/^\d+$/)),
});

/** A plan as a file holds it. Its first member says which format it is. */
export const planSchema = v.object({
  format: v.literal(planFormat),
  version: v.literal(version),
  account: v.object({ id: v.string(), name: v.string() }),
  title: v.string(),
  source: v.fallback(v.picklist(sources), 'import'),
  /** Absent means phone numbers. */
  family: v.exactOptional(v.picklist(['numbers', 'mobile'])),
  changes: v.array(v.object({ set: values, numbers: v.array(v.object({ ...number.entries, was: values })) })),
  deletions: v.optional(v.array(number), []),
  /** Settings whose wishes were secret and are not in the file. */
  left_out: v.optional(v.array(v.string()), []),
});
export type PlanFile = v.InferOutput<typeof planSchema>;

const isSecret = ({ type }: Setting) => type.kind === 'secret';

/**
 * A plan as a file that people can read: equal changes together, with the numbers they are for and what each was when
 * the plan was made. It holds no secret: a new PIN is left out and named, and what a PIN was is not told.
 */
export function renderPlan(
  proposal: Proposal,
  account: PlanAccount,
  table: Table = tableOf(proposal.family),
): string {
  const secrets = new Set(table.settings.filter(isSecret).map(settingId));
  const kept = (all: Values, keep: (id: string) => boolean): Values =>
    Object.fromEntries(Object.entries(all).filter(([id]) => keep(id)));
  const leftOut = new Set<string>();
  const groups = new Map<string, { readonly set: Values; readonly numbers: unknown[] }>();
  for (const { number, base, mine } of proposal.wishes) {
    for (const id of secrets) if (typeof mine[id] === 'string') leftOut.add(id);
    // That a PIN is to be taken away is no secret.
    const set = kept(mine, (id) => !secrets.has(id) || mine[id] === null);
    if (Object.keys(set).length === 0) continue;
    const key = JSON.stringify(set);
    const group = groups.get(key) ?? { set, numbers: [] };
    groups.set(key, group);
    const was = kept(base, (id) => id in set && (!secrets.has(id) || base[id] === null));
    group.numbers.push({ phone_number: number.phoneNumber, id: number.id, was });
  }
  const names = proposal.deletions.map(({ id, phoneNumber }) => ({ phone_number: phoneNumber, id }));
  const file = {
    format: planFormat,
    version,
    account: { id: account.id, name: account.name },
    title: proposal.title,
    source: proposal.source,
    ...(proposal.family === 'mobile' && { family: proposal.family }),
    changes: [...groups.values()],
    ...(names.length > 0 && { deletions: names }),
    ...(leftOut.size > 0 && { left_out: [...leftOut] }),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** What a plan file asks for; `remarks` are what a person should know before it is looked at. */
export interface OpenedPlan {
  readonly proposal: Proposal;
  readonly account: PlanAccount;
  readonly remarks: readonly string[];
}

/** The plan of a file that was read without a problem. */
export function openPlan(file: PlanFile, table: Table = tableOf(file.family)): OpenedPlan {
  const shared = new Shared();
  const name = (one: v.InferOutput<typeof number>): NumberName => ({
    id: one.id,
    phoneNumber: one.phone_number,
  });
  const decoded = (all: Values): Values =>
    Object.fromEntries(
      table.settings.flatMap((setting) => {
        const id = settingId(setting);
        const one = all[id] === undefined ? undefined : decodeValue(setting, all[id]);
        return one === undefined ? [] : [[id, one] as const];
      }),
    );
  const wishes = file.changes.flatMap(({ set, numbers }) => {
    const mine = shared.one(decoded(set));
    return numbers.map((one): Wish => ({ number: name(one), base: decoded(one.was), mine }));
  });
  const labels = table.settings
    .filter((setting) => file.left_out.includes(settingId(setting)))
    .map(({ label }) => label());
  return {
    proposal: {
      source: file.source,
      ...(file.family && { family: file.family }),
      title: file.title,
      wishes,
      deletions: file.deletions.map(name),
    },
    account: file.account,
    remarks:
      labels.length === 0
        ? []
        : [
            t(
              'Plan files hold no secrets. This was left out when the plan was saved: {0}. Set it again by hand.',
              listed(labels),
            ),
          ],
  };
}

/**
 * Why a plan cannot be used here; undefined when it can. On another machine the same account has another profile, so
 * the ids of the numbers decide: no two accounts share one.
 */
export function wrongAccount(
  { proposal, account }: OpenedPlan,
  here: PlanAccount,
  has: (number: NumberName) => boolean,
): string | undefined {
  if (account.id === here.id) return undefined;
  const numbers = [...proposal.wishes.map((wish) => wish.number), ...proposal.deletions];
  if (numbers.length > 0 && numbers.every(has)) return undefined;
  return t(
    'This plan was made for the account "{0}", and "{1}" is open. Switch to its account, then open the plan again.',
    account.name,
    here.name,
  );
}
