import { t } from '@vscode/l10n';
import { dateOf } from '../core/billing/dates.ts';
import {
  lastDayOf,
  periodDays,
  periodFrom,
  periodTitle,
  recentMonths,
  samePeriod,
  stepped,
  type Period,
} from '../core/billing/period.ts';
import { loadSummary, type ChargesSummary } from '../core/billing/summary.ts';
import { visible } from '../core/model/text.ts';
import type { ChargesState, Span } from '../core/protocol/charges.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure, failureFrom } from '../core/telnyx/failure.ts';
import { reportText } from './chargesText.ts';
import { failureText } from './failureText.ts';

/** Offered by name; any other span can be typed. */
const monthsOffered = 13;

export interface ChargesViewParts {
  readonly account: CurrentAccount;
  /** The account these charges belong to; its name is said while it is not open. */
  readonly profile: { readonly id: string; readonly name: string };
  readonly period: Period;
  /** As VS Code names it, e.g. `zh-cn`. */
  readonly language: string;
  readonly now?: () => Date;
}

/**
 * The charges of one account for one period at a time: what a panel shows. Follows the account: loads when its
 * session opens, says so when it closes, and drops every answer that comes too late.
 */
export class ChargesView implements Disposable {
  readonly #parts: ChargesViewParts;
  readonly #changed = new Emitter<void>();
  readonly #following: Disposable;
  #name: string;
  #period: Period;
  #session: Session | undefined;
  /** What was loaded last for this period; stays while it is loaded again. */
  #report: ChargesSummary | undefined;
  #failure: Failure | undefined;
  #loading: AbortController | undefined;
  #complaint: (Span & { readonly sentence: string }) | undefined;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: ChargesViewParts) {
    this.#parts = parts;
    this.#name = parts.profile.name;
    this.#period = parts.period;
    this.#following = parts.account.onDidChange(() => {
      this.#follow();
    });
    this.#follow();
  }

  get profile(): string {
    return this.#parts.profile.id;
  }

  get period(): Period {
    return this.#period;
  }

  get title(): string {
    return periodTitle(this.#period, this.#parts.language);
  }

  /** Shows another span, both days belonging to it; a span that cannot be shown becomes a complaint. */
  show(span: Span): void {
    const period = periodFrom(span.from, span.lastDay);
    if (typeof period === 'string') {
      this.#complaint = { ...span, sentence: period };
      this.#changed.fire();
    } else {
      this.#turnTo(period);
    }
  }

  step(direction: 'previous' | 'next'): void {
    this.#turnTo(stepped(this.#period, direction));
  }

  /** Asks again; what is shown stays until the answer is there. */
  reload(): void {
    this.#loading?.abort();
    this.#loading = undefined;
    this.#failure = undefined;
    if (this.#session) void this.#load(this.#session);
    this.#changed.fire();
  }

  state(): ChargesState {
    const { account, profile, language, now = () => new Date() } = this.#parts;
    const locked = account.state.phase === 'locked' && account.state.profile.id === profile.id;
    return {
      account: visible(this.#name),
      period: {
        ...spanOf(this.#period),
        title: this.title,
        days: t('{0}, first and last day included', periodDays(this.#period, language)),
      },
      months: recentMonths(dateOf(now()), monthsOffered).map((month) => ({
        ...spanOf(month),
        label: periodTitle(month, language),
      })),
      loading: this.#loading !== undefined,
      ...(this.#complaint && { complaint: this.#complaint }),
      ...(this.#report && { report: reportText(this.#report, this.#period, language) }),
      ...(this.#failure && { failure: failureText(this.#failure) }),
      ...(!this.#session && {
        closed: locked
          ? t('The account "{0}" cannot be opened: {1}', this.#name, account.state.failure.sentence)
          : t('The account "{0}" is not open. Switch to it to see its charges.', this.#name),
      }),
      restore: { profile: profile.id, account: this.#name, ...this.#period },
    };
  }

  dispose(): void {
    this.#following.dispose();
    this.#loading?.abort();
    this.#loading = undefined;
    this.#changed.dispose();
  }

  #turnTo(period: Period): void {
    this.#complaint = undefined;
    if (!samePeriod(period, this.#period)) this.#report = undefined;
    this.#period = period;
    this.reload();
  }

  #follow(): void {
    const { session } = this.#parts.account;
    const ours = session?.profile.id === this.#parts.profile.id ? session : undefined;
    if (ours === this.#session) {
      this.#changed.fire();
      return;
    }
    this.#session = ours;
    if (ours) this.#name = ours.profile.name;
    this.#report = undefined;
    this.reload();
  }

  async #load(session: Session): Promise<void> {
    const loading = new AbortController();
    this.#loading = loading;
    const outcome = await loadSummary(session.door, this.#period, loading.signal).catch((thrown: unknown) =>
      failureFrom(thrown, { host: session.profile.baseUrl, writeSent: false }),
    );
    // Another question was asked meanwhile, or nobody listens any more.
    if (this.#loading !== loading) return;
    this.#loading = undefined;
    if (!(outcome instanceof Failure)) this.#report = outcome;
    else if (outcome.kind !== 'cancelled') this.#failure = outcome;
    this.#changed.fire();
  }
}

function spanOf(period: Period): Span {
  return { from: period.from, lastDay: lastDayOf(period) };
}
