import { decodeHeaders, hidden } from './headers.ts';

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

/** A delivery of operations 38 and 39 as it was told, but for the secrets in the headers of its attempts. */
export function maskedDelivery(record: unknown): unknown {
  const http = (told: unknown) =>
    ['request', 'response', 'reponse'].reduce(
      (rest, side) => within(rest, side, (one) => within(one, 'headers', headers)),
      told,
    );
  return within(record, 'attempts', (attempts) =>
    Array.isArray(attempts) ? attempts.map((attempt) => within(attempt, 'http', http)) : attempts,
  );
}
