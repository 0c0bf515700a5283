import { createPrivateKey, sign } from 'node:crypto';
import type { Attempt, PlainAttempt } from './webhook-attempt.ts';
import type { Delivery } from './webhook-history.ts';

/** No secret: it signs nothing but the made-up webhooks of the sample account. */
const key = createPrivateKey({
  key: Buffer.from('MC4CAQAwBQYDK2VwBCIEIEoQ25h2EZf8yUamcfX5dFwdnWlByPdS0sBIMsaGEbCl', 'base64'),
  format: 'der',
  type: 'pkcs8',
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inside]) => [name, sorted(inside)]));
}

/** The bytes that a try sends: Telnyx tells the event only, in another order and without `meta`. */
function sentBody({ webhook }: Delivery, url: string, attempt: number): string {
  return JSON.stringify(sorted({ data: webhook, meta: { attempt, delivered_to: url } }));
}

/** The shape whose headers are pairs; the older one tells neither timestamp nor signature. */
const isPlain = (attempt: Attempt): attempt is PlainAttempt =>
  (attempt.http?.request?.headers ?? []).every((header) => typeof header !== 'string');

function signed(delivery: Delivery, attempt: Attempt, number: number): Attempt {
  if (!isPlain(attempt)) return attempt;
  const { url = '', headers = [] } = attempt.http?.request ?? {};
  const timestamp = headers.find(([name]) => name === 'Telnyx-Timestamp')?.[1];
  if (timestamp === undefined) return attempt;
  const bytes = Buffer.from(`${timestamp}|${sentBody(delivery, url, number)}`);
  const header = ['Telnyx-Signature-Ed25519', sign(null, bytes, key).toString('base64')];
  return { ...attempt, http: { ...attempt.http, request: { url, headers: [...headers, header] } } };
}

const known = new WeakMap<Delivery, Delivery>();

/** The delivery with its tries signed. Made when it is told, since most never are. */
export function withSignatures(delivery: Delivery): Delivery {
  const made = known.get(delivery) ?? {
    ...delivery,
    attempts: delivery.attempts.map((one, at) => signed(delivery, one, delivery.attempts.length - at)),
  };
  known.set(delivery, made);
  return made;
}
