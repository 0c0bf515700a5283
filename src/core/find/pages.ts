import type { Door, RawPage } from '../telnyx/door.ts';
import { mobileNumbers } from '../resources/mobile-numbers.ts';
import { listPages, type Listed, type Page, type Total } from '../telnyx/pages.ts';
import { keyOf, type Family, type FoundNumber } from './family.ts';
import { decodeMobile } from './mobileRecord.ts';
import { decodeNumber, type NumberRecord } from './record.ts';
import type { ServerFilter } from './server.ts';

/** Rows a page: the most that operation 5 allows; for mobile numbers no limit is stated. */
const size = 250;
/** More than any account is known to have. */
const mostNumbers = 1_000_000;

/** One page of operation 5, of the numbers that a filter lets through, or of all. */
function numbersPage(
  door: Door,
  page: { number: number; size: number },
  filter: ServerFilter | undefined,
  signal: AbortSignal,
): Promise<RawPage> {
  return door.page(
    (sdk, query, options) =>
      // Without this flag a fault in the messaging service fails the whole list (D11).
      sdk.phoneNumbers.list(
        { ...query, ...(filter && { filter }), handle_messaging_profile_error: 'true' },
        options,
      ),
    page,
    signal,
  );
}

/** The first page of what the server finds, decoded. */
export async function firstFound(
  door: Door,
  filter: ServerFilter,
  signal: AbortSignal,
): Promise<readonly NumberRecord[]> {
  const { rows } = await numbersPage(door, { number: 1, size }, filter, signal);
  return rows.flatMap((raw) => decodeNumber(raw) ?? []);
}

/** A list of numbers: how a page of it is read, and what its rows tell. */
export interface Pages {
  readonly family: Family;
  page(door: Door, page: { number: number; size: number }, signal: AbortSignal): Promise<RawPage>;
  decode(raw: unknown): FoundNumber | undefined;
}

/** The numbers that a filter lets through, or all (operation 5). */
export const ordinaryPages = (filter?: ServerFilter): Pages => ({
  family: 'numbers',
  page: (door, page, signal) => numbersPage(door, page, filter, signal),
  decode: decodeNumber,
});

/** The mobile numbers (operation 24), which cannot be filtered. */
export const mobilePages: Pages = {
  family: 'mobile',
  page: (door, page, signal) => mobileNumbers.list(door, page, signal),
  decode: decodeMobile,
};

/** What is kept of a row once it was handed on. */
interface Passing {
  readonly key: string;
  record?: FoundNumber;
}

/** Hears new numbers; `place` is where the whole list has the first of them. */
type OnNumbers = (numbers: readonly FoundNumber[], place: number, total: Total) => void;

/**
 * A list of numbers that is read whole, with stops where need be. Numbers are handed on as they come and only their keys
 * are kept. After a stop or a failure the pages that were read are not asked for again, unless the last of them shows
 * that the list has become another meanwhile.
 */
export class NumberList {
  readonly #door: Door;
  readonly #source: Pages;
  readonly #pages = new Map<number, Page<Passing | undefined>>();

  constructor(door: Door, source: Pages) {
    this.#door = door;
    this.#source = source;
  }

  /** @throws Failure */
  async read(
    signal: AbortSignal,
    onNumbers: OnNumbers,
  ): Promise<Listed<{ readonly key: string } | undefined>> {
    await this.#check(signal);
    let place = 0;
    return await listPages<Passing | undefined>({
      size,
      cap: mostNumbers,
      signal,
      identify: (row) => row?.key,
      fetchPage: async ({ number }, own) => this.#pages.get(number) ?? (await this.#fetch(number, own)),
      onRows: (rows, total) => {
        const fresh = rows.flatMap((row) => row?.record ?? []);
        if (fresh.length > 0) onNumbers(fresh, place, total);
        place += rows.length;
        for (const row of rows) if (row) delete row.record;
      },
    });
  }

  /** Forgets what was read of a list that has become another. */
  async #check(signal: AbortSignal): Promise<void> {
    const last = Math.max(0, ...this.#pages.keys());
    const known = this.#pages.get(last);
    if (!known) return;
    const now = await this.#fetch(last, signal);
    const same =
      now.total === known.total &&
      now.rows.length === known.rows.length &&
      now.rows.every((row, at) => row?.key === known.rows[at]?.key);
    if (!same) this.#pages.clear();
  }

  async #fetch(number: number, signal: AbortSignal): Promise<Page<Passing | undefined>> {
    const raw = await this.#source.page(this.#door, { number, size }, signal);
    const rows = raw.rows.map((row): Passing | undefined => {
      const record = this.#source.decode(row);
      return record && { key: keyOf(record), record };
    });
    const page = { ...raw, rows };
    this.#pages.set(number, page);
    return page;
  }
}
