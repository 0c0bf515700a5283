import { decodeHeaders, hidden } from './headers.ts';
import { hiddenUrl, masked } from './hiddenUrl.ts';
import { maskedBody } from './maskedBody.ts';

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

/** A body is told as its text, or as the JSON that it is; so are an event and errors. */
function body(raw: unknown): unknown {
  if (typeof raw === 'string') return maskedBody(raw);
  if (typeof raw !== 'object' || raw === null) return raw;
  try {
    const shown: unknown = JSON.parse(maskedBody(JSON.stringify(raw)));
    return shown;
  } catch {
    // Deeper than anybody can write down.
    return masked;
  }
}

const side = (told: unknown): unknown =>
  within(within(within(told, 'headers', headers), 'url', url), 'body', body);

/** A delivery of operations 38 and 39 as it was told, but for the secrets in its URLs and its event, and in the errors, headers and bodies of its attempts. */
export function maskedDelivery(record: unknown): unknown {
  const http = (request: unknown) =>
    ['request', 'response', 'reponse'].reduce((rest, name) => within(rest, name, side), request);
  const told = within(record, 'webhook', (event) => within(body(event), 'url', url));
  return within(told, 'attempts', (attempts) =>
    Array.isArray(attempts)
      ? attempts.map((attempt) => within(within(attempt, 'errors', body), 'http', http))
      : attempts,
  );
}
