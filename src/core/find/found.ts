import { firstCode, unknownCode } from './column.ts';
import { matching } from './match.ts';
import type { NumberIndex } from './numberIndex.ts';
import { listed, ordered, type NameOf } from './order.ts';
import type { FilterField, GroupField, Query, Value } from './query.ts';
import { withFilter } from './query.ts';
import { valueOf } from './values.ts';

/** Rows of the index that belong together. */
export interface Group {
  /** What they have in common. */
  readonly field: GroupField;
  readonly value: Value;
  readonly name: string;
  readonly rows: Uint32Array;
}

/** What a query finds: rows of the index, in order. */
export interface Found {
  readonly rows: Uint32Array;
  /** Absent where nothing is grouped. A number with two tags stands in two groups. */
  readonly groups?: readonly Group[];
}

/** A value and how many numbers have it. */
export interface Facet {
  readonly value: Value;
  readonly name: string;
  readonly count: number;
}

/** Looks through an index. */
export class Searcher {
  readonly index: NumberIndex;
  readonly #nameOf: (field: FilterField | 'reference', value: Value) => string;
  #orders = { version: -1, rows: new Map<string, Uint32Array>() };

  constructor(index: NumberIndex, nameOf: (field: FilterField | 'reference', value: Value) => string) {
    this.index = index;
    this.#nameOf = nameOf;
  }

  find(query: Query): Found {
    const rows = this.#inOrder(query, matching(this.index, query));
    return query.group === undefined ? { rows } : { rows, groups: this.#groups(query.group, rows) };
  }

  /** The values of a field among the numbers that meet the rest of the query, most frequent first. */
  facets(query: Query, field: FilterField): readonly Facet[] {
    const rows = matching(this.index, withFilter(query, field, []));
    return this.#counted(field, rows)
      .map(({ value, name, count }) => ({ value, name, count }))
      .sort((one, other) => other.count - one.count || byName(one, other));
  }

  #inOrder(query: Query, found: Uint32Array): Uint32Array {
    const order = this.#ordered(query);
    if (found.length === order.length) return order.slice();
    const wanted = new Uint8Array(order.length);
    for (const row of found) wanted[row] = 1;
    const rows = new Uint32Array(found.length);
    let count = 0;
    for (const row of order) if (wanted[row] === 1) rows[count++] = row;
    return rows;
  }

  /** Every row in the order of a query. */
  #ordered({ sort, descending = false }: Query): Uint32Array {
    const { index } = this;
    const nameOf: NameOf = (column, code) => this.#nameOf(column, valueOf(index.words(column), code));
    const list = this.#remembered('', () => listed(index));
    const key = `${sort ?? ''} ${descending}`;
    if (sort !== undefined)
      return this.#remembered(key, () => ordered(index, list, { sort, descending, nameOf }));
    return descending ? this.#remembered(key, () => list.toReversed()) : list;
  }

  #remembered(key: string, make: () => Uint32Array): Uint32Array {
    const { version } = this.index;
    if (this.#orders.version !== version) this.#orders = { version, rows: new Map() };
    const { rows } = this.#orders;
    const known = rows.get(key);
    if (known) return known;
    const made = make();
    // The list itself and the last order: text and filters change neither.
    for (const other of rows.keys()) if (other !== '') rows.delete(other);
    rows.set(key, made);
    return made;
  }

  #groups(field: GroupField, rows: Uint32Array): readonly Group[] {
    const groups = this.#counted(field, rows);
    const parts = new Map(groups.map((group) => [group.code, new Uint32Array(group.count)]));
    const filled = new Map<number, number>();
    this.#each(field, rows, (code, row) => {
      const at = filled.get(code) ?? 0;
      const part = parts.get(code);
      if (part) part[at] = row;
      filled.set(code, at + 1);
    });
    return groups
      .map(({ code, value, name }) => ({ field, value, name, rows: parts.get(code) ?? new Uint32Array(0) }))
      .sort(byName);
  }

  #counted(field: FilterField, rows: Uint32Array): readonly (Facet & { readonly code: number })[] {
    const words = field === 'tag' ? this.index.tags.words : this.index.words(field);
    const counts = new Uint32Array(words.size);
    this.#each(field, rows, (code) => {
      counts[code] = (counts[code] ?? 0) + 1;
    });
    return [...counts].flatMap((count, code) => {
      if (count === 0) return [];
      const value = valueOf(words, code);
      return [{ code, value, count, name: this.#nameOf(field, value) }];
    });
  }

  #each(field: FilterField, rows: Uint32Array, run: (code: number, row: number) => void): void {
    const { index } = this;
    if (field !== 'tag') {
      const codes = index.codes(field);
      for (const row of rows) run(codes[row] ?? unknownCode, row);
      return;
    }
    const { codes: sets } = index.tags;
    for (const row of rows) {
      const set = sets[row] ?? unknownCode;
      if (set < firstCode) run(set, row);
      else for (const tag of index.tags.of(set)) run(tag, row);
    }
  }
}

const lasts: readonly Value[] = ['none', 'inapplicable', 'unknown'];

/** By name; what has none, cannot have any, or is not known, last. */
function byName(one: Facet | Group, other: Facet | Group): number {
  const rank = ({ value }: Facet | Group) => lasts.indexOf(value);
  const names = one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1;
  return rank(one) - rank(other) || (one.name === other.name ? 0 : names);
}
