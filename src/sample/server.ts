import { catchUp, createAccount, type Account } from './account.ts';
import { envelope, notFound, problem, Refusal, type Answer } from './envelope.ts';
import { download } from './invoices.ts';
import { RequestLog, type LoggedRequest } from './log.ts';
import type { SampleKey, SampleSettings } from './options.ts';
import { Query } from './query.ts';
import { RateLimit } from './rate.ts';
import { match, unknownParameter, type Match } from './router.ts';

/** Where errors have neither `source` nor `meta`. */
const bareErrors: ReadonlySet<string> = new Set(['/audit_events', '/detail_records']);

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
}

/** Takes requests in and gives answers out: the gate in front of the handlers. */
export class Server {
  readonly account: Account;
  readonly log = new RequestLog();
  readonly #settings: SampleSettings;
  readonly #rate: RateLimit;

  constructor(settings: SampleSettings) {
    this.#settings = settings;
    this.account = createAccount(settings);
    this.#rate = new RateLimit(settings);
  }

  async answer(request: Request): Promise<Response> {
    request.signal.throwIfAborted();
    const { method, headers } = request;
    return this.#respond({ method, url: new URL(request.url), headers, text: await request.text() });
  }

  #respond(asked: Asked): Response {
    const settings = this.#settings;
    const key = keyOf(settings, asked.headers);
    const allowance = this.#rate.take(key?.name ?? 'unknown');
    const found = find(settings, asked);
    const answer = allowance.allowed ? answerTo(settings, this.account, key, found, asked) : tooMany();
    this.log.add(entry(settings, asked, key, found, answer));
    const emptied = answer.status >= 400 && settings.variants.emptyErrors;
    const text = emptied ? '' : (answer.text ?? JSON.stringify(answer.body));
    return new Response(text === '' ? null : text, {
      status: answer.status,
      headers: {
        ...(emptied ? {} : { 'content-type': answer.type ?? 'application/json; charset=utf-8' }),
        'x-request-id': this.log.lastId(),
        ...allowance.headers,
      },
    });
  }
}

function keyOf(settings: SampleSettings, headers: Headers): SampleKey | undefined {
  const authorization = headers.get('authorization') ?? '';
  return settings.keys.find(({ key }) => authorization === `Bearer ${key}`);
}

/** The operation asked for. `/v2/v2/…` is not one, unless the account is told to be lenient (D1). */
function find(settings: SampleSettings, { method, url }: Asked): Match | undefined {
  if (!url.pathname.startsWith('/v2/')) return undefined;
  const path = url.pathname.slice('/v2'.length);
  const lenient = settings.variants.doubledV2Accepted && path.startsWith('/v2/');
  return match(method, lenient ? path.slice('/v2'.length) : path);
}

function answerTo(
  settings: SampleSettings,
  account: Account,
  key: SampleKey | undefined,
  found: Match | undefined,
  asked: Asked,
): Answer {
  if (asked.url.pathname.startsWith('/storage/')) {
    return download(settings.seed, settings.now(), asked.url, asked.headers.has('authorization'));
  }
  catchUp(account);
  try {
    return handle(account, key, found, asked);
  } catch (thrown) {
    const path = found?.operation.path ?? '';
    if (thrown instanceof Refusal) return envelope(thrown, bareErrors.has(path));
    throw thrown;
  }
}

function handle(
  account: Account,
  key: SampleKey | undefined,
  found: Match | undefined,
  asked: Asked,
): Answer {
  if (!key) {
    const detail = 'Could not understand the provided credentials.';
    throw new Refusal(401, [problem('10009', 'Authentication failed', detail)]);
  }
  if (!found) throw notFound();
  const { operation, id } = found;
  if (operation.billing && !key.billing) {
    const detail = 'You do not have permission to perform the requested action on this resource.';
    throw new Refusal(403, [problem('10010', 'Authorization failed', detail)]);
  }
  const query = new Query(asked.url.searchParams);
  const unknown = unknownParameter(operation, query);
  if (unknown !== undefined) {
    throw new Refusal(400, [problem('10015', 'Bad Request', `Unknown parameter ${unknown}`)]);
  }
  const body = asked.text === '' ? undefined : parse(asked);
  return operation.handler({ account, key, id, query, body, origin: asked.url.origin });
}

function parse({ text, headers }: Asked): unknown {
  if (!(headers.get('content-type') ?? '').includes('json')) {
    throw new Refusal(415, [
      problem('10014', 'Unsupported media type', 'The body must be application/json.'),
    ]);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, [problem('10023', 'Invalid JSON', 'The body is not valid JSON.')]);
  }
}

function tooMany(): Answer {
  const detail = 'You have exceeded the maximum number of allowed requests.';
  return envelope(new Refusal(429, [problem('10011', 'Too many requests', detail)]), true);
}

function entry(
  settings: SampleSettings,
  asked: Asked,
  key: SampleKey | undefined,
  found: Match | undefined,
  answer: Answer,
): LoggedRequest {
  const headers = Object.fromEntries([...asked.headers].filter(([name]) => name !== 'authorization'));
  const retries = asked.headers.get('x-stainless-retry-count');
  return {
    at: settings.now(),
    method: asked.method,
    path: asked.url.pathname,
    query: decode(asked.url.search.slice(1)),
    body: asked.text === '' ? undefined : parsedOr(asked.text),
    headers,
    key: key?.name,
    retryCount: retries === null ? undefined : Number(retries),
    status: answer.status,
    operation: found?.operation.number,
  };
}

function decode(query: string): string {
  try {
    return decodeURIComponent(query.replaceAll('+', ' '));
  } catch {
    return query;
  }
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
