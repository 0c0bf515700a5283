import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { adjustments, numberCharges, prices, usage, type NumberCharges } from './charge-ledger.ts';
import { badRequest, ok, type Answer } from './envelope.ts';
import { money } from './money.ts';
import type { NumberRange } from './ranges.ts';
import { date, day, parseDate } from './time.ts';

type BreakdownRow = Telnyx.ChargesBreakdownRetrieveResponse.Data.Result;
type Summary = Telnyx.ChargesSummaryRetrieveResponse.Data;
type Comparative = Telnyx.ChargesSummaryRetrieveResponse.Data.Summary.Comparative;
type Total = Telnyx.ChargesSummaryRetrieveResponse.Data.Total;

function dateParameter(call: Call, name: 'start_date' | 'end_date'): number | undefined {
  const text = call.query.one(name);
  if (text === undefined) return undefined;
  const time = parseDate(text);
  if (time === undefined) throw badRequest('must be a date in the form YYYY-MM-DD', `/${name}`);
  return time;
}

function oneMonthLater(time: number): number {
  const at = new Date(time);
  const target = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
  const lastDay = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 2, 0);
  return Math.min(target, lastDay);
}

/** The asked range in milliseconds, its end exclusive: 1 to 31 days. */
function range(call: Call, endNeeded: boolean): { from: number; to: number } {
  const from = dateParameter(call, 'start_date');
  if (from === undefined) throw badRequest('must be present', '/start_date');
  const end = dateParameter(call, 'end_date');
  if (end === undefined && endNeeded) throw badRequest('must be present', '/end_date');
  const to = end ?? oneMonthLater(from);
  if (to <= from) throw badRequest('must be after start_date', '/end_date');
  if (to - from > 31 * day) throw badRequest('The date range cannot exceed 31 days.', '/end_date');
  return { from, to };
}

function heading(call: Call, from: number, to: number) {
  const { business } = call.account;
  return {
    currency: 'USD',
    start_date: date(from),
    end_date: date(to),
    user_email: business.email,
    user_id: business.userId,
  };
}

/** Operation 29. With `format=csv` the answer is `text/csv`, whatever the SDK's type says (D17). */
export function getBreakdown(call: Call): Answer {
  const { from, to } = range(call, false);
  const format = call.query.one('format') ?? 'json';
  if (format !== 'json' && format !== 'csv') throw badRequest('must be json or csv', '/format');
  const { business } = call.account;
  const results = numberCharges(call.account, from, to).map(({ record, charges }): BreakdownRow => ({
    tn: record.phoneNumber,
    charge_type: record.plainType,
    service_owner_email: business.email,
    service_owner_user_id: business.userId,
    services: charges.map(({ name, kind, cost }) => ({ name, cost_type: kind, cost: money(cost) })),
  }));
  if (format === 'csv') return { status: 200, text: csv(results), type: 'text/csv' };
  return ok<Telnyx.ChargesBreakdownRetrieveResponse>({ data: { ...heading(call, from, to), results } });
}

function csv(results: readonly BreakdownRow[]): string {
  const rows = results.flatMap((row) =>
    row.services.map(({ name, cost_type, cost }) =>
      [row.tn, row.charge_type, row.service_owner_email, `"${name}"`, cost_type, cost].join(','),
    ),
  );
  return ['tn,charge_type,service_owner_email,service,cost_type,cost', ...rows, ''].join('\r\n');
}

function sum(rows: readonly NumberCharges[], kind: 'MRC' | 'OTC'): number {
  let total = 0;
  for (const { charges } of rows)
    for (const charge of charges) if (charge.kind === kind) total += charge.cost;
  return total;
}

/** One line per kind of number. `otc` comes as an amount, as null, or not at all. */
function comparative(type: NumberRange['type'], rows: readonly NumberCharges[]): Comparative {
  const fresh = rows.filter((row) => row.isNew);
  const old = rows.filter((row) => !row.isNew);
  const price = prices[type];
  return {
    type: 'comparative',
    name: price.name,
    alias: type,
    new_this_month: {
      quantity: fresh.length,
      mrc: money(sum(fresh, 'MRC')),
      otc: price.once === null ? null : money(sum(fresh, 'OTC')),
    },
    existing_this_month: { quantity: old.length, mrc: money(sum(old, 'MRC')) },
  };
}

/** Operation 30. */
export function getSummary(call: Call): Answer {
  const { from, to } = range(call, true);
  const rows = numberCharges(call.account, from, to);
  const types = [...new Set(rows.map((row) => row.record.plainType))].sort();
  const used = usage(call.account, from, to).filter((line) => line.quantity > 0);
  const corrected = adjustments(call.account, from, to);
  const data: Summary = {
    ...heading(call, from, to),
    summary: {
      lines: [
        ...types.map((type) =>
          comparative(
            type,
            rows.filter((row) => row.record.plainType === type),
          ),
        ),
        ...used.map(({ name, alias, quantity, amount }) => ({
          type: 'simple' as const,
          name,
          alias,
          quantity,
          amount: money(amount),
        })),
      ],
      adjustments: corrected.map(({ amount, description, at }) => ({
        amount: money(amount),
        description,
        event_date: date(at),
      })),
    },
    total: total(rows, used, corrected),
  };
  return ok<Telnyx.ChargesSummaryRetrieveResponse>({ data });
}

function total(
  rows: readonly NumberCharges[],
  used: ReturnType<typeof usage>,
  corrected: ReturnType<typeof adjustments>,
): Total {
  const add = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);
  const fresh = rows.filter((row) => row.isNew);
  const parts = {
    new_mrc: sum(fresh, 'MRC'),
    new_otc: sum(fresh, 'OTC'),
    existing_mrc: sum(
      rows.filter((row) => !row.isNew),
      'MRC',
    ),
    other: add(used.map((line) => line.amount)),
    credits: add(corrected.filter((entry) => entry.credit).map((entry) => entry.amount)),
    ledger_adjustments: add(corrected.filter((entry) => !entry.credit).map((entry) => entry.amount)),
  };
  return {
    new_mrc: money(parts.new_mrc),
    new_otc: money(parts.new_otc),
    existing_mrc: money(parts.existing_mrc),
    other: money(parts.other),
    credits: money(parts.credits),
    ledger_adjustments: money(parts.ledger_adjustments),
    grand_total: money(add(Object.values(parts))),
  };
}
