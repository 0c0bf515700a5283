import * as v from 'valibot';
import type { Door } from '../telnyx/door.ts';
import { listPages } from '../telnyx/pages.ts';
import type { NumberName } from './plan.ts';

/** More than anybody looks through for one number. */
const mostMobile = 20_000;

/** A row of any list that names numbers. */
const row = v.pipe(
  v.object({ id: v.pipe(v.string(), v.minLength(1)), phone_number: v.string() }),
  v.transform(({ id, phone_number: phoneNumber }): NumberName => ({ id, phoneNumber })),
);

/** One odd row does not hide the others. */
const named = (data: unknown): readonly NumberName[] => {
  const read = v.safeParse(row, data);
  return read.success ? [read.output] : [];
};

/**
 * Finds a number by its +E.164 (operation 13, which may be asked more often than operation 5), exactly; undefined when
 * the account has no such number. The filter takes digits only: with any other character the server finds nothing.
 */
export async function findNumber(
  door: Door,
  phoneNumber: string,
  signal?: AbortSignal,
): Promise<NumberName | undefined> {
  const digits = phoneNumber.replace(/\D/g, '');
  if (digits.length < 3) return undefined;
  const page = await door.page(
    (sdk, query, options) =>
      sdk.phoneNumbers.slimList({ ...query, filter: { phone_number: digits } }, options),
    { number: 1, size: 250 },
    signal,
  );
  return page.rows.flatMap(named).find((number) => number.phoneNumber === phoneNumber);
}

/**
 * Finds a mobile number by its +E.164: there is no filter, so the whole list is looked through. Operation 3 tells both
 * names in small rows, and how many a page may hold.
 */
export async function findMobile(door: Door, phoneNumber: string): Promise<NumberName | undefined> {
  const { rows } = await listPages<NumberName>({
    fetchPage: async (page, signal) => {
      const told = await door.page(
        (sdk, query, options) => sdk.mobilePhoneNumbers.messaging.list(query, options),
        page,
        signal,
      );
      return { ...told, rows: told.rows.flatMap(named) };
    },
    identify: ({ id }) => id,
    size: 250,
    cap: mostMobile,
  });
  return rows.find((number) => number.phoneNumber === phoneNumber);
}
