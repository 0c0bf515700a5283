import * as v from 'valibot';
import { readRecord } from '../plan/records.ts';
import type { NumberName, Wish } from '../plan/plan.ts';
import { decodeNumber } from '../settings/record.ts';
import { decodeValue, expectedShape } from '../settings/kinds.ts';
import { settingId, type Values } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { wrongValue } from '../settings/validate.ts';
import { Failure } from '../telnyx/failure.ts';
import { idOf } from './numbers.ts';
import { defineTool, type ToolAccount } from './tool.ts';

const most = 100;

/**
 * Opens a plan that sets the same values on some numbers (operation 15 for each, to name it). Nothing is written: the
 * plan compares with the account, and only the person who looks at it can apply it.
 */
export const proposeChanges = defineTool(
  v.strictObject({
    numbers: v.pipe(
      v.array(v.string()),
      v.minLength(1, 'name at least one number'),
      v.maxLength(most, `name at most ${most} numbers`),
    ),
    changes: v.record(v.string(), v.unknown()),
    title: v.optional(v.pipe(v.string(), v.maxLength(120))),
  }),
  async (account, { numbers, changes, title }, signal) => {
    const mine = valuesIn(changes);
    const names = await Promise.all([...new Set(numbers)].map((one) => nameOf(account, one, signal)));
    const unique = [...new Map(names.map((name) => [name.id, name])).values()];
    const wishes = unique.map((number): Wish => ({ number, base: {}, mine }));
    const named = title ?? `Set ${Object.keys(mine).join(', ')}`;
    await account.propose({ source: 'form', title: named, wishes, deletions: [] });
    return {
      account: account.name,
      numbers: unique.length,
      state: 'A plan is open for the person to review. Nothing was changed; only they can apply it.',
    };
  },
);

/** Values by the names of settings, such as `general.tags`. Throws a Failure that says what would be right. */
function valuesIn(changes: Readonly<Record<string, unknown>>): Values {
  const known = new Map(numberTable.settings.map((setting) => [settingId(setting), setting]));
  const entries = Object.entries(changes).map(([id, json]) => {
    const setting = known.get(id);
    if (!setting) throw misuse(`There is no setting ${id}. There are: ${[...known.keys()].join(', ')}.`);
    // A secret in a conversation would be a secret no more.
    if (setting.type.kind === 'secret') throw misuse(`${id} is a secret: only the person can set it.`);
    const value = decodeValue(setting, json);
    if (value === undefined) throw misuse(`${id}: expected ${expectedShape(setting)}.`);
    const wrong = wrongValue(setting, value);
    if (wrong !== undefined) throw misuse(`${id}: ${wrong}`);
    return [id, value] as const;
  });
  if (entries.length === 0) throw misuse('Name at least one setting to change.');
  return Object.fromEntries(entries);
}

async function nameOf(account: ToolAccount, number: string, signal: AbortSignal): Promise<NumberName> {
  const id = await idOf(account, number, signal);
  const { phoneNumber } = decodeNumber(await readRecord.number(account.door, id, signal));
  return { id, phoneNumber };
}

const misuse = (sentence: string) => new Failure({ kind: 'misuse', sentence, wayOut: 'none' });
