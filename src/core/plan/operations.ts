import { decodeNumber, type NumberRecord } from '../settings/record.ts';
import type { Value } from '../settings/setting.ts';
import type { Door } from '../telnyx/door.ts';

/** The number as the account holds it now (operation 15). */
export function readNumber(door: Door, id: string, signal?: AbortSignal): Promise<NumberRecord> {
  return door.read((sdk, options) => sdk.phoneNumbers.retrieve(id, options), decodeNumber, signal);
}

/** Fields of a request, by the API's own names. */
export type Body = Readonly<Record<string, Value>>;

/** Changes the given fields of one number (operation 16); resolves to the number as the server kept it. */
export function patchNumber(door: Door, id: string, body: Body): Promise<NumberRecord> {
  // The body goes in through the options: which fields it may have, the table of settings says.
  return door.write((sdk, options) => sdk.phoneNumbers.update(id, {}, { ...options, body }), decodeNumber);
}

/**
 * Finds a number by its +E.164 (operation 5), exactly; undefined when the account has no such number. The filter
 * takes digits only: with any other character the server finds nothing.
 */
export async function findNumber(
  door: Door,
  phoneNumber: string,
  signal?: AbortSignal,
): Promise<NumberRecord | undefined> {
  const digits = phoneNumber.replace(/\D/g, '');
  if (digits.length < 3) return undefined;
  const page = await door.page(
    (sdk, query, options) => sdk.phoneNumbers.list({ ...query, filter: { phone_number: digits } }, options),
    { number: 1, size: 250 },
    signal,
  );
  return page.rows.flatMap(tolerant).find((record) => record.phoneNumber === phoneNumber);
}

/** One odd row does not hide the others. */
function tolerant(row: unknown): NumberRecord[] {
  try {
    return [decodeNumber(row)];
  } catch {
    return [];
  }
}
