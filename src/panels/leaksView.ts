import { t } from '@vscode/l10n';
import { dateOf } from '../core/billing/dates.ts';
import type { LeakReason } from '../core/billing/leaks.ts';
import { monthOf, periodTitle, type Period } from '../core/billing/period.ts';
import type { KeptReports } from '../core/billing/reports.ts';
import { recordTypes, type RecordType } from '../core/billing/silence.ts';
import { visible } from '../core/model/text.ts';
import type { NumberName } from '../core/plan/plan.ts';
import type { LeaksState } from '../core/protocol/leaks.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { ChargesData } from './chargesData.ts';
import { failureText } from './failureText.ts';
import { LeaksFigures } from './leaksFigures.ts';
import { LeaksSearch, type Days } from './leaksSearch.ts';
import type { LeakSorting } from './leaksTable.ts';
import { OwnAccount } from './ownAccount.ts';

export interface LeaksViewParts {
  readonly account: CurrentAccount;
  /** The account these numbers belong to; its name is said while it is not open. */
  readonly profile: { readonly id: string; readonly name: string };
  readonly shown?: readonly LeakReason[];
  readonly days?: Days;
  readonly types?: readonly RecordType[];
  readonly language: string;
  /** Where finished months of an account are kept; absent where nothing is. */
  readonly kept?: (session: Session) => KeptReports | undefined;
  readonly now?: () => Date;
}

/** Numbers for calls or for messages alone may be meant so: they are shown when a person wants them. */
const firstShown: readonly LeakReason[] = ['unconnected', 'emergency-only', 'silent'];

/** The numbers of one account whose rent may be for nothing, by what they cost in the last month that is over. */
export class LeaksView implements Disposable {
  readonly #parts: LeaksViewParts;
  readonly #changed = new Emitter<void>();
  readonly #own: OwnAccount;
  readonly #data: ChargesData;
  readonly #search: LeaksSearch;
  readonly #figures: LeaksFigures;
  #period: Period;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: LeaksViewParts) {
    const { account, profile, language, shown = firstShown, days = 30, types = recordTypes } = parts;
    this.#parts = parts;
    this.#period = this.#lastMonth;
    const changed = () => this.#changed.fire();
    const search = (this.#search = new LeaksSearch({ days, types }, language, changed));
    const data = (this.#data = new ChargesData({
      keptOf: (session) => parts.kept?.(session),
      today: () => dateOf(this.#now),
      changed,
    }));
    this.#figures = new LeaksFigures({ data, search, language, shown });
    this.#own = new OwnAccount({
      account,
      profile,
      turned: (session) => this.#turn(session),
      stayed: changed,
    });
    this.#own.begin();
  }

  get profile(): string {
    return this.#parts.profile.id;
  }

  /** The name of the account, as it was last known. */
  get name(): string {
    return this.#own.name;
  }

  /** The month whose rent is shown, whatever month it has become since it was asked for. */
  get period(): Period {
    return this.#period;
  }

  /** The session whose numbers are shown, while it is open. */
  get session(): Session | undefined {
    return this.#own.session;
  }

  /** The numbers chosen, in the order of the table. */
  get chosen(): readonly NumberName[] {
    return this.#figures.chosen.map(({ id, phone }) => ({ id, phoneNumber: phone }));
  }

  exported(): readonly (readonly string[])[] | undefined {
    return this.#figures.exported();
  }

  show(reason: LeakReason, shown: boolean): void {
    this.#figures.show(reason, shown);
    this.#changed.fire();
  }

  sort(column: LeakSorting['column']): void {
    this.#figures.sort(column);
    this.#changed.fire();
  }

  look(rows: { readonly from: number; readonly to: number }): void {
    this.#figures.look(rows);
    this.#changed.fire();
  }

  choose(phone: string, chosen: boolean): void {
    this.#figures.choose(phone, chosen);
    this.#changed.fire();
  }

  chooseAll(all: boolean): void {
    this.#figures.chooseAll(all);
    this.#changed.fire();
  }

  /** A number that is shown, for its editor to be opened. */
  open(phone: string): { readonly phoneNumber: string } | undefined {
    return this.#figures.has(phone) ? { phoneNumber: phone } : undefined;
  }

  wantDays(days: Days): void {
    this.#search.want({ days });
  }

  wantType(type: RecordType, chosen: boolean): void {
    const { types } = this.#search.wanted;
    this.#search.want({
      types: recordTypes.filter((one) => (one === type ? chosen : types.includes(one))),
    });
  }

  /** Looks through detail records for the numbers that cost rent. */
  async search(): Promise<void> {
    const { phones } = this.#figures;
    if (this.#own.session && phones) await this.#search.start(this.#own.session, phones, this.#now);
  }

  stop(): void {
    this.#search.stop();
  }

  /** Asks Telnyx again for the charges and for the numbers. */
  async reload(): Promise<void> {
    this.#period = this.#lastMonth;
    this.#want(true);
    await this.#data.refreshNumbers();
  }

  /** Goes on where it failed. */
  retry(): void {
    this.#want(false);
  }

  state(): LeaksState {
    const { progress, failure, loading } = this.#data;
    const { days, types } = this.#search.wanted;
    const month = periodTitle(this.period, this.#parts.language);
    const account = visible(this.#own.name);
    return {
      account,
      readOnly: this.#own.session?.profile.readOnly ?? false,
      month,
      loading,
      ...(progress !== undefined && { progress }),
      ...(failure && { failure: failureText(failure) }),
      ...(!this.#own.session && {
        closed: this.#own.why((name) =>
          t('The account "{0}" is not open. Switch to it to see its numbers.', name),
        ),
      }),
      ...this.#figures.state(month),
      records: this.#search.text(),
      restore: {
        profile: this.profile,
        account: this.#own.name,
        shown: [...this.#figures.shown],
        days,
        types: [...types],
      },
    };
  }

  dispose(): void {
    this.#own.dispose();
    this.#search.dispose();
    this.#data.dispose();
    this.#changed.dispose();
  }

  /** The last month that is over: a running one has not charged all rent yet. */
  get #lastMonth(): Period {
    return monthOf(dateOf(this.#now), -1);
  }

  get #now(): Date {
    return (this.#parts.now ?? (() => new Date()))();
  }

  #turn(session: Session | undefined): void {
    this.#figures.chooseAll(false);
    this.#search.clear();
    this.#data.follow(session);
    this.#period = this.#lastMonth;
    this.#want(false);
  }

  #want(anew: boolean): void {
    this.#data.want(this.period, { numbers: true, traits: true }, anew);
    this.#changed.fire();
  }
}
