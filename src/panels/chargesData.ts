import { t } from '@vscode/l10n';
import { ChargeBook } from '../core/billing/chargeBook.ts';
import { ChargeWords, type ChargePart } from '../core/billing/chargeWords.ts';
import type { PlainDate } from '../core/billing/dates.ts';
import type { NumberTrait, Traits } from '../core/billing/groups.ts';
import type { Known } from '../core/billing/leaks.ts';
import type { MonthShare } from '../core/billing/monthGroups.ts';
import type { Period } from '../core/billing/period.ts';
import { breakdowns, summaries, type KeptReports } from '../core/billing/reports.ts';
import type { ChargesSummary } from '../core/billing/summary.ts';
import type { NumberIndex } from '../core/find/numberIndex.ts';
import { noQuery } from '../core/find/query.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import type { Disposable } from '../core/state/emitter.ts';
import { finderOf } from '../core/state/finder.ts';
import { knownIn, traitsIn } from '../core/state/numberTraits.ts';
import { RangeReports, type WindowReport } from '../core/state/rangeReports.ts';
import type { Session } from '../core/state/session.ts';
import type { Failure } from '../core/telnyx/failure.ts';

/** What a view of charges is made of; the rest is not asked for. */
export interface Needs {
  /** What each number cost. */
  readonly numbers: boolean;
  /** What numbers are like now. */
  readonly traits: boolean;
}

interface DataParts {
  /** Absent for accounts of which nothing is kept. */
  readonly keptOf: (session: Session) => KeptReports | undefined;
  readonly today: () => PlainDate;
  readonly changed: () => void;
}

/** Everything the charges of one account are drawn from, for one range at a time. */
export class ChargesData implements Disposable {
  readonly #parts: DataParts;
  readonly #summaries: RangeReports<ChargesSummary>;
  readonly #breakdowns: RangeReports<ChargePart>;
  #words = new ChargeWords();
  #session: Session | undefined;
  #looking: Disposable | undefined;
  #listening: Disposable | undefined;
  #needs: Needs = { numbers: false, traits: false };
  #book: { readonly of: unknown; readonly currency: string; readonly made: ChargeBook } | undefined;
  #traits: { readonly version: number; readonly made: Traits } | undefined;
  #known: { readonly version: number; readonly made: Known } | undefined;

  constructor(parts: DataParts) {
    this.#parts = parts;
    this.#summaries = new RangeReports(summaries, parts.changed);
    const read = (kept: unknown) => {
      const told = breakdowns.read(kept);
      return told && this.#words.part(told);
    };
    this.#breakdowns = new RangeReports({ ...breakdowns, read }, parts.changed);
  }

  /** Follows the account: what was there is of another one. */
  follow(session: Session | undefined): void {
    this.#session = session;
    this.#leaveNumbers();
    this.#summaries.clear();
    this.#breakdowns.clear();
    this.#words = new ChargeWords();
    this.#book = undefined;
    this.#traits = undefined;
    this.#known = undefined;
  }

  /** Asks for what is needed and not there; `anew` for all of it. */
  want(period: Period, needs: Needs, anew = false): void {
    this.#needs = needs;
    const session = this.#session;
    if (!session) return;
    const asking = { session, period, kept: this.#parts.keptOf(session), today: this.#parts.today(), anew };
    // The large reports first: they are added up while the small ones are still on their way.
    if (needs.numbers) this.#breakdowns.want(asking);
    this.#summaries.want(asking);
    if (needs.traits) this.#readNumbers(session);
  }

  get loading(): boolean {
    return this.#summaries.loading || this.#breakdownsLoading || this.#reading?.phase === 'reading';
  }

  get failure(): Failure | undefined {
    const read = this.#reading;
    const numbers = read?.phase === 'failed' ? read.failure : undefined;
    return this.#summaries.failure ?? (this.#needs.numbers ? this.#breakdowns.failure : undefined) ?? numbers;
  }

  /** How far loading is, in words; undefined where there is nothing to tell. */
  get progress(): string | undefined {
    const parts = [this.#summaries, ...(this.#needs.numbers ? [this.#breakdowns] : [])].map(
      (one) => one.progress,
    );
    const all = parts.reduce((sum, one) => sum + one.all, 0);
    const missing = parts.reduce((sum, one) => sum + one.missing, 0);
    if (missing > 0 && all > 1) return t('{0} of {1} reports', all - missing, all);
    const read = this.#reading;
    if (read?.phase !== 'reading') return undefined;
    return read.total === undefined
      ? t('{0} numbers read', read.searched)
      : t('{0} of {1} numbers read', read.searched, read.total);
  }

  /** The reports of all windows; undefined until all are there. */
  get summaries(): readonly WindowReport<ChargesSummary>[] | undefined {
    return this.#summaries.reports;
  }

  /** The currency of each window, as the API names it. */
  get currencies(): readonly string[] {
    const reports = this.#summaries.reports ?? this.#breakdowns.reports ?? [];
    return reports.map(({ report }) => report.currency);
  }

  /** What each number cost, in one currency; undefined until all of it is there. */
  book(currency: string): ChargeBook | undefined {
    const { reports } = this.#breakdowns;
    if (!reports || !this.#needs.numbers) return undefined;
    if (this.#book?.of !== reports || this.#book.currency !== currency) {
      const own = reports.map(({ report }) => report).filter((report) => report.currency === currency);
      this.#book = { of: reports, currency, made: new ChargeBook(own) };
    }
    return this.#book.made;
  }

  /** What of that book belongs to each window. */
  months(currency: string): readonly MonthShare[] {
    return (this.#breakdowns.reports ?? []).map(({ window, report }) => ({
      window,
      unread: report.unread,
      ...(report.currency === currency && { part: report }),
    }));
  }

  /** What numbers are like; undefined until all are read. */
  get traits(): Traits | undefined {
    const index = this.#index;
    if (index && this.#traits?.version !== index.version)
      this.#traits = { version: index.version, made: traitsIn(index) };
    return index && this.#traits?.made;
  }

  /** How numbers are set up; undefined until all are read. */
  get known(): Known | undefined {
    const index = this.#index;
    if (index && this.#known?.version !== index.version)
      this.#known = { version: index.version, made: knownIn(index) };
    return index && this.#known?.made;
  }

  /** Has the list of numbers read again. */
  async refreshNumbers(): Promise<void> {
    if (this.#session) await finderOf(this.#session).refresh();
  }

  /** What people call a connection or a billing group. */
  nameOf(trait: NumberTrait, id: string): string | undefined {
    const session = this.#session;
    if (!session || trait === 'tag') return undefined;
    if (trait === 'billing-group') return choicesOf(session).name('billing-groups', id);
    const { index } = finderOf(session);
    return index.name('connection', index.words('connection').find(id) ?? 0);
  }

  dispose(): void {
    this.#leaveNumbers();
    this.#summaries.dispose();
    this.#breakdowns.dispose();
  }

  get #breakdownsLoading(): boolean {
    return this.#needs.numbers && this.#breakdowns.loading;
  }

  /** All numbers of the account, once they are read and where they are needed. */
  get #index(): NumberIndex | undefined {
    const { index, reading } = this.#session ? finderOf(this.#session) : {};
    return this.#needs.traits && reading?.phase === 'done' ? index : undefined;
  }

  get #reading() {
    return this.#session && this.#needs.traits ? finderOf(this.#session).reading : undefined;
  }

  #leaveNumbers(): void {
    this.#listening?.dispose();
    this.#looking?.dispose();
    this.#listening = this.#looking = undefined;
  }

  #readNumbers(session: Session): void {
    const finder = finderOf(session);
    // Numbers are read to the end while somebody looks at them.
    this.#looking ??= finder.open(noQuery);
    this.#listening ??= finder.onDidChange(() => this.#parts.changed());
    if (finder.reading.phase === 'failed') void finder.retry();
    else finder.prepare('billingGroup');
  }
}
