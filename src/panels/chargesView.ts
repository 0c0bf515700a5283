import { t } from '@vscode/l10n';
import { dateOf, type PlainDate } from '../core/billing/dates.ts';
import type { Within } from '../core/billing/groups.ts';
import { offers } from '../core/billing/offers.ts';
import {
  lastDayOf,
  periodDays,
  periodFrom,
  periodTitle,
  samePeriod,
  stepped,
  type Period,
} from '../core/billing/period.ts';
import type { KeptReports } from '../core/billing/reports.ts';
import { visible } from '../core/model/text.ts';
import type { ChargesState, ChargesViewName, SortColumn, Span } from '../core/protocol/charges.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { ChargesData } from './chargesData.ts';
import { ChargesFigures } from './chargesFigures.ts';
import { headings } from './chargesNames.ts';
import { compared, firstRows, sightOf, sortedBy, turnedTo, widened, type Sight } from './chargesSight.ts';
import { failureText } from './failureText.ts';
import { OwnAccount } from './ownAccount.ts';

export interface ChargesViewParts {
  readonly account: CurrentAccount;
  /** The account these charges belong to; its name is said while it is not open. */
  readonly profile: { readonly id: string; readonly name: string };
  readonly period: Period;
  readonly view?: ChargesViewName;
  readonly within?: readonly Within[];
  readonly compare?: boolean;
  /** As VS Code names it, e.g. `zh-cn`. */
  readonly language: string;
  /** Where finished months of an account are kept; absent where nothing is. */
  readonly kept?: (session: Session) => KeptReports | undefined;
  readonly now?: () => Date;
}

/**
 * The charges of one account for one period at a time: what a panel shows. Follows the account: loads when its
 * session opens, says so when it closes, and drops every answer that comes too late.
 */
export class ChargesView implements Disposable {
  readonly #parts: ChargesViewParts;
  readonly #changed = new Emitter<void>();
  readonly #own: OwnAccount;
  readonly #data: ChargesData;
  readonly #figures: ChargesFigures;
  #period: Period;
  #complaint: (Span & { readonly sentence: string }) | undefined;
  #sight: Sight;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: ChargesViewParts) {
    this.#parts = parts;
    this.#period = parts.period;
    this.#sight = sightOf(parts.view, parts.within, parts.compare);
    this.#data = new ChargesData({
      keptOf: (session) => parts.kept?.(session),
      today: () => this.#today,
      changed: () => this.#changed.fire(),
    });
    this.#figures = new ChargesFigures(this.#data, parts.language, () => this.#today);
    this.#own = new OwnAccount({
      ...parts,
      turned: (session) => {
        this.#data.follow(session);
        this.#want(false);
      },
      stayed: () => this.#changed.fire(),
    });
    this.#own.begin();
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

  /** What is shown as a grid of texts, headings first, in exact amounts; undefined while it is not there. */
  exported(): readonly (readonly string[])[] | undefined {
    return this.#figures.exported(this.#sight);
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

  /** Asks Telnyx again, also for what is kept; what is shown stays until the answer is there. */
  reload(): void {
    this.#want(true);
  }

  /** Goes on where it failed: what came already is not asked for again. */
  retry(): void {
    this.#want(false);
  }

  turn(view: ChargesViewName): void {
    this.#look(turnedTo(this.#sight, view));
  }

  choose(currency: string): void {
    this.#look({ currency, rows: firstRows });
  }

  /** Shows groups month against month, or not. */
  compare(on: boolean): void {
    this.#look(compared(on));
  }

  sort(column: SortColumn): void {
    this.#look(sortedBy(this.#figures.sorting(this.#sight), column));
  }

  /** Says which rows are in sight. */
  look(rows: { readonly from: number; readonly to: number }): void {
    this.#look({ rows });
  }

  /** Goes below a row: to the numbers of a group, to a month. A number is told, for its editor to be opened. */
  open(key: string): { readonly phoneNumber: string } | undefined {
    const { view, within } = this.#sight;
    if (view === 'categories') return undefined;
    if (view === 'months') {
      const month = this.#figures.month(key);
      if (month) this.#turnTo(month, 'categories');
      return undefined;
    }
    const opens = this.#figures.opens(this.#sight, key);
    if (opens === 'below')
      this.#look({ view: 'number', within: [...within, { dimension: view, key }], rows: firstRows });
    return opens === 'number' ? { phoneNumber: key } : undefined;
  }

  widen(place: number): void {
    this.#look(widened(this.#sight, place));
  }

  state(): ChargesState {
    const { language } = this.#parts;
    const { view, within, compare } = this.#sight;
    const { progress, failure, loading } = this.#data;
    const { name, session } = this.#own;
    return {
      account: visible(name),
      period: {
        ...spanOf(this.#period),
        title: this.title,
        days: t('{0}, first and last day included', periodDays(this.#period, language)),
      },
      offers: offers(this.#today, language).map(({ label, period }) => ({ ...spanOf(period), label })),
      view,
      ...(this.#figures.needs(this.#sight).numbers && { compare }),
      within: within.map(({ dimension, key }) =>
        t('{0}: {1}', headings[dimension](), this.#figures.name(dimension, key)),
      ),
      loading,
      ...(progress !== undefined && { progress }),
      ...(this.#complaint && { complaint: this.#complaint }),
      ...this.#figures.state(this.#sight),
      ...(failure && { failure: failureText(failure) }),
      ...(!session && {
        closed: this.#own.why((closed) =>
          t('The account "{0}" is not open. Switch to it to see its charges.', closed),
        ),
      }),
      restore: {
        profile: this.#parts.profile.id,
        account: name,
        ...this.#period,
        view,
        within: within.map((one) => ({ ...one })),
        compare,
      },
    };
  }

  dispose(): void {
    this.#own.dispose();
    this.#data.dispose();
    this.#changed.dispose();
  }

  get #today(): PlainDate {
    return dateOf((this.#parts.now ?? (() => new Date()))());
  }

  #turnTo(period: Period, view = this.#sight.view): void {
    this.#complaint = undefined;
    // The same days again are a wish for fresh figures.
    const again = samePeriod(period, this.#period);
    this.#period = period;
    this.#sight = { ...this.#sight, view, rows: firstRows };
    this.#want(again);
  }

  #look(change: Partial<Sight>): void {
    const before = this.#sight;
    this.#sight = { ...before, ...change };
    if (this.#sight.view !== before.view || this.#sight.within !== before.within) this.#want(false);
    else this.#changed.fire();
  }

  #want(anew: boolean): void {
    this.#data.want(this.#period, this.#figures.needs(this.#sight), anew);
    this.#changed.fire();
  }
}

function spanOf(period: Period): Span {
  return { from: period.from, lastDay: lastDayOf(period) };
}
