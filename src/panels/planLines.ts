import type { Change } from '../core/plan/plan.ts';
import type { PlanRow } from '../core/plan/rows.ts';
import type { Group } from './planGroups.ts';

/** What stands on a line: a group, or one change of a row (absent where the row has none). */
export type Place =
  | { readonly type: 'group'; readonly group: Group }
  | {
      readonly type: 'change';
      readonly group: Group;
      readonly row: PlanRow;
      readonly change: Change | undefined;
      /** The first line of its row. */
      readonly first: boolean;
    };

/**
 * Groups and their rows as numbered lines: one for each group, and below an open one a line for each change of each
 * row. Lines are found by their number without making the others.
 */
export class LineIndex {
  readonly total: number;
  readonly #groups: readonly { readonly group: Group; readonly from: number; readonly each: number }[];

  constructor(groups: readonly Group[], closed: Pick<ReadonlySet<string>, 'has'>) {
    let from = 0;
    this.#groups = groups.map((group) => {
      // Rows of a group change the same settings.
      const each = Math.max(1, group.changes.length);
      const entry = { group, from, each };
      from += 1 + (closed.has(group.key) ? 0 : group.rows.length * each);
      return entry;
    });
    this.total = from;
  }

  /** Lines by their place; `to` is not included. */
  slice(from: number, to: number): readonly Place[] {
    const places: Place[] = [];
    for (let place = from; place < Math.min(to, this.total); place += 1) {
      const found = this.#at(place);
      if (found) places.push(found);
    }
    return places;
  }

  #at(place: number): Place | undefined {
    const entry = this.#groups[this.#groupAt(place)];
    if (!entry) return undefined;
    const { group, from, each } = entry;
    const within = place - from - 1;
    if (within < 0) return { type: 'group', group };
    const row = group.rows[Math.floor(within / each)];
    if (!row) return undefined;
    const at = within % each;
    return { type: 'change', group, row, change: row.changes[at], first: at === 0 };
  }

  /** The last group that begins at or before this line. */
  #groupAt(place: number): number {
    let [low, high] = [0, this.#groups.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#groups[middle]?.from ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
