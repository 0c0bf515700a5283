import { decodeHeaders, hidden } from './headers.ts';
import { hiddenUrl } from './hiddenUrl.ts';

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** One member of an object made another, where it is there. */
function within(json: unknown, name: string, change: (part: unknown) => unknown): unknown {
  return isObject(json) && name in json ? { ...json, [name]: change(json[name]) } : json;
}

const headers = (raw: unknown): unknown =>
  decodeHeaders(raw)?.map((header) => {
    const { name, value } = hidden(header);
    return name === undefined ? value : [name, value];
  }) ?? raw;

const url = (raw: unknown): unknown => (typeof raw === 'string' ? hiddenUrl(raw) : raw);

/** A delivery of operations 38 and 39 as it was told, but for the secrets in its URLs and the headers of its attempts. */
export function maskedDelivery(record: unknown): unknown {
  const http = (request: unknown) =>
    ['request', 'response', 'reponse'].reduce(
      (rest, side) => within(rest, side, (one) => within(within(one, 'headers', headers), 'url', url)),
      request,
    );
  const told = within(record, 'webhook', (event) => within(event, 'url', url));
  return within(told, 'attempts', (attempts) =>
    Array.isArray(attempts) ? attempts.map((attempt) => within(attempt, 'http', http)) : attempts,
  );
}
