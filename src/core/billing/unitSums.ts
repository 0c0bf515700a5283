/** Running sums of whole units in numbered places, all of them nothing at first. */
export interface UnitSums {
  /** `cost`: which of the amounts that occur is added. */
  add(place: number, cost: number): void;
  at(place: number): bigint;
}

/** Amounts that occur, as whole units of one size; undefined where one is not known and so in no sum. */
export type Units = readonly (bigint | undefined)[];

/**
 * How sums of charges are kept, `times` being how often each amount occurs. A double is as exact as an integer, and much
 * quicker, as long as no sum of any of these charges leaves the whole numbers that it holds; else integers are taken.
 */
export function summing(units: Units, times: Uint32Array): (places: number) => UnitSums {
  const most = units.reduce<bigint>(
    (sum, one = 0n, cost) => sum + (one < 0n ? -one : one) * BigInt(times[cost] ?? 0),
    0n,
  );
  if (most > BigInt(Number.MAX_SAFE_INTEGER)) return (places) => new IntegerSums(units, places);
  const doubles = Float64Array.from(units, (one = 0n) => Number(one));
  return (places) => new DoubleSums(doubles, places);
}

class DoubleSums implements UnitSums {
  readonly #units: Float64Array;
  readonly #sums: Float64Array;

  constructor(units: Float64Array, places: number) {
    this.#units = units;
    this.#sums = new Float64Array(places);
  }

  add(place: number, cost: number): void {
    this.#sums[place] = (this.#sums[place] ?? 0) + (this.#units[cost] ?? 0);
  }

  at(place: number): bigint {
    return BigInt(this.#sums[place] ?? 0);
  }
}

class IntegerSums implements UnitSums {
  readonly #units: Units;
  readonly #sums: bigint[];

  constructor(units: Units, places: number) {
    this.#units = units;
    this.#sums = new Array<bigint>(places).fill(0n);
  }

  add(place: number, cost: number): void {
    this.#sums[place] = (this.#sums[place] ?? 0n) + (this.#units[cost] ?? 0n);
  }

  at(place: number): bigint {
    return this.#sums[place] ?? 0n;
  }
}
