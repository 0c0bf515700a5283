import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { isPage, jsonIn, requestIdOf } from './answer.ts';
import type { Decode, RawPage } from './door.ts';
import { faultsIn } from './faults.ts';
import type { Failure } from './failure.ts';
import { withDoubt } from './failureFrom.ts';

/** How an answer of 2xx is read: anything but what was promised is a Failure, never an empty value. */
export interface Reading {
  readonly host: string;
  readonly secret: string | undefined;
  /** True when the answer is to a write: what cannot be read leaves it unclear. */
  readonly write: boolean;
}

/** The `data` of a single-object answer, decoded. */
export async function readData<T>(response: Response, decode: Decode<T>, reading: Reading): Promise<T> {
  const { data } = await readEnvelope(response, reading);
  if (data === undefined || data === null) throw unreadable(response, reading, 'no data');
  try {
    return decode(data);
  } catch (thrown) {
    throw unreadable(response, reading, thrown instanceof Error ? thrown.name : typeof thrown);
  }
}

/** A list's rows and what is told beside them. */
export async function readPage(response: Response, reading: Reading): Promise<RawPage> {
  const { data, meta, ...rest } = await readEnvelope(response, reading);
  if (!Array.isArray(data)) throw unreadable(response, reading, 'no list');
  const counts = v.parse(metaCounts, meta);
  return {
    rows: data,
    ...(counts.total_results !== undefined && { total: counts.total_results }),
    ...(counts.total_pages !== undefined && { pages: counts.total_pages }),
    warnings: faultsIn(rest, reading.secret).map((fault) => fault.sentence),
  };
}

/** Text such as CSV; a web page or JSON in its place is a Failure. */
export async function readText(response: Response, reading: Reading): Promise<string> {
  const text = await response.text();
  const json = /\bjson\b/i.test(response.headers.get('content-type') ?? '');
  if (json || response.status === 204 || isPage(response.headers, text))
    throw unreadable(response, reading, 'no text', isPage(response.headers, text));
  return text;
}

const count = v.fallback(
  v.optional(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))]),
      v.safeInteger(),
      v.minValue(0),
    ),
  ),
  undefined,
);
const metaCounts = v.fallback(v.object({ total_results: count, total_pages: count }), {});
const envelope = v.looseObject({ data: v.unknown(), meta: v.optional(v.unknown()) });

/** Characters from which on an answer takes long enough to read that others may want to go first. */
const large = 1_000_000;
let last: Promise<void> = Promise.resolve();

/** Large answers that came at once are read one by one, and whatever else wants to run does so in between. */
function inTurn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
  return last;
}

async function readEnvelope(response: Response, reading: Reading): Promise<v.InferOutput<typeof envelope>> {
  const text = await response.text();
  if (text.length >= large) await inTurn();
  const decoded = v.safeParse(envelope, jsonIn(text));
  if (!decoded.success) throw unreadable(response, reading, 'no JSON', isPage(response.headers, text));
  return decoded.output;
}

function unreadable(response: Response, reading: Reading, cause: string, page = false): Failure {
  const requestId = requestIdOf(response.headers);
  return withDoubt({
    kind: 'unreadable',
    sentence: page
      ? t(
          '{0} answered with a web page in place of data. A proxy or a sign-in page may be in between.',
          reading.host,
        )
      : t('{0} sent an answer that cannot be read. Try again.', reading.host),
    wayOut: 'retry',
    status: response.status,
    ...(requestId && { requestId }),
    effect: reading.write ? 'unclear' : 'no',
    cause,
  });
}
