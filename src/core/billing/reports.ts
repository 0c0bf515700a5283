import * as v from 'valibot';
import type { Door } from '../telnyx/door.ts';
import { keptBreakdown, loadBreakdown, type Breakdown } from './breakdown.ts';
import { addDays, type PlainDate } from './dates.ts';
import { isMonth, type Period } from './period.ts';
import { decodeSummary, loadRawSummary, type ChargesSummary } from './summary.ts';

/** Where finished months of one account are kept; nothing in there is needed, so neither reading nor writing ever fails. */
export interface KeptReports {
  /** Undefined when there is none, or none that can be read. */
  read(name: string): Promise<unknown>;
  /** Whoever reads afterwards need not wait for it. */
  write(name: string, report: unknown): Promise<void>;
}

/** How a report of one window is asked for, and kept as plain data. */
export interface ReportKind<T> {
  readonly name: string;
  ask(door: Door, window: Period, signal: AbortSignal): Promise<unknown>;
  /** Undefined for what is no such report. */
  read(kept: unknown): T | undefined;
}

export const summaries: ReportKind<ChargesSummary> = {
  name: 'summary',
  ask: loadRawSummary,
  read: (kept) => {
    try {
      return decodeSummary(kept);
    } catch (thrown) {
      if (v.isValiError(thrown)) return undefined;
      throw thrown;
    }
  },
};

export const breakdowns: ReportKind<Breakdown> = {
  name: 'breakdown',
  ask: loadBreakdown,
  read: keptBreakdown,
};

/** Days after its end until a month is taken for finished: Telnyx does not say in which zone its days end, nor how late it books. */
const settling = 3;

/** Whether the reports of a window will not change any more, so that they need not be asked for again. */
export function isFinished(window: Period, today: PlainDate): boolean {
  return isMonth(window) && addDays(window.to, settling) <= today;
}

export interface Asking<T> {
  readonly kind: ReportKind<T>;
  readonly door: Door;
  /** Absent where nothing is to be kept. */
  readonly kept: KeptReports | undefined;
  readonly today: PlainDate;
  /** Ask Telnyx even for what is kept. */
  readonly anew: boolean;
  readonly signal: AbortSignal;
}

/** The report of one window: the one that is kept for a finished month, else asked for, and kept then. Throws a Failure. */
export async function reportOf<T>(window: Period, asking: Asking<T>): Promise<T> {
  const { kind, door, today, anew, signal } = asking;
  const kept = isFinished(window, today) ? asking.kept : undefined;
  const name = `${window.from.slice(0, 7)}.${kind.name}`;
  const known = anew ? undefined : kind.read(await kept?.read(name));
  if (known) return known;
  const asked = await kind.ask(door, window, signal);
  const report = kind.read(asked);
  if (!report) throw new TypeError(`An answer was decoded to what is no ${kind.name}`);
  // Telnyx may have answered about other days: such a report is shown with a warning, and not kept.
  if (isAbout(asked, window)) void kept?.write(name, asked);
  return report;
}

const about = v.union([
  v.object({ start_date: v.string(), end_date: v.string() }),
  v.pipe(
    v.object({ startDate: v.string(), endDate: v.string() }),
    v.transform(({ startDate, endDate }) => ({ start_date: startDate, end_date: endDate })),
  ),
]);

function isAbout(report: unknown, { from, to }: Period): boolean {
  const told = v.safeParse(about, report);
  return told.success && told.output.start_date === from && told.output.end_date === to;
}
