import type { Found, Group } from './found.ts';
import type { Value } from './query.ts';

/** A line of a table: a number, or the head of a group. */
export type FoundLine =
  | { readonly type: 'row'; readonly row: number }
  | { readonly type: 'group'; readonly group: Group; readonly open: boolean };

/** What was found as the lines of a table: groups below each other, each with its numbers unless it is folded. */
export class FoundLines {
  readonly #found: Found;
  readonly #folded: ReadonlySet<Value>;
  /** Where each group begins, and behind them the end. */
  readonly #starts: readonly number[];

  constructor(found: Found, folded: ReadonlySet<Value>) {
    this.#found = found;
    this.#folded = folded;
    const starts = [0];
    for (const { value, rows } of found.groups ?? [])
      starts.push((starts.at(-1) ?? 0) + 1 + (folded.has(value) ? 0 : rows.length));
    this.#starts = starts;
  }

  get count(): number {
    return this.#found.groups ? (this.#starts.at(-1) ?? 0) : this.#found.rows.length;
  }

  at(place: number): FoundLine | undefined {
    const { groups, rows } = this.#found;
    if (place < 0 || place >= this.count) return undefined;
    if (!groups) return { type: 'row', row: rows[place] ?? 0 };
    const nth = this.#groupAt(place);
    const group = groups[nth];
    if (!group) return undefined;
    const within = place - (this.#starts[nth] ?? 0) - 1;
    if (within < 0) return { type: 'group', group, open: !this.#folded.has(group.value) };
    return { type: 'row', row: group.rows[within] ?? 0 };
  }

  /** Where a row is seen, nearest to a place it was seen at; undefined when it is not. */
  placeOf(row: number, near = 0): number | undefined {
    const here = this.at(near);
    if (here?.type === 'row' && here.row === row) return near;
    const { groups, rows } = this.#found;
    if (!groups) {
      const place = rows.indexOf(row);
      return place < 0 ? undefined : place;
    }
    for (const [nth, { value, rows }] of groups.entries()) {
      const within = this.#folded.has(value) ? -1 : rows.indexOf(row);
      if (within >= 0) return (this.#starts[nth] ?? 0) + 1 + within;
    }
    return undefined;
  }

  /** The rows from one place to another, both included, whichever comes first. */
  rowsBetween(one: number, other: number): readonly number[] {
    const rows: number[] = [];
    for (let place = Math.min(one, other); place <= Math.max(one, other); place++) {
      const line = this.at(place);
      if (line?.type === 'row') rows.push(line.row);
    }
    return rows;
  }

  #groupAt(place: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high - 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return low;
  }
}
