import { Big } from 'big.js';
import { isExact, readAmount } from './amount.ts';
import { ChargeWords, type ChargePart } from './chargeWords.ts';
import { summing, type Units, type UnitSums } from './unitSums.ts';

/** How a charge recurs. */
export const costKinds = ['recurring', 'one-time', 'other'] as const;
export type CostKind = (typeof costKinds)[number];

/**
 * All charges of several windows in one currency, in columns. Amounts are whole numbers of the smallest unit that occurs,
 * so that sums of hundreds of thousands are exact and quick.
 */
export class ChargeBook {
  readonly parts: readonly ChargePart[];
  readonly words: ChargeWords;
  readonly currency: string;
  /** For each word of `costType`: the place of its kind in `costKinds`. */
  readonly kinds: Uint8Array;
  /** For each word of `cost`: 1 where it is an exact amount, 0 where it is not known. */
  readonly known: Uint8Array;
  /** Numbers in the answers whose services cannot be read. */
  readonly unread: number;
  /** Sums of charges in so many places. */
  readonly sums: (places: number) => UnitSums;
  readonly #scale: number;
  readonly #told = new Map<bigint, Big>();

  /**
   * `parts` are in the same words.
   *
   * @throws RangeError when the currencies differ: such amounts are never added.
   */
  constructor(parts: readonly ChargePart[]) {
    const [currency = '', ...others] = new Set(parts.map((one) => one.currency));
    if (others.length > 0) throw new RangeError(`${currency} and ${others.join()} cannot be added`);
    this.parts = parts;
    this.words = parts[0]?.words ?? new ChargeWords();
    this.currency = currency;
    this.unread = parts.reduce((sum, { unread }) => sum + unread, 0);
    this.kinds = Uint8Array.from(this.words.costType.all, (word) => costKinds.indexOf(kindOf(word)));
    const amounts = this.words.cost.all.map((word) => readAmount(JSON.parse(word)));
    const exact = amounts.filter(isExact).map(({ value }) => decimals(value));
    this.#scale = exact.reduce((most, one) => Math.max(most, one), 0);
    this.known = Uint8Array.from(amounts, (amount) => (isExact(amount) ? 1 : 0));
    const units: Units = amounts.map((amount) =>
      isExact(amount) ? BigInt(amount.value.times(new Big(`1e${this.#scale}`)).toFixed(0)) : undefined,
    );
    this.sums = summing(units, this.#times(units.length));
  }

  /** The numbers that were charged, each once. */
  get numbers(): readonly string[] {
    const { all } = this.words.number;
    const met = new Uint8Array(all.length);
    for (const { number } of this.parts) for (const code of number) met[code] = 1;
    return all.filter((_, code) => met[code] === 1);
  }

  /** A sum of units as an amount. Many numbers cost the same, so most of them are known already. */
  amount(units: bigint): Big {
    const known = this.#told.get(units);
    if (known) return known;
    const amount = new Big(`${units}e-${this.#scale}`);
    this.#told.set(units, amount);
    return amount;
  }

  /** How often each of so many costs occurs. */
  #times(costs: number): Uint32Array {
    const times = new Uint32Array(costs);
    for (const { cost } of this.parts) for (const code of cost) times[code] = (times[code] ?? 0) + 1;
    return times;
  }
}

/** `cost_type` is a free string; two are documented. */
function kindOf(costType: string): CostKind {
  if (/^mrc$/i.test(costType.trim())) return 'recurring';
  return /^otc$/i.test(costType.trim()) ? 'one-time' : 'other';
}

function decimals(value: Big): number {
  return value.toFixed().split('.')[1]?.length ?? 0;
}
