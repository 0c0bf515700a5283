import { t } from '@vscode/l10n';
import { formatMoney } from '../billing/money.ts';
import { costOf } from '../billing/numberCost.ts';
import { dateOf, type PlainDate } from '../billing/dates.ts';
import { lastDayOf, monthOf, periodTitle, type Period } from '../billing/period.ts';
import { breakdowns, reportOf, type KeptReports } from '../billing/reports.ts';
import type { Session } from '../state/session.ts';
import type { Failure } from '../telnyx/failure.ts';
import { failureFrom } from '../telnyx/failureFrom.ts';
import type { About, Entry, Source } from './entry.ts';

interface ChargeSourceParts {
  readonly session: Session;
  /** Absent for accounts of which nothing is kept. */
  readonly kept: KeptReports | undefined;
  readonly about: About;
  readonly language: string;
  readonly now: number;
  readonly changed: () => void;
}

/** Reports at once: one holds what every number of the account cost in a month. */
const mostMonths = 6;

/** When a day begins here. */
const midnight = (day: PlainDate) => new Date(`${day}T00:00:00`).getTime();

/** What a number was charged, month by month (operation 29), the month of today first. */
export class ChargeSource implements Source {
  readonly name = 'charge';
  readonly limit = undefined;
  readonly #parts: ChargeSourceParts;
  readonly #closing = new AbortController();
  readonly #entries: Entry[] = [];
  readonly #today: PlainDate;
  #looked = 0;
  #failure: Failure | undefined;

  constructor(parts: ChargeSourceParts) {
    this.#parts = parts;
    this.#today = dateOf(new Date(parts.now));
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Months. */
  get looked(): number {
    return this.#looked;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  get back(): number {
    return this.#looked === 0 ? Infinity : midnight(this.#month(this.#looked - 1).from);
  }

  async readTo(since: number): Promise<void> {
    this.#failure = undefined;
    const { session, kept, changed } = this.#parts;
    const { signal } = this.#closing;
    const asking = { kind: breakdowns, door: session.door, kept, today: this.#today, anew: false, signal };
    try {
      for (let month = 0; month < mostMonths && this.back > since && !signal.aborted; month += 1) {
        const window = this.#month(this.#looked);
        const cost = costOf(await reportOf(window, asking), this.#parts.about.phoneNumber);
        if (cost !== undefined) this.#entries.push(this.#entry(window, cost));
        this.#looked += 1;
        changed();
      }
    } catch (thrown) {
      const failure = failureFrom(thrown, { host: session.profile.baseUrl, writeSent: false });
      if (failure.kind !== 'cancelled') this.#failure = failure;
    }
    if (!signal.aborted) changed();
  }

  dispose(): void {
    this.#closing.abort();
  }

  #month(back: number): Period {
    return monthOf(this.#today, -back);
  }

  #entry(window: Period, cost: NonNullable<ReturnType<typeof costOf>>): Entry {
    const { language, now } = this.#parts;
    const month = periodTitle(window, language);
    const running = window.to > this.#today;
    return {
      key: `charge/${window.from}`,
      source: this.name,
      // What a month cost is known when it is over; what it costs so far, now.
      at: running ? now : midnight(lastDayOf(window)),
      wholeDay: true,
      title: running ? t('Charges of {0}, so far', month) : t('Charges of {0}', month),
      detail:
        cost === 'unreadable'
          ? t('An amount cannot be read, so the sum is unknown.')
          : formatMoney(cost, language),
      ...(cost === 'unreadable' && { tone: 'muted' }),
      opens: { type: 'period', from: window.from, to: window.to },
    };
  }
}
