import type { Ground } from './ground.ts';
import { cents, dollars } from './money.ts';
import type { NumberRecord } from './number-record.ts';
import type { NumberRange } from './ranges.ts';
import { Random } from './random.ts';
import { date, day, startOfDay, startOfMonth } from './time.ts';

/** One service of one number, charged on one day. `kind` as Telnyx writes it. */
interface Charge {
  readonly name: string;
  readonly kind: 'MRC' | 'OTC';
  /** Ten-thousandths of a dollar. */
  readonly cost: number;
}

export interface NumberCharges {
  readonly record: NumberRecord;
  /** Whether the number was bought within the range. */
  readonly isNew: boolean;
  readonly charges: readonly Charge[];
}

interface Price {
  readonly name: string;
  readonly monthly: number;
  /** Some kinds have no set-up price at all, some have one of nothing. */
  readonly once: number | null;
}

export const prices: Readonly<Record<NumberRange['type'], Price>> = {
  local: { name: 'Local DIDs', monthly: dollars, once: dollars },
  toll_free: { name: 'Toll-free DIDs', monthly: 2 * dollars, once: dollars },
  mobile: { name: 'Mobile DIDs', monthly: 3 * dollars + 50 * cents, once: 2 * dollars },
  national: { name: 'National DIDs', monthly: dollars + 50 * cents, once: 0 },
  shared_cost: { name: 'Shared-cost DIDs', monthly: 6 * dollars, once: null },
  landline: { name: 'Landline DIDs', monthly: dollars + 25 * cents, once: null },
};

/** A number is charged once a month, on the day of the month it was bought; the 29th to 31st count as the 28th. */
function chargeDays(record: NumberRecord, from: number, to: number): number[] {
  const bought = new Date(record.createdAt);
  const first = startOfDay(record.createdAt);
  const dayOfMonth = Math.min(28, bought.getUTCDate());
  const until = Math.min(to, record.deletedAt ?? Infinity);
  const days = first >= from && first < until ? [first] : [];
  for (let month = startOfMonth(from); month < until; month = startOfMonth(month, 1)) {
    const due = month + (dayOfMonth - 1) * day;
    if (due > first + 27 * day && due >= from && due < until) days.push(due);
  }
  return days;
}

function services(record: NumberRecord, due: number): Charge[] {
  const price = prices[record.plainType];
  const found: Charge[] = [{ name: price.name, kind: 'MRC', cost: price.monthly }];
  if (startOfDay(record.createdAt) === due && price.once)
    found.push({ name: price.name, kind: 'OTC', cost: price.once });
  if (record.index % 5 === 2) found.push({ name: 'Inbound channel', kind: 'MRC', cost: 25 * cents });
  if (record.index % 3 === 0) found.push({ name: 'Messaging', kind: 'MRC', cost: 10 * cents });
  if (record.emergency.periods.some((period) => period.from <= due + day && due < period.to)) {
    found.push({ name: 'Emergency (E911)', kind: 'MRC', cost: dollars + 50 * cents });
  }
  return found;
}

/** What each number cost from `from` up to but not including `to`; nothing lies in the future. */
export function numberCharges(ground: Ground, from: number, to: number): NumberCharges[] {
  const until = Math.min(to, startOfDay(ground.now()) + day);
  const found: NumberCharges[] = [];
  for (const record of ground.numbers.ever()) {
    const days = chargeDays(record, from, until);
    if (days.length === 0) continue;
    const isNew = record.createdAt >= from;
    found.push({ record, isNew, charges: days.flatMap((due) => services(record, due)) });
  }
  return found;
}

interface Product {
  readonly name: string;
  readonly alias: string;
  readonly rate: number;
  /** About how many are used on a working day by an account of 420 numbers. */
  readonly daily: number;
}

const products: readonly Product[] = [
  { name: 'Outbound SMS', alias: 'outbound_sms', rate: 40, daily: 2400 },
  { name: 'Inbound SMS', alias: 'inbound_sms', rate: 40, daily: 820 },
  { name: 'Outbound MMS', alias: 'outbound_mms', rate: 150, daily: 60 },
  { name: 'Outbound voice minutes', alias: 'outbound_voice', rate: 70, daily: 1350 },
  { name: 'Inbound voice minutes', alias: 'inbound_voice', rate: 35, daily: 1900 },
  { name: 'Call recording minutes', alias: 'call_recording', rate: 20, daily: 480 },
  { name: 'CNAM lookups', alias: 'cnam', rate: 25, daily: 130 },
  { name: 'Port out', alias: 'port_out', rate: 1575 * 100, daily: 0.02 },
];

export interface Usage {
  readonly name: string;
  readonly alias: string;
  readonly quantity: number;
  readonly amount: number;
}

/** What was used in the range. Every day has its own amount, so ranges add up to what their whole adds up to. */
export function usage(ground: Ground, from: number, to: number): Usage[] {
  const until = Math.min(to, startOfDay(ground.now()) + day);
  return products.map((product) => {
    let quantity = 0;
    for (let at = Math.max(from, startOfDay(ground.born)); at < until; at += day)
      quantity += used(ground, product, at);
    return { name: product.name, alias: product.alias, quantity, amount: quantity * product.rate };
  });
}

function used(ground: Ground, product: Product, at: number): number {
  const random = new Random(ground.settings.seed, 'usage', product.alias, date(at));
  const weekend = [0, 6].includes(new Date(at).getUTCDay()) ? 0.25 : 1;
  const growth = 0.35 + 0.65 * Math.min(1, Math.max(0, (at - ground.born) / (ground.epoch - ground.born)));
  const size = ground.settings.numbers / 420;
  if (product.daily < 1) return random.chance(product.daily * growth) ? 1 : 0;
  return Math.round(product.daily * weekend * growth * size * (0.7 + 0.6 * random.next()));
}

export interface Adjustment {
  readonly description: string;
  readonly at: number;
  readonly amount: number;
  readonly credit: boolean;
}

/** Credits and corrections: about one month in two has one, always negative when it is a credit. */
export function adjustments(ground: Ground, from: number, to: number): Adjustment[] {
  const until = Math.min(to, ground.now());
  const found: Adjustment[] = [];
  for (let month = startOfMonth(from); month < until; month = startOfMonth(month, 1)) {
    const random = new Random(ground.settings.seed, 'adjustment', date(month));
    const credit = month + random.between(8, 19) * day;
    if (random.chance(0.45)) {
      const amount = -random.pick([5, 10, 12.5, 25]) * dollars;
      found.push({ description: 'Credit for service outage', at: credit, amount, credit: true });
    }
    if (random.chance(0.2)) {
      const at = month + random.between(20, 26) * day;
      const amount = random.pick([-4.2, 3.75, 8]) * dollars;
      found.push({
        description: 'Correction of an earlier rate',
        at,
        amount: Math.round(amount),
        credit: false,
      });
    }
  }
  return found.filter((entry) => entry.at >= from && entry.at < until && entry.at >= ground.born);
}
