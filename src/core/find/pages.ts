import type { Door, RawPage } from '../telnyx/door.ts';
import { listPages, type Listed, type Total } from '../telnyx/pages.ts';
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

/** Reads a list of numbers whole and hands them on as they come, keeping only their ids. */
export function listNumbers(
  door: Door,
  filter: ServerFilter | undefined,
  signal: AbortSignal,
  onNumbers: (numbers: readonly NumberRecord[], total: Total) => void,
): Promise<Listed<{ readonly id: string } | undefined>> {
  return listPages<Passing | undefined>({
    size,
    cap: mostNumbers,
    signal,
    identify: (row) => row?.id,
    fetchPage: async (page, own) => {
      const raw = await numbersPage(door, page, filter, own);
      const rows = raw.rows.map((row): Passing | undefined => {
        const record = decodeNumber(row);
        return record && { id: record.id, record };
      });
      return { ...raw, rows };
    },
    onRows: (rows, total) => {
      onNumbers(
        rows.flatMap((row) => row?.record ?? []),
        total,
      );
      for (const row of rows) if (row) delete row.record;
    },
  });
}
