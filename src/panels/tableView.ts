import { FoundLines } from '../core/find/lines.ts';
import type { Query } from '../core/find/query.ts';
import { visible } from '../core/model/text.ts';
import type { HowToChoose, TableState } from '../core/protocol/table.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import { finderOf } from '../core/state/finder.ts';
import { notOpen } from '../core/state/left.ts';
import type { Look } from '../core/state/look.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { TableChoice } from './tableChoice.ts';
import { columnsFrom, isValue, type Kept, type ShownColumn } from './tableKept.ts';
import { cleared, sortedBy, withoutFilter, withoutGroup } from './tableQuery.ts';
import { closedText, openText, type Opened } from './tableText.ts';

/** Lines told before the page has said what it can show. */
const firstLook = { from: 0, to: 300 };

export interface TableViewParts {
  readonly account: CurrentAccount;
  /** Whose numbers these are; the name is said while that account is not open. */
  readonly profile: { readonly id: string; readonly name: string };
  readonly kept: Kept;
  /** Tells this table from others. */
  readonly key: string;
}

/** A line by its place when it was seen, and by the id of its number. */
interface Seen {
  readonly at: number;
  readonly id: string;
}

/**
 * The numbers of one account as a table: what a panel shows. Follows the account: reads while its session is open, and
 * says so when it is not. Every table has a query, columns and a choice of its own.
 */
export class TableView implements Disposable {
  readonly key: string;
  readonly choice = new TableChoice();
  readonly #parts: TableViewParts;
  readonly #changed = new Emitter<undefined>();
  readonly #following: Disposable;
  #name: string;
  #kept: Kept;
  #opened: Opened | undefined;
  #listening: Disposable | undefined;
  #lines: { readonly of: object; readonly folded: Kept['folded']; readonly lines: FoundLines } | undefined;
  #range = firstLook;
  #heard = 0;

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: TableViewParts) {
    this.#parts = parts;
    this.key = parts.key;
    this.#name = parts.profile.name;
    this.#kept = parts.kept;
    this.#following = parts.account.onDidChange(() => {
      this.#follow();
    });
    this.#follow();
  }

  get profile(): string {
    return this.#parts.profile.id;
  }

  /** The name of the account, as it was last known. */
  get name(): string {
    return this.#name;
  }

  get opened(): Opened | undefined {
    return this.#opened;
  }

  /** What is open, for what a person asked for; throws a Failure while the account is not. */
  needed(): Opened {
    if (this.#opened) return this.#opened;
    throw notOpen(this.#name);
  }

  /** What has to be kept for the table to come back as it is. */
  get kept(): Kept {
    const query = this.#opened?.look.query ?? this.#kept.query;
    return { ...this.#kept, query };
  }

  get columns(): readonly ShownColumn[] {
    return this.#kept.columns;
  }

  state(): TableState {
    const { key, profile } = this;
    const common = {
      key,
      account: visible(this.#name),
      search: { text: this.kept.query.text, heard: this.#heard },
      restore: { profile, account: this.#name, table: this.kept },
      kept: this.kept,
    };
    if (!this.#opened) return closedText(common, this.#parts.account.state);
    return openText(common, {
      ...this.#opened,
      lines: this.lines(this.#opened.look),
      choice: this.choice,
      range: this.#range,
    });
  }

  /** The page shows other lines. */
  see(range: { readonly from: number; readonly to: number }): void {
    this.#range = range;
    this.#changed.fire(undefined);
  }

  search(text: string, heard: number): void {
    this.#heard = heard;
    this.#set((query) => ({ ...query, text }));
  }

  sort(column: string): void {
    this.#set((query) => sortedBy(query, column));
  }

  unfilter(field: string): void {
    this.#set((query) => withoutFilter(query, field));
  }

  ungroup(): void {
    this.#set(withoutGroup);
  }

  clear(): void {
    this.#set(cleared);
  }

  arrange(asked: Parameters<typeof columnsFrom>[0]): void {
    this.#keep({ columns: columnsFrom(asked) ?? this.columns });
    this.#needColumns();
  }

  fold(value: string, open: boolean): void {
    if (!isValue(value)) return;
    const others = this.#kept.folded.filter((one) => one !== value);
    this.#keep({ folded: open ? others : [...others, value] });
  }

  choose({ at, id }: Seen, how: HowToChoose): void {
    const { look } = this.#opened ?? {};
    if (!look) return;
    const row = look.at.index.row(id);
    const lines = this.lines(look);
    const place = row === undefined ? undefined : lines.placeOf(row, at);
    if (place !== undefined) this.choice.choose(lines, place, how);
    // It went meanwhile: what was chosen before it is not what is meant now.
    else if (how === 'only') this.choice.none();
    this.#changed.fire(undefined);
  }

  /** Chooses everything that is found, seen or not; or nothing. */
  chooseAll(all: boolean): void {
    if (this.#opened && all) this.choice.all(this.#opened.look.found);
    else this.choice.none();
    this.#changed.fire(undefined);
  }

  /** The lines of what is found now; what is not found any more is not chosen any more. */
  lines({ found }: Look): FoundLines {
    const { folded } = this.#kept;
    if (this.#lines?.of !== found) this.choice.follow(found);
    if (this.#lines?.of !== found || this.#lines.folded !== folded)
      this.#lines = { of: found, folded, lines: new FoundLines(found, new Set(folded)) };
    return this.#lines.lines;
  }

  dispose(): void {
    this.#following.dispose();
    this.#close();
    this.#changed.dispose();
  }

  #set(change: (query: Query) => Query): void {
    if (this.#opened) this.#opened.look.set(change(this.#opened.look.query));
    else this.#keep({ query: change(this.#kept.query) });
  }

  #keep(part: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...part };
    this.#changed.fire(undefined);
  }

  /** How a number is paid for, and what billing groups are called, is read only for those who look at it. */
  #needColumns(): void {
    for (const { id } of this.columns)
      if (id === 'payment' || id === 'billingGroup') this.#opened?.look.prepare(id);
  }

  #follow(): void {
    const { session } = this.#parts.account;
    const ours = session?.profile.id === this.profile ? session : undefined;
    if (ours !== this.#opened?.session) {
      this.#close();
      if (ours) this.#open(ours);
    }
    this.#changed.fire(undefined);
  }

  #open(session: Session): void {
    this.#name = session.profile.name;
    const finder = finderOf(session);
    const look = finder.open(this.#kept.query);
    this.#opened = { session, finder, look };
    this.#listening = look.onDidChange(() => this.#changed.fire(undefined));
    this.#needColumns();
  }

  #close(): void {
    this.#kept = this.kept;
    this.choice.none();
    this.#lines = undefined;
    this.#listening?.dispose();
    this.#opened?.look.dispose();
    this.#opened = undefined;
  }
}
