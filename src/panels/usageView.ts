import { t } from '@vscode/l10n';
import { brief, visible } from '../core/model/text.ts';
import type { UsageState } from '../core/protocol/usage.ts';
import { detailKind, isRange, type DetailPeriod, type DetailQuery } from '../core/resources/details.ts';
import { detailType, detailTypes } from '../core/resources/detailTypes.ts';
import { Collection } from '../core/state/collection.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import { failureText } from './failureText.ts';
import {
  filtered,
  filterWords,
  keptOf,
  lastOf,
  ofType,
  operatorTexts,
  periodOf,
  periodText,
} from './usageQuery.ts';
import { cellsOf, columnsOf, costWords, countWords, fieldsOf, recordsIn, usageCsv } from './usageText.ts';

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
  readonly #following: Disposable;
  #name: string;
  #session: Session | undefined;
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
    this.#name = parts.profile.name;
    this.#query = parts.query;
    this.#following = parts.account.onDidChange(() => this.#follow());
    this.#follow();
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
    const { type, filters } = this.#query;
    const list = this.#list;
    const { rows, rest, warnings } = list?.listing ?? { rows: [], rest: 'end' as const, warnings: [] };
    const records = list ? recordsIn(list.listing) : [];
    const fields = fieldsOf(this.#query, records);
    const failure = list?.state.phase === 'failed' ? list.state.failure : undefined;
    const complaints = filters.map(({ field }) => complaintAbout(field, failure));
    const told = complaints.some(Boolean);
    const { from, to } = this.#rows;
    const period = periodText(this.#query, (this.#parts.now ?? (() => new Date()))());
    // Most people ask about a number.
    const numbers = (type.numbers ?? []).map(({ field }) => field);
    const filterFields = [...new Set([...numbers, ...[...fields].sort()])];
    return {
      account: visible(this.#name),
      ...(!this.#session && { closed: this.#whyClosed() }),
      type: {
        chosen: type.name,
        label: type.label(),
        all: detailTypes.map(({ name, label }) => ({ value: name, label: label() })),
      },
      ...(type.fields.length === 0 && {
        about: t('Telnyx documents no fields of this type. What its records hold is shown as it comes.'),
      }),
      period: {
        ...period,
        chosen: this.#turned ?? period.chosen,
        ...(this.#periodComplaint !== undefined && { complaint: this.#periodComplaint }),
      },
      fields: filterFields.map((value) => ({ value, label: brief(value, 40) })),
      operators: operatorTexts(),
      filters: filters.map((filter, at) => {
        const complaint = complaints[at];
        return { words: filterWords(filter), ...(complaint !== undefined && { complaint }) };
      }),
      ...(this.#filterComplaint !== undefined && { filterComplaint: this.#filterComplaint }),
      columns: columnsOf(this.#query, fields),
      lines: {
        total: rows.length,
        from,
        told: rows
          .slice(from, to)
          .map(({ id }, nth) => ({ id, cells: cellsOf(records[from + nth] ?? {}, fields) })),
      },
      ...(list &&
        list.state.phase !== 'idle' &&
        (rows.length > 0 || list.state.phase === 'ready') && {
          counted: countWords(list.listing),
        }),
      costs: costWords(this.#query, records, this.#parts.language),
      loading: list !== undefined && (list.state.phase === 'loading' || list.state.phase === 'idle'),
      loadingAll: this.#all,
      rest,
      empty: list?.state.phase === 'ready' && rows.length === 0 && rest === 'end',
      warnings: [...warnings],
      ...(failure && !told && { failure: failureText(failure) }),
      restore: { profile: this.#parts.profile.id, account: this.#name, ...keptOf(this.#query) },
    };
  }

  dispose(): void {
    this.#following.dispose();
    this.#leave();
    this.#changed.dispose();
  }

  #whyClosed(): string {
    const { account, profile } = this.#parts;
    return account.state.phase === 'locked' && account.state.profile.id === profile.id
      ? t('The account "{0}" cannot be opened: {1}', this.#name, account.state.failure.sentence)
      : t('The account "{0}" is not open. Switch to it to see its usage.', this.#name);
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

  #follow(): void {
    const { session } = this.#parts.account;
    const ours = session?.profile.id === this.#parts.profile.id ? session : undefined;
    if (ours === this.#session) {
      this.#changed.fire();
      return;
    }
    this.#session = ours;
    if (ours) this.#name = ours.profile.name;
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
    if (this.#session) {
      const list = new Collection(this.#session, detailKind(this.#query));
      this.#list = list;
      this.#listening = list.onDidChange(() => this.#changed.fire());
      void list.load();
    }
    this.#changed.fire();
  }
}

/** What Telnyx says against a field: it answers 400 to one that the type lacks, and names it in a sentence only. */
function complaintAbout(field: string, failure: Failure | undefined): string | undefined {
  if (failure?.status !== 400) return undefined;
  const names = new RegExp(`(^|[^\\w-])${field.replace(/[.-]/g, '\\$&')}($|[^\\w-])`);
  return names.test(failure.sentence) ? failure.sentence : undefined;
}
