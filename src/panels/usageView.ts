import { t } from '@vscode/l10n';
import { brief } from '../core/model/text.ts';
import type { UsageState } from '../core/protocol/usage.ts';
import { detailKind, isRange, type DetailPeriod, type DetailQuery } from '../core/resources/details.ts';
import { detailType } from '../core/resources/detailTypes.ts';
import { Collection } from '../core/state/collection.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { OwnAccount } from './ownAccount.ts';
import { usagePage } from './usagePage.ts';
import { filtered, lastOf, ofType, periodOf } from './usageQuery.ts';
import { fieldsOf, recordsIn, usageCsv } from './usageText.ts';

export interface UsageViewParts {
  readonly account: CurrentAccount;
  readonly profile: { readonly id: string; readonly name: string };
  readonly query: DetailQuery;
  /** As VS Code names it, e.g. `zh-cn`. */
  readonly language: string;
  readonly now?: () => Date;
}

const firstRows = { from: 0, to: 200 };

/**
 * Detail records of one account that a query finds: what a panel shows. Follows the account; every change of the query
 * is another list, and what comes for the one before is dropped.
 */
export class UsageView implements Disposable {
  readonly #parts: UsageViewParts;
  readonly #changed = new Emitter<void>();
  readonly #own: OwnAccount;
  #query: DetailQuery;
  #list: Collection | undefined;
  #listening: Disposable | undefined;
  #rows = firstRows;
  #all = false;
  /** The control that a person turned to before it holds something to ask for. */
  #turned: 'last' | 'days' | undefined;
  #periodComplaint: string | undefined;
  #filterComplaint: string | undefined;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: UsageViewParts) {
    this.#parts = parts;
    this.#query = parts.query;
    this.#own = new OwnAccount({
      ...parts,
      turned: () => this.#load(),
      stayed: () => this.#changed.fire(),
    });
    this.#own.begin();
  }

  get profile(): string {
    return this.#parts.profile.id;
  }

  get query(): DetailQuery {
    return this.#query;
  }

  get title(): string {
    const [filter] = this.#query.filters;
    const label = this.#query.type.label();
    return filter === undefined ? label : `${label} ${brief(filter.value, 30)}`;
  }

  /** Of another type: filters and order are left, since it may not have their fields. */
  ofType(name: string): void {
    const type = detailType(name);
    if (type && type !== this.#query.type) this.#ask(ofType(this.#query, type));
  }

  range(name: string): void {
    if (name === 'last' || name === 'days') {
      this.#turned = name;
      this.#changed.fire();
    } else if (name === 'any' || isRange(name)) {
      this.#during(name === 'any' ? { type: 'any' } : { type: 'named', name });
    }
  }

  last(typed: string): void {
    this.#during(lastOf(typed), 'last');
  }

  days(days: { readonly from: string; readonly lastDay: string }): void {
    if (this.#query.type.time !== undefined) this.#during(periodOf(days), 'days');
  }

  filter(given: { readonly field: string; readonly operator: string; readonly value: string }): void {
    const next = filtered(this.#query, given);
    if (typeof next !== 'string') {
      this.#ask(next);
      return;
    }
    this.#filterComplaint = next;
    this.#changed.fire();
  }

  unfilter(place: number): void {
    this.#ask({ ...this.#query, filters: this.#query.filters.filter((_, at) => at !== place) });
  }

  sort(field: string): void {
    const { sort, ...rest } = this.#query;
    if (sort?.field !== field) this.#ask({ ...rest, sort: { field, descending: true } });
    else this.#ask(sort.descending ? { ...rest, sort: { field, descending: false } } : rest);
  }

  look(rows: { readonly from: number; readonly to: number }): void {
    this.#rows = rows;
    this.#changed.fire();
  }

  async more(): Promise<void> {
    await this.#list?.more();
  }

  /** Loads page after page, until all is there, it fails, or somebody stops it. */
  async all(): Promise<void> {
    const list = this.#list;
    if (!list || this.#all) return;
    this.#all = true;
    this.#changed.fire();
    await list.load();
    if (list.state.phase === 'failed') await list.retry();
    // Somebody may stop it, or ask for something else, while a page is on its way.
    const wanted = () => this.#all && this.#list === list && list.listing.rest === 'more';
    while (wanted() && list.state.phase !== 'failed') await list.more();
    if (this.#list !== list) return;
    this.#all = false;
    this.#changed.fire();
  }

  stop(): void {
    this.#all = false;
    this.#changed.fire();
  }

  retry(): void {
    void this.#list?.retry();
  }

  reload(): void {
    this.#ask(this.#query);
  }

  /** A record as the API gave it, and what to call it. */
  record(id: string): { readonly label: string; readonly raw: unknown } | undefined {
    const row = this.#list?.row(id);
    return row && { label: `${this.#query.type.label()} ${row.id}`, raw: row.raw };
  }

  /** The records loaded as CSV; undefined where there is none. `part`: there are more. */
  exported(): { readonly csv: string; readonly count: number; readonly part: boolean } | undefined {
    const listing = this.#list?.listing;
    if (!listing || listing.rows.length === 0) return undefined;
    const records = recordsIn(listing);
    const csv = usageCsv(records, fieldsOf(this.#query, records));
    return { csv, count: records.length, part: listing.rest !== 'end' };
  }

  state(): UsageState {
    const { profile, language, now } = this.#parts;
    const { name, session } = this.#own;
    return usagePage({
      profile: profile.id,
      account: name,
      closed: session
        ? undefined
        : this.#own.why((closed) =>
            t('The account "{0}" is not open. Switch to it to see its usage.', closed),
          ),
      query: this.#query,
      list: this.#list,
      rows: this.#rows,
      loadingAll: this.#all,
      turned: this.#turned,
      periodComplaint: this.#periodComplaint,
      filterComplaint: this.#filterComplaint,
      language,
      now: (now ?? (() => new Date()))(),
    });
  }

  dispose(): void {
    this.#own.dispose();
    this.#leave();
    this.#changed.dispose();
  }

  #during(period: DetailPeriod | string, turned?: 'last' | 'days'): void {
    if (typeof period !== 'string') {
      this.#ask({ ...this.#query, period });
      return;
    }
    this.#turned = turned;
    this.#periodComplaint = period;
    this.#changed.fire();
  }

  #ask(query: DetailQuery): void {
    this.#query = query;
    this.#turned = this.#periodComplaint = this.#filterComplaint = undefined;
    this.#load();
  }

  #leave(): void {
    this.#listening?.dispose();
    this.#list?.dispose();
    this.#list = this.#listening = undefined;
    this.#all = false;
  }

  #load(): void {
    this.#leave();
    this.#rows = firstRows;
    const { session } = this.#own;
    if (session) {
      const list = new Collection(session, detailKind(this.#query));
      this.#list = list;
      this.#listening = list.onDidChange(() => this.#changed.fire());
      void list.load();
    }
    this.#changed.fire();
  }
}
