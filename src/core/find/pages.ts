import type { Door, RawPage } from '../telnyx/door.ts';
import { listPages, type Listed, type Page, type Total } from '../telnyx/pages.ts';
import { decodeNumber, type NumberRecord } from './record.ts';
import type { ServerFilter } from './server.ts';

/** Rows a page, the most that operation 5 allows. */
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

/** What is kept of a row once it was handed on. */
interface Passing {
  readonly id: string;
  record?: NumberRecord;
}

/** Hears new numbers; `place` is where the whole list has the first of them. */
type OnNumbers = (numbers: readonly NumberRecord[], place: number, total: Total) => void;

/**
 * A list of numbers that is read whole, with stops where need be. Numbers are handed on as they come and only their ids
 * are kept. After a stop or a failure the pages that were read are not asked for again, unless the last of them shows
 * that the list has become another meanwhile.
 */
export class NumberList {
  readonly #door: Door;
  readonly #filter: ServerFilter | undefined;
  readonly #pages = new Map<number, Page<Passing | undefined>>();

  constructor(door: Door, filter?: ServerFilter) {
    this.#door = door;
    this.#filter = filter;
  }

  /** @throws Failure */
  async read(
    signal: AbortSignal,
    onNumbers: OnNumbers,
  ): Promise<Listed<{ readonly id: string } | undefined>> {
    await this.#check(signal);
    let place = 0;
    return await listPages<Passing | undefined>({
      size,
      cap: mostNumbers,
      signal,
      identify: (row) => row?.id,
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
      now.rows.every((row, at) => row?.id === known.rows[at]?.id);
    if (!same) this.#pages.clear();
  }

  async #fetch(number: number, signal: AbortSignal): Promise<Page<Passing | undefined>> {
    const raw = await numbersPage(this.#door, { number, size }, this.#filter, signal);
    const rows = raw.rows.map((row): Passing | undefined => {
      const record = decodeNumber(row);
      return record && { id: record.id, record };
    });
    const page = { ...raw, rows };
    this.#pages.set(number, page);
    return page;
  }
}
