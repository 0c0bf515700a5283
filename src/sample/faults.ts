import { Random } from './random.ts';

/** Ways a network, a proxy or an overloaded server spoils an answer. */
export const faultNames = [
  /** The connection is reset before the request reaches the account. */
  'reset',
  /** The request is carried out, then the connection is reset: a payment is charged and nobody hears of it. */
  'drop',
  /** Headers and half of the body come, then nothing more. */
  'stall',
  /** Even the headers come only after a long while. */
  'slow',
  /** Half of the body, properly ended. */
  'truncated',
  /** A proxy's page with status 200. */
  'html200',
  '502html',
  '500',
  '503',
  '429',
  /** An error without a body. */
  'empty',
  /** A success without a body. */
  'empty200',
] as const;

export type FaultName = (typeof faultNames)[number];

export interface FaultRule {
  readonly fault: FaultName;
  /** Only requests with this method. */
  readonly method?: string;
  /** Only requests whose path is this, ends with this, or matches this. */
  readonly path?: string | RegExp;
  /** How likely it strikes, 0 to 1; always when left out. */
  readonly probability?: number;
  /** How often it strikes at most. */
  readonly times?: number;
  /** How many requests it lets pass first. */
  readonly after?: number;
  /** Whether the account carries the request out although the answer is spoiled. Each fault has its own habit. */
  readonly applied?: boolean;
  /** For `429` and `503`: what `Retry-After` says. */
  readonly retryAfter?: string;
  /** For `slow`: after how many milliseconds the headers come. */
  readonly delayMs?: number;
}

const appliedByHabit: ReadonlySet<FaultName> = new Set(['drop', 'stall', 'slow', 'truncated']);

/** Whether the request reaches the account at all. */
export function reachesAccount(rule: FaultRule): boolean {
  return rule.applied ?? appliedByHabit.has(rule.fault);
}

interface Armed {
  readonly rule: FaultRule;
  passed: number;
  struck: number;
}

/** Decides which request meets which fault: by chance, repeatably from a seed, or by a script. */
export class Faults {
  readonly #random: Random;
  #armed: Armed[] = [];

  constructor(seed: number, rules: readonly FaultRule[] = []) {
    this.#random = new Random(seed, 'faults');
    for (const rule of rules) this.add(rule);
  }

  add(rule: FaultRule): void {
    this.#armed.push({ rule, passed: 0, struck: 0 });
  }

  /** The next request that fits meets this fault, and only that one. */
  next(rule: FaultRule): void {
    this.add({ ...rule, times: 1 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault this request meets. Rules are asked in the order they were added. */
  choose(method: string, path: string): FaultRule | undefined {
    for (const armed of this.#armed) {
      const { rule } = armed;
      if (rule.method !== undefined && rule.method !== method) continue;
      if (rule.path !== undefined && !fits(rule.path, path)) continue;
      if (armed.struck >= (rule.times ?? Infinity)) continue;
      armed.passed += 1;
      if (armed.passed <= (rule.after ?? 0)) continue;
      if (rule.probability !== undefined && !this.#random.chance(rule.probability)) continue;
      armed.struck += 1;
      return rule;
    }
    return undefined;
  }
}

function fits(wanted: string | RegExp, path: string): boolean {
  return typeof wanted === 'string' ? path.endsWith(wanted) : wanted.test(path);
}

const page =
  '<!doctype html><html><head><title>Sign in to the network</title></head><body>Sign in</body></html>';
const gateway = '<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>';

function json(status: number, code: string, title: string, rule: FaultRule): Response {
  const body = JSON.stringify({ errors: [{ code, title, detail: `${title}.` }] });
  const again = rule.retryAfter === undefined ? {} : { 'retry-after': rule.retryAfter };
  return new Response(body, { status, headers: { 'content-type': 'application/json', ...again } });
}

function html(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'content-type': 'text/html' } });
}

/** The answer a fault puts in place of the real one; undefined when it spoils the connection, not the answer. */
export async function spoil(rule: FaultRule, real: Response | undefined): Promise<Response | undefined> {
  switch (rule.fault) {
    case 'html200':
      return html(200, page);
    case '502html':
      return html(502, gateway);
    case '500':
      return json(500, '10007', 'Unexpected error', rule);
    case '503':
      return json(503, '10007', 'Service unavailable', rule);
    case '429':
      return json(429, '10011', 'Too many requests', rule);
    case 'empty':
      return new Response(null, { status: 500 });
    case 'empty200':
      return new Response(null, { status: 200, headers: { 'content-length': '0' } });
    case 'truncated': {
      const text = (await real?.text()) ?? '{"data":[';
      const { status, headers } = real ?? { status: 200, headers: undefined };
      return new Response(text.slice(0, Math.ceil(text.length / 2)), { status, ...(headers && { headers }) });
    }
    case 'reset':
    case 'drop':
    case 'stall':
    case 'slow':
      return undefined;
  }
}
