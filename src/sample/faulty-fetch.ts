import { reachesAccount, spoil, type FaultRule, type Faults } from './faults.ts';
import type { Fetch } from './index.ts';

/** Puts faults between a client and an account in the same process, as `fetch` would show them. */
export function faultyFetch(inner: Fetch, faults: Faults): Fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const rule = faults.choose(request.method, new URL(request.url).pathname);
    if (!rule) return inner(request);
    const real = reachesAccount(rule) ? await inner(request) : undefined;
    return (await spoil(rule, real)) ?? spoilConnection(rule, real, request.signal);
  };
}

async function spoilConnection(
  rule: FaultRule,
  real: Response | undefined,
  signal: AbortSignal,
): Promise<Response> {
  if (rule.fault === 'slow' && real) {
    await wait(rule.delayMs ?? 30_000, signal);
    return real;
  }
  if (rule.fault === 'stall' && real) return stalled(await real.text(), real, signal);
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  throw new TypeError('fetch failed', { cause });
}

/** Half of the body, then silence until the client gives up. */
function stalled(text: string, real: Response, signal: AbortSignal): Response {
  const half = new TextEncoder().encode(text).slice(0, Math.ceil(text.length / 2));
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(half);
      signal.addEventListener('abort', () => controller.error(signal.reason), { once: true });
    },
  });
  return new Response(body, { status: real.status, headers: real.headers });
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new DOMException('This operation was aborted', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
