import { t } from '@vscode/l10n';
import { isLoopback } from '../telnyx/hosts.ts';
import { isSecret } from './headers.ts';
import { hiddenUrl } from './hiddenUrl.ts';
import type { NamedHeader } from './replayRequest.ts';
import { NothingSent, problemOf, sendOnce, type Received } from './replaySend.ts';
import { reach, type Lookup, type Target } from './replayTarget.ts';

/** What is sent: a draft whose headers are decided. */
export interface ReplayRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly NamedHeader[];
  readonly body: string;
}

export interface ReplayBounds {
  readonly allowed: readonly string[];
  readonly lookup: Lookup;
  /** Ends it when a person does not want to wait. */
  readonly cancelled: AbortSignal;
  /** Milliseconds for everything, looking names up and redirects included. */
  readonly deadline: number;
  /** Bytes of an answer that are read. */
  readonly most: number;
}

/** A request that left, and what came of it. */
export interface ReplayStep {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly NamedHeader[];
  readonly received?: Received & { readonly milliseconds: number };
}

/** What became of a replay, from first to last step. */
export interface ReplayOutcome {
  readonly steps: readonly ReplayStep[];
  readonly milliseconds: number;
  /** Where the URL may not be sent to: why. */
  readonly refused?: string;
  /** Why it ended without a whole answer, or where it was not followed to. */
  readonly problem?: string;
}

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Where an answer sends to; undefined when it does not. */
function locationOf({ status, headers }: Received, from: string): string | undefined {
  const location = headers.find(({ name }) => name.toLowerCase() === 'location')?.value;
  if (location === undefined || !redirects.has(status)) return undefined;
  return URL.canParse(location, from) ? new URL(location, from).href : location;
}

/** The request that a redirect asks for, as browsers and `fetch` make it. */
function redirected(request: ReplayRequest, status: number, url: string): ReplayRequest {
  const bare = status === 303 || (status < 303 && request.method === 'POST');
  const sameSite = URL.canParse(url) && new URL(url).origin === new URL(request.url).origin;
  return {
    url,
    method: bare && request.method !== 'HEAD' ? 'GET' : request.method,
    body: bare ? '' : request.body,
    headers: request.headers
      .filter((header) => sameSite || !isSecret(header))
      .filter(({ name }) => !bare || !name.toLowerCase().startsWith('content-')),
  };
}

/** Whether a step leads from another machine to this one. */
function inward(steps: readonly ReplayStep[], host: string): boolean {
  const before = steps.at(-1);
  return before !== undefined && isLoopback(host) && !isLoopback(new URL(before.url).hostname);
}

interface Way {
  readonly steps: ReplayStep[];
  readonly signal: AbortSignal;
}

type Ending = Pick<ReplayOutcome, 'refused' | 'problem'>;

/** Where a step goes, unless it is ended before that is known. */
async function reachNow(
  url: string,
  { allowed, lookup }: ReplayBounds,
  signal: AbortSignal,
): Promise<Target | undefined> {
  if (signal.aborted) return undefined;
  const ended = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  return await Promise.race([reach(url, allowed, lookup), ended]);
}

/** Walks one step after the other; tells why it ended early, if it did. */
async function walk(first: ReplayRequest, { steps, signal }: Way, bounds: ReplayBounds): Promise<Ending> {
  // Node sends methods in capitals: what is told, and judged by, is what is sent.
  let request: ReplayRequest | undefined = { ...first, method: first.method.toUpperCase() };
  while (request) {
    const { url, method, headers } = request;
    const target = await reachNow(url, bounds, signal);
    if (!target) return { problem: unsent(bounds, steps) };
    if (!target.ok)
      return steps.length === 0
        ? { refused: target.sentence }
        : { problem: t('The redirect to {0} was not followed. {1}', hiddenUrl(url), target.sentence) };
    const problem = notFollowed(steps, target.url);
    if (problem !== undefined) return { problem };
    steps.push({ url, method, headers });
    const body = Buffer.from(request.body);
    const outgoing = { url: target.url, addresses: target.addresses, method, headers, body };
    try {
      const received = await sendOnce(outgoing, { signal, most: bounds.most });
      steps.splice(-1, 1, { url, method, headers, received });
      if (received.cut === 'end') return { problem: received.problem ?? ended(bounds) };
      const next = locationOf(received, url);
      request = next === undefined ? undefined : redirected(request, received.status, next);
    } catch (thrown) {
      if (thrown instanceof NothingSent) {
        steps.pop();
        return { problem: unsent(bounds, steps) };
      }
      return { problem: signal.aborted ? ended(bounds) : problemOf(thrown, outgoing) };
    }
  }
  return {};
}

/** Why a redirect that may be followed is not. */
function notFollowed(steps: readonly ReplayStep[], url: URL): string | undefined {
  if (inward(steps, url.hostname))
    return t(
      'The redirect to {0} was not followed: another machine does not choose what is reached on this one.',
      hiddenUrl(url.href),
    );
  return steps.length > mostRedirects
    ? t('More than {0} redirects: they go round in a circle, or nearly.', mostRedirects)
    : undefined;
}

/** Why a step did not leave this machine. */
function unsent({ cancelled, deadline }: ReplayBounds, steps: readonly ReplayStep[]): string {
  if (steps.length > 0)
    return cancelled.aborted
      ? t('Stopped. The last redirect was not followed.')
      : t('The last redirect was not followed within {0} s.', deadline / 1000);
  return cancelled.aborted
    ? t('Stopped before anything was sent.')
    : t('No connection within {0} s. Nothing was sent.', deadline / 1000);
}

/** Why it was ended from here. */
const ended = ({ cancelled, deadline }: ReplayBounds): string =>
  cancelled.aborted
    ? t('Stopped. What the server does with what it got is not known.')
    : t('No whole answer within {0} s.', deadline / 1000);

/**
 * Sends a request to this machine (or a host that is allowed by name) and follows redirects there. Each step is sent
 * once; nothing is repeated. Never rejects.
 */
export async function replay(request: ReplayRequest, bounds: ReplayBounds): Promise<ReplayOutcome> {
  const began = performance.now();
  const steps: ReplayStep[] = [];
  const deadline = AbortSignal.timeout(bounds.deadline);
  const signal = AbortSignal.any([bounds.cancelled, deadline]);
  const ending = await walk(request, { steps, signal }, bounds);
  return {
    steps,
    milliseconds: Math.round(performance.now() - began),
    ...ending,
  };
}
