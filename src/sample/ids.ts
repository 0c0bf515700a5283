// Close together on purpose, as real ones are: read as floating point, neighbours become the same id.
const base = 1_293_384_261_075_731_499n;
const orderGap = 7_919_321_113n;
const numberGap = 13n;
const perOrder = 25n;

/** The id of the account's `index`-th phone number: 19 decimal digits. */
export function numberId(index: number): string {
  const place = BigInt(index);
  return String(base + (place / perOrder) * orderGap + (place % perOrder) * numberGap);
}

/** The index an id belongs to, or undefined when no number of any account has it. */
export function numberIndex(id: string): number | undefined {
  if (!/^\d{19}$/.test(id)) return undefined;
  const distance = BigInt(id) - base;
  if (distance < 0n) return undefined;
  const order = distance / orderGap;
  const within = distance % orderGap;
  if (within % numberGap !== 0n || within / numberGap >= perOrder) return undefined;
  return Number(order * perOrder + within / numberGap);
}

/** A 19-digit id for anything else; `kind` keeps the kinds apart. */
export function otherId(kind: number, index: number): string {
  return String(
    1_400_000_000_000_000_000n + BigInt(kind) * 10_000_000_000_000n + BigInt(index) * 7_411_309n + 731_499n,
  );
}
