import { Big } from 'big.js';
import { isExact, readAmount } from './amount.ts';
import type { Breakdown, Coded } from './breakdown.ts';
import { summing, type Units, type UnitSums } from './unitSums.ts';

/** How a charge recurs. */
export const costKinds = ['recurring', 'one-time', 'other'] as const;
export type CostKind = (typeof costKinds)[number];

/** A column of all windows together. */
interface Column {
  readonly words: readonly string[];
  readonly codes: Uint32Array;
}

/**
 * All charges of several breakdowns in one currency, in columns. Amounts are whole numbers of the smallest unit that
 * occurs, so that sums of hundreds of thousands are exact and quick.
 */
export class ChargeBook {
  /** How many charges there are. */
  readonly count: number;
  readonly currency: string;
  readonly number: Column;
  readonly type: Column;
  readonly service: Column;
  /** The place of its kind in `costKinds`, for each charge. */
  readonly kind: Uint8Array;
  readonly cost: Column;
  /** For each word of `cost`: 1 where it is an exact amount, 0 where it is not known. */
  readonly known: Uint8Array;
  /** Numbers in the answers whose services cannot be read. */
  readonly unread: number;
  /** Sums of charges in so many places. */
  readonly sums: (places: number) => UnitSums;
  readonly #scale: number;
  readonly #told = new Map<bigint, Big>();

  /** @throws RangeError when the currencies differ: such amounts are never added. */
  constructor(breakdowns: readonly Breakdown[]) {
    const [currency = '', ...others] = new Set(breakdowns.map((one) => one.currency));
    if (others.length > 0) throw new RangeError(`${currency} and ${others.join()} cannot be added`);
    this.currency = currency;
    this.count = breakdowns.reduce((sum, { number }) => sum + number.codes.length, 0);
    this.number = this.#joined(breakdowns.map(({ number }) => number));
    this.type = this.#joined(breakdowns.map(({ type }) => type));
    this.service = this.#joined(breakdowns.map(({ service }) => service));
    this.cost = this.#joined(breakdowns.map(({ cost }) => cost));
    this.kind = kindsOf(this.#joined(breakdowns.map(({ costType }) => costType)));
    this.unread = breakdowns.reduce((sum, { unread }) => sum + unread, 0);
    const amounts = this.cost.words.map((word) => readAmount(JSON.parse(word)));
    const exact = amounts.filter(isExact).map(({ value }) => decimals(value));
    this.#scale = exact.reduce((most, one) => Math.max(most, one), 0);
    this.known = Uint8Array.from(amounts, (amount) => (isExact(amount) ? 1 : 0));
    const units: Units = amounts.map((amount) =>
      isExact(amount) ? BigInt(amount.value.times(new Big(`1e${this.#scale}`)).toFixed(0)) : undefined,
    );
    this.sums = summing(units, timesOf(this.cost));
  }

  /** A sum of units as an amount. Many numbers cost the same, so most of them are known already. */
  amount(units: bigint): Big {
    const known = this.#told.get(units);
    if (known) return known;
    const amount = new Big(`${units}e-${this.#scale}`);
    this.#told.set(units, amount);
    return amount;
  }

  #joined(columns: readonly Coded[]): Column {
    const known = new Map<string, number>();
    const codes = new Uint32Array(this.count);
    let at = 0;
    for (const column of columns) {
      const own = column.words.map((word) => {
        const code = known.get(word) ?? known.size;
        known.set(word, code);
        return code;
      });
      for (const code of column.codes) codes[at++] = own[code] ?? 0;
    }
    return { words: [...known.keys()], codes };
  }
}

/** How often each word occurs. */
function timesOf({ words, codes }: Column): Uint32Array {
  const times = new Uint32Array(words.length);
  for (const code of codes) times[code] = (times[code] ?? 0) + 1;
  return times;
}

function kindsOf({ words, codes }: Column): Uint8Array {
  const kinds = words.map((word) => costKinds.indexOf(kindOf(word)));
  return Uint8Array.from(codes, (code) => kinds[code] ?? 0);
}

/** `cost_type` is a free string; two are documented. */
function kindOf(costType: string): CostKind {
  if (/^mrc$/i.test(costType.trim())) return 'recurring';
  return /^otc$/i.test(costType.trim()) ? 'one-time' : 'other';
}

function decimals(value: Big): number {
  return value.toFixed().split('.')[1]?.length ?? 0;
}
