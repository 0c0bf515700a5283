import * as v from 'valibot';
import { findNumber } from '../plan/named.ts';
import { look } from '../plan/read.ts';
import { secretMask, settingId, type Values } from '../settings/setting.ts';
import { valuesOf } from '../settings/record.ts';
import { numberTable } from '../settings/table.ts';
import { Failure } from '../telnyx/failure.ts';
import { defineTool, type ToolAccount } from './tool.ts';

const most = 50;

const row = v.looseObject({ id: v.string(), phone_number: v.string() });

/** What the list tells of a number, without what nobody needs to read. */
const shownFields = [
  'status',
  'phone_number_type',
  'country_iso_alpha2',
  'tags',
  'customer_reference',
  'connection_name',
  'messaging_profile_name',
  'emergency_status',
  'deletion_lock_enabled',
] as const;

/** Operation 5: the first numbers that the server finds, and how many there are. */
export const listNumbers = defineTool(
  v.strictObject({
    contains: v.optional(v.pipe(v.string(), v.regex(/^\d{3,15}$/, 'must be 3 to 15 digits'))),
    tag: v.optional(v.pipe(v.string(), v.minLength(1))),
    limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)), 20),
  }),
  async ({ door, name, told }, { contains, tag, limit }, signal) => {
    const filter = {
      ...(contains !== undefined && { phone_number: contains }),
      ...(tag !== undefined && { tag }),
    };
    const page = await door.page(
      (sdk, query, options) =>
        sdk.phoneNumbers.list({ ...query, filter, handle_messaging_profile_error: 'true' }, options),
      { number: 1, size: limit },
      signal,
    );
    const numbers = page.rows.flatMap((raw) => {
      const read = v.safeParse(row, raw);
      if (!read.success) return [];
      const { id, phone_number: phoneNumber, ...rest } = read.output;
      const fields = Object.fromEntries<unknown>(shownFields.map((field) => [field, rest[field]]));
      return [{ ...fields, id, phone_number: told(phoneNumber) }];
    });
    return { account: name, total: page.total ?? 'unknown', numbers };
  },
);

/** The id of a number that is named by its id or by +E.164 (operation 13). Throws a Failure when the account has none. */
export async function idOf(
  { door }: Pick<ToolAccount, 'door'>,
  number: string,
  signal: AbortSignal,
): Promise<string> {
  if (/^\d+$/.test(number)) return number;
  const found = /^\+[1-9]\d{6,14}$/.test(number) ? await findNumber(door, number, signal) : undefined;
  if (found) return found.id;
  throw new Failure({
    kind: 'not-found',
    sentence: `The account has no number ${number}. Name it by its id, or by + and all its digits.`,
    wayOut: 'none',
  });
}

/** Operations 15, 22 and 20: every setting of one number by its name; a PIN is never told. */
export const getNumber = defineTool(
  v.strictObject({ number: v.pipe(v.string(), v.minLength(1)) }),
  async (account, { number }, signal) => {
    const id = await idOf(account, number, signal);
    const { records, missed } = await look(account.door, id, ['number', 'voice', 'messaging'], signal);
    if (missed.number) throw missed.number;
    const own = records.number ?? {};
    const phone = typeof own.phone_number === 'string' ? account.told(own.phone_number) : 'unknown';
    return {
      account: account.name,
      id,
      phone_number: phone,
      status: own.status ?? 'unknown',
      settings: openly(valuesOf(records)),
      not_read: Object.entries(missed).map(([record, failure]) => `${record}: ${failure.sentence}`),
    };
  },
);

function openly(values: Values): Values {
  const secrets = new Set(
    numberTable.settings.filter(({ type }) => type.kind === 'secret').map((setting) => settingId(setting)),
  );
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, secrets.has(id) && value !== null ? secretMask : value]),
  );
}
