import * as v from 'valibot';
import type { Door } from '../telnyx/door.ts';
import type { Period } from './period.ts';

/** Texts, each kept once and named by its place. */
export interface Coded {
  readonly words: readonly string[];
  readonly codes: readonly number[];
}

/**
 * What each number cost in one window (operation 29), in columns of codes: ten thousand numbers take a few hundred
 * kilobytes, in memory and in a file. Plain data.
 */
export interface Breakdown {
  /** Empty when the API names none. */
  readonly currency: string;
  /** The window the answer is about, as the API wrote it; `endDate` does not belong to it. */
  readonly startDate: string;
  readonly endDate: string;
  /** A place for each charge, that is for each service of each number. */
  readonly number: Coded;
  /** The kind of number, e.g. `local`. */
  readonly type: Coded;
  readonly service: Coded;
  /** `MRC` or `OTC`, or what else the API comes to say. */
  readonly costType: Coded;
  /** The cost as JSON: a decimal string as the API wrote it, or whatever stood in its place. */
  readonly cost: Coded;
  /** Numbers in the answer whose services cannot be read. */
  readonly unread: number;
}

/** Operation 29 for at most 31 days. The whole answer is one request, however many numbers there are. */
export function loadBreakdown(door: Door, window: Period, signal: AbortSignal): Promise<Breakdown> {
  return door.read(
    (sdk, options) =>
      sdk.chargesBreakdown.retrieve({ start_date: window.from, end_date: window.to }, options),
    decodeBreakdown,
    signal,
  );
}

const text = v.fallback(v.optional(v.string(), ''), '');
const heading = v.object({
  currency: text,
  start_date: text,
  end_date: text,
  results: v.custom<readonly unknown[]>(Array.isArray),
});

/**
 * The `data` of operation 29. Throws when it holds no list. The rows are read by hand: there may be a hundred thousand,
 * and one that cannot be read is counted instead of failing the others.
 */
export function decodeBreakdown(data: unknown): Breakdown {
  const { currency, start_date, end_date, results } = v.parse(heading, data);
  const number = new Coder();
  const type = new Coder();
  const service = new Coder();
  const costType = new Coder();
  const cost = new Coder();
  const quoted = quotes();
  let unread = 0;
  for (const row of results) {
    const services = isRecord(row) ? row.services : undefined;
    if (!isRecord(row) || !Array.isArray(services)) {
      unread += 1;
      continue;
    }
    for (const one of services as readonly unknown[]) {
      const charge = isRecord(one) ? one : {};
      number.add(asText(row.tn));
      type.add(asText(row.charge_type));
      service.add(asText(charge.name));
      costType.add(asText(charge.cost_type));
      cost.add(typeof charge.cost === 'string' ? quoted(charge.cost) : JSON.stringify(charge.cost ?? null));
    }
  }
  return {
    currency,
    startDate: start_date,
    endDate: end_date,
    number: number.coded,
    type: type.coded,
    service: service.coded,
    costType: costType.coded,
    cost: cost.coded,
    unread,
  };
}

const coded = v.pipe(
  v.object({ words: v.array(v.string()), codes: v.custom<readonly number[]>(Array.isArray) }),
  v.check(({ words, codes }) =>
    codes.every((code) => Number.isInteger(code) && code >= 0 && code < words.length),
  ),
);

const kept = v.pipe(
  v.object({
    currency: v.string(),
    startDate: v.string(),
    endDate: v.string(),
    number: coded,
    type: coded,
    service: coded,
    costType: coded,
    cost: coded,
    unread: v.number(),
  }),
  v.check(({ number, type, service, costType, cost }) =>
    [type, service, costType, cost].every(({ codes }) => codes.length === number.codes.length),
  ),
);

/** A breakdown as it was kept in a file; undefined when the file does not hold one. */
export function keptBreakdown(data: unknown): Breakdown | undefined {
  const decoded = v.safeParse(kept, data);
  return decoded.success ? decoded.output : undefined;
}

/** Collects texts. */
class Coder {
  readonly #known = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #codes: number[] = [];

  add(word: string): void {
    let code = this.#known.get(word);
    if (code === undefined) {
      code = this.#words.length;
      this.#known.set(word, code);
      this.#words.push(word);
    }
    this.#codes.push(code);
  }

  get coded(): Coded {
    return { words: this.#words, codes: this.#codes };
  }
}

/** Texts as JSON, each made once: a hundred thousand charges have few amounts. */
function quotes(): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    const known = made.get(text) ?? JSON.stringify(text);
    made.set(text, known);
    return known;
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
