import { mostFolded } from '../core/protocol/plan.ts';
import type { Group } from './planGroups.ts';

/**
 * Which groups are folded. What is told of them for another life of the page is one number of each: the keys of groups
 * spell values, secrets among them, and a number is found in its group again also when others have joined it.
 */
export class PlanFolds {
  /** Folded groups by their keys, the last folded last, each with the id of a number in it. */
  readonly #folded = new Map<string, string>();
  /** Ids of numbers whose groups were folded, and have not been seen again so far. */
  readonly #wanted: Set<string>;

  /** `told`: what an earlier one told. */
  constructor(told: readonly string[] = []) {
    this.#wanted = new Set(told.slice(-mostFolded));
  }

  has(key: string): boolean {
    return this.#folded.has(key);
  }

  fold({ key, rows }: Group, open: boolean): void {
    this.#folded.delete(key);
    const [first] = rows;
    if (!open && first) this.#folded.set(key, first.number.id);
  }

  /** These are the groups now: those that were folded before are, and each is named by a number that is in it still. */
  meet(groups: readonly Group[]): void {
    for (const group of groups) {
      const [first] = group.rows;
      if (first && (this.#folded.has(group.key) || this.#wasFolded(group)))
        this.#folded.set(group.key, first.number.id);
    }
  }

  /** Ids of numbers, one for each folded group; of very many the last. */
  get told(): readonly string[] {
    return [...this.#wanted, ...this.#folded.values()].slice(-mostFolded);
  }

  #wasFolded({ rows }: Group): boolean {
    if (this.#wanted.size === 0) return false;
    const found = rows.filter(({ number }) => this.#wanted.delete(number.id));
    return found.length > 0;
  }
}
