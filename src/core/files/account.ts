import { findNumber } from '../plan/named.ts';
import { readNumber } from '../plan/records.ts';
import { inParallel } from '../plan/parallel.ts';
import type { NumberName } from '../plan/plan.ts';
import { survey } from '../plan/survey.ts';
import { decodeNumber, valuesOf, type NumberRecord } from '../settings/record.ts';
import type { Setting } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { listPages, type Listed } from '../telnyx/pages.ts';
import type { Account, Known } from './match.ts';
import { Shared } from './shared.ts';
import type { NumberValues } from './writeCsv.ts';

/** How many numbers have been read, of how many; absent: nobody said yet. */
export interface ReadProgress {
  readonly read: number;
  readonly of?: number;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** How a file names a number: +E.164, or the id, or both. */
export interface Named {
  readonly phoneNumber?: string;
  readonly id?: string;
}

/** Up to so many rows are looked up one by one; for more, the whole list takes fewer requests. */
const few = 20;
const size = 250;
const mostNumbers = 1_000_000;
const width = 8;

/** The settings that a row of the list tells. */
const inList = (settings: readonly Setting[]) => settings.filter(({ record }) => record === 'number');

const knownFrom = ({ id, phoneNumber, raw }: NumberRecord, settings: readonly Setting[]): Known => ({
  name: { id, phoneNumber },
  told: valuesOf({ number: raw }, { ...numberTable, settings: inList(settings) }),
});

/** Every number of an account with what its row tells of some settings (operation 5). Throws a Failure. */
export async function listAccount(
  door: Door,
  settings: readonly Setting[],
  { signal, onProgress }: ReadOptions = {},
): Promise<Pick<Listed<Known>, 'rows' | 'ending' | 'warnings'>> {
  const shared = new Shared();
  let read = 0;
  return await listPages<Known>({
    size,
    cap: mostNumbers,
    ...(signal && { signal }),
    identify: ({ name }) => name.id,
    fetchPage: async (page, own) => {
      const raw = await door.page(
        (sdk, query, options) =>
          // Without this flag a fault in the messaging service fails the whole list (D11).
          sdk.phoneNumbers.list({ ...query, handle_messaging_profile_error: 'true' }, options),
        page,
        own,
      );
      return { ...raw, rows: raw.rows.flatMap((row) => knownIn(row, settings, shared)) };
    },
    onRows: (rows, { count, exact }) => {
      read += rows.length;
      onProgress?.({ read, ...(exact && { of: count }) });
    },
  });
}

/** One odd row does not hide the others. */
function knownIn(row: unknown, settings: readonly Setting[], shared: Shared): readonly Known[] {
  try {
    const known = knownFrom(decodeNumber(row), settings);
    return [{ ...known, told: shared.one(known.told) }];
  } catch {
    return [];
  }
}

/** The numbers that rows of a file name, as far as the account has them. Throws a Failure. */
export async function accountOf(
  door: Door,
  rows: readonly Named[],
  settings: readonly Setting[],
  options: ReadOptions = {},
): Promise<Account> {
  const known =
    rows.length > few
      ? (await listAccount(door, settings, options)).rows
      : await singly(door, rows, settings, options);
  const byPhoneNumber = new Map(known.map((one) => [one.name.phoneNumber, one]));
  const byId = new Map(known.map((one) => [one.name.id, one]));
  return { byPhoneNumber: (number) => byPhoneNumber.get(number), byId: (id) => byId.get(id) };
}

/** Reads what a file says of numbers beyond what the list tells; the account then tells it, too. Throws a Failure. */
export async function learned(
  door: Door,
  account: Account,
  numbers: readonly NumberName[],
  settings: readonly Setting[],
  options: ReadOptions = {},
): Promise<Account> {
  const rows = numbers.flatMap(({ id }) => account.byId(id) ?? []);
  const values = await valuesFor(door, rows, settings, options, true);
  const told = new Map(values.map((one) => [one.number.id, one.values]));
  const more = (known: Known | undefined) =>
    known && { ...known, told: told.get(known.name.id) ?? known.told };
  return {
    byPhoneNumber: (number) => more(account.byPhoneNumber(number)),
    byId: (id) => more(account.byId(id)),
  };
}

async function singly(
  door: Door,
  rows: readonly Named[],
  settings: readonly Setting[],
  { signal, onProgress }: ReadOptions,
): Promise<readonly Known[]> {
  const found: Known[] = [];
  let read = 0;
  await inParallel(rows, width, signal, async ({ phoneNumber, id }, own) => {
    // An id that a file tells beside the number may be an old one.
    const named = phoneNumber === undefined ? id : (await findNumber(door, phoneNumber, own))?.id;
    const record = await readById(door, named);
    if (record) found.push(knownFrom(record, settings));
    read += 1;
    onProgress?.({ read, of: rows.length });
  });
  return found;
}

async function readById(door: Door, id: string | undefined): Promise<NumberRecord | undefined> {
  try {
    return id === undefined ? undefined : await readNumber(door, id);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'not-found') return undefined;
    throw thrown;
  }
}

/**
 * What numbers have of some settings (operations 5, 14, 12 and their like). `listed`: the rows come from the list and
 * tell theirs already. A value nobody tells is absent; a number that is gone meanwhile is left out. Throws a Failure.
 */
export async function valuesFor(
  door: Door,
  rows: readonly Known[],
  settings: readonly Setting[],
  { signal, onProgress }: ReadOptions,
  listed: boolean,
): Promise<readonly NumberValues[]> {
  const unread = listed ? settings.filter(({ record }) => record !== 'number') : settings;
  const records = [...new Set(unread.flatMap(({ record }) => record ?? []))];
  const table = { ...numberTable, settings: unread };
  const needed = { table, records: listed ? records : [...new Set([numberTable.primary, ...records])] };
  const names = rows.map(({ name }) => name);
  const found = await survey(door, names, needed, {
    signal,
    onProgress: ({ made, of }) => onProgress?.({ read: made, ...(of !== undefined && { of }) }),
  });
  return rows.flatMap(({ name, told }) => {
    const { live, block } = found.get(name.id) ?? {};
    return block?.why === 'gone' ? [] : [{ number: name, values: { ...told, ...live } }];
  });
}
