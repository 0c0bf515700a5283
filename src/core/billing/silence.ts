import { t } from '@vscode/l10n';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { listPages } from '../telnyx/pages.ts';
import { SeenNumbers } from './seen.ts';

/** Types of detail records that are looked through, each with the documented field that tells when it was. */
export const recordTypes = ['messaging', 'call-control', 'sip-trunking'] as const;
export type RecordType = (typeof recordTypes)[number];
const timeFields: Readonly<Record<RecordType, string>> = {
  messaging: 'created_at',
  'call-control': 'started_at',
  'sip-trunking': 'started_at',
};

/** The most that operation 31 gives at once. */
const pageSize = 50;
/** Records of one type that are read at most: 400 requests. */
export const mostRecords = 20_000;

/** How far the records of a type were looked through. */
export interface TypeLooked {
  readonly type: RecordType;
  readonly records: number;
  /** 'part': there are more than are read, or they changed meanwhile; 'refused': Telnyx does not show them. */
  readonly how: 'whole' | 'part' | 'refused';
  readonly sentence?: string;
}

/** What looking through detail records showed. */
export interface Looked {
  readonly from: Date;
  readonly until: Date;
  readonly types: readonly TypeLooked[];
  readonly seen: SeenNumbers;
  /** The numbers that were looked for. */
  readonly asked: ReadonlySet<string>;
}

export interface Search {
  readonly types: readonly RecordType[];
  readonly from: Date;
  /** Records from then on are left out, so that the pages stay as they are while they are read. */
  readonly until: Date;
  readonly phones: readonly string[];
  readonly most?: number;
}

export interface SearchProgress {
  readonly type: RecordType;
  readonly records: number;
  /** All there are, where the server says so. */
  readonly total: number | undefined;
}

/**
 * Looks for numbers in detail records (operation 31), type after type, and stops when all were seen. Throws a Failure;
 * a type that is refused is told as one that was not looked at.
 */
export async function lookFor(
  door: Door,
  { types, from, until, phones, most = mostRecords }: Search,
  signal: AbortSignal,
  onProgress: (progress: SearchProgress) => void = () => undefined,
): Promise<Looked> {
  const seen = new SeenNumbers(phones);
  const looked: TypeLooked[] = [];
  for (const type of types) {
    const search = { door, type, from, until, most, seen, signal, onProgress };
    looked.push(seen.all ? { type, records: 0, how: 'part' } : await lookThrough(search));
  }
  return { from, until, types: looked, seen, asked: new Set(phones) };
}

interface TypeSearch {
  readonly door: Door;
  readonly type: RecordType;
  readonly from: Date;
  readonly until: Date;
  readonly most: number;
  readonly seen: SeenNumbers;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SearchProgress) => void;
}

async function lookThrough(search: TypeSearch): Promise<TypeLooked> {
  const { type, seen, signal, most, onProgress } = search;
  const enough = new AbortController();
  let records = 0;
  let total: number | undefined;
  try {
    const { ending } = await listPages<string | undefined>({
      size: pageSize,
      cap: most,
      signal: AbortSignal.any([signal, enough.signal]),
      identify: (id) => id,
      fetchPage: async (page, own) => {
        const raw = await recordsPage(search, page, own);
        for (const row of raw.rows) seen.look(row);
        records += raw.rows.length;
        total = raw.total ?? total;
        onProgress({ type, records, total });
        if (seen.all) enough.abort();
        return { ...raw, rows: raw.rows.map(idOf) };
      },
    });
    return { type, records, how: ending === 'complete' ? 'whole' : 'part' };
  } catch (thrown) {
    if (enough.signal.aborted && !signal.aborted) return { type, records, how: 'part' };
    if (thrown instanceof Failure && isRefusal(thrown))
      return { type, records, how: 'refused', sentence: thrown.sentence };
    throw thrown;
  }
}

function recordsPage(
  { door, type, from, until }: TypeSearch,
  page: { readonly number: number; readonly size: number },
  signal: AbortSignal,
) {
  const time = timeFields[type];
  const when = { gte: from.toISOString(), lt: until.toISOString() };
  return door.page(
    (sdk, query, options) =>
      sdk.detailRecords.list(
        { ...query, filter: { record_type: type, [time]: when }, sort: [`-${time}`] },
        options,
      ),
    page,
    signal,
  );
}

/** Messages are told apart by `uuid`, all others by `id`. */
function idOf(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const id = 'uuid' in row ? row.uuid : 'id' in row ? row.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

const isRefusal = ({ kind }: Failure) => kind === 'rejected' || kind === 'forbidden' || kind === 'not-found';

/** Whether every one of the types was looked through to its end: one that was refused or not asked for may hold anything. */
export const isWhole = ({ types }: Looked): boolean =>
  recordTypes.every((type) => types.some((looked) => looked.type === type && looked.how === 'whole'));

/** Whether nothing was seen of a number; undefined where what was not looked through may tell of it. */
export function silenceIn(looked: Looked, phone: string): boolean | undefined {
  if (looked.seen.has(phone)) return false;
  return isWhole(looked) && looked.asked.has(phone) ? true : undefined;
}

export const typeNames: Readonly<Record<RecordType, () => string>> = {
  messaging: () => t('Messages'),
  'call-control': () => t('Call Control'),
  'sip-trunking': () => t('SIP trunking'),
};
