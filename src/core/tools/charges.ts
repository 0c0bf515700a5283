import * as v from 'valibot';
import { isExact, type Amount } from '../billing/amount.ts';
import { dateOf, daysBetween, parseDate } from '../billing/dates.ts';
import { exact } from '../billing/money.ts';
import { monthOf, windowsOf, type Period } from '../billing/period.ts';
import {
  decodeSummary,
  loadRawSummary,
  type ChargesSummary,
  type Detail,
  type Line,
} from '../billing/summary.ts';
import { Failure } from '../telnyx/failure.ts';
import { defineTool } from './tool.ts';

const longestDays = 93;

/** Operation 30, a report for each month: as Telnyx tells it, nothing added up here. */
export const summarizeCharges = defineTool(
  v.strictObject({ from: v.optional(v.string()), to: v.optional(v.string()) }),
  async ({ door, name }, { from, to }, signal) => {
    const windows = windowsOf(periodOf(from, to));
    const reports = await Promise.all(
      windows.map(async (window) => told(window, decodeSummary(await loadRawSummary(door, window, signal)))),
    );
    return { account: name, last_day: '`to` is not included', reports };
  },
);

function periodOf(from: string | undefined, to: string | undefined): Period {
  if (from === undefined && to === undefined) return monthOf(dateOf(new Date()));
  const [first, end] = [parseDate(from ?? ''), parseDate(to ?? '')];
  if (!first || !end || end <= first || daysBetween(first, end) > longestDays) {
    throw new Failure({
      kind: 'misuse',
      sentence: `Give from and to as YYYY-MM-DD, to after from and not included, at most ${longestDays} days apart.`,
      wayOut: 'none',
    });
  }
  return { from: first, to: end };
}

function told({ from, to }: Period, report: ChargesSummary) {
  const totals = Object.entries(report.totals).map(([name, amount]) => [name, inText(amount)]);
  return {
    from,
    to,
    currency: report.currency || 'unknown',
    totals: Object.fromEntries(totals) as Readonly<Record<string, string>>,
    services: report.lines.map(lineOf),
    adjustments: report.adjustments.map(({ description, date, amount }) => ({
      description,
      date,
      amount: inText(amount),
    })),
  };
}

function lineOf(line: Line) {
  const service = line.alias || line.name;
  if (line.type === 'comparative')
    return { service, new_this_month: detailOf(line.fresh), existing: detailOf(line.existing) };
  if (line.type === 'simple')
    return { service, quantity: line.quantity ?? 'not given', amount: inText(line.amount) };
  return { service, amount: 'unknown' };
}

const detailOf = ({ quantity, recurring, oneTime }: Detail) => ({
  quantity: quantity ?? 'not given',
  recurring: inText(recurring),
  one_time: inText(oneTime),
});

/** A decimal string as Telnyx wrote it, never a float. */
function inText(amount: Amount): string {
  if (isExact(amount)) return exact(amount.value);
  return amount.type === 'not-given' ? 'not given' : `unknown: ${amount.raw.slice(0, 40)}`;
}
